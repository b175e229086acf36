"""HR's facts, and what was erased."""

from __future__ import annotations

import hashlib
from datetime import date
from uuid import UUID

from people.domain.facts import ERASURE, Erasure, Fact, Kind
from shared import ids
from shared.db import Tx

LOCK_HR = "SELECT pg_advisory_xact_lock(hashtext('parley hr facts'))"


async def lock_hr(tx: Tx) -> None:
    """One at a time: of two that refer to each other, the second must see the first."""
    await tx.execute(LOCK_HR)


# Of two about the same slot and day, the one told later counts, whichever comes first.
KEEP = """
INSERT INTO hr_fact AS f (fact_id, kind, external_id, slot, effective_on, told_at, digest, type, data)
SELECT coalesce(a.fact_id, $1::uuid), k.kind, k.external_id, k.slot, k.effective_on, $6::timestamptz, $7::bytea, $8::text, $9::jsonb
FROM (SELECT $2::text AS kind, $3::text AS external_id, $4::text AS slot, $5::date AS effective_on) AS k
LEFT JOIN administered a USING (kind, external_id, slot, effective_on)
ON CONFLICT (kind, external_id, slot, effective_on) DO UPDATE SET
    told_at = excluded.told_at, digest = excluded.digest, type = excluded.type, data = excluded.data
WHERE (f.told_at, f.digest) < (excluded.told_at, excluded.digest)
RETURNING fact_id
"""


async def keep(tx: Tx, fact: Fact) -> bool:
    """False when a later fact says what holds."""
    key = (fact.kind, fact.external_id, fact.slot, fact.effective_on)
    said = (fact.told_at, fact.digest, fact.type, dict(fact.data))
    return await tx.fetchval(KEEP, ids.new_id(), *key, *said) is not None


_FACT = "kind, external_id, slot, effective_on, told_at, type, data"
FACTS_OF = f"""
SELECT {_FACT}, 'hr' AS source FROM hr_fact WHERE kind = $1 AND external_id = $2
UNION ALL
SELECT {_FACT}, 'administration' FROM administered WHERE kind = $1 AND external_id = $2
"""


async def facts_of(tx: Tx, kind: Kind, external_id: str) -> list[Fact]:
    """What HR and the administration say of a thing; ``facts.counting`` says what counts."""
    return [Fact(**dict(row)) for row in await tx.fetch(FACTS_OF, kind, external_id)]


UNIT_FACTS = (
    f"SELECT {_FACT} FROM hr_fact WHERE kind = 'unit' AND effective_on <= $1 ORDER BY external_id, effective_on"
)


async def unit_facts(tx: Tx, until: date) -> list[Fact]:
    """All units as they were told, through a day."""
    return [Fact(**dict(row)) for row in await tx.fetch(UNIT_FACTS, until)]


# A grant that is corrected stays the same mandate: what was done under it keeps its author.
MANDATE_IDS = """
SELECT fact_id, data ->> 'body_external_id' AS body, effective_on FROM hr_fact
WHERE kind = 'person' AND external_id = $1 AND slot LIKE 'mandate:%'
UNION SELECT fact_id, data ->> 'body_external_id', effective_on FROM administered
WHERE kind = 'person' AND external_id = $1 AND slot LIKE 'mandate:%'
"""


async def mandate_ids(tx: Tx, external_id: str) -> dict[tuple[str, date], UUID]:
    """(external id of the body, first day) -> the mandate's id, for one person."""
    return {(row["body"], row["effective_on"]): row["fact_id"] for row in await tx.fetch(MANDATE_IDS, external_id)}


ERASURES = "SELECT told_at, effective_on FROM erasure WHERE digest = $1"
ADD_ERASURE = """
INSERT INTO erasure (digest, told_at, effective_on) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
"""
ERASE_FACTS = """
DELETE FROM hr_fact WHERE kind = 'person' AND external_id = $1 AND (told_at <= $2 OR effective_on < $3)
    AND NOT (slot = $4 AND told_at = $2 AND effective_on > $3)
"""
ERASE_ADMINISTERED = """
DELETE FROM administered WHERE kind = 'person' AND external_id = $1 AND (told_at <= $2 OR effective_on < $3)
"""


async def erasures(tx: Tx, external_id: str) -> list[Erasure]:
    return [Erasure(**dict(row)) for row in await tx.fetch(ERASURES, _digest(external_id))]


async def erase_facts(tx: Tx, external_id: str, erasure: Erasure) -> None:
    """Forget what was told; remember only by a digest that it must not come back."""
    await tx.execute(ADD_ERASURE, _digest(external_id), erasure.told_at, erasure.effective_on)
    await tx.execute(ERASE_FACTS, external_id, erasure.told_at, erasure.effective_on, ERASURE)
    await tx.execute(ERASE_ADMINISTERED, external_id, erasure.told_at, erasure.effective_on)


def _digest(external_id: str) -> bytes:
    return hashlib.sha256(external_id.encode()).digest()


NAMES = "SELECT kind || ':' || external_id AS name, entity_id FROM entity WHERE kind = $1"


async def ids_of_kind(tx: Tx, kind: Kind) -> dict[str, UUID]:
    """``kind:external id`` -> our id, for all of a kind."""
    return {row["name"]: row["entity_id"] for row in await tx.fetch(NAMES, kind)}
