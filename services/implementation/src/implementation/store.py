"""Every statement of implementation, once."""

from __future__ import annotations

from uuid import UUID

from implementation.domain import Benefit, Plan, Task
from shared.db import Row, Tx

_PLAN = "idea_id, title, author_ids, state, version"
_TASK = "task_id, idea_id, title, owner_id, due_on, state, verified_by"
_BENEFIT = "benefit_id, idea_id, kind, unit, forecast, state, measured, measured_by, verified_by"

REQUIRE_DUTIES = """
INSERT INTO duty (idea_id, body_id, state) SELECT $1, unnest($2::uuid[]), 'open' ON CONFLICT DO NOTHING
"""


async def require_duties(tx: Tx, idea_id: UUID, body_ids: list[UUID]) -> None:
    """Lock until each body is heard; a body whose case has closed already stays closed."""
    await tx.execute(REQUIRE_DUTIES, idea_id, body_ids)


NAME_CASE = "UPDATE duty SET case_id = $3 WHERE idea_id = $1 AND body_id = $2"


async def name_case(tx: Tx, idea_id: UUID, body_id: UUID, case_id: UUID) -> None:
    await tx.execute(NAME_CASE, idea_id, body_id, case_id)


CLOSE_DUTY = """
INSERT INTO duty (idea_id, body_id, case_id, state, result) VALUES ($1, $2, $3, 'closed', $4)
ON CONFLICT (idea_id, body_id) DO UPDATE SET state = 'closed', case_id = excluded.case_id, result = excluded.result
"""


async def close_duty(tx: Tx, idea_id: UUID, body_id: UUID, case_id: UUID, result: str) -> None:
    await tx.execute(CLOSE_DUTY, idea_id, body_id, case_id, result)


OPEN_DUTIES = """
SELECT d.body_id, d.case_id, coalesce(b.names ->> 'en', d.body_id::text) AS body
FROM duty d LEFT JOIN directory_body b USING (body_id)
WHERE d.idea_id = $1 AND d.state = 'open' ORDER BY d.body_id
"""


async def open_duties(tx: Tx, idea_id: UUID) -> list[Row]:
    return await tx.fetch(OPEN_DUTIES, idea_id)


INSERT_PLAN = f"INSERT INTO plan ({_PLAN}) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING true"


async def insert_plan(tx: Tx, plan: Plan) -> bool:
    """True when the plan is new."""
    return bool(
        await tx.fetchval(INSERT_PLAN, plan.idea_id, plan.title, list(plan.author_ids), plan.state, plan.version)
    )


LOCK_PLAN = f"SELECT {_PLAN} FROM plan WHERE idea_id = $1 FOR UPDATE"


async def lock_plan(tx: Tx, idea_id: UUID) -> Plan | None:
    return _plan(await tx.fetchrow(LOCK_PLAN, idea_id))


GET_PLAN = f"SELECT {_PLAN} FROM plan WHERE idea_id = $1"


async def get_plan(tx: Tx, idea_id: UUID) -> Plan | None:
    return _plan(await tx.fetchrow(GET_PLAN, idea_id))


PLANS = f"SELECT {_PLAN} FROM plan WHERE ($1::uuid IS NULL OR idea_id < $1) ORDER BY idea_id DESC LIMIT $2"


async def plans(tx: Tx, before: UUID | None, limit: int) -> list[Plan]:
    return [plan for row in await tx.fetch(PLANS, before, limit) if (plan := _plan(row))]


SAVE_PLAN = """
UPDATE plan SET title = $2, author_ids = $3, state = $4, version = $5,
    opened_at = CASE WHEN $4 = 'open' THEN coalesce(opened_at, $6) ELSE opened_at END
WHERE idea_id = $1
"""


async def save_plan(tx: Tx, plan: Plan) -> None:
    await tx.execute(SAVE_PLAN, plan.idea_id, plan.title, list(plan.author_ids), plan.state, plan.version, tx.now)


SAVE_TASK = f"""
INSERT INTO task ({_TASK}) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (task_id) DO UPDATE SET state = excluded.state, verified_by = excluded.verified_by
"""


async def save_task(tx: Tx, task: Task) -> None:
    await tx.execute(
        SAVE_TASK, task.task_id, task.idea_id, task.title, task.owner_id, task.due_on, task.state, task.verified_by
    )


TASKS_OF = f"SELECT {_TASK} FROM task WHERE idea_id = $1 ORDER BY due_on, task_id"


async def tasks_of(tx: Tx, idea_id: UUID) -> list[Task]:
    return [Task(**dict(row)) for row in await tx.fetch(TASKS_OF, idea_id)]


TASKS_OWED_BY = f"""
SELECT {_TASK} FROM task WHERE owner_id = $1 AND state IN ('planned', 'started') ORDER BY due_on, task_id LIMIT 100
"""


async def tasks_owed_by(tx: Tx, person_id: UUID) -> list[Task]:
    return [Task(**dict(row)) for row in await tx.fetch(TASKS_OWED_BY, person_id)]


SAVE_BENEFIT = f"""
INSERT INTO benefit ({_BENEFIT}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (benefit_id) DO UPDATE SET state = excluded.state, measured = excluded.measured,
    measured_by = excluded.measured_by, verified_by = excluded.verified_by
"""


async def save_benefit(tx: Tx, benefit: Benefit) -> None:
    await tx.execute(
        SAVE_BENEFIT,
        benefit.benefit_id,
        benefit.idea_id,
        benefit.kind,
        benefit.unit,
        benefit.forecast,
        benefit.state,
        benefit.measured,
        benefit.measured_by,
        benefit.verified_by,
    )


BENEFITS_OF = f"SELECT {_BENEFIT} FROM benefit WHERE idea_id = $1 ORDER BY benefit_id"


async def benefits_of(tx: Tx, idea_id: UUID) -> list[Benefit]:
    return [Benefit(**dict(row)) for row in await tx.fetch(BENEFITS_OF, idea_id)]


def _plan(row: Row | None) -> Plan | None:
    return Plan(**dict(row) | {"author_ids": tuple(row["author_ids"])}) if row else None
