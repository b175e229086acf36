"""Ideas as they are looked up: lists, search, similar ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import count
from typing import Literal, NamedTuple, get_args
from uuid import UUID

from ideas.domain.state import Facet, Status
from ideas.store.readers import WHO
from ideas.store.searching import ASKED, FOUND, MATCHES, NEWEST, RECENT, TITLED, TITLES_FIRST
from shared.db import Row, Tx

OWN = "authors @> jsonb_build_array(jsonb_build_object('person_id', $1::uuid))"

# The same as ideas.domain.state.visible, in two parts: a list goes through what was handed in, and looks the own drafts up:
# those of others are never gone through. Who reads is looked up by the statement itself, once. What holds of most ideas and
# costs least is looked at first. $1: the reader, $2: now.
_NEAR = "(SELECT units || covers FROM who)::uuid[]"
HANDED_IN = f"""
EXISTS (SELECT FROM who) AND status <> 'draft' AND (((status <> 'withdrawn' OR endorsements > 0)
    AND (visibility = 'organisation' OR (SELECT NOT roles <@ ARRAY['administrator'] FROM who)
        OR ARRAY[unit_id, remit_id] && {_NEAR})) OR {OWN})
"""
# Said twice, as nobody has so many drafts as PostgreSQL would else expect of an unknown author.
OWN_DRAFT = f"EXISTS (SELECT FROM who) AND status = 'draft' AND {OWN} AND {OWN}"
# A line as JSON, as it is shown to $1. PostgreSQL writes it once, as the idea changes (``line``, all but the last member): to
# write thirty of them at each request took half of a list's time there, and a sixth of a search's. What somebody endorses is
# looked up once and not for each line: no plan depends on how many lines there may be. chr(125) ends an object; in these
# texts it would end a place.
LINE = """
line || CASE WHEN idea_id IN (SELECT e.idea_id FROM endorsement AS e WHERE e.person_id = $1 AND e.given)
    THEN ',"endorsed":true' ELSE ',"endorsed":false' END || chr(125) AS line
"""
LIST_NEWEST = f"""
{{who}} SELECT idea_id, line FROM (
    (SELECT idea_id, {LINE} FROM idea WHERE {HANDED_IN} {{handed_in}} ORDER BY idea_id DESC LIMIT {{limit}})
    UNION ALL
    (SELECT idea_id, {LINE} FROM idea WHERE {OWN_DRAFT} {{drafts}} ORDER BY idea_id DESC LIMIT {{limit}})
) AS page ORDER BY idea_id DESC LIMIT {{limit}}
"""
# Where more is sorted than shown, the lines of the page alone.
WRITTEN = f"(SELECT {LINE} FROM idea WHERE idea.idea_id = page.idea_id) AS line"
LIST_FOUND = f"""
{{who}} SELECT idea_id, {WRITTEN} FROM (
    ({NEWEST.format(more=f"status <> 'withdrawn' AND {HANDED_IN} {{handed_in}}", limit="{limit}")})
    UNION ALL
    (SELECT idea_id, false FROM idea WHERE {OWN_DRAFT} AND {MATCHES} {{drafts}} {{beyond}} ORDER BY idea_id DESC LIMIT {{limit}})
    ORDER BY idea_id DESC LIMIT {{limit}}
) AS page ORDER BY idea_id DESC
"""
# Those that somebody stands behind by their own order, the others by age.
LIST_SUPPORT = f"""
{{who}} SELECT idea_id, endorsements, {WRITTEN} FROM (
    (SELECT idea_id, endorsements FROM support JOIN idea USING (idea_id, endorsements)
        WHERE endorsements > 0 AND {HANDED_IN} {{endorsed}} ORDER BY endorsements DESC, idea_id DESC LIMIT {{limit}})
    UNION ALL
    (SELECT idea_id, 0 FROM idea WHERE endorsements = 0 AND {HANDED_IN} {{handed_in}} ORDER BY idea_id DESC LIMIT {{limit}})
    UNION ALL
    (SELECT idea_id, 0 FROM idea WHERE {OWN_DRAFT} {{drafts}} ORDER BY idea_id DESC LIMIT {{limit}})
) AS page ORDER BY endorsements DESC, idea_id DESC LIMIT {{limit}}
"""
# Those whose answer has a last day, the soonest first; a draft has none.
LIST_DUE = f"""
{{who}} SELECT idea_id, due_on, {WRITTEN} FROM (
    SELECT idea_id, due_on FROM idea WHERE due_on IS NOT NULL AND {HANDED_IN} {{handed_in}} ORDER BY due_on, idea_id LIMIT {{limit}}
) AS page ORDER BY due_on, idea_id
"""
# Those that have the words in their title, and then the others that have them: the newest first in each.
_BEST = f"status <> 'withdrawn' AND {TITLES_FIRST} AND {HANDED_IN} {{handed_in}}"
LIST_RELEVANCE = f"""
{{who}} SELECT idea_id, titled::integer, {WRITTEN} FROM (
    ({NEWEST.format(more=_BEST, limit="{limit}")})
    UNION ALL
    (SELECT idea_id, titled FROM (
        SELECT idea_id, {TITLED} AS titled FROM idea WHERE {OWN_DRAFT} AND {MATCHES} {{drafts}}
    ) AS drafts WHERE true {{beyond}} ORDER BY titled DESC, idea_id DESC LIMIT {{limit}})
    ORDER BY titled DESC, idea_id DESC LIMIT {{limit}}
) AS page ORDER BY titled DESC, idea_id DESC
"""
LISTS = {
    "newest": LIST_NEWEST, "found": LIST_FOUND, "support": LIST_SUPPORT, "due": LIST_DUE, "relevance": LIST_RELEVANCE,
}  # fmt: skip
FILTERS = {
    "campaign": "AND campaign_id = {0}::uuid",
    "units": "AND unit_id = ANY({0}::uuid[])",
    "facet": "AND facets @> ARRAY[{0}::text]",
    "late": "AND late AND {0}::boolean",
    "mine": f"AND {OWN}",
}
BEYOND = {
    "newest": "AND idea_id < {0}",
    "support": "AND (endorsements, idea_id) < ((SELECT {0}::integer), (SELECT {1}::uuid))",  # no plan for each number
    "due": "AND (due_on, idea_id) > ({0}, {1})",
    "relevance": "AND (titled::integer, idea_id) < ({0}, {1})",
}
KEYS: dict[str, tuple[Callable[[str], object], ...]] = {
    "newest": (UUID,),
    "support": (int, UUID),
    "due": (date.fromisoformat, UUID),
    "relevance": (int, UUID),
}
"""How the sort key in a cursor is read, by sort."""
TIERED = ("support", "relevance")
TIERS = ("1", "0")
"""How the key of the best begins: what has the words in its title, then the others."""
FILTERED = ("campaign", "units", "facet", "late")

# Said and not given: some are rare and some are frequent, and each has the plan that fits it.
STATUS = {each: f"AND status = '{each}'" for each in get_args(Status)}

# What no idea fulfils. It stands beside the filters, not in their place: each parameter of a list is used by its statement.
NOTHING = " AND false"

Sort = Literal["newest", "support", "due", "relevance"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is asked for. ``units``: of these; ``after``: the sort key of the last one seen."""

    sort: Sort = "newest"
    status: Status | None = None
    campaign: UUID | None = None
    units: Sequence[UUID] | None = None
    facet: Facet | None = None
    late: Literal[True] | None = None
    mine: bool = False
    words: str | None = None
    after: tuple[str, ...] | None = None


class _Form(NamedTuple):
    """What a statement is made for: which filters, and whether there is more. What they are is given with it.

    ``after``: in which tier of its sort the last one was that was seen, where there are two: ``"1"``, then ``"0"``.
    """

    sort: Sort
    status: Status | None
    mine: bool
    filters: tuple[str, ...]
    words: bool
    after: str | None
    limit: int


def list_statement(wanted: Wanted, person_id: UUID, now: datetime, limit: int) -> tuple[str, list[object]]:
    """The statement for what is wanted, with its parameters."""
    last = tuple(kind(text) for kind, text in zip(KEYS[wanted.sort], wanted.after or (), strict=bool(wanted.after)))
    tier = None if not last else "1" if wanted.sort in TIERED and last[0] else "0"
    filters = tuple(name for name in FILTERED if getattr(wanted, name) is not None)
    form = _Form(wanted.sort, wanted.status, wanted.mine, filters, bool(wanted.words), tier, limit)
    given: list[object] = [person_id, now, *(getattr(wanted, name) for name in filters)]
    given += last[1:] if form.sort == "support" and tier == "0" else last
    given += [wanted.words] if wanted.words else []
    return _statement(form), given


@lru_cache(256)
def _statement(form: _Form) -> str:
    """A filter that is not asked for is not in it, so that each combination gets the plan that fits it. The limit is no
    parameter: a plan for any limit is made for a tenth of the table, and so for another way through it.
    """
    places = count(3)  # the reader is $1, the time $2
    filters = [FILTERS[name].format(f"${next(places)}") for name in form.filters]
    filters += [STATUS[form.status]] if form.status else []
    filters += [FILTERS["mine"]] if form.mine else []
    which = "found" if form.words and form.sort == "newest" else form.sort
    who, (beyond, after, last) = f"WITH {WHO}", _beyond(form, places)
    if form.words:
        who += f", {ASKED.format(f'${next(places)}', 'websearch_to_tsquery')}"
    if which in ("found", "relevance"):
        who += f", {RECENT.format(_looks(form, last))}"
    elif form.words:
        filters += [f"AND {FOUND}"]
    kept = "\n".join(filters)
    endorsed, others = (
        f"{kept}\n{each}" if which in ("newest", "support", "due") else kept for each in (beyond, after)
    )
    parts = {
        "endorsed": endorsed + (NOTHING if form.status == "draft" else ""),
        "handed_in": others + (NOTHING if form.status == "draft" else ""),
        "drafts": others + ("" if form.status in (None, "draft") else NOTHING),
    }
    return LISTS[which].format(who=who, **parts, beyond=beyond, limit=f"{form.limit:d}")


def _beyond(form: _Form, places: Iterator[int]) -> tuple[str, str, str]:
    """What comes after the last one seen: among those that somebody stands behind, and among the others; and the id of that
    one. By support, the others come after all of those.
    """
    if form.after is None:
        return "", "", "NULL"
    if form.sort == "support" and form.after == "0":
        last = f"${next(places)}"
        return NOTHING, BEYOND["newest"].format(last), last
    keys = [f"${next(places)}" for _ in KEYS[form.sort]]
    beyond = BEYOND[form.sort].format(*keys)
    return beyond, "" if form.sort == "support" else beyond, keys[-1]


def _looks(form: _Form, last: str) -> str:
    """At which words a search looks, and from where on: the newest first at all of them; the best first at those of titles,
    and then at all.
    """
    if form.sort == "newest":
        return f"(NULL::boolean, {last}::uuid)"
    if form.after == "0":
        return f"(false, {last}::uuid)"
    return f"(true, {last}::uuid), (false, NULL)"


async def list_ideas(tx: Tx, person_id: UUID, wanted: Wanted, limit: int) -> list[Row]:
    """Lines of ideas that somebody may see, in the order asked for: each as JSON, with its sort key. For somebody who is not
    employed here there are none.
    """
    statement, given = list_statement(wanted, person_id, tx.now, limit)
    return await tx.fetch(statement, *given)


def key_of(wanted: Wanted, row: Row) -> tuple[str, ...]:
    """The sort key of a line, as a cursor keeps it."""
    first = {"support": "endorsements", "due": "due_on", "relevance": "titled"}.get(wanted.sort)
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


# Titles are compared by trigrams only when few ideas share words: among many that do, the like ones are. What the reader may
# not see is no candidate: however much of it there is, what they may see is found.
_SEEN = f"{HANDED_IN} AND status <> 'withdrawn' AND idea_id IS DISTINCT FROM $5::uuid"
SIMILAR = f"""
WITH {WHO}, {ASKED.format("$4::text", "to_tsquery")}, {RECENT.format("(NULL::boolean, NULL::uuid)")}, sharing AS MATERIALIZED (
    {NEWEST.format(more=f"{_SEEN} AND $4 <> ''", limit=60)}
), candidates AS (
    SELECT idea_id FROM sharing
    UNION
    (SELECT idea_id FROM idea WHERE (SELECT count(*) FROM sharing) < 20
        AND folded(title) %> folded($7::text) AND {_SEEN} LIMIT 60)
)
SELECT idea_id, {LINE}, idea.title, idea.body, similarity(folded(idea.title), folded($3)) AS likeness
FROM candidates JOIN idea USING (idea_id) ORDER BY likeness DESC, idea_id DESC LIMIT $6::integer
"""


async def similar(
    tx: Tx, person_id: UUID, title: str, query: str, *, nearly: str, besides: UUID | None, limit: int
) -> list[Row]:
    """Ideas like a title: those that share words with it (``query``: a text search), and those with words written like
    ``nearly``. For somebody who is not employed here there are none.
    """
    return await tx.fetch(SIMILAR, person_id, tx.now, title, query, besides, limit, nearly)
