"""The scheduler: fires what is due, each deadline once, in order of due time, in one transaction with its effects."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import asyncpg
import structlog

from shared import backoff, clock, db, telemetry
from shared.db import Pool, Row, Tx
from shared.service import Deadline, Service
from shared.telemetry import metrics

_log = structlog.get_logger(__name__)

POLL = 0.5  # seconds between two looks; the demo's clock may jump at any time
_HANDLED_WITHIN = 30.0  # seconds for one deadline
_MEASURE = 5.0  # seconds between two counts of what is overdue
_WORST_AWAY = 5.0  # seconds between two tries while the database is away
_FIRST_PAUSE, _WORST_PAUSE = 1.0, 300.0  # seconds until a failed deadline is tried again, doubled each time
_ERROR_LENGTH = 1000
_GRACE = timedelta(seconds=5)  # what is due for less is not yet overdue

# Only one process fires at a time. The short lock_timeout: a command that holds the aggregate may be waiting for the
# deadline that we hold; we give up well before PostgreSQL would look for a deadlock and end one of the two.
# SKIP LOCKED: what a command is changing this moment does not hold up the others.
TURN = "SELECT pg_try_advisory_xact_lock(7302, 0), set_config('lock_timeout', '300ms', true)"
NEXT = """
SELECT id, kind, subject_id, due_at, attempts FROM deadline
WHERE state = 'waiting' AND due_at <= $1 AND (next_attempt_at IS NULL OR next_attempt_at <= clock_timestamp())
ORDER BY due_at, id LIMIT 1
FOR UPDATE SKIP LOCKED
"""
FIRED = "UPDATE deadline SET state = 'fired', settled_at = $2, last_error = NULL WHERE id = $1"
FAILED = """
UPDATE deadline SET attempts = attempts + 1, next_attempt_at = clock_timestamp() + $2, last_error = $3
WHERE id = $1 AND state = 'waiting' AND due_at = $4
"""
OVERDUE = "SELECT count(*) FROM deadline WHERE state = 'waiting' AND due_at <= $1"


class UnknownDeadlineError(LookupError):
    """A deadline of a kind that this version of the service has no handler for; it is tried again later."""


async def run(service: Service, pool: Pool, stop: asyncio.Event) -> None:
    """Fire deadlines until ``stop``; the one at work is finished first."""
    measured = float("-inf")
    failures = 0
    while not stop.is_set():
        try:
            await fire_due(service, pool, stop)
            if asyncio.get_running_loop().time() - measured > _MEASURE:
                measured = asyncio.get_running_loop().time()
                await _measure(pool)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, TimeoutError):
            failures += 1
            _log.warning("scheduler has no database", attempt=failures, exc_info=True)
            await backoff.back_off(stop, failures, _WORST_AWAY)
        else:
            failures = 0
            await backoff.wait(stop, POLL)


async def fire_due(service: Service, pool: Pool, stop: asyncio.Event | None = None) -> int:
    """Fire all that is due now, in order; returns how many took effect. Stops early when another process is at it."""
    fired = 0
    while stop is None or not stop.is_set():
        taken: list[Row] = []
        try:
            took_effect = await _fire_next(service, pool, taken)
        except Exception as error:
            if not taken:
                raise
            await _note_failure(pool, taken[0], error)
            continue
        if not took_effect:
            break
        fired += 1
    return fired


async def _fire_next(service: Service, pool: Pool, taken: list[Row]) -> bool:
    """Fire the first that is due; ``taken`` gets its row. False if there is none, or it is another's turn."""
    async with asyncio.timeout(_HANDLED_WITHIN), db.transaction(pool, "deadline", polls=True) as tx:
        if not await tx.fetchval(TURN):
            return False
        row = await tx.fetchrow(NEXT, tx.now)
        if row is None:
            return False
        taken.append(row)
        telemetry.found()
        await _fire(service, tx, row)
    metrics.deadline_fired(row["kind"], (clock.now() - row["due_at"]).total_seconds())
    return True


async def _fire(service: Service, tx: Tx, row: Row) -> None:
    handle = service.deadlines.get(row["kind"])
    if handle is None:
        raise UnknownDeadlineError(f"{service.name} has no handler for deadlines of the kind {row['kind']}")
    telemetry.set_attribute("deadline.kind", row["kind"])
    await tx.execute(FIRED, row["id"], tx.now)  # first: the handler may set the next one of this kind and subject
    await handle(tx, Deadline(row["kind"], row["subject_id"], row["due_at"]))


async def _note_failure(pool: Pool, row: Row, error: Exception) -> None:
    again = backoff.pause(row["attempts"] + 1, _WORST_PAUSE, _FIRST_PAUSE)
    _log.error(
        "deadline failed", deadline_kind=row["kind"], attempt=row["attempts"] + 1, retry_in=again, exc_info=error
    )
    told = repr(error)[:_ERROR_LENGTH]
    async with db.transaction(pool, "deadline failed") as tx:
        await tx.execute(FAILED, row["id"], timedelta(seconds=again), told, row["due_at"])


async def _measure(pool: Pool) -> None:
    async with db.reading(pool) as tx:
        metrics.deadlines_overdue(await tx.fetchval(OVERDUE, tx.now - _GRACE))
