"""The inbox: what somebody was told, as far as they may see it now."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query

from notify import actions
from notify.api.models import KindView, Mark, MarkAll, Marked, NotificationView, UnreadHere
from notify.domain.kinds import KINDS
from notify.domain.refusals import UnknownKind
from notify.store import inbox, stream
from notify.store.inbox import Filters
from shared.http import NO_NUL, Page, PageOf, Signed, UnitOfWork, page_of
from shared.http import router as open_router

router = open_router(tags=["notify"])


@router.get("/notifications", summary="My inbox")
async def list_notifications(
    tx: UnitOfWork,
    signed: Signed,
    page: Page,
    *,
    unread: Annotated[bool, Query(description="only unread ones")] = False,
    idea_id: Annotated[UUID | None, Query(description="only those of this idea")] = None,
    kind: Annotated[str | None, Query(description="only those of this kind", max_length=100, pattern=NO_NUL)] = None,
) -> PageOf[NotificationView]:
    """The caller's own notifications, newest first, each with the reason why they get it. What the caller may not see
    any more (a mandate has ended, a function is gone) is left out.
    """
    who = await actions.reader(tx, signed.person_id)
    if kind is not None and kind not in KINDS:
        raise UnknownKind(kind=kind)
    rows = await inbox.inbox(tx, who, Filters(unread, idea_id, kind), page.after_id, page.fetch)
    lines = [NotificationView.of(row, signed.locale) for row in rows]
    return page_of(page, lines, key=lambda line: (str(line.notification_id),))


@router.get("/notifications/unread", summary="How many are unread")
async def count_unread(tx: UnitOfWork, signed: Signed) -> UnreadHere:
    """How many of the caller's notifications are unread, as the inbox shows them, and where the stream goes on from
    there. What comes between the count and the stream's beginning is then heard, not lost.
    """
    place = await stream.newest(tx)
    unread = await inbox.count_unread(tx, await actions.reader(tx, signed.person_id))
    return UnreadHere(unread=unread, place=str(place))


@router.get("/notifications/kinds", summary="Kinds of notification")
async def list_kinds(_tx: UnitOfWork, signed: Signed) -> list[KindView]:
    """All kinds, with what each is about and whether it may be muted. For everybody."""
    return [KindView.of(kind, signed.locale) for kind in KINDS]


@router.post("/notifications/read", summary="Mark all as read")
async def mark_all(tx: UnitOfWork, signed: Signed, body: MarkAll) -> Marked:
    """Mark the caller's notifications as read: all, or those up to the newest one that they saw, or of one idea."""
    marked = await actions.mark_all(tx, signed.person_id, up_to=body.up_to, idea_id=body.idea_id)
    return Marked(marked=marked)


@router.patch("/notifications/{notification_id}", status_code=204, summary="Mark as read or unread")
async def mark(tx: UnitOfWork, signed: Signed, notification_id: UUID, body: Mark) -> None:
    """Mark one's own notification."""
    await actions.mark(tx, signed.person_id, notification_id, read=body.read)
