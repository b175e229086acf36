"""Milestones: days by which something is reached. A missed one can still be reached, later."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from implementation.domain.plan import Plan, check_state, step
from shared.events.base import Event
from shared.events.implementation import MilestoneMissed, MilestoneReached


@dataclass(frozen=True, slots=True)
class Milestone:
    milestone_id: UUID
    idea_id: UUID
    title: str
    due_on: date
    state: Literal["planned", "missed", "reached"]
    reached_on: date | None = None


def reach(plan: Plan, milestone: Milestone, by: UUID, on: date, now: datetime) -> tuple[Plan, Milestone, Event]:
    """It is there, in time or late."""
    check_state("plan", plan.state, "open")
    check_state("milestone", milestone.state, "planned", "missed")
    plan, milestone = step(plan), replace(milestone, state="reached", reached_on=on)
    return plan, milestone, MilestoneReached(**_facts(plan, milestone, by, now))


def miss(plan: Plan, milestone: Milestone, now: datetime) -> tuple[Plan, Milestone, Event]:
    """Its day has passed without it."""
    plan, milestone = step(plan), replace(milestone, state="missed")
    return plan, milestone, MilestoneMissed(**_facts(plan, milestone, None, now))


def _facts(plan: Plan, milestone: Milestone, by: UUID | None, now: datetime) -> dict[str, Any]:
    return {
        "occurred_at": now,
        "by": by,
        "aggregate_version": plan.version,
        "idea_id": plan.idea_id,
        "milestone_id": milestone.milestone_id,
        "title": milestone.title,
        "due_on": milestone.due_on,
    }
