"""What administrators and chairs said, and people of themselves, beside HR's facts; and where the two say different things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from people.domain.facts import Fact, Kind
from shared import ids
from shared.db import Tx

_ASPECT = "replace(slot, 'mandate-end:', 'mandate:')"  # HR says the end of a mandate apart from the mandate

# A mandate that HR told first stays the same mandate: what was done under it keeps its author.
KEEP_ADMINISTERED = f"""
INSERT INTO administered
    (kind, external_id, slot, effective_on, fact_id, told_at, told_by, evidence, type, data, seen_digest, seen_on)
SELECT $1::text, $2::text, $3::text, $4::date,
    coalesce((SELECT fact_id FROM hr_fact WHERE (kind, external_id, slot, effective_on) = ($1, $2, $3, $4)), $5::uuid),
    $6::timestamptz, $7::uuid, $8::text, $9::text, $10::jsonb, seen.digest, seen.effective_on
FROM (SELECT) AS one LEFT JOIN LATERAL (
    SELECT digest, effective_on FROM hr_fact WHERE kind = $1 AND external_id = $2 AND {_ASPECT} = $3
    ORDER BY effective_on DESC, told_at DESC LIMIT 1
) AS seen ON true
ON CONFLICT (kind, external_id, slot, effective_on) DO UPDATE SET told_at = excluded.told_at,
    told_by = excluded.told_by, evidence = excluded.evidence, type = excluded.type, data = excluded.data,
    seen_digest = excluded.seen_digest, seen_on = excluded.seen_on
"""


@dataclass(frozen=True, slots=True)
class Word:
    """Who of the administration says something, and by which record (an election, a resolution), if it needs one."""

    by: UUID
    evidence: str | None = None


async def keep_administered(tx: Tx, fact: Fact, word: Word) -> None:
    """Keep what is said; it takes the place of what the administration said of the same slot and day."""
    key = (fact.kind, fact.external_id, fact.slot, fact.effective_on)
    said = (fact.told_at, word.by, word.evidence, fact.type, dict(fact.data))
    await tx.execute(KEEP_ADMINISTERED, *key, ids.new_id(), *said)


MANDATE = """
SELECT external_id, data ->> 'body_external_id' AS body, effective_on FROM hr_fact WHERE fact_id = $1
UNION SELECT external_id, data ->> 'body_external_id', effective_on FROM administered WHERE fact_id = $1
"""


class MandateKey(NamedTuple):
    """What names a mandate: the person and the body by their external ids, and the first day."""

    person: str
    body: str
    starts_on: date


async def mandate(tx: Tx, mandate_id: UUID) -> MandateKey | None:
    row = await tx.fetchrow(MANDATE, mandate_id)
    return MandateKey(*row) if row and row["body"] else None


EVIDENCE = "SELECT fact_id, evidence, told_by, told_at FROM administered WHERE fact_id = ANY($1::uuid[])"


class Evidence(NamedTuple):
    """By which record a mandate was entered, by whom and when."""

    evidence: str | None
    told_by: UUID
    told_at: datetime


async def evidence_of(tx: Tx, mandate_ids: Sequence[UUID]) -> dict[UUID, Evidence]:
    """Of those mandates that the administration entered or changed."""
    rows = await tx.fetch(EVIDENCE, list(mandate_ids))
    return {row["fact_id"]: Evidence(row["evidence"], row["told_by"], row["told_at"]) for row in rows}


WITH_SLOT = """
SELECT external_id FROM hr_fact WHERE kind = 'person' AND slot = $1
UNION SELECT external_id FROM administered WHERE kind = 'person' AND slot = $1 ORDER BY external_id
"""


async def persons_with(tx: Tx, slot: str) -> list[str]:
    """External ids of persons of whom something was ever said in a slot."""
    return [row["external_id"] for row in await tx.fetch(WITH_SLOT, slot)]


# The newest word of each on an aspect, where HR has said something else since the administration spoke.
DISCREPANCIES = f"""
WITH ours AS (
    SELECT DISTINCT ON (kind, external_id, slot) * FROM administered ORDER BY kind, external_id, slot, effective_on DESC
), theirs AS (
    SELECT DISTINCT ON (kind, external_id, {_ASPECT}) *, {_ASPECT} AS aspect FROM hr_fact
    WHERE (kind, external_id) IN (SELECT kind, external_id FROM ours)
    ORDER BY kind, external_id, {_ASPECT}, effective_on DESC, told_at DESC
)
SELECT e.kind, e.entity_id, o.slot, h.type AS hr_type, h.data AS hr_data, h.effective_on AS hr_on, h.told_at AS hr_told_at,
    o.type, o.data, o.effective_on, o.told_at, o.told_by
FROM ours o
JOIN theirs h ON (h.kind, h.external_id, h.aspect) = (o.kind, o.external_id, o.slot)
JOIN entity e ON (e.kind, e.external_id) = (o.kind, o.external_id)
WHERE (h.digest, h.effective_on) IS DISTINCT FROM (o.seen_digest, o.seen_on)
    AND (h.type, jsonb_strip_nulls(h.data)) IS DISTINCT FROM (o.type, jsonb_strip_nulls(o.data))
    AND ($1::text IS NULL OR o.kind = $1)
    AND (e.entity_id, o.slot) > ($2::uuid, $3)
ORDER BY e.entity_id, o.slot LIMIT $4
"""


async def discrepancies(tx: Tx, kind: Kind | None, after: tuple[UUID, str], limit: int) -> list[dict[str, Any]]:
    """Where HR has said something else since the administration spoke, in the order of our ids."""
    return [dict(row) for row in await tx.fetch(DISCREPANCIES, kind, *after, limit)]
