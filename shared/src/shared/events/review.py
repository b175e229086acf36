"""reviews.v1: peer review. Nothing here says who thought what."""

from __future__ import annotations

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from shared.events.base import Event, Fact
from shared.moments import Day


class Criterion(Fact):
    """The scores of one criterion over all reviews of a round."""

    criterion: str
    n: int = Field(ge=1)
    median: float
    min: float
    max: float


class RoundEvent(Event):
    """What all events of reviews.v1 share; ``aggregate_version`` is the round's."""

    subject_field: ClassVar[str] = "round_id"
    key_field: ClassVar[str] = "idea_id"
    round_id: UUID
    idea_id: UUID


class RoundOpened(RoundEvent):
    """A review round is open."""

    type: Literal["round.opened"] = "round.opened"
    version: Literal[1] = 1
    due_on: Day
    quorum: int = Field(ge=1)


class ReviewerAssigned(RoundEvent):
    """A reviewer was assigned: for that reviewer and notify alone."""

    type: Literal["reviewer.assigned"] = "reviewer.assigned"
    version: Literal[1] = 1
    assignment_id: UUID
    person_id: UUID
    due_on: Day


class ConflictDeclared(RoundEvent):
    """Some reviewer declared a conflict of interest; never who or why."""

    type: Literal["conflict.declared"] = "conflict.declared"
    version: Literal[1] = 1
    count: int = Field(ge=1)
    by: None = None


class ReviewSubmitted(RoundEvent):
    """One more review is in; never whose."""

    type: Literal["review.submitted"] = "review.submitted"
    version: Literal[1] = 1
    done: int = Field(ge=1)
    needed: int = Field(ge=1)
    by: None = None


class AssignmentEscalated(RoundEvent):
    """A late assignment was taken to somebody else."""

    type: Literal["assignment.escalated"] = "assignment.escalated"
    version: Literal[1] = 1
    person_id: UUID
    to: UUID


class AssignmentRescheduled(RoundEvent):
    """A reviewer got a later day: for that reviewer and notify alone."""

    type: Literal["assignment.rescheduled"] = "assignment.rescheduled"
    version: Literal[1] = 1
    assignment_id: UUID
    person_id: UUID
    due_on: Day


class AssignmentReleased(RoundEvent):
    """A reviewer owes no review any more: for that reviewer and notify alone."""

    type: Literal["assignment.released"] = "assignment.released"
    version: Literal[1] = 1
    assignment_id: UUID
    person_id: UUID


class AssignmentSettled(RoundEvent):
    """A reviewer has answered: handed in or stepped out, never which. For that reviewer and notify alone."""

    type: Literal["assignment.settled"] = "assignment.settled"
    version: Literal[1] = 1
    assignment_id: UUID
    person_id: UUID
    by: None = None


class RoundExtended(RoundEvent):
    """The scheme office gave the round a later day."""

    type: Literal["round.extended"] = "round.extended"
    version: Literal[1] = 1
    due_on: Day


class RoundOverdue(RoundEvent):
    """The round's day has passed without its quorum; the scheme office extends, replaces or concludes."""

    type: Literal["round.overdue"] = "round.overdue"
    version: Literal[1] = 1
    done: int = Field(ge=0)
    needed: int = Field(ge=1)


class Reviewing(Fact):
    """Who reviews under which assignment: for that reviewer and notify alone."""

    assignment_id: UUID
    person_id: UUID


class RoundCalibrating(RoundEvent):
    """The reviews are far apart; through ``until`` the ``reviewers`` look at the spread and may change their scores."""

    type: Literal["round.calibrating"] = "round.calibrating"
    version: Literal[1] = 1
    until: Day
    reviewers: tuple[Reviewing, ...] = ()
    by: None = None


class RoundCancelled(RoundEvent):
    """The idea left peer review before the round was over."""

    type: Literal["round.cancelled"] = "round.cancelled"
    version: Literal[1] = 1
    reason: Literal["withdrawn", "merged", "returned"]


class RoundConcluded(RoundEvent):
    """The round is over: median and spread per criterion, and the comments for the author."""

    type: Literal["round.concluded"] = "round.concluded"
    version: Literal[1] = 1
    recommendation: Literal["accept", "revise", "decline"]
    criteria: tuple[Criterion, ...]
    agreement: Literal["close", "split"]
    comments: tuple[str, ...] = ()
    quorum_met: bool = Field(default=True, description="false when the scheme office ended an overdue round")
    by: None = None
