"""Sign-in: the key that signs tokens, and sessions that renew them."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from people.store import sessions
from shared import auth, clock, ids
from shared.auth import SigningKey
from shared.db import Tx

SESSION_LASTS = timedelta(hours=12)


class Begun(NamedTuple):
    """A session and the secret that renews it, which is kept nowhere but with its owner."""

    session_id: UUID
    secret: str


async def begin(tx: Tx, person_id: UUID) -> Begun:
    """Start a session. Its times are the machine's: moving the demo's clock must not end it."""
    begun, now = Begun(ids.new_id(), secrets.token_urlsafe(32)), clock.wall()
    ends = now + SESSION_LASTS
    await sessions.start_session(tx, begun.session_id, person_id, _hash(begun.secret), started=now, ends=ends)
    return begun


async def session_of(tx: Tx, cookie: str | None) -> tuple[UUID, UUID] | None:
    """(session, person) behind a session cookie that is alive."""
    session, _, secret = (cookie or "").partition(".")
    try:
        session_id = UUID(session)
    except ValueError:
        return None
    person_id = await sessions.live_session(tx, session_id, _hash(secret), clock.wall())
    return (session_id, person_id) if person_id else None


async def sign_out(tx: Tx, session_id: UUID) -> None:
    await sessions.end_session(tx, session_id, clock.wall())


async def signing_key(tx: Tx) -> SigningKey:
    """The newest key; made once, by whoever needs it first."""
    rows = await sessions.keys(tx)
    if not rows:
        await sessions.lock_keys(tx)
        rows = await sessions.keys(tx)
    if not rows:
        private = Ed25519PrivateKey.generate()
        pem = private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        kid = secrets.token_hex(8)
        await sessions.keep_key(tx, kid, pem.decode())
        return SigningKey(kid, private)
    return _key(rows[0]["kid"], rows[0]["private_pem"])


async def public_keys(tx: Tx) -> list[dict[str, Any]]:
    return [auth.public_jwk(_key(row["kid"], row["private_pem"])) for row in await sessions.keys(tx)]


def _key(kid: str, pem: str) -> SigningKey:
    private = serialization.load_pem_private_key(pem.encode(), None)
    if not isinstance(private, Ed25519PrivateKey):
        raise TypeError(f"the signing key {kid} is not an Ed25519 key")
    return SigningKey(kid, private)


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
