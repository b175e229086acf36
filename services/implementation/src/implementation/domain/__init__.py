"""The rules of carrying out: the lock, tasks verified by somebody else, benefits verified by an independent controller."""

from __future__ import annotations

from implementation.domain import benefit, may, milestone, offer, plan, task
from implementation.domain.benefit import Benefit, Kind
from implementation.domain.milestone import Milestone
from implementation.domain.offer import Offer
from implementation.domain.plan import ACCEPTING, Plan, check_state
from implementation.domain.promise import Answer, Promise
from implementation.domain.refusals import (
    CircularTasks,
    HasInterest,
    HoursNotReleased,
    ImplementationLocked,
    NoOwner,
    NotAnAuthor,
    NotDecided,
    NotIndependent,
    NotYourOffer,
    OfferExists,
    OwnTask,
    PlanExists,
    PromisedTask,
    TasksUnverified,
    UnknownTask,
    WaitsForOthers,
    WrongStep,
)
from implementation.domain.task import Task

__all__ = [
    "ACCEPTING",
    "Answer",
    "Benefit",
    "CircularTasks",
    "HasInterest",
    "HoursNotReleased",
    "ImplementationLocked",
    "Kind",
    "Milestone",
    "NoOwner",
    "NotAnAuthor",
    "NotDecided",
    "NotIndependent",
    "NotYourOffer",
    "Offer",
    "OfferExists",
    "OwnTask",
    "Plan",
    "PlanExists",
    "Promise",
    "PromisedTask",
    "Task",
    "TasksUnverified",
    "UnknownTask",
    "WaitsForOthers",
    "WrongStep",
    "benefit",
    "check_state",
    "may",
    "milestone",
    "offer",
    "plan",
    "task",
]
