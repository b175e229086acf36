"""Sessions and the keys that sign their tokens."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from shared.db import Row, Tx

START_SESSION = (
    "INSERT INTO session (session_id, person_id, secret_hash, started_at, ends_at) VALUES ($1, $2, $3, $4, $5)"
)
LIVE_SESSION = (
    "SELECT person_id FROM session WHERE session_id = $1 AND secret_hash = $2 AND ended_at IS NULL AND ends_at > $3"
)
END_SESSION = "UPDATE session SET ended_at = $2 WHERE session_id = $1 AND ended_at IS NULL"
END_SESSIONS = "UPDATE session SET ended_at = $2 WHERE person_id = $1 AND ended_at IS NULL"
FORGET_SESSIONS = "DELETE FROM session WHERE person_id = $1"


async def start_session(
    tx: Tx, session_id: UUID, person_id: UUID, secret_hash: bytes, *, started: datetime, ends: datetime
) -> None:
    await tx.execute(START_SESSION, session_id, person_id, secret_hash, started, ends)


async def live_session(tx: Tx, session_id: UUID, secret_hash: bytes, now: datetime) -> UUID | None:
    found: UUID | None = await tx.fetchval(LIVE_SESSION, session_id, secret_hash, now)
    return found


async def end_session(tx: Tx, session_id: UUID, now: datetime) -> None:
    await tx.execute(END_SESSION, session_id, now)


async def end_sessions(tx: Tx, person_id: UUID, now: datetime) -> None:
    await tx.execute(END_SESSIONS, person_id, now)


async def forget_sessions(tx: Tx, person_id: UUID) -> None:
    await tx.execute(FORGET_SESSIONS, person_id)


LOCK_KEYS = "SELECT pg_advisory_xact_lock(hashtext('parley signing key'))"
KEYS = "SELECT kid, private_pem FROM signing_key ORDER BY created_at DESC, kid"
KEEP_KEY = "INSERT INTO signing_key (kid, private_pem) VALUES ($1, $2)"


async def lock_keys(tx: Tx) -> None:
    await tx.execute(LOCK_KEYS)


async def keys(tx: Tx) -> list[Row]:
    return await tx.fetch(KEYS)


async def keep_key(tx: Tx, kid: str, pem: str) -> None:
    await tx.execute(KEEP_KEY, kid, pem)
