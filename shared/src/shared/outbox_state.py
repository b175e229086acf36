"""How much of the outbox waits for Kafka, read from any connection without disturbing the relay."""

from __future__ import annotations

from dataclasses import dataclass

from shared.db import Tx


@dataclass(frozen=True, slots=True)
class OutboxState:
    """Rows that Kafka has not acknowledged, and the age of the oldest in seconds (0.0 when there is none)."""

    rows: int
    oldest_age_seconds: float


# What the cursor's snapshot saw is acknowledged, and of a page that is being sent, the rows up to its last id.
UNPUBLISHED = """
SELECT count(o.id) AS rows, coalesce(extract(epoch FROM clock_timestamp() - min(o.created_at)), 0)::float8 AS oldest
FROM outbox_cursor c LEFT JOIN outbox o ON o.shard = c.shard
    AND (o.xid >= pg_snapshot_xmax(c.prev_snapshot) OR NOT pg_visible_in_snapshot(o.xid, c.prev_snapshot))
    AND NOT (c.page_snapshot IS NOT NULL AND o.id <= c.page_last_id AND pg_visible_in_snapshot(o.xid, c.page_snapshot))
"""


async def outbox_state(tx: Tx) -> OutboxState:
    """What waits now, over all shards."""
    row = await tx.fetchrow(UNPUBLISHED)
    return OutboxState(row["rows"], row["oldest"]) if row else OutboxState(0, 0.0)
