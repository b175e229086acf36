"""Every statement of implementation, once."""

from __future__ import annotations

from implementation.store.benefits import (
    benefits_of,
    benefits_to_measure,
    benefits_to_verify,
    offers_of,
    offers_waiting_for,
    save_benefit,
    save_offer,
)
from implementation.store.plans import (
    close_duty,
    get_plan,
    insert_plan,
    lock_plan,
    name_case,
    open_duties,
    plans_page,
    require_duties,
    save_plan,
)
from implementation.store.tasks import (
    milestone,
    milestones_of,
    promises_of,
    remove_task,
    save_milestone,
    save_promises,
    save_task,
    tasks_of,
    tasks_owed_by,
    tasks_to_plan_or_verify,
)

__all__ = [
    "benefits_of",
    "benefits_to_measure",
    "benefits_to_verify",
    "close_duty",
    "get_plan",
    "insert_plan",
    "lock_plan",
    "milestone",
    "milestones_of",
    "name_case",
    "offers_of",
    "offers_waiting_for",
    "open_duties",
    "plans_page",
    "promises_of",
    "remove_task",
    "require_duties",
    "save_benefit",
    "save_milestone",
    "save_offer",
    "save_plan",
    "save_promises",
    "save_task",
    "tasks_of",
    "tasks_owed_by",
    "tasks_to_plan_or_verify",
]
