"""The stream: places that count what has been committed, and what somebody may see after one."""

from __future__ import annotations

from uuid import UUID

from notify.domain.access import Reader
from notify.store.inbox import LINE, VISIBLE, sees
from shared.db import Row, Tx

# The lock is held until the commit, so the next one to place sees all that was placed before.
TURN = "SELECT pg_try_advisory_xact_lock(7305, 0)"
PLACE = """
WITH unplaced AS (
    SELECT notification_id FROM notification WHERE position IS NULL ORDER BY notification_id LIMIT $1
), placed AS (
    SELECT notification_id, row_number() OVER (ORDER BY notification_id)
        + (SELECT coalesce(max(position), 0) FROM notification) AS position
    FROM unplaced
), saved AS (
    UPDATE notification n SET position = p.position FROM placed p WHERE n.notification_id = p.notification_id RETURNING 1
) SELECT count(*) FROM saved
"""


async def place(tx: Tx, limit: int) -> int:
    """Give committed notifications their places, oldest first; how many. None while another process is at it."""
    return int(await tx.fetchval(PLACE, limit)) if await tx.fetchval(TURN) else 0


NEWEST = "SELECT coalesce(max(position), 0) FROM notification"


async def newest(tx: Tx) -> int:
    """The last place that was given."""
    return int(await tx.fetchval(NEWEST))


NEWS = """
SELECT max(position) AS newest, array_agg(DISTINCT person_id) AS person_ids
FROM (SELECT position, person_id FROM notification WHERE position > $1 ORDER BY position LIMIT 1000) n
"""


async def news(tx: Tx, after: int) -> tuple[int, list[UUID]]:
    """Whose inbox has something after a place, and how far that was looked at."""
    row = (await tx.fetch(NEWS, after))[0]
    return (row["newest"], row["person_ids"]) if row["newest"] else (after, [])


AFTER = f"SELECT {LINE}, n.position {VISIBLE} AND n.shown AND n.position > $5 ORDER BY n.position LIMIT $6"


async def after(tx: Tx, who: Reader, position: int, limit: int) -> list[Row]:
    """What somebody may see after a place, in order."""
    return await tx.fetch(AFTER, *sees(who), position, limit)
