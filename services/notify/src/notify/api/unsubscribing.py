"""The link in an e-mail that ends e-mails of its kind, without a sign-in (RFC 8058)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request
from fastapi.responses import HTMLResponse

from notify import actions
from notify.actions.writing import page
from notify.domain import letters
from notify.domain.mails import DIGEST, opened
from notify.domain.refusals import UnknownLink
from shared.http import NO_NUL, UnitOfWork, form_router, language_of

router = form_router(tags=["notify"])
Token = Annotated[str, Query(description="what the link in the e-mail carries", max_length=500, pattern=NO_NUL)]


@router.get("/preferences/unsubscribe", summary="Ask before e-mails end", response_class=HTMLResponse)
async def ask_unsubscribe(_tx: UnitOfWork, request: Request, token: Token) -> HTMLResponse:
    """A page with a button. Looking at it changes nothing: mail scanners look at every link. For whoever has the link."""
    _, what = _meant(request, token)
    ask, less = (letters.ASK_DIGEST, letters.NO_DIGEST) if what == DIGEST else (letters.ASK, letters.LESS)
    language = language_of(request)
    return HTMLResponse(page(language, ask.told_in(language), less.told_in(language)))


@router.post("/preferences/unsubscribe", summary="No more e-mails of a kind", response_class=HTMLResponse)
async def unsubscribe(tx: UnitOfWork, request: Request, token: Token) -> HTMLResponse:
    """End e-mails of a kind, or digests, for the person to whom the link was sent, by one request. For whoever has the
    link.
    """
    person_id, what = _meant(request, token)
    await (actions.end_digests(tx, person_id) if what == DIGEST else actions.end_mails(tx, person_id, what))
    language = language_of(request)
    ended = letters.DIGEST_ENDED if what == DIGEST else letters.ENDED
    return HTMLResponse(page(language, ended.told_in(language)))


def _meant(request: Request, token: str) -> tuple[UUID, str]:
    meant = opened(request.app.state.settings.cursor_secret, token)
    if meant is None:
        raise UnknownLink
    return meant
