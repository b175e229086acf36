"""What has been taken from Kafka: the ids of events, and the offsets, of which PostgreSQL is the authority."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from shared.db import Tx
from shared.errors import Unknown

DEAD_IN_A_ROW = 100
"""So many dead letters one after another are not bad records but a bad deployment: the partition stops."""

TAKE = """
INSERT INTO inbox (event_id) SELECT * FROM unnest($1::uuid[]) ON CONFLICT (event_id) DO NOTHING RETURNING event_id
"""


async def take(tx: Tx, event_ids: Sequence[UUID]) -> set[UUID]:
    """Note these ids as taken; returns those that were not taken before."""
    if not event_ids:
        return set()
    return {row["event_id"] for row in await tx.fetch(TAKE, list(event_ids))}


class Place(NamedTuple):
    """Where a partition stands: the next offset to take, how many died in a row, and whether it is stopped for that."""

    next_offset: int
    dead_in_a_row: int
    stopped: bool


OFFSETS = """
SELECT topic, partition, next_offset, dead_in_a_row, stopped_at IS NOT NULL AS stopped
FROM consumer_offset WHERE topic = ANY($1::text[])
"""


async def places(tx: Tx, topics: Sequence[str]) -> dict[tuple[str, int], Place]:
    """(topic, partition) -> where it stands; only partitions of which something was taken."""
    return {
        (row["topic"], row["partition"]): Place(row["next_offset"], row["dead_in_a_row"], row["stopped"])
        for row in await tx.fetch(OFFSETS, list(topics))
    }


class Move(NamedTuple):
    """A partition goes on from the offset that this process saw last (None: there was no row); ``dead`` records before
    ``to`` died in a row.
    """

    partition: int
    to: int
    seen: int | None
    dead: int = 0


FIRST_OFFSETS = """
INSERT INTO consumer_offset (topic, partition, next_offset, dead_in_a_row, stopped_at)
SELECT $1, partition, next_offset, dead, CASE WHEN dead >= $5 THEN clock_timestamp() END
FROM unnest($2::integer[], $3::bigint[], $4::integer[]) AS first (partition, next_offset, dead)
ON CONFLICT (topic, partition) DO NOTHING RETURNING partition
"""
MOVE_OFFSETS = """
UPDATE consumer_offset o SET next_offset = m.next_offset, updated_at = clock_timestamp(), dead_in_a_row = m.dead,
    stopped_at = CASE WHEN m.dead >= $5 THEN clock_timestamp() END
FROM unnest($2::integer[], $3::bigint[], $4::integer[], $6::bigint[]) AS m (partition, next_offset, dead, seen)
WHERE o.topic = $1 AND o.partition = m.partition AND o.next_offset = m.seen AND o.stopped_at IS NULL
RETURNING o.partition
"""


async def move_offsets(tx: Tx, topic: str, moves: Sequence[Move]) -> bool:
    """Compare and set, for several partitions of a topic at once; DEAD_IN_A_ROW deaths stop a partition.

    False when one of the offsets is another one by now, or stopped: another process has that partition, and this one
    must not go on.
    """
    first, later = [each for each in moves if each.seen is None], [each for each in moves if each.seen is not None]
    moved = 0
    if first:
        moved += len(await tx.fetch(FIRST_OFFSETS, topic, *_columns(first)))
    if later:
        moved += len(await tx.fetch(MOVE_OFFSETS, topic, *_columns(later), [each.seen for each in later]))
    return moved == len(moves)


def _columns(moves: Sequence[Move]) -> tuple[object, ...]:
    return [m.partition for m in moves], [m.to for m in moves], [m.dead for m in moves], DEAD_IN_A_ROW


LOCK_OFFSETS = "SELECT partition, next_offset FROM consumer_offset WHERE topic = $1 ORDER BY partition FOR UPDATE"


async def lock_places(tx: Tx, topic: str) -> dict[int, int]:
    """Partition -> next offset; whoever takes the topic meanwhile waits for us."""
    return {row["partition"]: row["next_offset"] for row in await tx.fetch(LOCK_OFFSETS, topic)}


SET_OFFSET = """
INSERT INTO consumer_offset (topic, partition, next_offset) VALUES ($1, $2, $3)
ON CONFLICT (topic, partition) DO UPDATE SET next_offset = excluded.next_offset, updated_at = clock_timestamp()
"""


async def set_offset(tx: Tx, topic: str, partition: int, to: int) -> None:
    """Go on there, whatever was taken; a process that holds the partition notices and goes on there too."""
    await tx.execute(SET_OFFSET, topic, partition, to)


class Lag(NamedTuple):
    """How many records a partition is behind, and how long the next of them has waited."""

    topic: str
    partition: int
    records: int
    seconds: float


NOTE_LAG = """
WITH free AS (
    SELECT topic, partition FROM consumer_offset
    WHERE (topic, partition) IN (SELECT * FROM unnest($1::text[], $2::integer[])) FOR NO KEY UPDATE SKIP LOCKED
)
UPDATE consumer_offset o SET lag_records = m.records, lag_seconds = m.seconds, measured_at = clock_timestamp()
FROM unnest($1::text[], $2::integer[], $3::bigint[], $4::double precision[]) AS m (topic, partition, records, seconds)
JOIN free USING (topic, partition)
WHERE o.topic = m.topic AND o.partition = m.partition
"""


async def note_lag(tx: Tx, lags: Sequence[Lag]) -> None:
    """Keep what was measured beside the offsets; waits for nobody who moves one."""
    if lags:
        await tx.execute(NOTE_LAG, *(list(column) for column in zip(*lags, strict=True)))


STANDING = """
SELECT topic, partition, next_offset, updated_at, stopped_at,
    CASE WHEN measured_at > clock_timestamp() - interval '1 minute' THEN lag_records END AS lag_records,
    CASE WHEN measured_at > clock_timestamp() - interval '1 minute' THEN lag_seconds END AS lag_seconds
FROM consumer_offset ORDER BY topic, partition
"""


async def standing(tx: Tx) -> list[dict[str, Any]]:
    """Every partition of which something was taken, for an operator."""
    return [dict(row) for row in await tx.fetch(STANDING)]


COUNT_STOPPED = "SELECT count(*) FROM consumer_offset WHERE stopped_at IS NOT NULL"


async def count_stopped(tx: Tx) -> int:
    return int(await tx.fetchval(COUNT_STOPPED))


RESUME = """
UPDATE consumer_offset SET stopped_at = NULL, dead_in_a_row = 0
WHERE topic = $1 AND partition = $2 AND stopped_at IS NOT NULL RETURNING next_offset
"""


async def resume(tx: Tx, topic: str, partition: int) -> None:
    """Let a stopped partition go on behind its dead letters; its consumer notices in a second. Unknown: not stopped."""
    if await tx.fetchval(RESUME, topic, partition) is None:
        raise Unknown(what="stopped partition")
