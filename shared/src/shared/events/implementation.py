"""implementation.v1: how a decided idea is carried out, and what it brought."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from shared.events.base import Event
from shared.moments import Day


class PlanEvent(Event):
    """What all events of implementation.v1 share; the plan's id is the idea's, ``aggregate_version`` the plan's."""

    subject_field: ClassVar[str] = "idea_id"
    key_field: ClassVar[str] = "idea_id"
    idea_id: UUID


class PlanOpened(PlanEvent):
    """A plan exists for the idea."""

    type: Literal["plan.opened"] = "plan.opened"
    version: Literal[1] = 1


class PlanStopped(PlanEvent):
    """The plan ended before its benefit, honestly: what was learned."""

    type: Literal["plan.stopped"] = "plan.stopped"
    version: Literal[1] = 1
    learned: str


class PlanApproved(PlanEvent):
    """The plan was approved."""

    type: Literal["plan.approved"] = "plan.approved"
    version: Literal[1] = 1


class RoleOffered(PlanEvent):
    """The author was offered a part in the implementation."""

    type: Literal["role.offered"] = "role.offered"
    version: Literal[1] = 1
    person_id: UUID
    hours: int = Field(ge=1)


class RoleAccepted(PlanEvent):
    """The author takes the part."""

    type: Literal["role.accepted"] = "role.accepted"
    version: Literal[1] = 1
    person_id: UUID


class RoleDeclined(PlanEvent):
    """The author does not take the part."""

    type: Literal["role.declined"] = "role.declined"
    version: Literal[1] = 1
    person_id: UUID


class TaskEvent(PlanEvent):
    """What the events of a task share."""

    task_id: UUID
    owner_id: UUID
    title: str


class TaskPlanned(TaskEvent):
    """A task has an owner and a day, or others than before."""

    type: Literal["task.planned"] = "task.planned"
    version: Literal[1] = 1
    due_on: Day = Field(description="the day by which its owner is to be done")


class TaskRemoved(TaskEvent):
    """A task that had not begun was taken out of the plan."""

    type: Literal["task.removed"] = "task.removed"
    version: Literal[1] = 1


class TaskStarted(TaskEvent):
    """Work on a task began."""

    type: Literal["task.started"] = "task.started"
    version: Literal[1] = 1


class TaskBlocked(TaskEvent):
    """A task cannot go on."""

    type: Literal["task.blocked"] = "task.blocked"
    version: Literal[1] = 1
    reason: str


class TaskDone(TaskEvent):
    """A task's owner says that it is done."""

    type: Literal["task.done"] = "task.done"
    version: Literal[1] = 1


class TaskReturned(TaskEvent):
    """Who was to verify the task found it not done."""

    type: Literal["task.returned"] = "task.returned"
    version: Literal[1] = 1
    reason: str


class TaskDropped(PlanEvent):
    """The answer that a task was to keep was corrected: the point is not adopted any more, so there is nothing to do."""

    type: Literal["task.dropped"] = "task.dropped"
    version: Literal[1] = 1
    task_id: UUID
    owner_id: UUID | None = Field(default=None, description="null: nobody owned it yet")
    title: str
    reason: str


class TaskVerified(TaskEvent):
    """Somebody else than the owner verified the task."""

    type: Literal["task.verified"] = "task.verified"
    version: Literal[1] = 1


class MilestoneEvent(PlanEvent):
    """What the events of a milestone share."""

    milestone_id: UUID
    title: str
    due_on: Day


class MilestoneReached(MilestoneEvent):
    """A milestone was reached."""

    type: Literal["milestone.reached"] = "milestone.reached"
    version: Literal[1] = 1


class MilestoneMissed(MilestoneEvent):
    """A milestone's day passed without it."""

    type: Literal["milestone.missed"] = "milestone.missed"
    version: Literal[1] = 1


class IdeaImplemented(PlanEvent):
    """All tasks are verified: the idea is carried out."""

    type: Literal["idea.implemented"] = "idea.implemented"
    version: Literal[1] = 1


class BenefitEvent(PlanEvent):
    """What the events of a benefit share; ``amount`` in ``unit`` a year."""

    benefit_id: UUID
    kind: Literal["money", "hours", "quality", "safety", "environment"]
    amount: Decimal
    unit: str


class BenefitForecast(BenefitEvent):
    """A benefit is expected."""

    type: Literal["benefit.forecast"] = "benefit.forecast"
    version: Literal[1] = 1


class BenefitMeasured(BenefitEvent):
    """A benefit was measured."""

    type: Literal["benefit.measured"] = "benefit.measured"
    version: Literal[1] = 1


class BenefitReturned(BenefitEvent):
    """The controller did not accept a measurement: it is measured again."""

    type: Literal["benefit.returned"] = "benefit.returned"
    version: Literal[1] = 1
    reason: str


class BenefitVerified(BenefitEvent):
    """The independent controller verified a measured benefit."""

    type: Literal["benefit.verified"] = "benefit.verified"
    version: Literal[1] = 1


class RewardComputed(PlanEvent):
    """A reward was computed from the verified benefit and the shares."""

    type: Literal["reward.computed"] = "reward.computed"
    version: Literal[1] = 1
    rules_version: int = Field(ge=1)
    amount: Decimal
    currency: str


class IdeaCompleted(PlanEvent):
    """Every benefit is verified: the journey ends."""

    type: Literal["idea.completed"] = "idea.completed"
    version: Literal[1] = 1
