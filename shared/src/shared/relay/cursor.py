"""Where the relay of a shard stands, and what it has not yet sent: the difference of two snapshots.

Ids are drawn while the aggregate is locked, so within a key their order is the order of the commits. But a
transaction may commit long after a later id was seen: reading ``id > last`` would lose it, and waiting for the oldest
open transaction would stall everybody behind it. So what is read is everything that the current snapshot sees and the
last acknowledged one did not, in order of id.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from shared.db import Connection, Row

PAGE = 1_000  # rows in one round of sending
_READ_WITHIN, _ADVANCED_WITHIN = 35.0, 10.0  # seconds; a connection that is cut without a word is noticed so

# The session's plans: made for the values at hand, and never a scan of a whole partition. A plan that was made while
# the table was empty would otherwise be kept. The long timeout is for the first look at a backlog of many hours.
# A cursor that a crash of the server forgets sends some events again, and loses none: its commits need not wait for
# the disk. A leader speaks every 2 s, and after 36 s at most when a page is not acknowledged: one that is silent for longer is
# frozen, and the server ends its session, which holds the lock.
PREPARE = """
SELECT set_config('enable_seqscan', 'off', false), set_config('plan_cache_mode', 'force_custom_plan', false),
       set_config('jit', 'off', false), set_config('statement_timeout', '30s', false),
       set_config('synchronous_commit', 'off', false),
       set_config('idle_session_timeout', '45s', false)
"""
LOCK = "SELECT pg_try_advisory_lock(7301, $1)"
ELECT = """
UPDATE outbox_cursor SET epoch = epoch + 1, owner = $2, updated_at = clock_timestamp() WHERE shard = $1
RETURNING epoch, prev_snapshot::text AS prev_snapshot, page_snapshot::text AS page_snapshot, page_last_id
"""
FOREIGN = """
SELECT pg_snapshot_xmax(coalesce(page_snapshot, prev_snapshot)) > pg_snapshot_xmax(pg_current_snapshot())
FROM outbox_cursor WHERE shard = $1
"""
ADVANCE = """
UPDATE outbox_cursor
SET prev_snapshot = $3::text::pg_snapshot, page_snapshot = $4::text::pg_snapshot, page_last_id = $5,
    updated_at = clock_timestamp()
WHERE shard = $1 AND epoch = $2
RETURNING 1
"""
_COLUMNS = """event_id, topic, key, type, schema_version, subject, aggregate_version, occurred_at,
              traceparent, tracestate, headers, payload, created_at"""
# $1 shard, $2 xmax of the last snapshot, $3 what was running in it, $4 page. MATERIALIZED, so that the rows are found
# by (shard, xid); the primary key's order would walk through everything that was sent long ago.
DIFFERENCE = f"""
WITH fresh AS MATERIALIZED (
    SELECT id FROM outbox WHERE shard = $1 AND xid >= $2::text::xid8
    UNION ALL
    SELECT id FROM outbox WHERE shard = $1 AND xid = ANY ($3::text[]::xid8[])
), page AS MATERIALIZED (SELECT id FROM fresh ORDER BY id LIMIT $4)
SELECT taken.snapshot, events.*
FROM (SELECT pg_current_snapshot()::text AS snapshot) taken
LEFT JOIN (SELECT id, {_COLUMNS} FROM page JOIN outbox USING (id)) events ON true
ORDER BY id
"""
# The next page of a difference that is longer than one. Nearly every row behind the last id belongs to it, so here
# the primary key is the way; "shard + 0" keeps the planner away from the other index.
NEXT_PAGE = f"""
SELECT id, {_COLUMNS} FROM outbox
WHERE id > $2 AND shard + 0 = $1
  AND NOT pg_visible_in_snapshot(xid, $3::text::pg_snapshot) AND pg_visible_in_snapshot(xid, $4::text::pg_snapshot)
ORDER BY id LIMIT $5
"""


class LeadershipLostError(Exception):
    """Another process has raised the epoch: whatever we still send, the cursor is no longer ours to move."""


class RestoredElsewhereError(Exception):
    """The cursor comes from another cluster, whose transaction ids are ahead: events would be lost unnoticed."""


class Snapshot(NamedTuple):
    """A pg_snapshot: everything below ``xmax`` is done, except what was ``running``. Numbers stay text (xid8)."""

    xmax: str
    running: list[str]

    @classmethod
    def parse(cls, text: str) -> Snapshot:
        """From PostgreSQL's own form, ``xmin:xmax:xip,xip``."""
        _xmin, xmax, running = text.split(":")
        return cls(xmax, running.split(",") if running else [])


@dataclass(frozen=True, slots=True)
class Cursor:
    """Everything visible in ``prev`` is acknowledged; of a longer difference also what is up to ``page_last_id``."""

    shard: int
    epoch: int
    prev: str
    page: str | None = None
    page_last_id: int | None = None


class Page(NamedTuple):
    """Rows to send, in order of id, and where the cursor is once all are acknowledged."""

    rows: list[Row]
    then: Cursor


async def elect(conn: Connection, shard: int, owner: str) -> Cursor | None:
    """Become the shard's leader for as long as the connection lives; None while another process is.

    RestoredElsewhereError when the database was restored from a dump and its outbox not restamped.
    """
    if not await conn.fetchval(LOCK, shard):
        return None
    if await conn.fetchval(FOREIGN, shard):
        raise RestoredElsewhereError("run `parley outbox restamp` (docs/runbooks/restore.md)")
    await conn.execute(PREPARE)
    row = await conn.fetchrow(ELECT, shard, owner)
    if row is None:
        raise RuntimeError(f"outbox_cursor has no row for shard {shard}; have the migrations run?")
    return Cursor(shard, row["epoch"], row["prev_snapshot"], row["page_snapshot"], row["page_last_id"])


async def read(conn: Connection, at: Cursor, limit: int = PAGE) -> Page:
    """What comes next; one statement. An empty page still moves ``prev`` on: all that it sees has been sent."""
    if at.page is not None:
        rows = await conn.fetch(NEXT_PAGE, at.shard, at.page_last_id, at.prev, at.page, limit, timeout=_READ_WITHIN)
        return Page(rows, _after(at, rows, at.page, limit))
    last = Snapshot.parse(at.prev)
    rows = await conn.fetch(DIFFERENCE, at.shard, last.xmax, last.running, limit, timeout=_READ_WITHIN)
    now = rows[0]["snapshot"]
    found = rows if rows[0]["id"] is not None else []
    return Page(found, _after(at, found, now, limit))


def _after(at: Cursor, rows: list[Row], end: str, limit: int) -> Cursor:
    if len(rows) < limit:
        return Cursor(at.shard, at.epoch, end)
    return Cursor(at.shard, at.epoch, at.prev, end, rows[-1]["id"])


async def advance(conn: Connection, to: Cursor) -> None:
    """Store the cursor if the epoch is still ours, else LeadershipLostError."""
    if not await conn.fetchval(
        ADVANCE, to.shard, to.epoch, to.prev, to.page, to.page_last_id, timeout=_ADVANCED_WITHIN
    ):
        raise LeadershipLostError(f"shard {to.shard}: epoch {to.epoch} is over")
