"""Ideas as they are looked up: who reads, one idea, lists, search, similar ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal
from uuid import UUID

from ideas.domain.state import Facet, Reader, Status
from ideas.store.ideas import COLUMNS
from shared.db import Row, Tx

READER = """
WITH RECURSIVE me AS (
    SELECT person_id, unit_id, roles, mandates FROM directory_person WHERE person_id = $1 AND employed
), above AS (
    SELECT u.unit_id, u.parent_id, 0 AS depth FROM directory_unit u JOIN me USING (unit_id)
    UNION ALL
    SELECT u.unit_id, u.parent_id, a.depth + 1 FROM directory_unit u JOIN above a ON u.unit_id = a.parent_id
    WHERE a.depth < 20
), seats AS (
    SELECT DISTINCT unnest(b.scope_unit_ids) AS unit_id
    FROM me, jsonb_to_recordset(me.mandates) AS m (body_id uuid, starts_on date, ends_on date)
    JOIN directory_body b USING (body_id) LEFT JOIN directory_calendar c USING (calendar_id)
    WHERE ($2::timestamptz AT TIME ZONE coalesce(c.calendar ->> 'zone', 'UTC'))::date
        BETWEEN m.starts_on AND coalesce(m.ends_on, 'infinity'::date)
), below AS (
    SELECT unit_id, 0 AS depth FROM seats
    UNION
    SELECT u.unit_id, b.depth + 1 FROM directory_unit u JOIN below b ON u.parent_id = b.unit_id WHERE b.depth < 20
)
SELECT person_id, array(SELECT unit_id FROM above UNION SELECT unit_id FROM me WHERE unit_id IS NOT NULL) AS units,
    array(SELECT DISTINCT unit_id FROM below) AS covers,
    array(SELECT DISTINCT held ->> 'role' FROM jsonb_array_elements(roles) AS held) AS roles
FROM me
"""


async def reader(tx: Tx, person_id: UUID) -> Reader | None:
    """Who looks; None for somebody who is not employed here."""
    row = await tx.fetchrow(READER, person_id, tx.now)
    if row is None:
        return None
    return Reader(person_id, frozenset(row["units"]), frozenset(row["covers"]), frozenset(row["roles"]))


# The same as ideas.domain.state.visible. $1: the reader, $2: units near them, $3: whether they follow all units.
SEEN = """
(authors @> jsonb_build_array(jsonb_build_object('person_id', $1::uuid))
    OR (status <> 'draft' AND (status <> 'withdrawn' OR endorsements > 0)
        AND (visibility = 'organisation' OR $3 OR unit_id = ANY($2::uuid[]) OR remit_id = ANY($2::uuid[]))))
"""
VIEW_IDEA = f"""
SELECT {COLUMNS}, screen, decision,
    (SELECT given FROM endorsement e WHERE e.idea_id = idea.idea_id AND e.person_id = $2) AS endorsed,
    (SELECT jsonb_agg(jsonb_build_object('idea_id', o.idea_id, 'number', o.number, 'priority_at', o.priority_at,
        'authors', o.authors, 'endorsements', o.endorsements) ORDER BY o.priority_at, o.idea_id)
    FROM idea o WHERE o.merged_into = idea.idea_id) AS origins
FROM idea WHERE idea_id = $1
"""


async def view_idea(tx: Tx, idea_id: UUID, person_id: UUID) -> Row | None:
    """The idea's row with its screen and decision, and whether the reader endorses it."""
    return await tx.fetchrow(VIEW_IDEA, idea_id, person_id)


LINE = """idea_id, number, title, left(CASE WHEN status = 'withdrawn' THEN '' ELSE body END, 300) AS excerpt, language, status,
    unit_id, campaign_id, facets, endorsements, priority_at, merged_into, due_on, late"""
LIST_NEWEST = f"SELECT {LINE} FROM idea WHERE {SEEN} {{filters}} ORDER BY idea_id DESC LIMIT $4"
LIST_SUPPORT = f"SELECT {LINE} FROM idea WHERE {SEEN} {{filters}} ORDER BY endorsements DESC, idea_id DESC LIMIT $4"
# The best of the newest thousand that match: a word that is everywhere costs no more than a rare one.
LIST_RELEVANCE = f"""
WITH matching AS MATERIALIZED (
    SELECT idea_id, round(ts_rank(words, {{query}})::numeric, 6) AS rank FROM idea
    WHERE {SEEN} {{filters}} ORDER BY idea_id DESC LIMIT 1000
), best AS (
    SELECT idea_id, rank FROM matching {{beyond}} ORDER BY rank DESC, idea_id DESC LIMIT $4
)
SELECT {LINE}, rank FROM best JOIN idea USING (idea_id) ORDER BY rank DESC, idea_id DESC
"""
LISTS = {"newest": LIST_NEWEST, "support": LIST_SUPPORT, "relevance": LIST_RELEVANCE}
# Each idea is searched in its own language: nobody says in which one they search, and what is left out is left out.
MATCHES = """
status <> 'withdrawn' AND (
    (language = 'en' AND words @@ websearch_to_tsquery('english'::regconfig, folded({0})))
    OR (language = 'fr' AND words @@ websearch_to_tsquery('french'::regconfig, folded({0})))
    OR (language = 'de' AND words @@ websearch_to_tsquery('german'::regconfig, folded({0}))))
"""
QUERY = """
websearch_to_tsquery(CASE language
    WHEN 'fr' THEN 'french'::regconfig WHEN 'de' THEN 'german'::regconfig ELSE 'english'::regconfig END, folded({0}))
"""
FILTERS = {
    "status": "AND status = {0}",
    "campaign": "AND campaign_id = {0}::uuid",
    "units": "AND unit_id = ANY({0}::uuid[])",
    "facet": "AND facets @> ARRAY[{0}::text]",
    "late": "AND late AND {0}::boolean",
    "above": "AND idea_id > {0}::uuid",
    "upto": "AND idea_id <= {0}::uuid",
    "mine": "AND authors @> jsonb_build_array(jsonb_build_object('person_id', $1::uuid))",
}
BEYOND = {
    "newest": "AND idea_id < {0}",
    "support": "AND (endorsements, idea_id) < ({0}, {1})",
    "relevance": "WHERE (rank, idea_id) < ({0}, {1})",
}
KEYS: dict[str, tuple[Callable[[str], object], ...]] = {
    "newest": (UUID,),
    "support": (int, UUID),
    "relevance": (Decimal, UUID),
}
"""How the sort key in a cursor is read, by sort."""

# The planner must see the words: a plan for any words would be made for rare ones.
OWN_PLANS = "SET plan_cache_mode = force_custom_plan"

Sort = Literal["newest", "support", "relevance"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is asked for. ``units``: of these; ``after``: the sort key of the last one seen.

    ``above``, ``upto``: only ideas that are newer than this one; only this one and older ones.
    """

    sort: Sort = "newest"
    status: Status | None = None
    campaign: UUID | None = None
    units: Sequence[UUID] | None = None
    facet: Facet | None = None
    late: Literal[True] | None = None
    mine: bool = False
    words: str | None = None
    after: tuple[str, ...] | None = None
    above: UUID | None = None
    upto: UUID | None = None


def list_statement(wanted: Wanted) -> tuple[str, list[object]]:
    """The statement for what is wanted, with the parameters after the first four. A filter that is not asked for is not
    in it, so that each combination gets the plan that fits it.
    """
    given: list[object] = []

    def placed(value: object) -> str:
        given.append(value)
        return f"${len(given) + 4}"

    filters = [
        FILTERS[name].format(placed(value))
        for name in ("status", "campaign", "units", "facet", "late", "above", "upto")
        if (value := getattr(wanted, name)) is not None
    ]
    filters += [FILTERS["mine"]] if wanted.mine else []
    words = placed(wanted.words) if wanted.words else ""
    filters += [f"AND {MATCHES.format(words)}"] if words else []
    beyond = _beyond(wanted, placed)
    if wanted.sort != "relevance":
        filters += [beyond]
    return LISTS[wanted.sort].format(filters="\n".join(filters), query=QUERY.format(words), beyond=beyond), given


def _beyond(wanted: Wanted, placed: Callable[[object], str]) -> str:
    if wanted.after is None:
        return ""
    read = KEYS[wanted.sort]
    return BEYOND[wanted.sort].format(*(placed(kind(text)) for kind, text in zip(read, wanted.after, strict=True)))


async def list_ideas(tx: Tx, who: Reader, wanted: Wanted, limit: int) -> list[Row]:
    """Lines of ideas that the reader may see, in the order asked for."""
    if wanted.words and wanted.sort == "newest":
        return await _search(tx, who, wanted, limit)
    if wanted.words:
        await tx.execute(OWN_PLANS)
    return await _listed(tx, who, wanted, limit)


WINDOW = 3000
"""A search looks through so many of the newest first: a frequent word is found there often enough, and all are looked
through only for a rare one, of which there are few. So it hardly takes longer with more ideas."""
NEWEST = """
SELECT set_config('plan_cache_mode', 'force_custom_plan', false), (
    SELECT idea_id FROM idea WHERE idea_id < coalesce($1, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
    ORDER BY idea_id DESC OFFSET $2 LIMIT 1
) AS edge
"""


async def _search(tx: Tx, who: Reader, wanted: Wanted, limit: int) -> list[Row]:
    row = await tx.fetchrow(NEWEST, UUID(wanted.after[0]) if wanted.after else None, WINDOW)
    edge = row["edge"] if row else None
    found = await _listed(tx, who, replace(wanted, above=edge), limit)
    if edge is None or len(found) == limit:
        return found
    return found + await _listed(tx, who, replace(wanted, upto=edge), limit - len(found))


async def _listed(tx: Tx, who: Reader, wanted: Wanted, limit: int) -> list[Row]:
    statement, given = list_statement(wanted)
    return await tx.fetch(statement, who.person_id, [*who.units, *who.covers], who.follows_all, limit, *given)


def key_of(wanted: Wanted, row: Row) -> tuple[str, ...]:
    """The sort key of a line, as a cursor keeps it."""
    first = {"support": "endorsements", "relevance": "rank"}.get(wanted.sort)
    return (str(row[first]), str(row["idea_id"])) if first else (str(row["idea_id"]),)


UNITS_BELOW = """
WITH RECURSIVE below AS (
    SELECT $1::uuid AS unit_id, 0 AS depth
    UNION ALL
    SELECT u.unit_id, b.depth + 1 FROM directory_unit u JOIN below b ON u.parent_id = b.unit_id WHERE b.depth < 20
)
SELECT DISTINCT unit_id FROM below
"""


async def units_below(tx: Tx, unit_id: UUID) -> list[UUID]:
    """The unit and all below it."""
    return [row["unit_id"] for row in await tx.fetch(UNITS_BELOW, unit_id)]


# Titles are compared by trigrams only when few ideas share words: among many that do, the like ones are.
SIMILAR = f"""
WITH asked AS (SELECT folded($4) AS asked_title),
sharing AS MATERIALIZED (
    SELECT idea_id FROM idea WHERE $5 <> '' AND words @@ (
        to_tsquery('english'::regconfig, $5) || to_tsquery('french'::regconfig, $5) || to_tsquery('german'::regconfig, $5))
        AND status <> 'draft' ORDER BY idea_id DESC LIMIT 60
), candidates AS (
    SELECT idea_id FROM sharing
    UNION
    (SELECT idea_id FROM idea, asked WHERE (SELECT count(*) FROM sharing) < 20
        AND folded(idea.title) % asked.asked_title AND status <> 'draft' LIMIT 60)
)
SELECT {LINE}, idea.body, similarity(folded(idea.title), asked.asked_title) AS likeness
FROM candidates JOIN idea USING (idea_id), asked
WHERE {SEEN} AND status NOT IN ('draft', 'withdrawn') AND idea_id IS DISTINCT FROM $6::uuid
ORDER BY likeness DESC, idea_id DESC LIMIT $7
"""


async def similar(tx: Tx, who: Reader, title: str, query: str, *, besides: UUID | None, limit: int) -> list[Row]:
    """Ideas like a title: those that share words with it (``query``: a text search), and those written nearly alike."""
    await tx.execute(OWN_PLANS)
    units = [*who.units, *who.covers]
    return await tx.fetch(SIMILAR, who.person_id, units, who.follows_all, title, query, besides, limit)
