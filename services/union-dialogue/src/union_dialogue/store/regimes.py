"""Statements about the organisation's own regimes, periods agreed for a body's term, and ideas said to need no hearing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from shared.db import Row, Tx
from union_dialogue.domain.facts import Agreed
from union_dialogue.domain.regimes import Regime, kept

HOLD_REGIMES = "SELECT pg_advisory_xact_lock(hashtextextended('union-dialogue own regimes', 0))"
NEWEST_REGIMES = "SELECT DISTINCT ON (key) profile FROM own_regime ORDER BY key, version DESC"
NEWEST_REGIME = "SELECT profile FROM own_regime WHERE key = $1 ORDER BY version DESC LIMIT 1"
ADD_REGIME = "INSERT INTO own_regime (key, version, profile, added_by, added_at) VALUES ($1, $2, $3, $4, $5)"


async def hold_regimes(tx: Tx) -> None:
    """Until commit nobody else adds a regime: versions follow each other without a gap."""
    await tx.execute(HOLD_REGIMES)


async def own_regimes(tx: Tx) -> list[Regime]:
    """The newest version of each regime that the organisation added."""
    return [kept(row["profile"]) for row in await tx.fetch(NEWEST_REGIMES)]


async def own_regime(tx: Tx, key: str) -> Regime | None:
    profile = await tx.fetchval(NEWEST_REGIME, key)
    return kept(profile) if profile else None


async def add_regime(tx: Tx, regime: Regime, by: UUID) -> None:
    await tx.execute(ADD_REGIME, regime.key, regime.version, regime.model_dump(mode="json"), by, tx.now)


STANDING = "SELECT agreed FROM standing_agreement WHERE body_id = $1"
KEEP_STANDING = """
INSERT INTO standing_agreement (body_id, agreed, case_id, agreed_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (body_id) DO UPDATE SET agreed = excluded.agreed, case_id = excluded.case_id, agreed_at = excluded.agreed_at
"""


async def standing(tx: Tx, body_id: UUID) -> Agreed | None:
    """The period agreed for the term of a body."""
    agreed = await tx.fetchval(STANDING, body_id)
    return Agreed.model_validate(agreed) if agreed else None


async def keep_standing(tx: Tx, body_id: UUID, agreed: Agreed, case_id: UUID) -> None:
    await tx.execute(KEEP_STANDING, body_id, agreed.model_dump(mode="json"), case_id, tx.now)


KEEP_EXEMPTION = """
INSERT INTO exemption (idea_id, title, why, contestable_until, noted_at, body_ids) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (idea_id) DO UPDATE SET title = excluded.title, why = excluded.why,
    contestable_until = excluded.contestable_until, body_ids = excluded.body_ids
"""
NOTE_CONTEST = """
UPDATE exemption SET contested_by = array_append(contested_by, $2) WHERE idea_id = $1 AND $2 <> ALL(contested_by)
"""
END_EXEMPTION = "DELETE FROM exemption WHERE idea_id = $1"
CONTESTABLE = """
SELECT idea_id, coalesce(title, why) AS title, contestable_until FROM exemption
WHERE contestable_until >= $1 AND EXISTS (
    SELECT FROM unnest($2::uuid[]) AS chaired (body_id)
    WHERE chaired.body_id = ANY(coalesce(body_ids, $2)) AND chaired.body_id <> ALL(contested_by)
)
ORDER BY contestable_until, idea_id LIMIT 100
"""


async def keep_exemption(
    tx: Tx, idea_id: UUID, title: str | None, why: str, *, until: date, body_ids: Collection[UUID] | None
) -> None:
    """An idea is said to need no consultation, and some bodies (None: any) may contest that; the newest word counts."""
    bodies = None if body_ids is None else list(body_ids)
    await tx.execute(KEEP_EXEMPTION, idea_id, title, why, until, tx.now, bodies)


async def note_contest(tx: Tx, idea_id: UUID, body_id: UUID) -> None:
    await tx.execute(NOTE_CONTEST, idea_id, body_id)


async def end_exemption(tx: Tx, idea_id: UUID) -> None:
    """Nothing is left to contest: a body is heard, or the idea has ended."""
    await tx.execute(END_EXEMPTION, idea_id)


async def contestable(tx: Tx, on: date, body_ids: Collection[UUID]) -> list[Row]:
    """Ideas said to need no consultation that one of these bodies may still contest on a day."""
    return await tx.fetch(CONTESTABLE, on, list(body_ids))
