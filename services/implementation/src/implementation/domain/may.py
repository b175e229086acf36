"""What somebody can do with a plan and what is in it now: each act is tried by its own rule."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from implementation.domain import benefit, milestone, offer, plan, task
from implementation.domain.benefit import Benefit
from implementation.domain.milestone import Milestone
from implementation.domain.offer import Offer
from implementation.domain.plan import Plan
from implementation.domain.task import Task
from shared.errors import Act, Text, not_refused

PLANNERS = ("implementer",)
VERIFIERS = ("implementer", "scheme-officer", "decision-maker")
DECIDERS = ("decision-maker",)
OFFERERS = ("implementer", "decision-maker")
CONTROLLERS = ("benefit-controller",)
PlanAct = Literal["add-task", "add-milestone", "complete", "stop", "forecast", "offer"]
TaskAct = Literal["change", "remove", "start", "block", "finish", "verify", "return"]
MilestoneAct = Literal["reach"]
BenefitAct = Literal["measure", "verify", "return"]
OfferAct = Literal["release", "withhold", "accept", "decline"]
Tried = dict[Act, tuple[bool, Callable[[], object]]]


@dataclass(frozen=True, slots=True)
class Look:
    """Who looks, with which functions, when, and what the rules ask for besides: all tasks, bodies to be heard, offers, and
    those above the authors.
    """

    by: UUID
    roles: frozenset[str]
    now: datetime
    tasks: Collection[Task] = ()
    bodies: Collection[Text] = ()
    offers: Collection[Offer] = ()
    managers: Collection[UUID] = ()

    def has(self, roles: tuple[str, ...]) -> bool:
        return bool(self.roles & set(roles))


def with_plan(seen: Plan, look: Look) -> list[PlanAct]:
    """What they can do with the plan as a whole."""
    plans = look.has(PLANNERS)
    acts: Tried[PlanAct] = {
        "add-task": (plans, lambda: plan.check_plannable(seen)),
        "add-milestone": (plans, lambda: plan.check_plannable(seen)),
        "complete": (plans, lambda: task.complete(seen, look.tasks, look.by, look.now)),
        "stop": (look.has(DECIDERS), lambda: plan.stop(seen, "", look.by, look.now)),
        "forecast": (plans, lambda: benefit.check_forecast(seen)),
        "offer": (look.has(OFFERERS), lambda: offer.check_somebody_left(seen, look.offers)),
    }
    return _allowed(acts)


def with_task(seen: Plan, one: Task, look: Look) -> list[TaskAct]:
    """What they can do with a task."""
    plans, works = look.has(PLANNERS), look.has(PLANNERS) or look.by == one.owner_id
    verifies = look.has(VERIFIERS)
    acts: Tried[TaskAct] = {
        "start": (works, lambda: task.start(seen, one, look.tasks, look.bodies, by=look.by, now=look.now)),
        "finish": (works, lambda: task.finish(seen, one, look.by, look.now)),
        "block": (works, lambda: task.block(seen, one, "", look.by, look.now)),
        "verify": (verifies, lambda: task.verify(seen, one, look.by, look.now)),
        "return": (verifies, lambda: task.return_task(seen, one, "", look.by, look.now)),
        "change": (plans, lambda: task.check_changeable(seen, one)),
        "remove": (plans, lambda: task.check_removable(seen, one, look.tasks)),
    }
    return _allowed(acts)


def with_milestone(seen: Plan, one: Milestone, look: Look) -> list[MilestoneAct]:
    """What they can do with a milestone."""
    reach: Tried[MilestoneAct] = {
        "reach": (look.has(PLANNERS), lambda: milestone.reach(seen, one, look.by, look.now.date(), look.now))
    }
    return _allowed(reach)


def with_benefit(seen: Plan, one: Benefit, look: Look) -> list[BenefitAct]:
    """What they can do with a benefit."""
    measures, controls = look.has(PLANNERS), look.has(CONTROLLERS)
    acts: Tried[BenefitAct] = {
        "measure": (measures, lambda: benefit.measure(seen, one, Decimal(0), None, by=look.by, now=look.now)),
        "verify": (controls, lambda: benefit.verify(seen, one, (), look.by, look.now, managers=look.managers)),
        "return": (controls, lambda: benefit.return_benefit(seen, one, "", look.by, look.now, managers=look.managers)),
    }
    return _allowed(acts)


def with_offer(seen: Plan, made: Offer, by: UUID, now: datetime) -> list[OfferAct]:
    """What they can do with a part that is offered: it asks for no function."""
    acts: dict[OfferAct, Callable[[], object]] = {
        "release": lambda: offer.release(seen, made, by),
        "withhold": lambda: offer.withhold(seen, made, "", by, now),
        "accept": lambda: offer.accept(seen, made, by, now),
        "decline": lambda: offer.decline(seen, made, "", by, now),
    }
    return not_refused(acts)


def _allowed(acts: Tried[Act]) -> list[Act]:
    return not_refused({act: rule for act, (entitled, rule) in acts.items() if entitled})
