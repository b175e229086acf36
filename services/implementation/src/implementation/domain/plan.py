"""The plan of an idea: prepared, opened by an accepting decision, implemented, completed; or stopped, and why."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from implementation.domain.refusals import HasInterest, ImplementationLocked, NotDecided, WrongStep
from implementation.domain.states import STATES, THINGS
from shared.errors import Text
from shared.events.base import Event
from shared.events.implementation import PlanOpened, PlanStopped

ACCEPTING = frozenset({"accepted", "accepted-with-changes", "pilot"})


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of an idea; ``version`` counts the events told about it (0: only prepared)."""

    idea_id: UUID
    title: str
    author_ids: tuple[UUID, ...]
    state: Literal["prepared", "open", "implemented", "completed", "stopped", "withdrawn"]
    version: int
    learned: str | None = None
    """What was learned, when the plan was stopped."""
    interested: frozenset[UUID] = frozenset()
    """Who has an interest in the idea, as ideas tells; shown to nobody."""


def step(plan: Plan) -> Plan:
    """The plan with the version of the next event."""
    return replace(plan, version=plan.version + 1)


def check_state(what: str, state: str, *needed: str) -> None:
    """Refuse a step that does not follow from the present state."""
    if state not in needed:
        raise WrongStep(
            what=THINGS[what], state=STATES[state], needed=Text.listed((STATES[each] for each in needed), " / ")
        )


def check_unlocked(plan: Plan, open_bodies: Collection[Text]) -> None:
    """Refuse work while a mandatory case is open (invariant 1) or before the decision.

    ``open_bodies``: names of the bodies that are still to be heard.
    """
    if open_bodies:
        raise ImplementationLocked(bodies=Text.listed(sorted(open_bodies)))
    if plan.state == "prepared":
        raise NotDecided
    check_state("plan", plan.state, "open")


def check_impartial(plan: Plan, by: UUID) -> None:
    """Refuse whoever wrote the idea or has an interest in it to judge it or what comes of it (invariant 3)."""
    if by in plan.interested or by in plan.author_ids:
        raise HasInterest


def check_plannable(plan: Plan) -> None:
    """Refuse to plan in what has been carried out or has ended."""
    check_state("plan", plan.state, "prepared", "open")


def open_plan(plan: Plan, by: UUID | None, now: datetime) -> tuple[Plan, tuple[Event, ...]]:
    """The idea was accepted: a prepared plan opens; an open one stays as it is."""
    if plan.state != "prepared":
        return plan, ()
    plan = step(replace(plan, state="open"))
    return plan, (PlanOpened(occurred_at=now, by=by, aggregate_version=plan.version, idea_id=plan.idea_id),)


def end_with_idea(plan: Plan) -> Plan:
    """The idea was withdrawn, or merged into another one, before it was decided: a prepared plan ends without a word."""
    return replace(plan, state="withdrawn") if plan.state == "prepared" else plan


def stop(plan: Plan, learned: str, by: UUID, now: datetime) -> tuple[Plan, Event]:
    """An honest end before the benefit: it did not work, and this is what we learned. It is a decision (invariant 3)."""
    check_impartial(plan, by)
    check_state("plan", plan.state, "open", "implemented")
    plan = step(replace(plan, state="stopped", learned=learned))
    return plan, PlanStopped(
        occurred_at=now, by=by, aggregate_version=plan.version, idea_id=plan.idea_id, learned=learned
    )
