"""Sessions and the keys that sign their tokens."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from people.domain.keys import Key
from people.domain.sessions import Session
from shared.db import Tx

_SESSION = "session_id, person_id, device, started_at, coalesce(renewed_at, started_at) AS renewed_at, ends_at"
START_SESSION = """
INSERT INTO session (session_id, person_id, secret_hash, device, started_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6)
"""
RENEW_SESSION = f"""
UPDATE session SET renewed_at = $3 WHERE session_id = $1 AND secret_hash = $2 AND ended_at IS NULL AND ends_at > $3
RETURNING {_SESSION}
"""
LIVE_SESSIONS = f"""
SELECT {_SESSION} FROM session WHERE person_id = $1 AND ended_at IS NULL AND ends_at > $2
ORDER BY started_at DESC, session_id
"""
END_SESSION = """
UPDATE session SET ended_at = $3 WHERE session_id = $1 AND person_id = $2 AND ended_at IS NULL RETURNING session_id
"""
END_SESSIONS = """
UPDATE session SET ended_at = $2 WHERE person_id = $1 AND ended_at IS NULL AND session_id IS DISTINCT FROM $3
"""
FORGET_SESSIONS = "DELETE FROM session WHERE person_id = $1 AND coalesce(ended_at, ends_at) < $2"


async def start_session(tx: Tx, session: Session, secret_hash: bytes) -> None:
    told = (session.device, session.started_at, session.ends_at)
    await tx.execute(START_SESSION, session.session_id, session.person_id, secret_hash, *told)


async def renew_session(tx: Tx, session_id: UUID, secret_hash: bytes, now: datetime) -> Session | None:
    """None when it is over or the secret is another."""
    row = await tx.fetchrow(RENEW_SESSION, session_id, secret_hash, now)
    return Session(**dict(row)) if row else None


async def live_sessions(tx: Tx, person_id: UUID, now: datetime) -> list[Session]:
    return [Session(**dict(row)) for row in await tx.fetch(LIVE_SESSIONS, person_id, now)]


async def end_session(tx: Tx, session_id: UUID, person_id: UUID, now: datetime) -> bool:
    """False when the person has no such session that goes on."""
    return await tx.fetchval(END_SESSION, session_id, person_id, now) is not None


async def end_sessions(tx: Tx, person_id: UUID, now: datetime, but: UUID | None = None) -> None:
    await tx.execute(END_SESSIONS, person_id, now, but)


async def forget_sessions(tx: Tx, person_id: UUID, ended_before: datetime) -> None:
    await tx.execute(FORGET_SESSIONS, person_id, ended_before)


ERASE_SESSIONS = "DELETE FROM session WHERE person_id = $1"


async def erase_sessions(tx: Tx, person_id: UUID) -> None:
    await tx.execute(ERASE_SESSIONS, person_id)


LOCK_KEYS = "SELECT pg_advisory_xact_lock(hashtext('parley signing key'))"
KEYS = "SELECT kid, private_pem, signs_from FROM signing_key"
KEEP_KEY = "INSERT INTO signing_key (kid, private_pem, signs_from) VALUES ($1, $2, $3)"
FORGET_KEYS = "DELETE FROM signing_key WHERE kid = ANY($1::text[])"


async def lock_keys(tx: Tx) -> None:
    await tx.execute(LOCK_KEYS)


async def keys(tx: Tx) -> list[Key]:
    return [Key(**dict(row)) for row in await tx.fetch(KEYS)]


async def keep_key(tx: Tx, key: Key) -> None:
    await tx.execute(KEEP_KEY, key.kid, key.private_pem, key.signs_from)


async def forget_keys(tx: Tx, kids: list[str]) -> None:
    await tx.execute(FORGET_KEYS, kids)
