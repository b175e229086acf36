"""Every statement of review, once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from review.domain import Assignment, Round
from shared.db import Row, Tx

_ROUND = "round_id, idea_id, title, body, author_ids, rubric_version, quorum, due_on, state, conflicts, version"
_ASSIGNMENT = "assignment_id, round_id, person_id, state, scores, comment, version"

INSERT_ROUND = """
INSERT INTO round (round_id, idea_id, title, body, author_ids, rubric_version, quorum, due_on, state, conflicts, version, opened_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
"""


async def insert_round(tx: Tx, round_: Round) -> None:
    await tx.execute(
        INSERT_ROUND,
        round_.round_id,
        round_.idea_id,
        round_.title,
        round_.body,
        list(round_.author_ids),
        round_.rubric_version,
        round_.quorum,
        round_.due_on,
        round_.state,
        round_.conflicts,
        round_.version,
        tx.now,
    )


LOCK_ROUND = f"SELECT {_ROUND} FROM round WHERE round_id = $1 FOR UPDATE"


async def lock_round(tx: Tx, round_id: UUID) -> Round | None:
    row = await tx.fetchrow(LOCK_ROUND, round_id)
    return _round(row) if row else None


GET_ROUND = f"SELECT {_ROUND}, outcome FROM round WHERE round_id = $1"


async def get_round(tx: Tx, round_id: UUID) -> tuple[Round, dict[str, Any] | None] | None:
    row = await tx.fetchrow(GET_ROUND, round_id)
    return (_round(row), row["outcome"]) if row else None


ROUNDS_OF = f"SELECT {_ROUND} FROM round WHERE idea_id = $1 ORDER BY round_id"


async def rounds_of(tx: Tx, idea_id: UUID) -> list[Round]:
    return [_round(row) for row in await tx.fetch(ROUNDS_OF, idea_id)]


SAVE_ROUND = """
UPDATE round SET state = $2, conflicts = $3, version = $4, outcome = coalesce($5, outcome) WHERE round_id = $1
"""


async def save_round(tx: Tx, round_: Round, outcome: dict[str, Any] | None = None) -> None:
    await tx.execute(SAVE_ROUND, round_.round_id, round_.state, round_.conflicts, round_.version, outcome)


INSERT_ASSIGNMENT = f"INSERT INTO assignment ({_ASSIGNMENT}) VALUES ($1, $2, $3, $4, $5, $6, $7)"


async def insert_assignment(tx: Tx, assignment: Assignment) -> None:
    await tx.execute(
        INSERT_ASSIGNMENT,
        assignment.assignment_id,
        assignment.round_id,
        assignment.person_id,
        assignment.state,
        dict(assignment.scores),
        assignment.comment,
        assignment.version,
    )


SAVE_ASSIGNMENT = """
UPDATE assignment SET state = $2, scores = $3, comment = $4, version = $5, conflict_reason = coalesce($6, conflict_reason)
WHERE assignment_id = $1
"""


async def save_assignment(tx: Tx, assignment: Assignment, conflict_reason: str | None = None) -> None:
    await tx.execute(
        SAVE_ASSIGNMENT,
        assignment.assignment_id,
        assignment.state,
        dict(assignment.scores),
        assignment.comment,
        assignment.version,
        conflict_reason,
    )


ASSIGNMENTS_OF_ROUND = f"SELECT {_ASSIGNMENT} FROM assignment WHERE round_id = $1 ORDER BY assignment_id"


async def assignments_of_round(tx: Tx, round_id: UUID) -> list[Assignment]:
    return [_assignment(row) for row in await tx.fetch(ASSIGNMENTS_OF_ROUND, round_id)]


GET_ASSIGNMENT = f"SELECT {_ASSIGNMENT} FROM assignment WHERE assignment_id = $1"


async def get_assignment(tx: Tx, assignment_id: UUID) -> Assignment | None:
    row = await tx.fetchrow(GET_ASSIGNMENT, assignment_id)
    return _assignment(row) if row else None


ASSIGNMENTS_OF_PERSON = """
SELECT a.assignment_id, a.round_id, a.state, a.version, r.title, r.idea_id, r.due_on, r.state AS round_state
FROM assignment a JOIN round r USING (round_id)
WHERE a.person_id = $1 AND ($2::uuid IS NULL OR a.assignment_id < $2)
ORDER BY a.assignment_id DESC LIMIT $3
"""


async def assignments_of_person(tx: Tx, person_id: UUID, before: UUID | None, limit: int) -> list[Row]:
    return await tx.fetch(ASSIGNMENTS_OF_PERSON, person_id, before, limit)


WAITING_FOR_PERSON = """
SELECT a.assignment_id, r.title, r.idea_id, r.due_on
FROM assignment a JOIN round r USING (round_id)
WHERE a.person_id = $1 AND a.state IN ('assigned', 'drafted') AND r.state = 'open'
ORDER BY r.due_on, a.assignment_id LIMIT 100
"""


async def waiting_for_person(tx: Tx, person_id: UUID) -> list[Row]:
    return await tx.fetch(WAITING_FOR_PERSON, person_id)


def _round(row: Row) -> Round:
    fields = {name: row[name] for name in _ROUND.split(", ")}
    return Round(**fields | {"author_ids": tuple(row["author_ids"])})


def _assignment(row: Row) -> Assignment:
    return Assignment(**{name: row[name] for name in _ASSIGNMENT.split(", ")})
