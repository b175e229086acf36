"""What somebody wants to be told, and what they follow."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Path

from notify import actions
from notify.api.models import Channels, PreferenceView, SubscriptionView
from notify.domain.kinds import KINDS
from notify.domain.preferences import Wanted
from notify.store import following, readers
from shared.http import NO_NUL, Page, PageOf, Signed, UnitOfWork, page_of
from shared.http import router as open_router

router = open_router(tags=["notify"])
KindName = Annotated[str, Path(description="a kind of notification", max_length=100, pattern=NO_NUL)]


@router.get("/preferences", summary="What I want to be told")
async def list_preferences(tx: UnitOfWork, signed: Signed) -> list[PreferenceView]:
    """Every kind with the channels that the caller chose, or the usual ones, and whether it may be muted."""
    await actions.reader(tx, signed.person_id)
    said = await readers.preferences(tx, signed.person_id)
    return [PreferenceView.said(kind, said.get(kind), signed.locale) for kind in KINDS]


@router.put("/preferences/{kind}", summary="Say how I want to be told")
async def set_preference(tx: UnitOfWork, signed: Signed, kind: KindName, body: Channels) -> PreferenceView:
    """Choose the channels of a kind. What a period set by law depends on stays in the inbox and comes by
    e-mail at once.
    """
    chosen = await actions.prefer(tx, signed.person_id, kind, Wanted(body.inbox, body.mail, body.digest))
    return PreferenceView.said(kind, chosen, signed.locale)


@router.get("/subscriptions", summary="What I follow")
async def list_subscriptions(tx: UnitOfWork, signed: Signed, page: Page) -> PageOf[SubscriptionView]:
    """The ideas that the caller follows, newest first, and why: as an author, by comment, endorsement or review, as a
    representative.
    """
    who = await actions.reader(tx, signed.person_id)
    rows = await following.subscriptions(tx, who, page.after_id, page.fetch)
    lines = [SubscriptionView.of(row, signed.locale) for row in rows]
    return page_of(page, lines, key=lambda line: (str(line.idea_id),))


@router.delete("/subscriptions/{idea_id}", status_code=204, summary="Follow an idea no more")
async def end_subscription(tx: UnitOfWork, signed: Signed, idea_id: UUID) -> None:
    """Be told no more of an idea that one follows by taking part. Authors and representatives stay subscribed."""
    await actions.set_ended(tx, signed.person_id, idea_id, ended=True)


@router.put("/subscriptions/{idea_id}", status_code=204, summary="Follow an idea again")
async def renew_subscription(tx: UnitOfWork, signed: Signed, idea_id: UUID) -> None:
    """Take back that one wanted to be told no more of an idea."""
    await actions.set_ended(tx, signed.person_id, idea_id, ended=False)
