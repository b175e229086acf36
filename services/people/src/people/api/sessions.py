"""Signing in and out over HTTP; tokens in the body for scripts, in cookies for browsers."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response
from pydantic import BaseModel, Field

from people.actions import callers, keys, sessions
from people.api.demo import demo_only
from people.domain.sessions import LASTS, Session, token_lasts
from people.store import entities
from shared import auth, clock
from shared.auth import Caller
from shared.db import Tx
from shared.errors import Language, Unknown
from shared.events.people import MandateHeld, RoleHeld
from shared.http import NO_NUL, Signed, UnitOfWork, example
from shared.http import router as open_router
from shared.http.routing import COOKIE

SESSION_COOKIE = "__Secure-parley-session"
router = open_router(tags=["session"])
ButThis = Annotated[bool, Query(description="let the session that asks go on")]


class SignIn(BaseModel):
    model_config = example(persona="P010")
    persona: Annotated[str, Field(min_length=1, max_length=100, pattern=NO_NUL)]


class SignedIn(BaseModel):
    """The token for scripts; a browser has it as a cookie too."""

    person_id: UUID
    token: str
    expires_at: datetime


class Me(BaseModel):
    """Who the caller is, with functions and mandates."""

    person_id: UUID
    display_name: str
    locale: Language
    time_zone: str | None = Field(default=None, description="as the caller chose it; null: that of the seat")
    unit_id: UUID | None
    manager_id: UUID | None
    roles: list[RoleHeld]
    mandates: list[MandateHeld]


class SessionView(BaseModel):
    """A session of the caller that goes on: on which device, since when, last renewed when, until when, and whether it asks."""

    session_id: UUID
    device: str
    started_at: datetime
    renewed_at: datetime
    ends_at: datetime
    current: bool


@router.post("/session", status_code=201, summary="Sign in (demo)")
async def sign_in(tx: UnitOfWork, request: Request, body: SignIn, response: Response) -> SignedIn:
    """Sign in as a persona of the demo organisation; refused outside the demo. The session lasts twelve hours."""
    demo_only(request)
    person = await entities.named(tx, "person", body.persona)
    if person is None or not person.state.get("employed"):
        raise Unknown(what="persona")
    begun = await sessions.begin(tx, person.entity_id, request.headers.get("user-agent"))
    response.set_cookie(
        SESSION_COOKIE,
        begun.cookie,
        max_age=int(LASTS.total_seconds()),
        path="/api/session",
        secure=True,
        httponly=True,
        samesite="strict",
    )
    return await _token(tx, request, response, begun.session, person.state["locale"])


@router.post("/session/renewal", summary="Renew the token")
async def renew(tx: UnitOfWork, request: Request, response: Response) -> SignedIn:
    """A fresh token for the session in the session cookie; it lasts fifteen minutes, and never longer than the session."""
    session = await sessions.renew(tx, request.cookies.get(SESSION_COOKIE))
    me = await callers.caller(tx, session.person_id)
    return await _token(tx, request, response, session, me["locale"])


@router.get("/session", summary="Who am I")
async def who_am_i(tx: UnitOfWork, signed: Signed) -> Me:
    """The caller with functions and mandates."""
    return Me(**await callers.caller(tx, signed.person_id))


@router.delete("/session", status_code=204, summary="Sign out")
async def sign_out(tx: UnitOfWork, signed: Signed, response: Response) -> None:
    """End the caller's session."""
    if signed.session_id:
        await sessions.sign_out(tx, signed.session_id, signed.person_id)
    _forget_cookies(response)


@router.get("/sessions", summary="My sessions")
async def list_sessions(tx: UnitOfWork, signed: Signed) -> list[SessionView]:
    """The caller's sessions that go on, the newest first."""
    return [_view(session, signed) for session in await sessions.own(tx, signed.person_id)]


@router.delete("/sessions", status_code=204, summary="End all my sessions")
async def end_sessions(tx: UnitOfWork, signed: Signed, response: Response, except_current: ButThis = False) -> None:
    """End every session of the caller. They renew no token any more; tokens that are out end within fifteen minutes."""
    await sessions.end_all(tx, signed.person_id, signed.session_id if except_current else None)
    if not except_current:
        _forget_cookies(response)


@router.delete("/sessions/{session_id}", status_code=204, summary="End one of my sessions")
async def end_session(tx: UnitOfWork, signed: Signed, session_id: UUID) -> None:
    """End a session of the caller. It renews no token any more; the token that is out ends within fifteen minutes."""
    await sessions.end(tx, session_id, signed.person_id)


def _view(session: Session, signed: Caller) -> SessionView:
    return SessionView(
        session_id=session.session_id,
        device=session.device,
        started_at=session.started_at,
        renewed_at=session.renewed_at,
        ends_at=session.ends_at,
        current=session.session_id == signed.session_id,
    )


def _forget_cookies(response: Response) -> None:
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True)
    response.delete_cookie(SESSION_COOKIE, path="/api/session", secure=True, httponly=True)


async def _token(tx: Tx, request: Request, response: Response, session: Session, locale: Language) -> SignedIn:
    """A fresh token for a session."""
    now = clock.wall()
    lasts = token_lasts(session, now, auth.TTL)
    key = await keys.signing_key(tx, request.app.state.settings.house.keys_last)
    token = auth.sign(key, Caller(session.person_id, session.session_id, locale), now, lasts)
    seconds = int(lasts.total_seconds())
    response.set_cookie(COOKIE, token, max_age=seconds, path="/", secure=True, httponly=True, samesite="lax")
    return SignedIn(person_id=session.person_id, token=token, expires_at=auth.expiry(now, lasts))
