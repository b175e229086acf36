"""Housekeeping of the mechanism's tables: partitions made ahead of time, and dropped when nobody needs them."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

import asyncpg
import structlog

from shared import backoff, clock, db
from shared.db import Connection, Pool
from shared.telemetry import metrics

_log = structlog.get_logger(__name__)

OUTBOX_PARTITION = 1_000_000  # ids
_AHEAD = 3  # partitions behind the one in use
KEPT = timedelta(days=8)  # inbox rows; topics keep their records for 7
SETTLED_KEPT = timedelta(days=30)  # deadlines that fired or were cancelled
_TOMORROW = timedelta(days=1)  # how far a sender's clock may be ahead
_COMING = 7  # days of the inbox made ahead: so long may nobody keep house
_DAY = timedelta(days=1)
_BATCH = 5_000
_LOOKED_AT = 3600.0  # seconds between two measures
_AGAIN = 60.0  # seconds, after a failure


class MaintenanceError(RuntimeError):
    """The house was not kept; the message says why."""


TURN = "SELECT pg_try_advisory_lock(7303, 0)"
PATIENT = "SELECT set_config('statement_timeout', '10min', false), set_config('lock_timeout', '0', false)"
# pg_sequence_last_value is null before the first row.
LAST_ID = "SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence('outbox', 'id')::regclass), 0)"
EXISTS = "SELECT to_regclass($1) IS NOT NULL"
# Made apart and then attached: PARTITION OF would lock out every writer meanwhile.
CREATE = "CREATE TABLE {name} (LIKE {parent} INCLUDING ALL EXCLUDING IDENTITY)"
ATTACH = "ALTER TABLE {parent} ATTACH PARTITION {name} FOR VALUES FROM ('{low}') TO ('{high}')"
PARTITIONS = """
SELECT child.relname AS name, link.inhdetachpending AS pending
FROM pg_inherits link JOIN pg_class child ON child.oid = link.inhrelid
WHERE link.inhparent = to_regclass($1) AND child.relkind = 'r' ORDER BY child.relname
"""
LAST_DAY = """
SELECT max(to_date(substr(child.relname, 7), 'YYYYMMDD'))
FROM pg_inherits link JOIN pg_class child ON child.oid = link.inhrelid WHERE link.inhparent = to_regclass('inbox')
"""
ORPHANS = """
SELECT relname AS name FROM pg_class
WHERE relkind = 'r' AND NOT relispartition AND relname ~ ('^' || $1 || '_[0-9]+$')
  AND relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = to_regclass($1)) ORDER BY relname
"""
# SHARE waits for the transactions that wrote into this old partition, so that none of its rows is still to appear.
FREEZE = "LOCK TABLE {name} IN SHARE MODE"
ALL_SENT = """
SELECT coalesce((SELECT max(xid) FROM {name}) < (
    SELECT min(pg_snapshot_xmin(prev_snapshot)) FROM outbox_cursor), NOT EXISTS (SELECT FROM {name}))
"""
DETACH = "ALTER TABLE {parent} DETACH PARTITION {name} CONCURRENTLY"
FINALIZE = "ALTER TABLE {parent} DETACH PARTITION {name} FINALIZE"
DROP = "DROP TABLE {name}"
FORGET_ANSWERS = """
DELETE FROM idempotency WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM idempotency WHERE created_at < clock_timestamp() - interval '24 hours' LIMIT $1))
"""
FORGET_SETTLED = """
DELETE FROM deadline WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM deadline WHERE state <> 'waiting' AND settled_at < $2 LIMIT $1))
"""


def window(now: datetime) -> tuple[datetime, datetime]:
    """Times (first, last) of event ids that the inbox takes at ``now`` (the machine's time, ``clock.wall()``).

    An older id may have been applied and forgotten, a later one is wrong: both are poison, never applied unseen.
    """
    return now - KEPT, now + _TOMORROW


async def ensure_partitions(conn: Connection) -> None:
    """Make what is missing: outbox partitions for the ids to come, inbox partitions for ``window`` and a week."""
    current = await conn.fetchval(LAST_ID) // OUTBOX_PARTITION
    for number in range(current, current + _AHEAD + 1):
        low = number * OUTBOX_PARTITION
        await _ensure(conn, "outbox", f"outbox_{number:06d}", str(low), str(low + OUTBOX_PARTITION))
    today = _midnight(clock.wall())
    for days in range(-KEPT.days, _COMING + 1):
        day = today + timedelta(days=days)
        await _ensure(conn, "inbox", _inbox_name(day), str(_first_id(day)), str(_first_id(day + _DAY)))


async def _ensure(conn: Connection, parent: str, name: str, low: str, high: str) -> None:
    if await conn.fetchval(EXISTS, name):
        return
    try:
        async with conn.transaction():
            await conn.execute(CREATE.format(parent=parent, name=name))
            await conn.execute(ATTACH.format(parent=parent, name=name, low=low, high=high))
    except (asyncpg.DuplicateTableError, asyncpg.UniqueViolationError):
        return  # another process was faster
    _log.info("partition made", table=name)


async def drop_old(conn: Connection) -> None:
    """Drop what nobody needs: outbox partitions that are sent, old days of the inbox, old answers to POSTs,
    deadlines that were settled long ago.

    ``conn`` is a session of its own without a transaction: detaching waits for those that are open.
    """
    await conn.execute(PATIENT)
    for parent in ("outbox", "inbox"):
        await _finish_interrupted(conn, parent)
    for name in await _sent_partitions(conn):
        await _drop(conn, "outbox", name)
    oldest = _inbox_name(_midnight(clock.wall()) - KEPT)
    for row in await conn.fetch(PARTITIONS, "inbox"):
        if row["name"] < oldest:
            await _drop(conn, "inbox", row["name"])
    while await conn.execute(FORGET_ANSWERS, _BATCH) == f"DELETE {_BATCH}":
        pass
    settled_before = clock.wall() - SETTLED_KEPT
    while await conn.execute(FORGET_SETTLED, _BATCH, settled_before) == f"DELETE {_BATCH}":
        pass


async def _finish_interrupted(conn: Connection, parent: str) -> None:
    """A process that ended while it dropped leaves a partition half or wholly detached; it was safe to drop then."""
    for row in await conn.fetch(PARTITIONS, parent):
        if row["pending"]:
            await conn.execute(FINALIZE.format(parent=parent, name=row["name"]))
    for row in await conn.fetch(ORPHANS, parent):
        await conn.execute(DROP.format(name=row["name"]))


async def _sent_partitions(conn: Connection) -> list[str]:
    """Outbox partitions, oldest first, whose every row is behind all cursors. Never the two that were used last:
    an id may have been drawn from the one before the current and not yet written.
    """
    current = await conn.fetchval(LAST_ID) // OUTBOX_PARTITION
    sent = []
    for row in await conn.fetch(PARTITIONS, "outbox"):
        if int(row["name"].removeprefix("outbox_")) >= current - 1:
            break
        if not await _all_sent(conn, row["name"]):
            break
        sent.append(row["name"])
    return sent


async def _all_sent(conn: Connection, name: str) -> bool:
    try:
        async with conn.transaction():
            await conn.execute("SET LOCAL lock_timeout = '2s'")
            await conn.execute(FREEZE.format(name=name))
            return bool(await conn.fetchval(ALL_SENT.format(name=name)))
    except asyncpg.LockNotAvailableError:
        return False


async def _drop(conn: Connection, parent: str, name: str) -> None:
    await conn.execute(DETACH.format(parent=parent, name=name))
    await conn.execute(DROP.format(name=name))
    _log.info("partition dropped", table=name)


def _midnight(time: datetime) -> datetime:
    return time.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _inbox_name(day: datetime) -> str:
    return f"inbox_{day:%Y%m%d}"


def _first_id(day: datetime) -> UUID:
    """Below every version-7 id of the day and above those of the day before."""
    return UUID(int=int(day.timestamp() * 1000) << 80)


async def once(service: str, url: str) -> None:
    """Keep house, unless another process does so now. ``url`` is the address of the tables' owner.

    MaintenanceError when it could not be done to its end; what was done stays done.
    """
    try:
        conn = await db.connect(url, "maintenance")
        try:
            if await conn.fetchval(TURN):
                await ensure_partitions(conn)
                await drop_old(conn)
        finally:
            conn.terminate()
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise MaintenanceError(f"the house of {service} was not kept: {error}") from error
    _log.info("kept house", verb="maintain")


async def watch(pool: Pool, stop: asyncio.Event) -> None:
    """Measure every hour until ``stop`` when the partitions end: who keeps house may have stopped without a word."""
    while not stop.is_set():
        try:
            day = await pool.fetchval(LAST_DAY)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            _log.warning("the partitions could not be looked at", retry_in=_AGAIN, exc_info=True)
            await backoff.wait(stop, _AGAIN)
            continue
        if day:
            metrics.partitions_end((datetime.combine(day, time(), UTC) + _DAY).timestamp())
        await backoff.wait(stop, _LOOKED_AT)
