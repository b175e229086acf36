"""Signing in and out over HTTP; tokens in the body for scripts, in cookies for browsers."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Request, Response
from pydantic import BaseModel, Field

from people.actions import callers, signing
from people.actions.signing import SESSION_LASTS
from people.api.demo import demo_only
from people.domain.refusals import SessionEnded
from people.store import entities
from shared import auth, clock
from shared.auth import Caller
from shared.db import Tx
from shared.errors import Unknown
from shared.events.people import MandateHeld, RoleHeld
from shared.http import NO_NUL, Signed, UnitOfWork, example
from shared.http import router as open_router
from shared.http.routing import COOKIE

SESSION_COOKIE = "__Secure-parley-session"
router = open_router(tags=["session"])
keys_router = open_router(tags=["session"], prefix="")


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
    locale: str
    unit_id: UUID | None
    manager_id: UUID | None
    roles: list[RoleHeld]
    mandates: list[MandateHeld]


class JwkSet(BaseModel):
    keys: list[dict[str, Any]]


@router.post("/session", status_code=201, summary="Sign in (demo)")
async def sign_in(tx: UnitOfWork, request: Request, body: SignIn, response: Response) -> SignedIn:
    """Sign in as a persona of the demo organisation; refused outside the demo."""
    demo_only(request)
    row = await entities.get_by_external_id(tx, "person", body.persona)
    if row is None or not row["published"] or not row["published"]["employed"]:
        raise Unknown(what="persona")
    begun = await signing.begin(tx, row["entity_id"])
    response.set_cookie(
        SESSION_COOKIE,
        f"{begun.session_id}.{begun.secret}",
        max_age=int(SESSION_LASTS.total_seconds()),
        path="/api/session",
        secure=True,
        httponly=True,
        samesite="strict",
    )
    return await _token(tx, response, Caller(row["entity_id"], begun.session_id, row["published"]["locale"]))


@router.post("/session/renewal", summary="Renew the token")
async def renew(tx: UnitOfWork, request: Request, response: Response) -> SignedIn:
    """A fresh token for the session in the session cookie."""
    found = await signing.session_of(tx, request.cookies.get(SESSION_COOKIE))
    if found is None:
        raise SessionEnded
    session_id, person_id = found
    me = await callers.caller(tx, person_id)
    return await _token(tx, response, Caller(person_id, session_id, me["locale"]))


@router.get("/session", summary="Who am I")
async def who_am_i(tx: UnitOfWork, signed: Signed) -> Me:
    """The caller with functions and mandates."""
    return Me(**await callers.caller(tx, signed.person_id))


@router.delete("/session", status_code=204, summary="Sign out")
async def sign_out(tx: UnitOfWork, signed: Signed, response: Response) -> None:
    """End the caller's session."""
    if signed.session_id:
        await signing.sign_out(tx, signed.session_id)
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True)
    response.delete_cookie(SESSION_COOKIE, path="/api/session", secure=True, httponly=True)


@keys_router.get("/.well-known/jwks.json", summary="Keys that verify sign-in tokens")
async def jwks(tx: UnitOfWork, response: Response) -> JwkSet:
    """The public keys, for every service. For everybody."""
    response.headers["Cache-Control"] = "public, max-age=60"
    return JwkSet(keys=await signing.public_keys(tx))


async def _token(tx: Tx, response: Response, caller: Caller) -> SignedIn:
    """A fresh token for a session."""
    now = clock.wall()
    signed = auth.sign(await signing.signing_key(tx), caller, now)
    lasts = int(auth.TTL.total_seconds())
    response.set_cookie(COOKIE, signed, max_age=lasts, path="/", secure=True, httponly=True, samesite="lax")
    return SignedIn(person_id=caller.person_id, token=signed, expires_at=auth.expiry(now))
