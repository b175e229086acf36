"""What has been taken from Kafka: the ids of events, and the offsets, of which PostgreSQL is the authority."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from shared.db import Tx

TAKE = """
INSERT INTO inbox (event_id) SELECT * FROM unnest($1::uuid[]) ON CONFLICT (event_id) DO NOTHING RETURNING event_id
"""


async def take(tx: Tx, event_ids: Sequence[UUID]) -> set[UUID]:
    """Note these ids as taken; returns those that were not taken before."""
    if not event_ids:
        return set()
    return {row["event_id"] for row in await tx.fetch(TAKE, list(event_ids))}


OFFSETS = "SELECT topic, partition, next_offset FROM consumer_offset WHERE topic = ANY($1::text[])"


async def offsets(tx: Tx, topics: Sequence[str]) -> dict[tuple[str, int], int]:
    """(topic, partition) -> the next offset to take."""
    return {(row["topic"], row["partition"]): row["next_offset"] for row in await tx.fetch(OFFSETS, list(topics))}


FIRST_OFFSET = """
INSERT INTO consumer_offset (topic, partition, next_offset) VALUES ($1, $2, $3)
ON CONFLICT (topic, partition) DO NOTHING RETURNING next_offset
"""
MOVE_OFFSET = """
UPDATE consumer_offset SET next_offset = $3, updated_at = clock_timestamp()
WHERE topic = $1 AND partition = $2 AND next_offset = $4 RETURNING next_offset
"""


async def move_offset(tx: Tx, topic: str, partition: int, to: int, seen: int | None) -> bool:
    """Compare and set: move on from the offset that this process saw last (None: there was no row).

    False when it is another one by now: another process has the partition, and this one must not go on.
    """
    if seen is None:
        return await tx.fetchval(FIRST_OFFSET, topic, partition, to) is not None
    return await tx.fetchval(MOVE_OFFSET, topic, partition, to, seen) is not None
