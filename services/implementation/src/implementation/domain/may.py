"""What somebody can do with a plan and its tasks now: each act is tried by its own rule, and what it makes is thrown away."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from implementation.domain import benefit, offer, plan, task
from implementation.domain.offer import Offer
from implementation.domain.plan import Plan
from implementation.domain.task import Task
from shared.errors import DomainError

PLANNERS = ("implementer",)
VERIFIERS = ("implementer", "scheme-officer", "decision-maker")
DECIDERS = ("decision-maker",)
OFFERERS = ("implementer", "decision-maker")
PlanAct = Literal["add-task", "add-milestone", "complete", "stop", "forecast", "offer"]
TaskAct = Literal["change", "remove", "start", "block", "finish", "verify", "return"]


@dataclass(frozen=True, slots=True)
class Look:
    """Who looks, with which functions, when, and what the rules ask for besides: all tasks, bodies to be heard, offers."""

    by: UUID
    roles: frozenset[str]
    now: datetime
    tasks: Collection[Task]
    bodies: Collection[str]
    offers: Collection[Offer] = ()

    def has(self, *roles: str) -> bool:
        return bool(self.roles & set(roles))


def with_plan(seen: Plan, look: Look) -> list[PlanAct]:
    """What they can do with the plan as a whole."""
    acts: dict[PlanAct, tuple[tuple[str, ...], Callable[[], object]]] = {
        "add-task": (PLANNERS, lambda: plan.check_plannable(seen)),
        "add-milestone": (PLANNERS, lambda: plan.check_plannable(seen)),
        "complete": (PLANNERS, lambda: task.complete(seen, look.tasks, look.by, look.now)),
        "stop": (DECIDERS, lambda: plan.stop(seen, "", look.by, look.now)),
        "forecast": (PLANNERS, lambda: benefit.check_forecast(seen)),
        "offer": (OFFERERS, lambda: offer.check_somebody_left(seen, look.offers)),
    }
    return [act for act, (roles, rule) in acts.items() if look.has(*roles) and _stands(rule)]


def with_task(seen: Plan, one: Task, look: Look) -> list[TaskAct]:
    """What they can do with a task."""
    plans, works = look.has(*PLANNERS), look.has(*PLANNERS) or look.by == one.owner_id
    verifies = look.has(*VERIFIERS)
    acts: dict[TaskAct, tuple[bool, Callable[[], object]]] = {
        "change": (plans, lambda: task.check_changeable(seen, one)),
        "remove": (plans, lambda: task.check_removable(one, look.tasks)),
        "start": (works, lambda: task.start(seen, one, look.tasks, look.bodies, by=look.by, now=look.now)),
        "block": (works, lambda: task.block(seen, one, "", look.by, look.now)),
        "finish": (works, lambda: task.finish(seen, one, look.by, look.now)),
        "verify": (verifies, lambda: task.verify(seen, one, look.by, look.now)),
        "return": (verifies, lambda: task.return_task(seen, one, "", look.by, look.now)),
    }
    return [act for act, (entitled, rule) in acts.items() if entitled and _stands(rule)]


def _stands(rule: Callable[[], object]) -> bool:
    try:
        rule()
    except DomainError:
        return False
    return True
