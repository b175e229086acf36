"""The HTTP edge of notify."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel

from notify import actions, domain, store
from shared import directory
from shared.http import Page, PageOf, Signed, UnitOfWork, example, page_of
from shared.http import router as open_router

router = open_router(tags=["notify"])


class Mark(BaseModel):
    model_config = example(read=True)
    read: bool


class NotificationView(BaseModel):
    """One line of the inbox, in the reader's language, with the reason why they get it."""

    notification_id: UUID
    idea_id: UUID
    kind: str
    text: str
    why: str
    link: str
    created_at: datetime
    read: bool


@router.get("/notifications", summary="My inbox")
async def list_notifications(
    tx: UnitOfWork,
    signed: Signed,
    page: Page,
    *,
    unread: Annotated[bool, Query(description="only unread ones")] = False,
) -> PageOf[NotificationView]:
    """The caller's own notifications, newest first."""
    await directory.caller(tx, signed.person_id)
    rows = await store.inbox(tx, signed.person_id, page.after_id, page.fetch, unread=unread)
    lines = [
        NotificationView(
            notification_id=row["notification_id"],
            idea_id=row["idea_id"],
            kind=row["kind"],
            text=domain.sentence(row["kind"], row["title"], signed.locale),
            why=domain.reason(row["why"], signed.locale),
            link=row["link"],
            created_at=row["created_at"],
            read=row["read_at"] is not None,
        )
        for row in rows
    ]
    return page_of(page, lines, key=lambda line: (str(line.notification_id),))


@router.patch("/notifications/{notification_id}", status_code=204, summary="Mark as read or unread")
async def mark(tx: UnitOfWork, signed: Signed, notification_id: UUID, body: Mark) -> None:
    """Mark one's own notification."""
    await directory.caller(tx, signed.person_id)
    await actions.mark(tx, signed.person_id, notification_id, read=body.read)
