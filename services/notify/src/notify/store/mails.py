"""E-mails that wait, are tried and settled."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from notify.domain.access import Reader
from notify.store.inbox import LINE, VISIBLE, sees
from shared.db import Row, Tx

# Machine time: what waits for a server's return has nothing to do with the clock that rules see; quiet hours have.
NEXT = """
SELECT m.mail_id, m.attempts, n.notification_id, o.person_id, n.kind, p.email, p.display_name, p.locale
FROM mail m LEFT JOIN notification n USING (notification_id)
CROSS JOIN LATERAL (SELECT coalesce(n.person_id, m.person_id) AS person_id) o
LEFT JOIN directory_person p ON p.person_id = o.person_id
WHERE m.state = 'waiting' AND m.next_attempt_at <= clock_timestamp() AND (m.held_until IS NULL OR m.held_until <= $1)
ORDER BY m.next_attempt_at, m.mail_id LIMIT 1 FOR UPDATE OF m SKIP LOCKED
"""


async def next_due(tx: Tx) -> Row | None:
    """The mail that has waited longest, locked; None when none is due, or others have them."""
    return await tx.fetchrow(NEXT, tx.now)


TRY = "UPDATE mail SET attempts = attempts + 1, next_attempt_at = clock_timestamp() + $2 WHERE mail_id = $1"


async def note_attempt(tx: Tx, mail_id: UUID, again_in: timedelta) -> None:
    """It is being tried; unless it is settled before, it is due again then, whatever becomes of this process."""
    await tx.execute(TRY, mail_id, again_in)


HOLD = "UPDATE mail SET held_until = $2 WHERE mail_id = $1"


async def hold(tx: Tx, mail_id: UUID, until: datetime) -> None:
    """It fell into quiet hours: nobody looks at it before they end, and it does not count as tried."""
    await tx.execute(HOLD, mail_id, until)


LET_GO = """
UPDATE mail m SET held_until = NULL WHERE m.state = 'waiting' AND m.held_until IS NOT NULL AND (m.person_id = $1
    OR EXISTS (SELECT FROM notification n WHERE n.notification_id = m.notification_id AND n.person_id = $1))
"""


async def let_go(tx: Tx, person_id: UUID) -> None:
    """Look at what is held for somebody again: their hours may be others."""
    await tx.execute(LET_GO, person_id)


CONTENT = f"SELECT {LINE} {VISIBLE} AND n.notification_id = $5"


async def content(tx: Tx, who: Reader, notification_id: UUID) -> Row | None:
    """What the mail is about, if its reader may see it now."""
    return await tx.fetchrow(CONTENT, *sees(who), notification_id)


SETTLE = """
UPDATE mail SET state = $2, settled_at = $3, last_error = $4 WHERE mail_id = $1 AND state = 'waiting' RETURNING true
"""


async def settle(tx: Tx, mail_id: UUID, state: Literal["sent", "failed", "dropped"], error: str | None = None) -> bool:
    """False when it was settled before."""
    return bool(await tx.fetchval(SETTLE, mail_id, state, tx.now, error))


NOTE_ERROR = "UPDATE mail SET last_error = $2 WHERE mail_id = $1 AND state = 'waiting'"


async def note_error(tx: Tx, mail_id: UUID, error: str) -> None:
    await tx.execute(NOTE_ERROR, mail_id, error)
