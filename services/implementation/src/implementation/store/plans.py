"""Statements about plans, and the duties that lock them."""

from __future__ import annotations

from uuid import UUID

from implementation.domain import Plan
from implementation.store.sight import SEEN, looks
from shared.db import Row, Tx
from shared.directory.reach import Reach

_PLAN = "idea_id, title, author_ids, state, version, learned"

# Requirements and closings come by two topics, in any order: each statement takes the newer of what is there and what comes.
REQUIRE_DUTIES = """
INSERT INTO duty (idea_id, body_id, state, round) SELECT $1, unnest($2::uuid[]), 'open', $3
ON CONFLICT (idea_id, body_id) DO UPDATE SET round = greatest(duty.round, excluded.round)
"""


async def require_duties(tx: Tx, idea_id: UUID, body_ids: list[UUID], round_: int) -> None:
    """Lock until each body is heard in this consultation; a body whose case of it has closed already stays closed."""
    await tx.execute(REQUIRE_DUTIES, idea_id, body_ids, round_)


NAME_CASE = """
UPDATE duty SET case_id = $3
WHERE idea_id = $1 AND body_id = $2 AND (state = 'open' OR closed_round < $4)
"""


async def name_case(tx: Tx, idea_id: UUID, body_id: UUID, case_id: UUID, round_: int) -> None:
    await tx.execute(NAME_CASE, idea_id, body_id, case_id, round_)


CLOSE_DUTY = """
INSERT INTO duty (idea_id, body_id, case_id, state, result, closed_round, round) VALUES ($1, $2, $3, 'closed', $4, $5, $5)
ON CONFLICT (idea_id, body_id) DO UPDATE SET state = 'closed', case_id = excluded.case_id, result = excluded.result,
    closed_round = excluded.closed_round, round = greatest(duty.round, excluded.round)
WHERE duty.state = 'open' OR duty.closed_round < excluded.closed_round
"""


async def close_duty(tx: Tx, idea_id: UUID, body_id: UUID, case_id: UUID, result: str, *, round_: int) -> None:
    """A body was heard, in this consultation and those before."""
    await tx.execute(CLOSE_DUTY, idea_id, body_id, case_id, result, round_)


OPEN_DUTIES = """
SELECT d.body_id, d.case_id, coalesce(b.names ->> 'en', d.body_id::text) AS body
FROM duty d LEFT JOIN directory_body b USING (body_id)
WHERE d.idea_id = $1 AND (d.state = 'open' OR d.closed_round < d.round) ORDER BY d.body_id
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


GET_PLAN = f"SELECT {_PLAN} FROM plan x WHERE idea_id = $4 AND {SEEN}"


async def get_plan(tx: Tx, who: Reach, idea_id: UUID) -> Plan | None:
    """A plan, for who may see it."""
    return _plan(await tx.fetchrow(GET_PLAN, *looks(who), idea_id))


PLANS = f"""
SELECT {_PLAN} FROM plan x
WHERE {SEEN} AND ($4::uuid IS NULL OR idea_id < $4) AND ($5::text IS NULL OR state = $5) ORDER BY idea_id DESC LIMIT $6
"""


async def plans_page(tx: Tx, who: Reach, before: UUID | None, limit: int, *, state: str | None) -> list[Plan]:
    """Plans that somebody may see, newest idea first."""
    return [plan for row in await tx.fetch(PLANS, *looks(who), before, state, limit) if (plan := _plan(row))]


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
