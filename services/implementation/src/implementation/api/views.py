"""A plan as the edge gives it: whole, as a line of a list, with what it promises, and locked."""

from __future__ import annotations

from datetime import date
from typing import Self
from uuid import UUID

from pydantic import BaseModel, Field

from implementation.api.models import BenefitView, MilestoneView, NoteView, OfferView, PlanStatus, TaskStatus, TaskView
from implementation.domain import Answer, Promise, Task
from implementation.domain.may import BenefitAct, MilestoneAct, OfferAct, PlanAct, TaskAct
from shared.db import Row
from shared.errors import Language, Text


class PromiseView(BaseModel):
    """A point of an opinion, management's answer, and how far the task is that keeps it."""

    case_id: UUID
    number: int
    demand: str
    correction: str | None = Field(description="a slip in the point, put right by the body")
    answer: Answer | None
    reason: str | None
    task_id: UUID | None
    task_state: TaskStatus | None

    @classmethod
    def of(cls, promise: Promise, tasks: dict[UUID, Task]) -> Self:
        task = tasks.get(promise.task_id) if promise.task_id else None
        return cls(
            case_id=promise.case_id,
            number=promise.number,
            demand=promise.demand,
            correction=promise.correction,
            answer=promise.answer,
            reason=promise.reason,
            task_id=promise.task_id,
            task_state=task.state if task else None,
        )


class TaskSeen(TaskView):
    """A task for whoever looks at it."""

    may: list[TaskAct] = Field(description="what the caller can do with it now")


class TaskInFull(TaskSeen):
    history: list[NoteView] = Field(description="oldest first")


class MilestoneSeen(MilestoneView):
    """A milestone for whoever looks at it."""

    may: list[MilestoneAct] = Field(description="what the caller can do with it now")


class BenefitSeen(BenefitView):
    """A benefit for whoever looks at it."""

    may: list[BenefitAct] = Field(description="what the caller can do with it now")


class OfferSeen(OfferView):
    """A part that is offered, for whoever looks at it."""

    may: list[OfferAct] = Field(description="what the caller can do with it now")


class PlanView(BaseModel):
    idea_id: UUID
    title: str
    state: PlanStatus
    learned: str | None = Field(description="what was learned, when the plan was stopped")
    tasks: list[TaskSeen]
    milestones: list[MilestoneSeen]
    benefits: list[BenefitSeen]
    may: list[PlanAct] = Field(description="what the caller can do with the plan now; for what is in it see there")


class PlanLine(BaseModel):
    """A plan in a list: how far it is, and the next day on it."""

    idea_id: UUID
    title: str
    state: PlanStatus
    tasks: int = Field(description="how many there are, without those that are not needed any more")
    verified: int = Field(description="how many of them are verified")
    due_on: date | None = Field(description="the next day on which something is due; none once the plan has ended")
    locked: bool = Field(description="a body is still to be heard, so nothing may start")


class OpenDuty(BaseModel):
    body_id: UUID
    body: str
    case_id: UUID | None

    @classmethod
    def of(cls, row: Row, language: Language) -> OpenDuty:
        body = Text.named(row["names"], str(row["body_id"])).told_in(language)
        return cls(body_id=row["body_id"], body=body, case_id=row["case_id"])


class LockView(BaseModel):
    """Whether anything may start, and which duties are still open."""

    idea_id: UUID
    locked: bool
    duties: list[OpenDuty]
