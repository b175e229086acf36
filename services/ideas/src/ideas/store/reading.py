"""Ideas as they are looked up: lists, search, similar ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from ideas.domain.state import Facet, Reader, Status
from ideas.store.readers import WHO
from shared.db import Row, Tx

OWN = "authors @> jsonb_build_array(jsonb_build_object('person_id', $1::uuid))"


def handed_in(near: str, follows: str) -> str:
    """The same as ideas.domain.state.visible, in two parts: a list goes through what was handed in, and looks the own
    drafts up: those of others are never gone through. $1: the reader; ``near``: units near them; ``follows``: whether
    they follow all units. What holds of most ideas and costs least is looked at first.
    """
    return f"""
status <> 'draft' AND (((status <> 'withdrawn' OR endorsements > 0)
    AND (visibility = 'organisation' OR {follows} OR unit_id = ANY({near}) OR remit_id = ANY({near}))) OR {OWN})
"""


HANDED_IN = handed_in("$2::uuid[]", "$3")
# A list that looks up who reads by itself, once, instead of being told: one round trip less. $2: now.
HANDED_IN_TO = "EXISTS (SELECT FROM who) AND " + handed_in(
    "(SELECT units || covers FROM who)::uuid[]", "(SELECT NOT roles <@ '{administrator}'::text[] FROM who)"
)
OWN_DRAFT = f"status = 'draft' AND {OWN}"
# The members of a line, as it is shown to $1; times in UTC, as every connection has it.
LINE = """idea_id, number, title, CASE WHEN status = 'withdrawn' THEN '' ELSE coalesce(excerpt, left(body, 300)) END AS excerpt,
    language, status, unit_id, campaign_id, facets, endorsements, comments,
    EXISTS (SELECT FROM endorsement e WHERE e.idea_id = idea.idea_id AND e.person_id = $1 AND e.given) AS endorsed,
    to_char(priority_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS priority_at, merged_into, due_on, late"""
# PostgreSQL writes the lines as JSON: to read thirty of them into objects and to write them again costs more than to find them.
LIST_NEWEST = f"""
{{who}} SELECT idea_id, row_to_json(page)::text AS line FROM (
    (SELECT {LINE} FROM idea WHERE {{visible}} {{handed_in}} ORDER BY idea_id DESC LIMIT {{limit}})
    UNION ALL
    (SELECT {LINE} FROM idea WHERE {OWN_DRAFT} {{drafts}} ORDER BY idea_id DESC LIMIT {{limit}})
) AS page ORDER BY idea_id DESC LIMIT {{limit}}
"""
# Where more is sorted than shown, the lines of the page alone.
WRITTEN = f"""
(SELECT row_to_json(shown)::text FROM (SELECT {LINE} FROM idea WHERE idea.idea_id = page.idea_id) AS shown) AS line
"""
LIST_FOUND = f"""
{{who}} SELECT idea_id, {WRITTEN} FROM (
    SELECT idea_id FROM idea WHERE (({{visible}}) OR ({OWN_DRAFT})) {{filters}} ORDER BY idea_id DESC LIMIT {{limit}}
) AS page ORDER BY idea_id DESC
"""
# Those that somebody stands behind by their own order, the others by age.
LIST_SUPPORT = f"""
{{who}} SELECT idea_id, endorsements, {WRITTEN} FROM (
    (SELECT idea_id, endorsements FROM support JOIN idea USING (idea_id, endorsements)
        WHERE endorsements > 0 AND {{visible}} {{handed_in}} ORDER BY endorsements DESC, idea_id DESC LIMIT {{limit}})
    UNION ALL
    (SELECT idea_id, 0 FROM idea WHERE endorsements = 0 AND {{visible}} {{handed_in}} ORDER BY idea_id DESC LIMIT {{limit}})
    UNION ALL
    (SELECT idea_id, 0 FROM idea WHERE {OWN_DRAFT} {{drafts}} ORDER BY idea_id DESC LIMIT {{limit}})
) AS page ORDER BY endorsements DESC, idea_id DESC LIMIT {{limit}}
"""
# Those whose answer has a last day, the soonest first; a draft has none.
LIST_DUE = f"""
{{who}} SELECT idea_id, due_on, {WRITTEN} FROM (
    SELECT idea_id, due_on FROM idea WHERE due_on IS NOT NULL AND {{visible}} {{handed_in}} ORDER BY due_on, idea_id LIMIT {{limit}}
) AS page ORDER BY due_on, idea_id
"""
# The best of the newest thousand that match: a word that is everywhere costs no more than a rare one.
LIST_RELEVANCE = f"""
WITH matching AS MATERIALIZED (
    SELECT idea_id, round(ts_rank(words, {{query}})::numeric, 6) AS rank FROM idea
    WHERE (({{visible}}) OR ({OWN_DRAFT})) {{filters}} ORDER BY idea_id DESC LIMIT 1000
)
SELECT idea_id, rank, {WRITTEN} FROM matching AS page {{beyond}} ORDER BY rank DESC, idea_id DESC LIMIT {{limit}}
"""
LISTS = {
    "newest": LIST_NEWEST, "found": LIST_FOUND, "support": LIST_SUPPORT, "due": LIST_DUE, "relevance": LIST_RELEVANCE,
}  # fmt: skip
# Each idea is searched in its own language: nobody says in which one they search, and what is left out is left out.
MATCHES = """
status <> 'withdrawn' AND (
    (language = 'en' AND words @@ websearch_to_tsquery('english'::regconfig, folded({0})))
    OR (language = 'fr' AND words @@ websearch_to_tsquery('french'::regconfig, folded({0})))
    OR (language = 'de' AND words @@ websearch_to_tsquery('german'::regconfig, folded({0}))))
"""
# Three constants to the planner, and not a query to be made for each row.
QUERY = """
CASE language WHEN 'fr' THEN websearch_to_tsquery('french'::regconfig, folded({0}))
    WHEN 'de' THEN websearch_to_tsquery('german'::regconfig, folded({0}))
    ELSE websearch_to_tsquery('english'::regconfig, folded({0})) END
"""
FILTERS = {
    "status": "AND status = {0}",
    "campaign": "AND campaign_id = {0}::uuid",
    "units": "AND unit_id = ANY({0}::uuid[])",
    "facet": "AND facets @> ARRAY[{0}::text]",
    "late": "AND late AND {0}::boolean",
    "above": "AND idea_id > {0}::uuid",
    "upto": "AND idea_id <= {0}::uuid",
    "mine": f"AND {OWN}",
}
BEYOND = {
    "newest": "AND idea_id < {0}",
    "support": "AND (endorsements, idea_id) < ({0}, {1})",
    "due": "AND (due_on, idea_id) > ({0}, {1})",
    "relevance": "WHERE (rank, idea_id) < ({0}, {1})",
}
KEYS: dict[str, tuple[Callable[[str], object], ...]] = {
    "newest": (UUID,),
    "support": (int, UUID),
    "due": (date.fromisoformat, UUID),
    "relevance": (Decimal, UUID),
}
"""How the sort key in a cursor is read, by sort."""

# What no idea fulfils, with all parameters of a list.
NOTHING = "AND false"
KEPT_PLANS = "RESET plan_cache_mode"
"""After a search, for which ``reader`` has asked for plans of its own."""

Sort = Literal["newest", "support", "due", "relevance"]


@dataclass(frozen=True, slots=True)
class Looks:
    """Somebody of whom nothing is known yet but who it is, and the time."""

    person_id: UUID
    now: datetime


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


def list_statement(wanted: Wanted, looks: Reader | Looks, limit: int) -> tuple[str, list[object]]:
    """The statement for what is wanted, with its parameters. A filter that is not asked for is not in it, so that each
    combination gets the plan that fits it. The limit is no parameter: a plan for any limit is made for a tenth of the
    table, and so for another way through it.
    """
    told = isinstance(looks, Reader)
    given: list[object] = (
        [looks.person_id, [*looks.units, *looks.covers], looks.follows_all]
        if isinstance(looks, Reader)
        else [looks.person_id, looks.now]
    )
    whole = {"who": "" if told else f"WITH RECURSIVE {WHO}", "visible": HANDED_IN if told else HANDED_IN_TO}
    whole["limit"] = f"{limit:d}"

    def placed(value: object) -> str:
        given.append(value)
        return f"${len(given)}"

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
    kept = {"filters": "\n".join(filters), "query": QUERY.format(words), "beyond": beyond}
    submitted = NOTHING if wanted.status == "draft" else kept["filters"]
    drafts = kept["filters"] if wanted.status in (None, "draft") else NOTHING
    drafts += "" if told else " AND EXISTS (SELECT FROM who)"
    which = "found" if words and wanted.sort == "newest" else wanted.sort
    return LISTS[which].format(**whole, **kept, handed_in=submitted, drafts=drafts), given


def _beyond(wanted: Wanted, placed: Callable[[object], str]) -> str:
    if wanted.after is None:
        return ""
    read = KEYS[wanted.sort]
    return BEYOND[wanted.sort].format(*(placed(kind(text)) for kind, text in zip(read, wanted.after, strict=True)))


async def list_ideas(tx: Tx, person_id: UUID, wanted: Wanted, limit: int) -> list[Row]:
    """Lines of ideas that somebody may see, in the order asked for: each as JSON, with its sort key. For somebody who is not
    employed here there are none.
    """
    return await _listed(tx, Looks(person_id, tx.now), wanted, limit)


async def search(tx: Tx, who: Reader, wanted: Wanted, limit: int, edge: UUID | None = None) -> list[Row]:
    """The same for words, after ``searcher``.

    ``edge``: of a search that begins with the newest, the last one that is looked through before the others.
    """
    if not edge:
        found = await _listed(tx, who, wanted, limit)
    else:
        found = await _listed(tx, who, replace(wanted, above=edge), limit)
        if len(found) < limit:
            found += await _listed(tx, who, replace(wanted, upto=edge), limit - len(found))
    await tx.execute(KEPT_PLANS)
    return found


async def _listed(tx: Tx, looks: Reader | Looks, wanted: Wanted, limit: int) -> list[Row]:
    statement, given = list_statement(wanted, looks, limit)
    return await tx.fetch(statement, *given)


def key_of(wanted: Wanted, row: Row) -> tuple[str, ...]:
    """The sort key of a line, as a cursor keeps it."""
    first = {"support": "endorsements", "due": "due_on", "relevance": "rank"}.get(wanted.sort)
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
WHERE {HANDED_IN} AND status <> 'withdrawn' AND idea_id IS DISTINCT FROM $6::uuid
ORDER BY likeness DESC, idea_id DESC LIMIT $7
"""


async def similar(tx: Tx, who: Reader, title: str, query: str, *, besides: UUID | None, limit: int) -> list[Row]:
    """Ideas like a title: those that share words with it (``query``: a text search), and those written nearly alike."""
    units = [*who.units, *who.covers]
    found = await tx.fetch(SIMILAR, who.person_id, units, who.follows_all, title, query, besides, limit)
    await tx.execute(KEPT_PLANS)
    return found
