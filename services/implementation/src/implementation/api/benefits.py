"""Benefits of a plan, and the part that is offered to authors."""

from __future__ import annotations

from uuid import UUID

from fastapi import Response

from implementation import store
from implementation.actions import benefits
from implementation.api.models import BenefitView, Measurement, NewBenefit, NewOffer, OfferView, Reason
from implementation.api.sight import plan_seen
from implementation.api.views import OfferSeen
from implementation.domain import may
from shared import directory
from shared.http import Signed, UnitOfWork, created
from shared.http import router as open_router

router = open_router(tags=["implementation"])


@router.post("/plans/{idea_id}/benefits", status_code=201, summary="Forecast a benefit")
async def forecast(tx: UnitOfWork, signed: Signed, idea_id: UUID, body: NewBenefit, response: Response) -> BenefitView:
    """Expect a benefit, in a unit a year, and say when it is to be measured. For an implementer."""
    benefit = await benefits.forecast(
        tx,
        signed.person_id,
        idea_id,
        body.kind,
        amount=body.amount,
        unit=body.unit,
        measure_on=body.measure_on,
    )
    created(response, f"/api/plans/{idea_id}", 1)
    return BenefitView.of(benefit)


@router.post("/plans/{idea_id}/benefits/{benefit_id}/measurement", summary="Measure a benefit")
async def measure(tx: UnitOfWork, signed: Signed, idea_id: UUID, benefit_id: UUID, body: Measurement) -> BenefitView:
    """Write down what the benefit came to, and how it was measured. For an implementer, once the idea is implemented."""
    return BenefitView.of(
        await benefits.measure(tx, signed.person_id, idea_id, benefit_id, amount=body.amount, evidence=body.evidence)
    )


@router.post("/plans/{idea_id}/benefits/{benefit_id}/verification", summary="Verify a benefit")
async def verify_benefit(tx: UnitOfWork, signed: Signed, idea_id: UUID, benefit_id: UUID) -> BenefitView:
    """Verify a measurement; the last one ends the journey. For the independent benefit controller."""
    return BenefitView.of(await benefits.verify(tx, signed.person_id, idea_id, benefit_id))


@router.post("/plans/{idea_id}/benefits/{benefit_id}/return", summary="Not accept a measurement")
async def return_benefit(tx: UnitOfWork, signed: Signed, idea_id: UUID, benefit_id: UUID, body: Reason) -> BenefitView:
    """Give a measurement back, with the reason; it is measured again. For the independent benefit controller."""
    return BenefitView.of(await benefits.give_back(tx, signed.person_id, idea_id, benefit_id, body.reason))


@router.get("/plans/{idea_id}/role-offers", summary="Parts offered to authors")
async def list_offers(tx: UnitOfWork, signed: Signed, idea_id: UUID) -> list[OfferSeen]:
    """What was offered, with the hours and the answer. Authors see their own, managers those of their people,
    implementers and decision makers all; everybody sees the parts that were taken.
    """
    plan = await plan_seen(tx, signed.person_id, idea_id)
    caller = await directory.caller(tx, signed.person_id)
    sees_all = caller.has_role("implementer") or caller.has_role("decision-maker")
    return [
        OfferSeen.of(made, may=may.with_offer(plan, made, signed.person_id, tx.now))
        for made in await store.offers_of(tx, idea_id)
        if sees_all or made.state == "accepted" or caller.person_id in (made.person_id, made.manager_id)
    ]


@router.post("/plans/{idea_id}/role-offers", status_code=201, summary="Offer an author a part")
async def offer(tx: UnitOfWork, signed: Signed, idea_id: UUID, body: NewOffer, response: Response) -> OfferView:
    """Offer an author a part in the implementation. For implementers and decision makers."""
    made = await benefits.offer(tx, signed.person_id, idea_id, body.person_id, part=body.part, hours=body.hours)
    created(response, f"/api/plans/{idea_id}/role-offers", 1)
    return OfferView.of(made)


@router.post("/plans/{idea_id}/role-offers/{offer_id}/release", summary="Release the hours")
async def release_hours(tx: UnitOfWork, signed: Signed, idea_id: UUID, offer_id: UUID) -> OfferView:
    """Release the hours for an author's part. For the author's manager."""
    return OfferView.of(await benefits.release_hours(tx, signed.person_id, idea_id, offer_id))


@router.post("/plans/{idea_id}/role-offers/{offer_id}/withholding", summary="Not release the hours")
async def withhold_hours(tx: UnitOfWork, signed: Signed, idea_id: UUID, offer_id: UUID, body: Reason) -> OfferView:
    """Refuse the hours, with the reason. For the author's manager."""
    return OfferView.of(await benefits.withhold_hours(tx, signed.person_id, idea_id, offer_id, body.reason))


@router.post("/plans/{idea_id}/role-offers/{offer_id}/acceptance", summary="Take the part")
async def accept_offer(tx: UnitOfWork, signed: Signed, idea_id: UUID, offer_id: UUID) -> OfferView:
    """Take the part, once the hours are released. For the author to whom it is offered."""
    return OfferView.of(await benefits.accept_offer(tx, signed.person_id, idea_id, offer_id))


@router.post("/plans/{idea_id}/role-offers/{offer_id}/refusal", summary="Decline the part")
async def decline_offer(tx: UnitOfWork, signed: Signed, idea_id: UUID, offer_id: UUID, body: Reason) -> OfferView:
    """Not take the part, with the reason. For the author to whom it is offered."""
    return OfferView.of(await benefits.decline_offer(tx, signed.person_id, idea_id, offer_id, body.reason))
