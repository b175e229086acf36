"""What is forgotten: what is old, and everything of somebody who is erased."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from shared.db import Tx

# A case whose opening has not been heard yet cannot keep a notice; its own topic brings it within days, not a year.
# What somebody still owes keeps its notices too, and a mail that waits keeps what it is about.
OLD = """
SELECT n.notification_id FROM notification n
WHERE n.created_at < $1
  AND NOT (n.kind = ANY($2::text[]) AND (
      EXISTS (SELECT FROM known_case k WHERE k.idea_id = n.idea_id AND (k.closed_at IS NULL OR k.closed_at >= $1))
      OR EXISTS (SELECT FROM duty d WHERE d.idea_id = n.idea_id AND d.kind = ANY($2::text[]))))
  AND NOT EXISTS (SELECT FROM mail m WHERE m.notification_id = n.notification_id AND m.state = 'waiting')
  AND NOT EXISTS (SELECT FROM digest_item i WHERE i.notification_id = n.notification_id AND i.state = 'waiting')
ORDER BY n.created_at LIMIT $3 FOR UPDATE SKIP LOCKED
"""


async def old(tx: Tx, before: datetime, legal: Collection[str], limit: int) -> list[UUID]:
    """Notifications from before, oldest first; of these kinds none whose idea has a case that was open since."""
    rows = await tx.fetch(OLD, before, list(legal), limit)
    return [row["notification_id"] for row in rows]


FORGET_ITEMS = "DELETE FROM digest_item WHERE notification_id = ANY($1::uuid[])"
FORGET_MAILS = "DELETE FROM mail WHERE notification_id = ANY($1::uuid[])"
FORGET = "DELETE FROM notification WHERE notification_id = ANY($1::uuid[])"


async def forget(tx: Tx, notification_ids: Collection[UUID]) -> None:
    """Notifications, with what was sent of them."""
    for statement in (FORGET_ITEMS, FORGET_MAILS, FORGET):
        await tx.execute(statement, list(notification_ids))


FORGET_DIGESTS = """
DELETE FROM mail WHERE mail_id IN (
    SELECT m.mail_id FROM mail m WHERE m.notification_id IS NULL AND m.state <> 'waiting' AND m.settled_at < $1
      AND NOT EXISTS (SELECT FROM digest_item i WHERE i.mail_id = m.mail_id)
    LIMIT $2 FOR UPDATE SKIP LOCKED
)
"""


async def forget_digests(tx: Tx, before: datetime, limit: int) -> None:
    """Digests of which no notification is left."""
    await tx.execute(FORGET_DIGESTS, before, limit)


ERASE_ITEMS = "DELETE FROM digest_item WHERE person_id = ANY($1::uuid[])"
ERASE_MAILS = """
DELETE FROM mail m WHERE m.person_id = ANY($1::uuid[]) OR m.notification_id IN (
    SELECT n.notification_id FROM notification n WHERE n.person_id = ANY($1::uuid[])
)
"""
ERASE_NOTIFICATIONS = "DELETE FROM notification WHERE person_id = ANY($1::uuid[])"
ERASE_PREFERENCES = "DELETE FROM preference WHERE person_id = ANY($1::uuid[])"
ERASE_HOURS = "DELETE FROM hours WHERE person_id = ANY($1::uuid[])"
ERASE_AUTHORSHIP = "DELETE FROM follower WHERE person_id = ANY($1::uuid[])"
ERASE_INTEREST = "DELETE FROM interest WHERE person_id = ANY($1::uuid[])"
ERASE_SEATS = "DELETE FROM sits_in WHERE person_id = ANY($1::uuid[])"
ERASE_LEFT_OUT = "DELETE FROM left_out WHERE person_id = ANY($1::uuid[])"
ERASE_BARRED = "DELETE FROM barred WHERE person_id = ANY($1::uuid[])"
ERASE = (
    ERASE_ITEMS,
    ERASE_MAILS,
    ERASE_NOTIFICATIONS,
    ERASE_PREFERENCES,
    ERASE_HOURS,
    ERASE_AUTHORSHIP,
    ERASE_INTEREST,
    ERASE_SEATS,
    ERASE_LEFT_OUT,
    ERASE_BARRED,
)


async def erase(tx: Tx, person_ids: Collection[UUID]) -> None:
    """Everything that is kept for somebody, in an order that no reference is in the way."""
    for statement in ERASE:
        await tx.execute(statement, list(person_ids))
