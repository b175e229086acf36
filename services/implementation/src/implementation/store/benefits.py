"""Statements about benefits, and about the author's part."""

from __future__ import annotations

from uuid import UUID

from implementation.domain import Benefit, Offer
from implementation.store.sight import partial_in
from shared.db import Row, Tx
from shared.directory.reading import above

_BENEFIT = (
    "benefit_id, idea_id, kind, unit, forecast, state, measured, measured_by, measured_at, verified_by, verified_at, "
    "measure_on, evidence"
)
_OFFER = "offer_id, idea_id, person_id, manager_id, part, hours, state, reason"

SAVE_BENEFIT = f"""
INSERT INTO benefit ({_BENEFIT}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
ON CONFLICT (benefit_id) DO UPDATE SET state = excluded.state, measured = excluded.measured,
    measured_by = excluded.measured_by, measured_at = excluded.measured_at, verified_by = excluded.verified_by,
    verified_at = excluded.verified_at, evidence = excluded.evidence
"""


async def save_benefit(tx: Tx, benefit: Benefit) -> None:
    await tx.execute(
        SAVE_BENEFIT,
        benefit.benefit_id,
        benefit.idea_id,
        benefit.kind,
        benefit.unit,
        benefit.forecast,
        benefit.state,
        benefit.measured,
        benefit.measured_by,
        benefit.measured_at,
        benefit.verified_by,
        benefit.verified_at,
        benefit.measure_on,
        benefit.evidence,
    )


BENEFITS_OF = f"SELECT {_BENEFIT} FROM benefit WHERE idea_id = $1 ORDER BY benefit_id"


async def benefits_of(tx: Tx, idea_id: UUID) -> list[Benefit]:
    return [Benefit(**dict(row)) for row in await tx.fetch(BENEFITS_OF, idea_id)]


BENEFITS_TO_MEASURE = f"""
SELECT b.benefit_id, b.idea_id, b.measure_on, p.title FROM benefit b JOIN plan p USING (idea_id)
WHERE b.state = 'forecast' AND p.state = 'implemented' AND $1 NOT IN ({partial_in("b.idea_id")})
ORDER BY b.measure_on NULLS LAST, b.benefit_id LIMIT 100
"""


async def benefits_to_measure(tx: Tx, implementer: UUID) -> list[Row]:
    return await tx.fetch(BENEFITS_TO_MEASURE, implementer)


BENEFITS_TO_VERIFY = f"""
SELECT b.benefit_id, b.idea_id, b.measure_on, p.title FROM benefit b JOIN plan p USING (idea_id)
WHERE b.state = 'measured' AND p.state = 'implemented' AND b.measured_by <> $1
    AND $1 NOT IN ({above("p.author_ids")}) AND $1 NOT IN ({partial_in("b.idea_id")})
ORDER BY b.benefit_id LIMIT 100
"""


async def benefits_to_verify(tx: Tx, controller: UUID) -> list[Row]:
    return await tx.fetch(BENEFITS_TO_VERIFY, controller)


SAVE_OFFER = f"""
INSERT INTO offer ({_OFFER}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (offer_id) DO UPDATE SET state = excluded.state, reason = excluded.reason
"""


async def save_offer(tx: Tx, offer: Offer) -> None:
    await tx.execute(
        SAVE_OFFER,
        offer.offer_id,
        offer.idea_id,
        offer.person_id,
        offer.manager_id,
        offer.part,
        offer.hours,
        offer.state,
        offer.reason,
    )


OFFERS_OF = f"SELECT {_OFFER} FROM offer WHERE idea_id = $1 ORDER BY offer_id"


async def offers_of(tx: Tx, idea_id: UUID) -> list[Offer]:
    return [Offer(**dict(row)) for row in await tx.fetch(OFFERS_OF, idea_id)]


OFFERS_WAITING_FOR = """
SELECT o.offer_id, o.idea_id, o.state, p.title FROM offer o JOIN plan p USING (idea_id)
WHERE p.state = 'open' AND (o.person_id = $1 AND o.state = 'released' OR o.manager_id = $1 AND o.state = 'offered')
ORDER BY o.offer_id LIMIT 100
"""


async def offers_waiting_for(tx: Tx, person_id: UUID) -> list[Row]:
    """Offers that the author may answer now, or whose hours the manager has to release."""
    return await tx.fetch(OFFERS_WAITING_FOR, person_id)
