"""After a logical restore into another cluster: make the outbox's stored transaction ids mean something again.

The dump's xids and snapshots agree with each other, but not with the new cluster's. So what was acknowledged is told
apart by the old numbers, and then all numbers are replaced in one transaction, while nobody writes.
"""

from __future__ import annotations

from shared.db import Tx

# Waits for the transactions that write to the outbox, and lets no new one begin.
ALONE = "LOCK TABLE outbox, outbox_cursor IN EXCLUSIVE MODE"
# 3 is below every xid that a transaction can have: visible in each snapshot, so it counts as sent.
STAMP = """
UPDATE outbox o SET xid = CASE
    WHEN pg_visible_in_snapshot(o.xid, c.prev_snapshot)
      OR (c.page_snapshot IS NOT NULL AND o.id <= c.page_last_id AND pg_visible_in_snapshot(o.xid, c.page_snapshot))
    THEN '3'::xid8 ELSE pg_current_xact_id() END
FROM outbox_cursor c WHERE c.shard = o.shard
"""
WAITING = "SELECT count(*) FROM outbox WHERE xid = pg_current_xact_id()"
# Everything that is over now, except this transaction itself: its rows lie after the cursor.
RESET = """
UPDATE outbox_cursor SET page_snapshot = NULL, page_last_id = NULL, epoch = epoch + 1, owner = NULL,
    updated_at = clock_timestamp(), prev_snapshot = (
        SELECT format('%s:%s:%s', least(pg_snapshot_xmin(now.snapshot), now.own),
                      greatest(pg_snapshot_xmax(now.snapshot), (now.own::text::bigint + 1)::text::xid8),
                      (SELECT string_agg(xid::text, ',' ORDER BY xid)
                       FROM (SELECT * FROM pg_snapshot_xip(now.snapshot) UNION SELECT now.own) AS running (xid)))
        FROM (SELECT pg_current_snapshot() AS snapshot, pg_current_xact_id() AS own) now)::pg_snapshot
"""


async def restamp(tx: Tx) -> int:
    """Give the outbox this cluster's transaction ids; returns how many events are still to be published.

    Loses nothing and repeats at most a tenth of a second and a page, also on a database that was not restored. The service must not run.
    """
    await tx.execute(ALONE)
    await tx.execute(STAMP)
    waiting = int(await tx.fetchval(WAITING))
    await tx.execute(RESET)
    return waiting
