"""Statements about plans, and the duties that lock them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from implementation.domain import Plan
from implementation.store.sight import SEEN, interested_in, looks
from shared.db import Row, Tx
from shared.directory.reach import Reach

_PLAN = "idea_id, title, author_ids, state, version, learned"
_READ = f"{_PLAN}, ARRAY({interested_in('x.idea_id')}) AS interested"

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
SELECT d.body_id, d.case_id, b.names
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


LOCK_PLAN = f"SELECT {_READ} FROM plan x WHERE idea_id = $1 FOR UPDATE"


async def lock_plan(tx: Tx, idea_id: UUID) -> Plan | None:
    return _plan(await tx.fetchrow(LOCK_PLAN, idea_id))


GET_PLAN = f"SELECT {_READ} FROM plan x WHERE idea_id = $4 AND {SEEN}"


async def get_plan(tx: Tx, who: Reach, idea_id: UUID) -> Plan | None:
    """A plan, for who may see it."""
    return _plan(await tx.fetchrow(GET_PLAN, *looks(who), idea_id))


# A plan as a line: how many of its tasks are verified, whether a body is still to be heard, and the next day on it. A plan
# that has ended waits for no day.
_LINES = f"""
SELECT x.idea_id, x.title, x.state, work.tasks, work.verified, next.due_on,
    EXISTS (
        SELECT FROM duty d WHERE d.idea_id = x.idea_id AND (d.state = 'open' OR d.closed_round < d.round)
    ) AS locked
FROM plan x CROSS JOIN LATERAL (
    SELECT count(*) AS tasks, count(*) FILTER (WHERE t.state = 'verified') AS verified
    FROM task t WHERE t.idea_id = x.idea_id AND t.state <> 'dropped'
) AS work CROSS JOIN LATERAL (
    SELECT min(day.due_on) AS due_on FROM (
        SELECT t.due_on FROM task t WHERE t.idea_id = x.idea_id AND t.state IN ('planned', 'started', 'blocked')
            AND x.state IN ('prepared', 'open')
        UNION ALL SELECT m.due_on FROM milestone m WHERE m.idea_id = x.idea_id AND m.state <> 'reached'
            AND x.state IN ('prepared', 'open')
        UNION ALL SELECT b.measure_on FROM benefit b WHERE b.idea_id = x.idea_id AND b.state = 'forecast'
            AND x.state = 'implemented'
    ) AS day
) AS next
WHERE {SEEN} AND ($4::text IS NULL OR x.state = $4) AND (
    NOT $5
    OR $3 = ANY(x.author_ids)
    OR EXISTS (SELECT FROM task t WHERE t.idea_id = x.idea_id AND t.owner_id = $3)
    OR EXISTS (SELECT FROM offer o WHERE o.idea_id = x.idea_id AND $3 IN (o.manager_id, o.person_id))
)
"""
PLANS = f"{_LINES} AND ($6::uuid IS NULL OR x.idea_id < $6) ORDER BY x.idea_id DESC LIMIT $7"
PLANS_BY_DAY = f"""{_LINES}
AND ($6::date IS NULL OR (coalesce(next.due_on, 'infinity'), x.idea_id) > ($6, $7::uuid))
ORDER BY coalesce(next.due_on, 'infinity'), x.idea_id LIMIT $8
"""


async def plans_page(
    tx: Tx, who: Reach, before: UUID | None, limit: int, *, state: str | None, mine: bool
) -> list[Row]:
    """Plans that somebody may see, newest idea first."""
    return await tx.fetch(PLANS, *looks(who), state, mine, before, limit)


async def plans_by_day(
    tx: Tx, who: Reach, after: tuple[date | None, UUID | None], limit: int, *, state: str | None, mine: bool
) -> list[Row]:
    """Plans that somebody may see, the one whose next day is the nearest first; then those that wait for no day."""
    return await tx.fetch(PLANS_BY_DAY, *looks(who), state, mine, *after, limit)


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
    if row is None:
        return None
    return Plan(**dict(row) | {"author_ids": tuple(row["author_ids"]), "interested": frozenset(row["interested"])})
