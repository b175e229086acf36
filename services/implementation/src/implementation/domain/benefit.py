"""Benefits: forecast, measured, and verified by a controller who has no part in them; with the last one it ends."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from implementation.domain.plan import Plan, check_impartial, check_state, step
from implementation.domain.refusals import NotIndependent
from shared.events.base import Event
from shared.events.implementation import (
    BenefitForecast,
    BenefitMeasured,
    BenefitReturned,
    BenefitVerified,
    IdeaCompleted,
)

Kind = Literal["money", "hours", "quality", "safety", "environment"]


@dataclass(frozen=True, slots=True)
class Benefit:
    benefit_id: UUID
    idea_id: UUID
    kind: Kind
    unit: str
    forecast: Decimal
    state: Literal["forecast", "measured", "verified"]
    measured: Decimal | None = None
    measured_by: UUID | None = None
    measured_at: datetime | None = None
    verified_by: UUID | None = None
    verified_at: datetime | None = None
    measure_on: date | None = None
    """The day on which it is to be measured."""
    evidence: str | None = None
    """How it was measured, so that somebody else can do it again."""


def check_forecast(plan: Plan) -> None:
    check_state("plan", plan.state, "open", "implemented")


def forecast(plan: Plan, benefit: Benefit, by: UUID, now: datetime) -> tuple[Plan, Event]:
    """Expect a benefit; possible until the journey ends."""
    check_forecast(plan)
    plan = step(plan)
    return plan, BenefitForecast(**_facts(plan, benefit, benefit.forecast, by, now))


def measure(
    plan: Plan, benefit: Benefit, amount: Decimal, evidence: str | None, *, by: UUID, now: datetime
) -> tuple[Plan, Benefit, Event]:
    """Write down what the benefit came to, once the idea is implemented; not for whoever wrote it or has an interest in it."""
    check_impartial(plan, by)
    check_state("plan", plan.state, "implemented")
    check_state("benefit", benefit.state, "forecast")
    benefit = replace(benefit, state="measured", measured=amount, measured_by=by, measured_at=now, evidence=evidence)
    plan = step(plan)
    return plan, benefit, BenefitMeasured(**_facts(plan, benefit, amount, by, now))


def verify(
    plan: Plan, benefit: Benefit, others: Collection[Benefit], by: UUID, now: datetime, *, managers: Collection[UUID]
) -> tuple[Plan, Benefit, tuple[Event, ...]]:
    """The independent controller verifies a measurement; with the last one the journey ends. ``managers``: those above
    the authors.
    """
    amount = _measured(plan, benefit, by, managers)
    plan, benefit = step(plan), replace(benefit, state="verified", verified_by=by, verified_at=now)
    events: tuple[Event, ...] = (BenefitVerified(**_facts(plan, benefit, amount, by, now)),)
    if all(other.state == "verified" for other in others):
        plan = step(replace(plan, state="completed"))
        done = IdeaCompleted(occurred_at=now, by=by, aggregate_version=plan.version, idea_id=plan.idea_id)
        events = (*events, done)
    return plan, benefit, events


def return_benefit(
    plan: Plan, benefit: Benefit, reason: str, by: UUID, now: datetime, *, managers: Collection[UUID]
) -> tuple[Plan, Benefit, Event]:
    """The controller does not accept a measurement, and says why: it is measured again."""
    amount = _measured(plan, benefit, by, managers)
    plan = step(plan)
    told = BenefitReturned(**_facts(plan, benefit, amount, by, now), reason=reason)
    benefit = replace(benefit, state="forecast", measured=None, measured_by=None, measured_at=None, evidence=None)
    return plan, benefit, told


def _measured(plan: Plan, benefit: Benefit, by: UUID, managers: Collection[UUID]) -> Decimal:
    """The amount that a controller looks at, who must be independent (invariant 3)."""
    if by in plan.author_ids or by in managers or by == benefit.measured_by:
        raise NotIndependent
    check_impartial(plan, by)
    check_state("plan", plan.state, "implemented")
    check_state("benefit", benefit.state, "measured")
    return benefit.measured if benefit.measured is not None else benefit.forecast


def _facts(plan: Plan, benefit: Benefit, amount: Decimal, by: UUID, now: datetime) -> dict[str, Any]:
    return {
        "occurred_at": now,
        "by": by,
        "aggregate_version": plan.version,
        "idea_id": plan.idea_id,
        "benefit_id": benefit.benefit_id,
        "kind": benefit.kind,
        "amount": amount,
        "unit": benefit.unit,
    }
