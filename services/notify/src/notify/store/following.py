"""What is known of ideas and cases, and who follows them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Literal, NamedTuple
from uuid import UUID

from notify.domain.access import Reader
from notify.domain.reasons import Why
from shared.db import Row, Tx

FOLLOW = """
INSERT INTO follower (idea_id, person_id, why) SELECT $1, unnest($2::uuid[]), $3 ON CONFLICT DO NOTHING
"""


async def follow(tx: Tx, idea_id: UUID, person_ids: Collection[UUID], why: Literal["author"]) -> None:
    await tx.execute(FOLLOW, idea_id, list(person_ids), why)


AUTHORS = """
SELECT idea_id, array_agg(person_id ORDER BY person_id) AS person_ids FROM follower
WHERE idea_id = ANY($1::uuid[]) AND why = 'author' GROUP BY idea_id
"""


async def authors(tx: Tx, idea_ids: Collection[UUID]) -> Mapping[UUID, list[UUID]]:
    """Who wrote each of these ideas; those of which nobody is known are not among them."""
    return {row["idea_id"]: row["person_ids"] for row in await tx.fetch(AUTHORS, list(idea_ids))}


REMEMBER_TITLE = """
INSERT INTO known_idea (idea_id, title) VALUES ($1, $2) ON CONFLICT (idea_id) DO UPDATE SET title = excluded.title
"""


async def remember_title(tx: Tx, idea_id: UUID, title: str) -> None:
    await tx.execute(REMEMBER_TITLE, idea_id, title)


# Of an idea that comes twice the later holds, as if one came after the other; a unit that was known keeps its place.
REMEMBER_IDEAS = """
WITH told AS (
    SELECT * FROM unnest($1::uuid[], $2::text[], $3::boolean[], $4::uuid[])
        WITH ORDINALITY AS i (idea_id, title, unit_only, unit_id, number)
), known AS (
    INSERT INTO known_idea AS k (idea_id, title, unit_only, unit_ids)
    SELECT idea_id, (array_agg(title ORDER BY number DESC))[1], (array_agg(unit_only ORDER BY number DESC))[1],
        array_remove(array_agg(unit_id ORDER BY number), NULL)
    FROM told GROUP BY idea_id ORDER BY idea_id
    ON CONFLICT (idea_id) DO UPDATE SET title = excluded.title, unit_only = excluded.unit_only,
        unit_ids = k.unit_ids || ARRAY(SELECT DISTINCT each FROM unnest(excluded.unit_ids) AS each WHERE each <> ALL(k.unit_ids))
) INSERT INTO follower (idea_id, person_id, why)
SELECT idea_id, person_id, 'author' FROM unnest($5::uuid[], $6::uuid[]) AS a (idea_id, person_id) ORDER BY 1, 2
ON CONFLICT DO NOTHING
"""


class Known(NamedTuple):
    """An idea as it was handed in: whether only its unit may see it, and who wrote it."""

    idea_id: UUID
    title: str
    unit_only: bool
    unit_id: UUID | None
    authors: Collection[UUID]


async def remember_ideas(tx: Tx, ideas: Collection[Known]) -> None:
    """Ideas, and their authors, who follow them."""
    wrote = [(each.idea_id, person) for each in ideas for person in each.authors]
    await tx.execute(
        REMEMBER_IDEAS,
        [each.idea_id for each in ideas],
        [each.title for each in ideas],
        [each.unit_only for each in ideas],
        [each.unit_id for each in ideas],
        [idea_id for idea_id, _ in wrote],
        [person_id for _, person_id in wrote],
    )


ADD_UNIT = "UPDATE known_idea SET unit_ids = array_append(unit_ids, $2) WHERE idea_id = $1 AND $2 <> ALL(unit_ids)"


async def add_unit(tx: Tx, idea_id: UUID, unit_id: UUID) -> None:
    """Another unit answers the idea, and may see it."""
    await tx.execute(ADD_UNIT, idea_id, unit_id)


IDEA_UNITS = "SELECT idea_id, unit_ids FROM known_idea WHERE idea_id = ANY($1::uuid[]) AND unit_only"


async def idea_units(tx: Tx, idea_ids: Collection[UUID]) -> Mapping[UUID, list[UUID]]:
    """The units that each of these ideas is for; what is for all is not among them."""
    return {row["idea_id"]: row["unit_ids"] for row in await tx.fetch(IDEA_UNITS, list(idea_ids))}


HOME = "SELECT unit_ids[1] FROM known_idea WHERE idea_id = $1"


async def home(tx: Tx, idea_id: UUID) -> UUID | None:
    """The unit that an idea was handed in for; None when there is none, or nothing is known of it."""
    found: UUID | None = await tx.fetchval(HOME, idea_id)
    return found


SEAT = """
INSERT INTO sits_in (case_id, person_id, body_id, last_day) VALUES ($1, $2, $3, $4)
ON CONFLICT (case_id, person_id) DO UPDATE SET body_id = excluded.body_id, last_day = excluded.last_day
"""


async def seat(tx: Tx, case_id: UUID, person_id: UUID, body_id: UUID, last_day: date | None) -> None:
    """A substitute sits in for a member of a body in a case, through a day."""
    await tx.execute(SEAT, case_id, person_id, body_id, last_day)


RELEASE = "DELETE FROM sits_in WHERE case_id = $1 AND person_id = $2"


async def release(tx: Tx, case_id: UUID, person_id: UUID) -> None:
    await tx.execute(RELEASE, case_id, person_id)


REMEMBER_CASE = "INSERT INTO known_case (case_id, idea_id, body_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"


async def remember_case(tx: Tx, case_id: UUID, idea_id: UUID, body_id: UUID) -> None:
    await tx.execute(REMEMBER_CASE, case_id, idea_id, body_id)


END_CASE = """
INSERT INTO known_case (case_id, idea_id, body_id, closed_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (case_id) DO UPDATE SET closed_at = excluded.closed_at
"""


async def end_case(tx: Tx, case_id: UUID, idea_id: UUID, body_id: UUID, at: datetime) -> None:
    """A case is over: notices of it need be kept no longer than others from then on."""
    await tx.execute(END_CASE, case_id, idea_id, body_id, at)


TAKE_PART = """
INSERT INTO interest (idea_id, person_id, why, since)
SELECT idea_id, person_id, $3, $4 FROM unnest($1::uuid[], $2::uuid[]) AS t (idea_id, person_id) ORDER BY 1, 2
ON CONFLICT DO NOTHING
"""


async def take_part(tx: Tx, pairs: Collection[tuple[UUID, UUID]], why: Why) -> None:
    """Somebody (second of a pair) follows an idea (first) by taking part; who has ended that stays out."""
    await tx.execute(TAKE_PART, [idea_id for idea_id, _ in pairs], [person for _, person in pairs], why, tx.now)


TAKE_NO_PART = """
DELETE FROM interest i USING unnest($1::uuid[], $2::uuid[]) AS t (idea_id, person_id)
WHERE i.idea_id = t.idea_id AND i.person_id = t.person_id AND i.why = $3
"""


async def take_no_part(tx: Tx, pairs: Collection[tuple[UUID, UUID]], why: Why) -> None:
    await tx.execute(TAKE_NO_PART, [idea_id for idea_id, _ in pairs], [person for _, person in pairs], why)


INTERESTED = """
SELECT DISTINCT ON (person_id) person_id, why FROM interest
WHERE idea_id = $1 AND ended_at IS NULL ORDER BY person_id, why
"""


async def interested(tx: Tx, idea_id: UUID) -> list[tuple[UUID, Why]]:
    """Who follows an idea by taking part, with one reason each."""
    return [(row["person_id"], row["why"]) for row in await tx.fetch(INTERESTED, idea_id)]


# An idea that only its unit may see is left out for whoever may not see it any more; authors and representatives may.
SUBSCRIPTIONS = """
SELECT s.idea_id, k.title, array_agg(DISTINCT s.why ORDER BY s.why) AS whys, bool_and(s.ended) AS ended
FROM (
    SELECT idea_id, why, false AS ended FROM follower WHERE person_id = $1
    UNION ALL
    SELECT idea_id, why, ended_at IS NOT NULL FROM interest WHERE person_id = $1
    UNION ALL
    SELECT idea_id, 'mandate', false FROM known_case WHERE 'body:' || body_id = ANY($2::text[]) OR 'case:' || case_id = ANY($2)
) s LEFT JOIN known_idea k USING (idea_id)
WHERE ($5::uuid IS NULL OR s.idea_id < $5) AND ($7::uuid IS NULL OR s.idea_id = $7)
GROUP BY s.idea_id, k.title, k.unit_only, k.unit_ids
HAVING $3 OR NOT coalesce(k.unit_only, false) OR k.unit_ids && $4::uuid[] OR bool_or(s.why IN ('author', 'mandate'))
ORDER BY s.idea_id DESC LIMIT $6
"""


async def subscriptions(
    tx: Tx, who: Reader, before: UUID | None, limit: int, *, idea_id: UUID | None = None
) -> list[Row]:
    """The ideas that somebody follows, with all reasons of each; one of them, if it is named."""
    sees = (who.person_id, who.keys, who.sees_all_ideas, list(who.unit_ids))
    return await tx.fetch(SUBSCRIPTIONS, *sees, before, limit, idea_id)


SET_ENDED = "UPDATE interest SET ended_at = $3 WHERE idea_id = $1 AND person_id = $2"


async def set_ended(tx: Tx, idea_id: UUID, person_id: UUID, *, ended: bool) -> None:
    """End every subscription of somebody to an idea that comes from taking part, or take that back."""
    await tx.execute(SET_ENDED, idea_id, person_id, tx.now if ended else None)
