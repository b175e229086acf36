"""Every statement of people, once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from people.domain import Ending, Entity, Kind, Mandate, Role
from shared.db import Row, Tx

_ENTITY = "kind, external_id, entity_id, data, effective_on, version, published"

LOCK_HR = "SELECT pg_advisory_xact_lock(hashtext('parley hr facts'))"


async def lock_hr(tx: Tx) -> None:
    """One at a time: of two that refer to each other, the second must see the first."""
    await tx.execute(LOCK_HR)


LOCK_ENTITY = f"SELECT {_ENTITY} FROM entity WHERE kind = $1 AND external_id = $2 FOR UPDATE"


async def lock_entity(tx: Tx, kind: Kind, external_id: str) -> Entity | None:
    return _entity(await tx.fetchrow(LOCK_ENTITY, kind, external_id))


SAVE_ENTITY = """
INSERT INTO entity (kind, external_id, entity_id, data, refs, effective_on, version, published)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (kind, external_id) DO UPDATE SET data = excluded.data, refs = excluded.refs,
    effective_on = excluded.effective_on, version = excluded.version, published = excluded.published
"""


async def save_entity(tx: Tx, entity: Entity, refs: Sequence[str]) -> None:
    await tx.execute(
        SAVE_ENTITY,
        entity.kind,
        entity.external_id,
        entity.entity_id,
        dict(entity.data),
        list(refs),
        entity.effective_on,
        entity.version,
        dict(entity.published) if entity.published is not None else None,
    )


IDS_OF_KINDS = """
SELECT kind || ':' || external_id AS name, entity_id FROM entity
WHERE (kind, external_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))
"""


async def ids_of(tx: Tx, names: Sequence[str]) -> dict[str, UUID]:
    """Our ids of those among ``kind:external id`` that are known."""
    kinds = [name.partition(":")[0] for name in names]
    external = [name.partition(":")[2] for name in names]
    return {row["name"]: row["entity_id"] for row in await tx.fetch(IDS_OF_KINDS, kinds, external)}


REFERRING_TO = "SELECT kind, external_id FROM entity WHERE refs @> ARRAY[$1::text] ORDER BY kind, external_id"


async def referring_to(tx: Tx, name: str) -> list[tuple[Kind, str]]:
    return [(row["kind"], row["external_id"]) for row in await tx.fetch(REFERRING_TO, name)]


# The day decides, not the order of arrival: what began or ended later wins.
SAVE_ROLE = """
INSERT INTO role_held (person_external_id, role, unit_external_id, effective_on, held) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (person_external_id, role) DO UPDATE SET unit_external_id = excluded.unit_external_id,
    effective_on = excluded.effective_on, held = excluded.held
WHERE role_held.effective_on <= excluded.effective_on
"""
ROLES_OF = "SELECT role, unit_external_id, effective_on FROM role_held WHERE person_external_id = $1 AND held"


async def grant_role(tx: Tx, person: str, role: Role) -> None:
    await tx.execute(SAVE_ROLE, person, role.role, role.unit_external_id, role.effective_on, True)


async def end_role(tx: Tx, person: str, role: str, effective_on: date) -> None:
    await tx.execute(SAVE_ROLE, person, role, None, effective_on, False)


async def roles_of(tx: Tx, person: str) -> list[Role]:
    return [Role(**dict(row)) for row in await tx.fetch(ROLES_OF, person)]


GRANT_MANDATE = """
INSERT INTO mandate (mandate_id, person_external_id, body_external_id, role, starts_on, ends_on)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (person_external_id, body_external_id, starts_on) DO UPDATE SET role = excluded.role, ends_on = excluded.ends_on
"""
MANDATES_OF = "SELECT mandate_id, body_external_id, role, starts_on, ends_on FROM mandate WHERE person_external_id = $1"


async def grant_mandate(tx: Tx, person: str, mandate: Mandate) -> None:
    await tx.execute(
        GRANT_MANDATE,
        mandate.mandate_id,
        person,
        mandate.body_external_id,
        mandate.role,
        mandate.starts_on,
        mandate.ends_on,
    )


ADD_ENDING = """
INSERT INTO ending (person_external_id, body_external_id, effective_on) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
"""
ENDINGS_OF = "SELECT body_external_id, effective_on FROM ending WHERE person_external_id = $1"


async def add_ending(tx: Tx, person: str, ending: Ending) -> None:
    await tx.execute(ADD_ENDING, person, ending.body_external_id, ending.effective_on)


async def endings_of(tx: Tx, person: str) -> list[Ending]:
    return [Ending(**dict(row)) for row in await tx.fetch(ENDINGS_OF, person)]


async def mandates_of(tx: Tx, person: str) -> list[Mandate]:
    return [Mandate(**dict(row)) for row in await tx.fetch(MANDATES_OF, person)]


KEEP_FUTURE = "INSERT INTO future_change (change_id, type, payload) VALUES ($1, $2, $3)"
TAKE_FUTURE = "DELETE FROM future_change WHERE change_id = $1 RETURNING type, payload"


async def keep_future(tx: Tx, change_id: UUID, ce_type: str, payload: Mapping[str, Any]) -> None:
    await tx.execute(KEEP_FUTURE, change_id, ce_type, dict(payload))


async def take_future(tx: Tx, change_id: UUID) -> Row | None:
    return await tx.fetchrow(TAKE_FUTURE, change_id)


GET_BY_ID = "SELECT kind, external_id, published FROM entity WHERE kind = $1 AND entity_id = $2"


async def get_by_id(tx: Tx, kind: Kind, entity_id: UUID) -> Row | None:
    return await tx.fetchrow(GET_BY_ID, kind, entity_id)


GET_BY_EXTERNAL_ID = "SELECT entity_id, published FROM entity WHERE kind = $1 AND external_id = $2"


async def get_by_external_id(tx: Tx, kind: Kind, external_id: str) -> Row | None:
    return await tx.fetchrow(GET_BY_EXTERNAL_ID, kind, external_id)


ALL_OF = "SELECT published FROM entity WHERE kind = $1 AND published IS NOT NULL ORDER BY external_id LIMIT 500"


async def all_of(tx: Tx, kind: Kind) -> list[dict[str, Any]]:
    return [row["published"] for row in await tx.fetch(ALL_OF, kind)]


PERSONAS = """
SELECT external_id, published FROM entity
WHERE kind = 'person' AND (published ->> 'employed')::boolean ORDER BY external_id LIMIT 200
"""


async def personas(tx: Tx) -> list[Row]:
    return await tx.fetch(PERSONAS)


SEARCH = """
SELECT published FROM entity
WHERE kind = 'person' AND (published ->> 'employed')::boolean
    AND published ->> 'display_name' ILIKE '%' || replace(replace(replace($1, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'
    AND ($2::text IS NULL OR (published ->> 'display_name', entity_id) > ($2, $3::uuid))
ORDER BY published ->> 'display_name', entity_id LIMIT $4
"""


async def search(tx: Tx, words: str, after: tuple[str, UUID] | None, limit: int) -> list[dict[str, Any]]:
    name, entity_id = after or (None, None)
    return [row["published"] for row in await tx.fetch(SEARCH, words, name, entity_id, limit)]


START_SESSION = (
    "INSERT INTO session (session_id, person_id, secret_hash, started_at, ends_at) VALUES ($1, $2, $3, $4, $5)"
)
LIVE_SESSION = (
    "SELECT person_id FROM session WHERE session_id = $1 AND secret_hash = $2 AND ended_at IS NULL AND ends_at > $3"
)
END_SESSION = "UPDATE session SET ended_at = $2 WHERE session_id = $1 AND ended_at IS NULL"
END_SESSIONS = "UPDATE session SET ended_at = $2 WHERE person_id = $1 AND ended_at IS NULL"


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


LOCK_KEYS = "SELECT pg_advisory_xact_lock(hashtext('parley signing key'))"
KEYS = "SELECT kid, private_pem FROM signing_key ORDER BY created_at DESC, kid"
KEEP_KEY = "INSERT INTO signing_key (kid, private_pem) VALUES ($1, $2)"


async def lock_keys(tx: Tx) -> None:
    await tx.execute(LOCK_KEYS)


async def keys(tx: Tx) -> list[Row]:
    return await tx.fetch(KEYS)


async def keep_key(tx: Tx, kid: str, pem: str) -> None:
    await tx.execute(KEEP_KEY, kid, pem)


def _entity(row: Row | None) -> Entity | None:
    return Entity(**dict(row)) if row else None
