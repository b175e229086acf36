"""Statements about plans, and the duties that lock them."""

from __future__ import annotations

from uuid import UUID

from implementation.domain import Plan
from shared.db import Row, Tx

_PLAN = "idea_id, title, author_ids, state, version, learned"

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


INSERT_PLAN = f"INSERT INTO plan ({_PLAN}) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING true"


async def insert_plan(tx: Tx, plan: Plan) -> bool:
    """True when the plan is new."""
    return bool(
        await tx.fetchval(
            INSERT_PLAN, plan.idea_id, plan.title, list(plan.author_ids), plan.state, plan.version, plan.learned
        )
    )


LOCK_PLAN = f"SELECT {_PLAN} FROM plan WHERE idea_id = $1 FOR UPDATE"


async def lock_plan(tx: Tx, idea_id: UUID) -> Plan | None:
    return _plan(await tx.fetchrow(LOCK_PLAN, idea_id))


GET_PLAN = f"SELECT {_PLAN} FROM plan WHERE idea_id = $1"


async def get_plan(tx: Tx, idea_id: UUID) -> Plan | None:
    return _plan(await tx.fetchrow(GET_PLAN, idea_id))


PLANS = f"SELECT {_PLAN} FROM plan WHERE ($1::uuid IS NULL OR idea_id < $1) ORDER BY idea_id DESC LIMIT $2"


async def plans_page(tx: Tx, before: UUID | None, limit: int) -> list[Plan]:
    return [plan for row in await tx.fetch(PLANS, before, limit) if (plan := _plan(row))]


SAVE_PLAN = """
UPDATE plan SET title = $2, author_ids = $3, state = $4, version = $5, learned = $7,
    opened_at = CASE WHEN $4 = 'open' THEN coalesce(opened_at, $6) ELSE opened_at END
WHERE idea_id = $1
"""


async def save_plan(tx: Tx, plan: Plan) -> None:
    await tx.execute(
        SAVE_PLAN, plan.idea_id, plan.title, list(plan.author_ids), plan.state, plan.version, tx.now, plan.learned
    )


def _plan(row: Row | None) -> Plan | None:
    return Plan(**dict(row) | {"author_ids": tuple(row["author_ids"])}) if row else None
