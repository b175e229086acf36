"""What waits for a daily digest: each notification stands in one digest that is sent, and in no other."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from notify.domain.access import Reader
from notify.domain.notification import About
from notify.store.inbox import LINE, VISIBLE, sees
from shared.db import Row, Tx

# A deadline that fires this moment still stands here as waiting: whoever looks next sees what it left.
UNPLANNED = """
SELECT person_id, min(since) AS since FROM digest_item i
WHERE state = 'waiting' AND mail_id IS NULL
  AND NOT EXISTS (SELECT FROM deadline d WHERE d.kind = $1 AND d.subject_id = i.person_id AND d.state = 'waiting')
GROUP BY person_id ORDER BY person_id LIMIT $2
"""


async def unplanned(tx: Tx, kind: str, limit: int) -> dict[UUID, datetime]:
    """For whom something waits without a deadline of this kind for a digest, and since when."""
    return {row["person_id"]: row["since"] for row in await tx.fetch(UNPLANNED, kind, limit)}


WAITS = "SELECT EXISTS (SELECT FROM digest_item WHERE person_id = $1 AND state = 'waiting' AND mail_id IS NULL)"


async def waits(tx: Tx, person_id: UUID) -> bool:
    """Whether something waits for somebody's next digest."""
    return bool(await tx.fetchval(WAITS, person_id))


CLAIM = """
WITH taken AS (
    SELECT notification_id FROM digest_item WHERE person_id = $1 AND state = 'waiting' AND mail_id IS NULL
    ORDER BY notification_id LIMIT $3 FOR UPDATE
), made AS (
    INSERT INTO mail (mail_id, person_id) SELECT $2, $1 WHERE EXISTS (SELECT FROM taken) RETURNING mail_id
) UPDATE digest_item i SET mail_id = made.mail_id FROM taken, made WHERE i.notification_id = taken.notification_id
  RETURNING i.notification_id
"""


async def claim(tx: Tx, person_id: UUID, mail_id: UUID, limit: int) -> int:
    """Let a new mail take what waits for somebody, oldest first; how much. Without anything there is no mail."""
    return len(await tx.fetch(CLAIM, person_id, mail_id, limit))


CONTENT = f"""
SELECT {LINE} {VISIBLE} AND n.kind <> ALL($6::text[])
  AND n.notification_id IN (SELECT i.notification_id FROM digest_item i WHERE i.mail_id = $5 AND i.state = 'waiting')
ORDER BY n.notification_id
"""


async def content(tx: Tx, who: Reader, mail_id: UUID, unwanted: Collection[str]) -> list[Row]:
    """What a digest says: what its reader may see now, without kinds of which they want no e-mail, oldest first."""
    return await tx.fetch(CONTENT, *sees(who), mail_id, list(unwanted))


NEXT = f"""
SELECT {LINE} {VISIBLE} AND n.kind <> ALL($5::text[]) AND ($6::uuid IS NULL OR n.notification_id > $6)
  AND n.notification_id IN (SELECT i.notification_id FROM digest_item i WHERE i.person_id = $1 AND i.state = 'waiting')
ORDER BY n.notification_id LIMIT $7
"""


async def next_content(tx: Tx, who: Reader, unwanted: Collection[str], after: UUID | None, limit: int) -> list[Row]:
    """What somebody's next digest would say now, oldest first."""
    return await tx.fetch(NEXT, *sees(who), list(unwanted), after, limit)


SETTLE = """
UPDATE digest_item SET state = CASE WHEN notification_id = ANY($2::uuid[]) THEN 'told' ELSE 'dropped' END
WHERE mail_id = $1 AND state = 'waiting'
"""


async def settle(tx: Tx, mail_id: UUID, told: Collection[UUID]) -> None:
    """The digest told these; what else was to be in it was left out, as its reader may not see it or wants none of it."""
    await tx.execute(SETTLE, mail_id, list(told))


GIVE_BACK = """
UPDATE digest_item i SET tries = i.tries + 1, since = $3,
    state = CASE WHEN i.tries + 1 >= $2 THEN 'failed' ELSE i.state END,
    mail_id = CASE WHEN i.tries + 1 >= $2 THEN i.mail_id END
FROM notification n WHERE n.notification_id = i.notification_id AND i.mail_id = $1 AND i.state = 'waiting'
RETURNING i.notification_id, i.person_id, n.kind, i.state
"""


@dataclass(frozen=True, slots=True)
class GivenBack:
    """How much waits for the next digest, and what was given up as it failed too often."""

    again: int
    given_up: tuple[About, ...]


async def give_back(tx: Tx, mail_id: UUID, most: int) -> GivenBack:
    """A digest failed: what was in it waits for the next one, unless it has failed with ``most`` of them."""
    rows = await tx.fetch(GIVE_BACK, mail_id, most, tx.now)
    lost = [row for row in rows if row["state"] == "failed"]
    about = tuple(About(row["notification_id"], row["person_id"], row["kind"]) for row in lost)
    return GivenBack(len(rows) - len(lost), about)
