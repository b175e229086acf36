"""Persons, units, bodies and calendars as they were told on people.v1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from people.domain.facts import Kind
from people.domain.state import Entity
from shared.db import Row, Tx

_ENTITY = "kind, external_id, entity_id, version, published"

LOCK_ENTITY = f"SELECT {_ENTITY} FROM entity WHERE kind = $1 AND external_id = $2 FOR UPDATE"


async def lock_entity(tx: Tx, kind: Kind, external_id: str) -> Entity | None:
    row = await tx.fetchrow(LOCK_ENTITY, kind, external_id)
    return Entity(**dict(row)) if row else None


SAVE_ENTITY = """
INSERT INTO entity (kind, external_id, entity_id, refs, version, published) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (kind, external_id) DO UPDATE SET refs = excluded.refs, version = excluded.version, published = excluded.published
"""


async def save_entity(tx: Tx, entity: Entity, refs: Sequence[str]) -> None:
    published = dict(entity.published) if entity.published is not None else None
    await tx.execute(
        SAVE_ENTITY, entity.kind, entity.external_id, entity.entity_id, list(refs), entity.version, published
    )


FORGET_ENTITY = "DELETE FROM entity WHERE kind = $1 AND external_id = $2"


async def forget_entity(tx: Tx, entity: Entity) -> None:
    await tx.execute(FORGET_ENTITY, entity.kind, entity.external_id)


IDS_OF_KINDS = """
SELECT kind || ':' || external_id AS name, entity_id FROM entity
WHERE (kind, external_id) IN (SELECT * FROM unnest($1::text[], $2::text[])) AND published IS NOT NULL
"""


async def ids_of(tx: Tx, names: Sequence[str]) -> dict[str, UUID]:
    """Our ids of those among ``kind:external id`` that are known."""
    kinds = [name.partition(":")[0] for name in names]
    external = [name.partition(":")[2] for name in names]
    return {row["name"]: row["entity_id"] for row in await tx.fetch(IDS_OF_KINDS, kinds, external)}


REFERRING_TO = """
SELECT kind, external_id, entity_id FROM entity WHERE refs @> ARRAY[$1::text] ORDER BY kind, external_id
"""


async def referring_to(tx: Tx, name: str) -> list[tuple[Kind, str, UUID]]:
    """Kind, external id and our id of everything that refers to a thing."""
    return [(row["kind"], row["external_id"], row["entity_id"]) for row in await tx.fetch(REFERRING_TO, name)]


PUBLISHED_OF = """
SELECT published FROM entity WHERE refs @> ARRAY[$1::text] AND kind = $2 AND published IS NOT NULL ORDER BY external_id
"""


async def published_of(tx: Tx, name: str, kind: Kind) -> list[dict[str, Any]]:
    """What was told last of everything of a kind that refers to a thing."""
    return [row["published"] for row in await tx.fetch(PUBLISHED_OF, name, kind)]


NAME_OF = "SELECT kind, external_id FROM entity WHERE entity_id = $1"


async def name_of(tx: Tx, entity_id: UUID) -> tuple[Kind, str] | None:
    row = await tx.fetchrow(NAME_OF, entity_id)
    return (row["kind"], row["external_id"]) if row else None


TOLD = f"SELECT {_ENTITY} FROM entity WHERE kind = $1 AND entity_id = $2 AND published IS NOT NULL"


async def told_of(tx: Tx, kind: Kind, entity_id: UUID) -> Entity | None:
    """A thing as it was told last; nobody waits for it."""
    row = await tx.fetchrow(TOLD, kind, entity_id)
    return Entity(**dict(row)) if row else None


NAMED = f"SELECT {_ENTITY} FROM entity WHERE kind = $1 AND external_id = $2"


async def named(tx: Tx, kind: Kind, external_id: str) -> Entity | None:
    """A thing by the HR system's id; nobody waits for it."""
    row = await tx.fetchrow(NAMED, kind, external_id)
    return Entity(**dict(row)) if row else None


# In the order of the HR system's ids, which nobody reads but everybody can go on from.
PAGE_OF_KIND = f"""
SELECT {_ENTITY} FROM entity
WHERE kind = $1 AND published @> $2::jsonb AND external_id > $3 ORDER BY external_id LIMIT $4
"""


async def page_of_kind(tx: Tx, kind: Kind, like: dict[str, Any], after: str, limit: int) -> list[Entity]:
    """Things of a kind that were told with these members (all of them in a list), behind an external id."""
    return [Entity(**dict(row)) for row in await tx.fetch(PAGE_OF_KIND, kind, like, after, limit)]


EXTERNAL_IDS = """
SELECT entity_id, external_id FROM entity WHERE kind = $1 AND entity_id = ANY($2::uuid[]) AND published IS NOT NULL
"""


async def external_ids(tx: Tx, kind: Kind, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Our id -> the HR system's, of those that are known."""
    return {row["entity_id"]: row["external_id"] for row in await tx.fetch(EXTERNAL_IDS, kind, list(ids))}


PERSONAS = """
SELECT external_id, published FROM entity
WHERE kind = 'person' AND (published ->> 'employed')::boolean ORDER BY external_id LIMIT 200
"""


async def personas(tx: Tx) -> list[Row]:
    return await tx.fetch(PERSONAS)
