"""Every statement of review, once."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from review.domain import Assignment, Candidate, Exclusion, Round
from shared.db import Row, Tx

_ROUND = (
    "round_id, idea_id, title, body, author_ids, rubric_version, quorum, due_on, state, conflicts, version, "
    "opened_by, overdue, calibrate_until"
)
# an assignment from before assignments had a day of their own is due with its round
_ASSIGNMENT = "assignment_id, round_id, person_id, state, scores, comment, version, due_on, escalated"
_DATED = "a.assignment_id, a.round_id, a.person_id, a.state, a.scores, a.comment, a.version, coalesce(a.due_on, r.due_on) AS due_on, a.escalated"

INSERT_ROUND = """
INSERT INTO round (round_id, idea_id, title, body, author_ids, rubric_version, quorum, due_on, state, conflicts, version,
                   opened_by, opened_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
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
        round_.opened_by,
        tx.now,
    )


class Foreseen(NamedTuple):
    """Who may not review an idea though the event that opens a round need not name them: those who became its
    ``authors`` by a merge, and those in whom an interest was noted.
    """

    authors: Collection[UUID]
    interested: Collection[UUID]


# The row is also what these and the opening of a round wait for: whichever comes second sees the other.
FORESEE = """
INSERT INTO joined_authors AS j (idea_id, person_ids, interested) VALUES ($1, $2, $3) ON CONFLICT (idea_id) DO UPDATE SET
    person_ids = j.person_ids || ARRAY(SELECT each FROM unnest(excluded.person_ids) AS each WHERE each <> ALL(j.person_ids)),
    interested = j.interested || ARRAY(SELECT each FROM unnest(excluded.interested) AS each WHERE each <> ALL(j.interested))
RETURNING person_ids, interested
"""


async def foresee(
    tx: Tx, idea_id: UUID, *, authors: Collection[UUID] = (), interested: Collection[UUID] = ()
) -> Foreseen:
    """Keep these, and return them with those known before."""
    (row,) = await tx.fetch(FORESEE, idea_id, list(authors), list(interested))
    return Foreseen(row["person_ids"], row["interested"])


LOCK_ROUND = f"SELECT {_ROUND} FROM round WHERE round_id = $1 FOR UPDATE"


async def lock_round(tx: Tx, round_id: UUID) -> Round | None:
    row = await tx.fetchrow(LOCK_ROUND, round_id)
    return _round(row) if row else None


GET_ROUND = f"SELECT {_ROUND}, outcome FROM round WHERE round_id = $1"


async def get_round(tx: Tx, round_id: UUID) -> tuple[Round, dict[str, Any] | None] | None:
    row = await tx.fetchrow(GET_ROUND, round_id)
    return (_round(row), row["outcome"]) if row else None


ROUNDS_OF = f"SELECT {_ROUND}, outcome FROM round WHERE idea_id = $1 ORDER BY round_id"


async def rounds_of(tx: Tx, idea_id: UUID) -> list[tuple[Round, dict[str, Any] | None]]:
    return [(_round(row), row["outcome"]) for row in await tx.fetch(ROUNDS_OF, idea_id)]


UNFINISHED = f"""
SELECT {_ROUND} FROM round WHERE idea_id = $1 AND state IN ('open', 'calibrating') ORDER BY round_id FOR UPDATE
"""


async def lock_unfinished(tx: Tx, idea_id: UUID) -> list[Round]:
    """The rounds of an idea that are not over, locked."""
    return [_round(row) for row in await tx.fetch(UNFINISHED, idea_id)]


SAVE_ROUND = """
UPDATE round SET state = $2, conflicts = $3, version = $4, outcome = coalesce($5, outcome),
                 due_on = $6, overdue = $7, calibrate_until = $8, author_ids = $9
WHERE round_id = $1
"""


async def save_round(tx: Tx, round_: Round, outcome: dict[str, Any] | None = None) -> None:
    await tx.execute(
        SAVE_ROUND,
        round_.round_id,
        round_.state,
        round_.conflicts,
        round_.version,
        outcome,
        round_.due_on,
        round_.overdue,
        round_.calibrate_until,
        list(round_.author_ids),
    )


INSERT_ASSIGNMENT = f"INSERT INTO assignment ({_ASSIGNMENT}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"


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
        assignment.due_on,
        assignment.escalated,
    )


SAVE_ASSIGNMENT = """
UPDATE assignment SET state = $2, scores = $3, comment = $4, version = $5, due_on = $6, escalated = $7,
                      conflict_reason = coalesce($8, conflict_reason)
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
        assignment.due_on,
        assignment.escalated,
        conflict_reason,
    )


ASSIGNMENTS_OF_ROUND = f"""
SELECT {_DATED} FROM assignment a JOIN round r USING (round_id) WHERE a.round_id = $1 ORDER BY a.assignment_id
"""


async def assignments_of_round(tx: Tx, round_id: UUID) -> list[Assignment]:
    return [_assignment(row) for row in await tx.fetch(ASSIGNMENTS_OF_ROUND, round_id)]


GET_ASSIGNMENT = f"SELECT {_DATED} FROM assignment a JOIN round r USING (round_id) WHERE a.assignment_id = $1"


async def get_assignment(tx: Tx, assignment_id: UUID) -> Assignment | None:
    row = await tx.fetchrow(GET_ASSIGNMENT, assignment_id)
    return _assignment(row) if row else None


ASSIGNMENTS_OF_PERSON = """
SELECT a.assignment_id, a.round_id, a.state, r.title, r.idea_id, r.state AS round_state, r.rubric_version,
       (SELECT count(*) FROM jsonb_object_keys(a.scores)) AS answered,
       CASE WHEN r.state = 'calibrating' THEN r.calibrate_until ELSE coalesce(a.due_on, r.due_on) END AS due_on
FROM assignment a JOIN round r USING (round_id)
WHERE a.person_id = $1 AND ($2::uuid IS NULL OR a.assignment_id < $2)
ORDER BY a.assignment_id DESC LIMIT $3
"""


async def assignments_of_person(tx: Tx, person_id: UUID, before: UUID | None, limit: int) -> list[Row]:
    return await tx.fetch(ASSIGNMENTS_OF_PERSON, person_id, before, limit)


WAITING_FOR_PERSON = """
SELECT a.assignment_id, a.state, r.title, r.idea_id,
       CASE WHEN r.state = 'calibrating' THEN r.calibrate_until ELSE coalesce(a.due_on, r.due_on) END AS due_on
FROM assignment a JOIN round r USING (round_id)
WHERE a.person_id = $1
  AND (a.state IN ('assigned', 'drafted') AND r.state = 'open' OR a.state = 'submitted' AND r.state = 'calibrating')
ORDER BY due_on, a.assignment_id LIMIT 100
"""


async def waiting_for_person(tx: Tx, person_id: UUID) -> list[Row]:
    return await tx.fetch(WAITING_FOR_PERSON, person_id)


OVERDUE = """
SELECT round_id, title, idea_id, due_on FROM round
WHERE state = 'open' AND overdue AND $1 <> ALL(author_ids)
    AND NOT EXISTS (SELECT FROM exclusion e WHERE e.round_id = round.round_id AND e.person_id = $1) ORDER BY due_on, round_id LIMIT 100
"""


async def overdue(tx: Tx, officer: UUID) -> list[Row]:
    """Rounds whose day has passed without a quorum: they wait for an officer who may run them."""
    return await tx.fetch(OVERDUE, officer)


EXCLUSIONS = "SELECT round_id, person_id, ground FROM exclusion WHERE round_id = $1 ORDER BY noted_at, person_id"


async def exclusions(tx: Tx, round_id: UUID) -> list[Exclusion]:
    return [Exclusion(**dict(row)) for row in await tx.fetch(EXCLUSIONS, round_id)]


EXCLUDE = """
INSERT INTO exclusion (round_id, person_id, ground, noted_by, noted_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (round_id, person_id) DO UPDATE SET ground = EXCLUDED.ground, noted_by = EXCLUDED.noted_by
"""


async def exclude(tx: Tx, exclusion: Exclusion, noted_by: UUID) -> None:
    await tx.execute(EXCLUDE, exclusion.round_id, exclusion.person_id, exclusion.ground, noted_by, tx.now)


EXCLUDE_INTERESTED = """
INSERT INTO exclusion (round_id, person_id, ground, noted_by, noted_at)
SELECT $1, each, 'other', each, $3 FROM unnest($2::uuid[]) AS each ON CONFLICT DO NOTHING
"""


async def exclude_interested(tx: Tx, round_: Round, interested: Collection[UUID]) -> None:
    """Those who have an interest in the idea, which keeps why; what the office has noted in the round stays as it is."""
    if interested:
        await tx.execute(EXCLUDE_INTERESTED, round_.round_id, list(interested), tx.now)


# Equal loads are taken in an order that differs from round to round, so that nobody is always first.
CANDIDATES = """
SELECT p.person_id, p.display_name, p.unit_id, count(a.assignment_id) AS owes
FROM directory_person p
LEFT JOIN assignment a ON a.person_id = p.person_id AND a.state IN ('assigned', 'drafted')
WHERE p.employed AND p.person_id <> ALL($2::uuid[])
GROUP BY p.person_id ORDER BY owes, md5($1::uuid::text || p.person_id::text) LIMIT $3
"""


async def candidates(tx: Tx, round_id: UUID, barred: list[UUID], limit: int) -> list[Candidate]:
    """Employees who are not barred, those who owe the fewest reviews first."""
    return [Candidate(**dict(row)) for row in await tx.fetch(CANDIDATES, round_id, barred, limit)]


INSERT_NOTE = "INSERT INTO note (note_id, round_id, assignment_id, text, written_at) VALUES ($1, $2, $3, $4, $5)"


async def insert_note(tx: Tx, note_id: UUID, assignment: Assignment, text: str) -> None:
    await tx.execute(INSERT_NOTE, note_id, assignment.round_id, assignment.assignment_id, text, tx.now)


# Reviewers are numbered in an order that has nothing to do with names or with who was assigned first.
_NOTE = """
SELECT n.note_id, n.text, n.written_at, n.assignment_id = $1 AS mine,
       (SELECT count(*) FROM assignment a
        WHERE a.round_id = n.round_id AND md5(a.assignment_id::text) <= md5(n.assignment_id::text)) AS reviewer
FROM note n
"""
NOTES = f"{_NOTE} WHERE n.round_id = $2 AND ($3::uuid IS NULL OR n.note_id > $3) ORDER BY n.note_id LIMIT $4"
NOTE = f"{_NOTE} WHERE n.note_id = $2"


async def notes(tx: Tx, mine: Assignment, after: UUID | None, limit: int) -> list[Row]:
    """Notes of the round, oldest first, as the reviewer of an assignment sees them."""
    return await tx.fetch(NOTES, mine.assignment_id, mine.round_id, after, limit)


async def note(tx: Tx, assignment_id: UUID, note_id: UUID) -> Row:
    return (await tx.fetch(NOTE, assignment_id, note_id))[0]


def _round(row: Row) -> Round:
    fields = {name: row[name] for name in _ROUND.split(", ")}
    return Round(**fields | {"author_ids": tuple(row["author_ids"])})


def _assignment(row: Row) -> Assignment:
    return Assignment(**{name: row[name] for name in _ASSIGNMENT.split(", ")})
