"""Statements about tasks, milestones, and the promises that tasks keep."""

from __future__ import annotations

from uuid import UUID

from implementation.domain import Milestone, Promise, Task
from implementation.store.sight import partial_in
from shared.db import Row, Tx

_TASK = (
    "task_id, idea_id, title, owner_id, due_on, state, verified_by, depends_on, blocked_because, source, case_id, "
    "point, version, terms"
)
_MILESTONE = "milestone_id, idea_id, title, due_on, state, reached_on"
_PROMISE = "idea_id, case_id, number, demand, answer, reason, task_id, correction"

SAVE_TASK = f"""
INSERT INTO task ({_TASK}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
ON CONFLICT (task_id) DO UPDATE SET title = excluded.title, owner_id = excluded.owner_id, due_on = excluded.due_on,
    state = excluded.state, verified_by = excluded.verified_by, depends_on = excluded.depends_on,
    blocked_because = excluded.blocked_because, version = excluded.version, terms = excluded.terms
"""


async def save_task(tx: Tx, task: Task) -> None:
    await tx.execute(
        SAVE_TASK,
        task.task_id,
        task.idea_id,
        task.title,
        task.owner_id,
        task.due_on,
        task.state,
        task.verified_by,
        list(task.depends_on),
        task.blocked_because,
        task.source,
        task.case_id,
        task.point,
        task.version,
        task.terms,
    )


ADD_NOTE = "INSERT INTO task_note (task_id, noted_at, kind, note) VALUES ($1, $2, $3, $4)"
NOTES_OF = "SELECT noted_at AS at, kind, note AS text FROM task_note WHERE task_id = $1 ORDER BY noted_at"


async def add_note(tx: Tx, task_id: UUID, kind: str, note: str) -> None:
    """What became of a task by something that was told elsewhere; kept for good."""
    await tx.execute(ADD_NOTE, task_id, tx.now, kind, note)


async def notes_of(tx: Tx, task_id: UUID) -> list[Row]:
    """What became of a task, oldest first."""
    return await tx.fetch(NOTES_OF, task_id)


REMOVE_TASK = "DELETE FROM task WHERE task_id = $1"


async def remove_task(tx: Tx, task_id: UUID) -> None:
    await tx.execute(REMOVE_TASK, task_id)


TASKS_OF = f"SELECT {_TASK} FROM task WHERE idea_id = $1 ORDER BY due_on NULLS FIRST, task_id"


async def tasks_of(tx: Tx, idea_id: UUID) -> list[Task]:
    return [_task(row) for row in await tx.fetch(TASKS_OF, idea_id)]


# A plan that has ended owes nothing any more.
_GOES_ON = "EXISTS (SELECT FROM plan p WHERE p.idea_id = task.idea_id AND p.state IN ('prepared', 'open'))"
TASKS_OWED_BY = f"""
SELECT {_TASK} FROM task
WHERE owner_id = $1 AND state IN ('planned', 'started', 'blocked') AND {_GOES_ON} ORDER BY due_on, task_id LIMIT 100
"""


async def tasks_owed_by(tx: Tx, person_id: UUID) -> list[Task]:
    return [_task(row) for row in await tx.fetch(TASKS_OWED_BY, person_id)]


TASKS_TO_PLAN_OR_VERIFY = f"""
SELECT {_TASK} FROM task
WHERE {_GOES_ON} AND (
    state = 'done' AND owner_id <> $1 AND $1 NOT IN ({partial_in("task.idea_id")})
    OR state = 'planned' AND (owner_id IS NULL OR due_on IS NULL)
)
ORDER BY due_on NULLS FIRST, task_id LIMIT 100
"""


async def tasks_to_plan_or_verify(tx: Tx, implementer: UUID) -> list[Task]:
    """What implementers look after: tasks that nobody owns yet, and tasks of others that are done and theirs to verify."""
    return [_task(row) for row in await tx.fetch(TASKS_TO_PLAN_OR_VERIFY, implementer)]


SAVE_MILESTONE = f"""
INSERT INTO milestone ({_MILESTONE}) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (milestone_id) DO UPDATE SET state = excluded.state, reached_on = excluded.reached_on
"""


async def save_milestone(tx: Tx, milestone: Milestone) -> None:
    await tx.execute(
        SAVE_MILESTONE,
        milestone.milestone_id,
        milestone.idea_id,
        milestone.title,
        milestone.due_on,
        milestone.state,
        milestone.reached_on,
    )


MILESTONES_OF = f"SELECT {_MILESTONE} FROM milestone WHERE idea_id = $1 ORDER BY due_on, milestone_id"


async def milestones_of(tx: Tx, idea_id: UUID) -> list[Milestone]:
    return [Milestone(**dict(row)) for row in await tx.fetch(MILESTONES_OF, idea_id)]


MILESTONE = f"SELECT {_MILESTONE} FROM milestone WHERE milestone_id = $1"


async def milestone(tx: Tx, milestone_id: UUID) -> Milestone | None:
    row = await tx.fetchrow(MILESTONE, milestone_id)
    return Milestone(**dict(row)) if row else None


SAVE_PROMISES = f"""
INSERT INTO promise ({_PROMISE}) SELECT * FROM unnest(
    $1::uuid[], $2::uuid[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::text[]
)
ON CONFLICT (case_id, number) DO UPDATE SET answer = coalesce(excluded.answer, promise.answer),
    reason = coalesce(excluded.reason, promise.reason), task_id = coalesce(excluded.task_id, promise.task_id),
    correction = coalesce(excluded.correction, promise.correction)
"""


async def save_promises(tx: Tx, promises: list[Promise]) -> None:
    """Keep points and their answers; what is known of a point already stays."""
    rows = [(p.idea_id, p.case_id, p.number, p.demand, p.answer, p.reason, p.task_id, p.correction) for p in promises]
    if rows:
        await tx.execute(SAVE_PROMISES, *(list(column) for column in zip(*rows, strict=True)))


PROMISES_OF = f"SELECT {_PROMISE} FROM promise WHERE idea_id = $1 ORDER BY case_id, number"


async def promises_of(tx: Tx, idea_id: UUID) -> list[Promise]:
    return [Promise(**dict(row)) for row in await tx.fetch(PROMISES_OF, idea_id)]


def _task(row: Row) -> Task:
    return Task(**dict(row) | {"depends_on": tuple(row["depends_on"])})
