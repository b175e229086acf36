"""Sessions: begun at sign-in, renewed by their secret, ended by their owner, by leaving or by time."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from people.domain.refusals.signing import SessionEnded
from people.domain.sessions import LASTS, Session, device_of
from people.store import sessions as store
from shared import clock, ids
from shared.db import Tx
from shared.errors import Unknown

_KEPT = timedelta(days=30)  # so long the rows of ended sessions may help to look into a misuse


class Begun(NamedTuple):
    """A session, and the secret that renews it, which is kept nowhere but with its owner."""

    session: Session
    secret: str

    @property
    def cookie(self) -> str:
        return f"{self.session.session_id}.{self.secret}"


async def begin(tx: Tx, person_id: UUID, user_agent: str | None = None) -> Begun:
    """Start a session. Its times are the machine's: moving the demo's clock must not end it."""
    now, secret = clock.wall(), secrets.token_urlsafe(32)
    session = Session(ids.new_id(), person_id, device_of(user_agent), now, now, now + LASTS)
    await store.forget_sessions(tx, person_id, now - _KEPT)
    await store.start_session(tx, session, _hash(secret))
    return Begun(session, secret)


async def renew(tx: Tx, cookie: str | None) -> Session:
    """The session behind a cookie. SessionEnded when it is over, or when the cookie is none of ours."""
    name, _, secret = (cookie or "").partition(".")
    try:
        session = await store.renew_session(tx, UUID(name), _hash(secret), clock.wall())
    except ValueError:
        session = None
    if session is None:
        raise SessionEnded
    return session


async def sign_out(tx: Tx, session_id: UUID, person_id: UUID) -> None:
    """End the session that asks; one that is over already stays so."""
    await store.end_session(tx, session_id, person_id, clock.wall())


async def own(tx: Tx, person_id: UUID) -> list[Session]:
    """The sessions of a person that go on, the newest first."""
    return await store.live_sessions(tx, person_id, clock.wall())


async def end(tx: Tx, session_id: UUID, person_id: UUID) -> None:
    """End a session of this person. Unknown when they have none of that name that goes on."""
    if not await store.end_session(tx, session_id, person_id, clock.wall()):
        raise Unknown(what="session")


async def end_all(tx: Tx, person_id: UUID, but: UUID | None = None) -> None:
    """End every session of a person, but for one."""
    await store.end_sessions(tx, person_id, clock.wall(), but)


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
