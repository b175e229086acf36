"""Shapes of what implementation takes and answers."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel, Field

from implementation.domain import Benefit, Kind, Milestone, Offer, Task
from shared.http import NO_NUL, Day, Line, example

Amount = Annotated[Decimal, Field(max_digits=16, decimal_places=2, ge=0)]
Words = Annotated[str, Field(min_length=1, max_length=4000, pattern=NO_NUL)]
Needed = Annotated[list[UUID], Field(max_length=50)]
PlanStatus = Literal["prepared", "open", "implemented", "completed", "stopped", "withdrawn"]
TaskStatus = Literal["planned", "started", "blocked", "done", "verified", "dropped"]
_ID = "0192f0c1-7b3a-7cc0-8000-000000000001"


class NewPlan(BaseModel):
    model_config = example(idea_id=_ID, title="Quieter meeting rooms")
    idea_id: UUID
    title: Line


class Ending(BaseModel):
    """An honest end: what was learned."""

    model_config = example(learned="The sensors disturb the radio of the ambulance service.")
    learned: Words


class NewTask(BaseModel):
    model_config = example(title="Order the panels", owner_id=_ID, due_on="2027-01-15", depends_on=[])
    title: Line
    owner_id: UUID
    due_on: Day
    depends_on: Needed = []


class TaskChange(BaseModel):
    """What changes; what is left out stays."""

    model_config = example(owner_id=_ID, due_on="2027-02-15")
    title: Line | None = None
    owner_id: UUID | None = None
    due_on: Day | None = None
    depends_on: Needed | None = None

    def changes(self) -> dict[str, object]:
        given = self.model_dump(exclude_none=True)
        return given | {"depends_on": tuple(given["depends_on"])} if "depends_on" in given else given


class Reason(BaseModel):
    model_config = example(reason="The delivery is late.")
    reason: Words


class NewMilestone(BaseModel):
    model_config = example(title="First floor equipped", due_on="2027-03-31")
    title: Line
    due_on: Day


class NewOffer(BaseModel):
    """A part in the implementation for an author, with the hours that their manager is asked to release."""

    model_config = example(person_id=_ID, part="Try the panels with two teams", hours=20)
    person_id: UUID
    part: Line
    hours: Annotated[int, Field(ge=1, le=2000)]


class NewBenefit(BaseModel):
    model_config = example(kind="hours", amount="120", unit="hours a year", measure_on="2027-09-30")
    kind: Kind
    amount: Amount
    unit: Line
    measure_on: Day | None = None


class Measurement(BaseModel):
    model_config = example(amount="95", evidence="Bookings of May 2027 against May 2026.")
    amount: Amount
    evidence: Words | None = None


class Origin(BaseModel):
    """Where a task comes from: the plan itself, a condition of the decision, or a point that was answered."""

    source: Literal["plan", "condition", "response-point"]
    number: int | None
    link: str | None


class TaskView(BaseModel):
    task_id: UUID
    title: str
    owner_id: UUID | None
    due_on: date | None
    state: TaskStatus
    depends_on: list[UUID]
    blocked_because: str | None
    verified_by: UUID | None
    origin: Origin
    terms: str | None = Field(description="what was answered to the point that the task keeps; it may be corrected")
    version: int = Field(description="for If-Match when the task is changed")

    @classmethod
    def of(cls, task: Task, **more: Any) -> Self:
        link = f"/api/ideas/{task.idea_id}/decision" if task.source == "condition" else None
        return cls(
            task_id=task.task_id,
            title=task.title,
            owner_id=task.owner_id,
            due_on=task.due_on,
            state=task.state,
            depends_on=list(task.depends_on),
            blocked_because=task.blocked_because,
            verified_by=task.verified_by,
            origin=Origin(
                source=task.source,
                number=task.point,
                link=f"/api/cases/{task.case_id}" if task.case_id else link,
            ),
            terms=task.terms,
            version=task.version,
            **more,
        )


class NoteView(BaseModel):
    """What became of a task: the answer that it keeps was corrected, or the point itself; ``text`` says why or how."""

    at: datetime
    kind: Literal["answer-corrected", "opinion-corrected"]
    text: str


class MilestoneView(BaseModel):
    milestone_id: UUID
    title: str
    due_on: date
    state: Literal["planned", "missed", "reached"]
    reached_on: date | None

    @classmethod
    def of(cls, each: Milestone, **more: Any) -> Self:
        return cls(
            milestone_id=each.milestone_id,
            title=each.title,
            due_on=each.due_on,
            state=each.state,
            reached_on=each.reached_on,
            **more,
        )


class BenefitView(BaseModel):
    benefit_id: UUID
    kind: Kind
    unit: str
    forecast: Decimal
    measured: Decimal | None
    measured_by: UUID | None
    measured_at: datetime | None = Field(description="null until it is measured, and where nobody wrote the time down")
    verified_by: UUID | None
    verified_at: datetime | None = Field(description="null until it is verified, and where nobody wrote the time down")
    state: Literal["forecast", "measured", "verified"]
    measure_on: date | None
    evidence: str | None

    @classmethod
    def of(cls, benefit: Benefit, **more: Any) -> Self:
        return cls(
            benefit_id=benefit.benefit_id,
            kind=benefit.kind,
            unit=benefit.unit,
            forecast=benefit.forecast,
            measured=benefit.measured,
            measured_by=benefit.measured_by,
            measured_at=benefit.measured_at,
            verified_by=benefit.verified_by,
            verified_at=benefit.verified_at,
            state=benefit.state,
            measure_on=benefit.measure_on,
            evidence=benefit.evidence,
            **more,
        )


class OfferView(BaseModel):
    offer_id: UUID
    person_id: UUID
    part: str
    hours: int
    state: Literal["offered", "released", "accepted", "declined", "not-released"]
    reason: str | None

    @classmethod
    def of(cls, made: Offer, **more: Any) -> Self:
        return cls(
            offer_id=made.offer_id,
            person_id=made.person_id,
            part=made.part,
            hours=made.hours,
            state=made.state,
            reason=made.reason,
            **more,
        )
