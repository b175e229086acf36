"""What a reader does: look, mark, say what they want."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from notify.domain import preferences
from notify.domain.access import Reader
from notify.domain.kinds import KINDS
from notify.domain.preferences import Wanted
from notify.store import inbox, readers
from shared.db import Tx
from shared.errors import NotAllowed, Unknown


async def reader(tx: Tx, person_id: UUID) -> Reader:
    """Somebody who is employed here, as they are now; else NotAllowed."""
    found = await readers.reader(tx, person_id)
    if found is None or not found.employed:
        raise NotAllowed("employee")
    return found


async def mark(tx: Tx, person_id: UUID, notification_id: UUID, *, read: bool) -> None:
    """Mark one's own notification as read or unread."""
    if not await inbox.mark(tx, await reader(tx, person_id), notification_id, read=read):
        raise Unknown(what="notification")


async def mark_all(tx: Tx, person_id: UUID, *, up_to: UUID | None, idea_id: UUID | None) -> int:
    """Mark all of one's inbox as read, up to the newest that one saw; how many were unread."""
    return await inbox.mark_all(tx, await reader(tx, person_id), up_to, idea_id)


async def prefer(tx: Tx, person_id: UUID, kind: str, wanted: Wanted) -> Wanted:
    """Say how one wants to be told of a kind."""
    await reader(tx, person_id)
    if kind not in KINDS:
        raise Unknown(what="kind of notification")
    chosen = preferences.choose(kind, wanted)
    await readers.prefer(tx, person_id, kind, chosen)
    return chosen


async def end_mails(tx: Tx, person_id: UUID, kind: str) -> None:
    """No more e-mails of a kind, by the link in one; the other channels stay as they are."""
    if kind not in KINDS:
        raise Unknown(what="kind of notification")
    said = (await readers.preferences(tx, person_id)).get(kind) or preferences.default(kind)
    await readers.prefer(tx, person_id, kind, preferences.choose(kind, replace(said, mail=False, digest=False)))
