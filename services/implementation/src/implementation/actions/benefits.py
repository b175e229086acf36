"""What happens to benefits, and to the part that is offered to authors."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from implementation import domain, store
from implementation.actions.plans import find
from implementation.domain import Benefit, Offer, Plan
from shared import directory, ids, outbox
from shared.db import Tx
from shared.errors import Unknown
from shared.events.base import Event


async def forecast(
    tx: Tx, by: UUID, idea_id: UUID, kind: domain.Kind, *, amount: Decimal, unit: str, measure_on: date | None
) -> Benefit:
    """Expect a benefit. For an implementer."""
    directory.require_role(await directory.caller(tx, by), *domain.may.PLANNERS)
    plan = await find(tx, idea_id)
    benefit = Benefit(ids.new_id(), idea_id, kind, unit, amount, "forecast", measure_on=measure_on)
    plan, event = domain.benefit.forecast(plan, benefit, by, tx.now)
    await store.save_plan(tx, plan)
    await store.save_benefit(tx, benefit)
    outbox.add(tx, event)
    return benefit


async def measure(
    tx: Tx, by: UUID, idea_id: UUID, benefit_id: UUID, *, amount: Decimal, evidence: str | None
) -> Benefit:
    """Write down a measurement. For an implementer."""
    directory.require_role(await directory.caller(tx, by), *domain.may.PLANNERS)
    plan, (benefit, _others) = await find(tx, idea_id), await _benefits(tx, idea_id, benefit_id)
    plan, benefit, event = domain.benefit.measure(plan, benefit, amount, evidence, by=by, now=tx.now)
    return await _keep_benefit(tx, plan, benefit, event)


async def verify(tx: Tx, by: UUID, idea_id: UUID, benefit_id: UUID) -> Benefit:
    """Verify a measurement; the last one ends the journey. For the independent controller."""
    directory.require_role(await directory.caller(tx, by), *domain.may.CONTROLLERS)
    plan, (benefit, others) = await find(tx, idea_id), await _benefits(tx, idea_id, benefit_id)
    plan, benefit, events = domain.benefit.verify(
        plan, benefit, others, by, tx.now, managers=await directory.managers_above(tx, plan.author_ids)
    )
    return await _keep_benefit(tx, plan, benefit, *events)


async def give_back(tx: Tx, by: UUID, idea_id: UUID, benefit_id: UUID, reason: str) -> Benefit:
    """Not accept a measurement, with a reason. For the independent controller."""
    directory.require_role(await directory.caller(tx, by), *domain.may.CONTROLLERS)
    plan, (benefit, _others) = await find(tx, idea_id), await _benefits(tx, idea_id, benefit_id)
    plan, benefit, event = domain.benefit.return_benefit(
        plan, benefit, reason, by, tx.now, managers=await directory.managers_above(tx, plan.author_ids)
    )
    return await _keep_benefit(tx, plan, benefit, event)


async def offer(tx: Tx, by: UUID, idea_id: UUID, person_id: UUID, *, part: str, hours: int) -> Offer:
    """Offer an author a part in the implementation. For an implementer or a decision maker."""
    directory.require_role(await directory.caller(tx, by), *domain.may.OFFERERS)
    plan = await find(tx, idea_id)
    author = await directory.caller(tx, person_id)
    made = Offer(ids.new_id(), idea_id, author.person_id, author.manager_id, part, hours, "offered")
    plan, made, event = domain.offer.make(plan, made, await store.offers_of(tx, idea_id), by, tx.now)
    return await _keep_offer(tx, plan, made, event)


async def release_hours(tx: Tx, by: UUID, idea_id: UUID, offer_id: UUID) -> Offer:
    """The author's manager releases the hours."""
    plan, made = await _offer(tx, by, idea_id, offer_id)
    return await _keep_offer(tx, plan, domain.offer.release(plan, made, by))


async def withhold_hours(tx: Tx, by: UUID, idea_id: UUID, offer_id: UUID, reason: str) -> Offer:
    """The author's manager does not release the hours, and says why."""
    plan, made = await _offer(tx, by, idea_id, offer_id)
    plan, made, event = domain.offer.withhold(plan, made, reason, by, tx.now)
    return await _keep_offer(tx, plan, made, event)


async def accept_offer(tx: Tx, by: UUID, idea_id: UUID, offer_id: UUID) -> Offer:
    """The author takes the part."""
    plan, made = await _offer(tx, by, idea_id, offer_id)
    plan, made, event = domain.offer.accept(plan, made, by, tx.now)
    return await _keep_offer(tx, plan, made, event)


async def decline_offer(tx: Tx, by: UUID, idea_id: UUID, offer_id: UUID, reason: str) -> Offer:
    """The author does not take the part, and says why."""
    plan, made = await _offer(tx, by, idea_id, offer_id)
    plan, made, event = domain.offer.decline(plan, made, reason, by, tx.now)
    return await _keep_offer(tx, plan, made, event)


async def _benefits(tx: Tx, idea_id: UUID, benefit_id: UUID) -> tuple[Benefit, list[Benefit]]:
    """The benefit and the plan's other ones."""
    benefits = {benefit.benefit_id: benefit for benefit in await store.benefits_of(tx, idea_id)}
    if benefit_id not in benefits:
        raise Unknown(what="benefit")
    return benefits.pop(benefit_id), list(benefits.values())


async def _offer(tx: Tx, by: UUID, idea_id: UUID, offer_id: UUID) -> tuple[Plan, Offer]:
    """The plan, locked, and an offer that the caller has to do with; another's does not exist for them."""
    await directory.caller(tx, by)
    plan = await find(tx, idea_id)
    for made in await store.offers_of(tx, idea_id):
        if made.offer_id == offer_id and by in (made.person_id, made.manager_id):
            return plan, made
    raise Unknown(what="offer")


async def _keep_benefit(tx: Tx, plan: Plan, benefit: Benefit, *events: Event) -> Benefit:
    await store.save_plan(tx, plan)
    await store.save_benefit(tx, benefit)
    outbox.add(tx, *events)
    return benefit


async def _keep_offer(tx: Tx, plan: Plan, made: Offer, *events: Event) -> Offer:
    await store.save_plan(tx, plan)
    await store.save_offer(tx, made)
    outbox.add(tx, *events)
    return made
