"""Sign-in: the key that signs tokens, sessions that renew them, and the public keys for everybody."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import Response
from pydantic import BaseModel

from people import store
from shared import auth, clock, ids
from shared.auth import Caller, SigningKey
from shared.db import Tx
from shared.errors import Language
from shared.http import UnitOfWork
from shared.http import router as open_router
from shared.http.routing import COOKIE

SESSION_COOKIE = "__Secure-parley-session"
SESSION_LASTS = timedelta(hours=12)
router = open_router(tags=["sign-in"], prefix="")


class SignedIn(BaseModel):
    """The token for scripts; a browser has it as a cookie too."""

    person_id: UUID
    token: str
    expires_at: datetime


class JwkSet(BaseModel):
    keys: list[dict[str, Any]]


async def begin(tx: Tx, response: Response, person_id: UUID, locale: Language) -> SignedIn:
    """Start a session. Its times are the machine's: moving the demo's clock must not end it."""
    session_id, secret, now = ids.new_id(), secrets.token_urlsafe(32), clock.wall()
    await store.start_session(tx, session_id, person_id, _hash(secret), started=now, ends=now + SESSION_LASTS)
    response.set_cookie(
        SESSION_COOKIE,
        f"{session_id}.{secret}",
        max_age=int(SESSION_LASTS.total_seconds()),
        path="/api/session",
        secure=True,
        httponly=True,
        samesite="strict",
    )
    return await token(tx, response, Caller(person_id, session_id, locale))


async def token(tx: Tx, response: Response, caller: Caller) -> SignedIn:
    """A fresh token for a session."""
    now = clock.wall()
    signed = auth.sign(await signing_key(tx), caller, now)
    lasts = int(auth.TTL.total_seconds())
    response.set_cookie(COOKIE, signed, max_age=lasts, path="/", secure=True, httponly=True, samesite="lax")
    return SignedIn(person_id=caller.person_id, token=signed, expires_at=auth.expiry(now))


async def session_of(tx: Tx, cookie: str | None) -> tuple[UUID, UUID] | None:
    """(session, person) behind a session cookie that is alive."""
    session, _, secret = (cookie or "").partition(".")
    try:
        session_id = UUID(session)
    except ValueError:
        return None
    person_id = await store.live_session(tx, session_id, _hash(secret), clock.wall())
    return (session_id, person_id) if person_id else None


async def signing_key(tx: Tx) -> SigningKey:
    """The newest key; made once, by whoever needs it first."""
    rows = await store.keys(tx)
    if not rows:
        await store.lock_keys(tx)
        rows = await store.keys(tx)
    if not rows:
        private = Ed25519PrivateKey.generate()
        pem = private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        kid = secrets.token_hex(8)
        await store.keep_key(tx, kid, pem.decode())
        return SigningKey(kid, private)
    return _key(rows[0]["kid"], rows[0]["private_pem"])


@router.get("/.well-known/jwks.json", summary="Keys that verify sign-in tokens")
async def jwks(tx: UnitOfWork, response: Response) -> JwkSet:
    """The public keys, for every service. For everybody."""
    response.headers["Cache-Control"] = "public, max-age=60"
    return JwkSet(keys=[auth.public_jwk(_key(row["kid"], row["private_pem"])) for row in await store.keys(tx)])


def _key(kid: str, pem: str) -> SigningKey:
    private = serialization.load_pem_private_key(pem.encode(), None)
    if not isinstance(private, Ed25519PrivateKey):
        raise TypeError(f"the signing key {kid} is not an Ed25519 key")
    return SigningKey(kid, private)


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
