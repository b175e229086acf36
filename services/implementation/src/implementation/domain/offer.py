"""The author's part: offered with hours, released by the author's manager, taken or declined by the author."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from implementation.domain.plan import Plan, check_state, step
from implementation.domain.refusals import HoursNotReleased, NotAnAuthor, NotYourOffer, OfferExists
from shared.events.base import Event
from shared.events.implementation import RoleAccepted, RoleDeclined, RoleOffered


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer; ``manager_id`` releases the hours, nobody has to when the author has no manager (None)."""

    offer_id: UUID
    idea_id: UUID
    person_id: UUID
    manager_id: UUID | None
    part: str
    hours: int
    state: Literal["offered", "released", "accepted", "declined", "not-released"]
    reason: str | None = None
    """Why it was declined, or the hours were not released."""


def check_somebody_left(plan: Plan, others: Collection[Offer]) -> None:
    """Refuse where every author has, or has been offered, a part already."""
    check_state("plan", plan.state, "open")
    if not plan.author_ids:
        raise NotAnAuthor(pointer="/person_id")
    if all(_holds(others, each) for each in plan.author_ids):
        raise OfferExists


def make(plan: Plan, offer: Offer, others: Collection[Offer], by: UUID, now: datetime) -> tuple[Plan, Offer, Event]:
    """Offer an author a part. ``others``: offers made for this plan so far."""
    check_state("plan", plan.state, "open")
    if offer.person_id not in plan.author_ids:
        raise NotAnAuthor(pointer="/person_id")
    if _holds(others, offer.person_id):
        raise OfferExists
    if offer.manager_id is None:
        offer = replace(offer, state="released")
    plan = step(plan)
    return plan, offer, RoleOffered(**_facts(plan, offer, by, now), hours=offer.hours)


def release(plan: Plan, offer: Offer, by: UUID) -> Offer:
    """The author's manager releases the hours."""
    _refuse_others(offer.manager_id, by, "the author's manager")
    check_state("plan", plan.state, "open")
    check_state("offer", offer.state, "offered")
    return replace(offer, state="released")


def withhold(plan: Plan, offer: Offer, reason: str, by: UUID, now: datetime) -> tuple[Plan, Offer, Event]:
    """The author's manager does not release the hours, and says why."""
    _refuse_others(offer.manager_id, by, "the author's manager")
    check_state("plan", plan.state, "open")
    check_state("offer", offer.state, "offered")
    plan, offer = step(plan), replace(offer, state="not-released", reason=reason)
    return plan, offer, RoleDeclined(**_facts(plan, offer, by, now))


def accept(plan: Plan, offer: Offer, by: UUID, now: datetime) -> tuple[Plan, Offer, Event]:
    """The author takes the part, once the hours are released."""
    _refuse_others(offer.person_id, by, "the author")
    check_state("plan", plan.state, "open")
    if offer.state == "offered":
        raise HoursNotReleased(hours=offer.hours)
    check_state("offer", offer.state, "released")
    plan, offer = step(plan), replace(offer, state="accepted")
    return plan, offer, RoleAccepted(**_facts(plan, offer, by, now))


def decline(plan: Plan, offer: Offer, reason: str, by: UUID, now: datetime) -> tuple[Plan, Offer, Event]:
    """The author does not take the part; the reason stays with those concerned."""
    _refuse_others(offer.person_id, by, "the author")
    check_state("plan", plan.state, "open")
    check_state("offer", offer.state, "offered", "released")
    plan, offer = step(plan), replace(offer, state="declined", reason=reason)
    return plan, offer, RoleDeclined(**_facts(plan, offer, by, now))


def _holds(offers: Collection[Offer], person_id: UUID) -> bool:
    return any(o.person_id == person_id and o.state in ("offered", "released", "accepted") for o in offers)


def _refuse_others(whose: UUID | None, by: UUID, who: str) -> None:
    if by != whose:
        raise NotYourOffer(who=who)


def _facts(plan: Plan, offer: Offer, by: UUID, now: datetime) -> dict[str, Any]:
    return {
        "occurred_at": now,
        "by": by,
        "aggregate_version": plan.version,
        "idea_id": plan.idea_id,
        "person_id": offer.person_id,
    }
