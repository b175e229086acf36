"""Statements about who stands how to an idea: who may see what belongs to it, wherever a plan shows, and who has an
interest in it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from shared.db import Tx
from shared.directory.reach import Reach

# Of a row ``x`` with an idea_id. $1: works on ideas of all units, $2: units near them, $3: the person. Of an idea that is
# not known here nobody else sees anything. Who has a task or a part in it sees what they are to do.
SEEN = """(
    $1
    OR EXISTS (
        SELECT FROM known_idea i WHERE i.idea_id = x.idea_id
            AND (NOT i.unit_only OR i.unit_id = ANY($2::uuid[]) OR i.remit_id = ANY($2::uuid[]) OR $3 = ANY(i.author_ids))
    )
    OR EXISTS (SELECT FROM plan p WHERE p.idea_id = x.idea_id AND $3 = ANY(p.author_ids))
    OR EXISTS (SELECT FROM task t WHERE t.idea_id = x.idea_id AND t.owner_id = $3)
    OR EXISTS (SELECT FROM offer o WHERE o.idea_id = x.idea_id AND $3 IN (o.manager_id, o.person_id))
)"""
MAY_SEE = f"SELECT {SEEN} FROM (SELECT $4::uuid AS idea_id) AS x"


def looks(who: Reach) -> tuple[bool, list[UUID], UUID]:
    """What SEEN asks of who looks."""
    return who.all_units, list(who.unit_ids), who.person_id


ADD_INTERESTED = "INSERT INTO interest (idea_id, person_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING"


async def add_interested(tx: Tx, idea_id: UUID, person_ids: Collection[UUID]) -> None:
    """These persons have an interest in the idea, beside those known before."""
    await tx.execute(ADD_INTERESTED, idea_id, list(person_ids))


_INTERESTED_IN = "SELECT interest.person_id FROM interest WHERE interest.idea_id = {idea_id}"


def interested_in(idea_id: str) -> str:
    """The statement for everybody who has an interest in an idea, whose id an expression of SQL gives."""
    return _INTERESTED_IN.format(idea_id=idea_id)


_PARTIAL_IN = """
SELECT interest.person_id FROM interest WHERE interest.idea_id = {idea_id}
UNION ALL SELECT unnest(own.author_ids) FROM plan own WHERE own.idea_id = {idea_id}
"""


def partial_in(idea_id: str) -> str:
    """The same for everybody who wrote the idea or has an interest in it: they judge nothing that comes of it."""
    return _PARTIAL_IN.format(idea_id=idea_id)


async def may_see(tx: Tx, who: Reach, idea_id: UUID) -> bool:
    return bool(await tx.fetchval(MAY_SEE, *looks(who), idea_id))


LEARN_IDEAS = """
INSERT INTO known_idea (idea_id, unit_only, unit_id, author_ids)
SELECT idea_id, unit_only, unit_id, array(SELECT jsonb_array_elements_text(author_ids)::uuid) FROM ROWS FROM (
    unnest($1::uuid[], $2::boolean[], $3::uuid[]), jsonb_array_elements($4::jsonb)
) AS i (idea_id, unit_only, unit_id, author_ids) ORDER BY idea_id
ON CONFLICT (idea_id) DO UPDATE SET unit_only = excluded.unit_only, unit_id = excluded.unit_id,
    author_ids = excluded.author_ids
"""


class Known(NamedTuple):
    """For whom an idea is, and who wrote it."""

    idea_id: UUID
    unit_only: bool
    unit_id: UUID | None
    author_ids: Collection[UUID]


async def learn_ideas(tx: Tx, ideas: Collection[Known]) -> None:
    """Of each idea the newest; none may be among them twice."""
    await tx.execute(
        LEARN_IDEAS,
        [each.idea_id for each in ideas],
        [each.unit_only for each in ideas],
        [each.unit_id for each in ideas],
        [[str(author) for author in each.author_ids] for each in ideas],
    )


LEARN_REMIT = "UPDATE known_idea SET remit_id = $2 WHERE idea_id = $1"


async def learn_remit(tx: Tx, idea_id: UUID, unit_id: UUID) -> None:
    """Another unit answers the idea, and may see it."""
    await tx.execute(LEARN_REMIT, idea_id, unit_id)


ADD_MERGED_AUTHORS = """
WITH added AS (
    INSERT INTO merged_author (idea_id, person_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING
)
UPDATE plan SET author_ids = ARRAY(SELECT DISTINCT unnest(author_ids || $2::uuid[])) WHERE idea_id = $1
"""
MERGED_AUTHORS = "SELECT person_id FROM merged_author WHERE idea_id = $1 ORDER BY person_id"


async def add_merged_authors(tx: Tx, idea_id: UUID, person_ids: Collection[UUID]) -> None:
    """These persons wrote an idea that lives on in this one: they count as its authors, in its plan too."""
    await tx.execute(ADD_MERGED_AUTHORS, idea_id, list(person_ids))


async def merged_authors(tx: Tx, idea_id: UUID) -> list[UUID]:
    return [row["person_id"] for row in await tx.fetch(MERGED_AUTHORS, idea_id)]
