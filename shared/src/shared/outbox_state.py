"""How much of the outbox waits for Kafka, read from any connection without disturbing the relay."""

from __future__ import annotations

from dataclasses import dataclass

from shared.db import Connection, Tx


@dataclass(frozen=True, slots=True)
class OutboxState:
    """Rows that Kafka has not acknowledged, and the age of the oldest in seconds (0.0 when there is none)."""

    rows: int
    oldest_age_seconds: float


# What the cursor's snapshot saw is acknowledged, and of a page that is being sent, the rows up to its last id. Both
# halves are found by (shard, xid); ORDER BY keeps the planner on that index. Counting a backlog must not cost more
# than sending it: the number ends at 100,000.
UNPUBLISHED = """
SELECT count(*) AS rows, coalesce(extract(epoch FROM clock_timestamp() - min(fresh.created_at)), 0)::float8 AS oldest
FROM outbox_cursor c CROSS JOIN LATERAL (
    (SELECT id, xid, created_at FROM outbox
     WHERE shard = c.shard AND xid >= pg_snapshot_xmax(c.prev_snapshot) ORDER BY xid LIMIT 100000)
    UNION ALL
    SELECT late.id, late.xid, late.created_at
    FROM pg_snapshot_xip(c.prev_snapshot) AS running (xid)
    CROSS JOIN LATERAL (
        SELECT id, xid, created_at FROM outbox WHERE shard = c.shard AND xid = running.xid ORDER BY xid LIMIT 100000
    ) late
) fresh
WHERE c.page_snapshot IS NULL OR fresh.id > c.page_last_id OR NOT pg_visible_in_snapshot(fresh.xid, c.page_snapshot)
"""


async def outbox_state(tx: Tx | Connection) -> OutboxState:
    """What waits now, over all shards."""
    row = await tx.fetchrow(UNPUBLISHED)
    return OutboxState(row["rows"], row["oldest"]) if row else OutboxState(0, 0.0)
