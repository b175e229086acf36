"""The HTTP edge of implementation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Response
from pydantic import BaseModel, Field

from implementation import actions, store
from implementation.domain import Benefit, Kind, Plan, Task
from shared import directory
from shared.errors import Unknown
from shared.http import Line, Page, PageOf, Signed, UnitOfWork, Waiting, created, example, page_of, set_etag
from shared.http import router as open_router

router = open_router(tags=["implementation"])
Amount = Annotated[Decimal, Field(max_digits=16, decimal_places=2, ge=0)]
_ID = "0192f0c1-7b3a-7cc0-8000-000000000001"


class NewPlan(BaseModel):
    model_config = example(idea_id=_ID, title="Quieter meeting rooms")
    idea_id: UUID
    title: Line


class NewTask(BaseModel):
    model_config = example(title="Order the panels", owner_id=_ID, due_on="2027-01-15")
    title: Line
    owner_id: UUID
    due_on: date


class NewBenefit(BaseModel):
    model_config = example(kind="hours", amount="120", unit="hours a year")
    kind: Kind
    amount: Amount
    unit: Line


class Measurement(BaseModel):
    model_config = example(amount="95")
    amount: Amount


class TaskView(BaseModel):
    task_id: UUID
    title: str
    owner_id: UUID
    due_on: date
    state: Literal["planned", "started", "done", "verified"]


class BenefitView(BaseModel):
    benefit_id: UUID
    kind: Kind
    unit: str
    forecast: Decimal
    measured: Decimal | None
    state: Literal["forecast", "measured", "verified"]


class PlanView(BaseModel):
    idea_id: UUID
    title: str
    state: Literal["prepared", "open", "implemented", "completed"]
    tasks: list[TaskView]
    benefits: list[BenefitView]


class PlanLine(BaseModel):
    idea_id: UUID
    title: str
    state: str


class OpenDuty(BaseModel):
    body_id: UUID
    body: str
    case_id: UUID | None


class LockView(BaseModel):
    """Whether anything may start, and which duties are still open."""

    idea_id: UUID
    locked: bool
    duties: list[OpenDuty]


def _task(task: Task) -> TaskView:
    return TaskView(
        task_id=task.task_id, title=task.title, owner_id=task.owner_id, due_on=task.due_on, state=task.state
    )


def _benefit(benefit: Benefit) -> BenefitView:
    return BenefitView(
        benefit_id=benefit.benefit_id,
        kind=benefit.kind,
        unit=benefit.unit,
        forecast=benefit.forecast,
        measured=benefit.measured,
        state=benefit.state,
    )


async def _plan(tx: UnitOfWork, plan: Plan) -> PlanView:
    return PlanView(
        idea_id=plan.idea_id,
        title=plan.title,
        state=plan.state,
        tasks=[_task(task) for task in await store.tasks_of(tx, plan.idea_id)],
        benefits=[_benefit(benefit) for benefit in await store.benefits_of(tx, plan.idea_id)],
    )


@router.get("/plans", summary="Plans")
async def list_plans(tx: UnitOfWork, signed: Signed, page: Page) -> PageOf[PlanLine]:
    """All plans, newest idea first. For every employee."""
    await directory.caller(tx, signed.person_id)
    lines = [
        PlanLine(idea_id=p.idea_id, title=p.title, state=p.state)
        for p in await store.plans(tx, page.after_id, page.fetch)
    ]
    return page_of(page, lines, key=lambda line: (str(line.idea_id),))


@router.post("/plans", status_code=201, summary="Prepare a plan")
async def prepare_plan(tx: UnitOfWork, signed: Signed, body: NewPlan, response: Response) -> PlanView:
    """Prepare a plan before the decision; nothing in it can start yet. For an implementer."""
    plan = await actions.prepare(tx, signed.person_id, body.idea_id, body.title)
    created(response, f"/api/plans/{plan.idea_id}", plan.version)
    return await _plan(tx, plan)


@router.get("/plans/{idea_id}", summary="A plan")
async def get_plan(tx: UnitOfWork, signed: Signed, idea_id: UUID, response: Response) -> PlanView:
    """The plan of an idea with its tasks and benefits. For every employee."""
    await directory.caller(tx, signed.person_id)
    plan = await store.get_plan(tx, idea_id)
    if plan is None:
        raise Unknown(what="plan")
    set_etag(response, plan.version)
    return await _plan(tx, plan)


@router.post("/plans/{idea_id}/tasks", status_code=201, summary="Add a task")
async def add_task(tx: UnitOfWork, signed: Signed, idea_id: UUID, body: NewTask, response: Response) -> TaskView:
    """Add a task with its owner and due date. For an implementer."""
    task = await actions.add_task(tx, signed.person_id, idea_id, body.title, owner_id=body.owner_id, due_on=body.due_on)
    response.headers["Location"] = f"/api/plans/{idea_id}"
    return _task(task)


@router.post("/plans/{idea_id}/tasks/{task_id}/start", summary="Start a task")
async def start_task(tx: UnitOfWork, signed: Signed, idea_id: UUID, task_id: UUID) -> TaskView:
    """Begin work; refused while a mandatory consultation is open. For the owner or an implementer."""
    return _task(await actions.start(tx, signed.person_id, idea_id, task_id))


@router.post("/plans/{idea_id}/tasks/{task_id}/done", summary="Finish a task")
async def finish_task(tx: UnitOfWork, signed: Signed, idea_id: UUID, task_id: UUID) -> TaskView:
    """Say that the task is done. For the owner or an implementer."""
    return _task(await actions.finish(tx, signed.person_id, idea_id, task_id))


@router.post("/plans/{idea_id}/tasks/{task_id}/verification", summary="Verify a task")
async def verify_task(tx: UnitOfWork, signed: Signed, idea_id: UUID, task_id: UUID) -> TaskView:
    """Verify a task that somebody else did. For implementers, the scheme office and decision makers."""
    return _task(await actions.verify_task(tx, signed.person_id, idea_id, task_id))


@router.post("/plans/{idea_id}/completion", summary="Declare the idea implemented")
async def complete_plan(tx: UnitOfWork, signed: Signed, idea_id: UUID) -> PlanView:
    """All tasks are verified: the idea is carried out. For an implementer."""
    return await _plan(tx, await actions.complete(tx, signed.person_id, idea_id))


@router.post("/plans/{idea_id}/benefits", status_code=201, summary="Forecast a benefit")
async def forecast(tx: UnitOfWork, signed: Signed, idea_id: UUID, body: NewBenefit, response: Response) -> BenefitView:
    """Expect a benefit, in a unit a year. For an implementer."""
    benefit = await actions.forecast(tx, signed.person_id, idea_id, body.kind, amount=body.amount, unit=body.unit)
    response.headers["Location"] = f"/api/plans/{idea_id}"
    return _benefit(benefit)


@router.post("/plans/{idea_id}/benefits/{benefit_id}/measurement", summary="Measure a benefit")
async def measure(tx: UnitOfWork, signed: Signed, idea_id: UUID, benefit_id: UUID, body: Measurement) -> BenefitView:
    """Write down what the benefit came to. For an implementer, once the idea is implemented."""
    return _benefit(await actions.measure(tx, signed.person_id, idea_id, benefit_id, body.amount))


@router.post("/plans/{idea_id}/benefits/{benefit_id}/verification", summary="Verify a benefit")
async def verify_benefit(tx: UnitOfWork, signed: Signed, idea_id: UUID, benefit_id: UUID) -> BenefitView:
    """Verify a measurement; the last one ends the journey. For the independent benefit controller."""
    return _benefit(await actions.verify_benefit(tx, signed.person_id, idea_id, benefit_id))


@router.get("/locks/{idea_id}", summary="The implementation lock")
async def get_lock(tx: UnitOfWork, signed: Signed, idea_id: UUID) -> LockView:
    """Whether a duty to consult is still open for an idea, and towards whom. For every employee."""
    await directory.caller(tx, signed.person_id)
    duties = [OpenDuty(**row) for row in await store.open_duties(tx, idea_id)]
    return LockView(idea_id=idea_id, locked=bool(duties), duties=duties)


@router.get("/implementation/tasks", summary="What waits for me")
async def list_tasks(tx: UnitOfWork, signed: Signed) -> list[Waiting]:
    """Tasks that the caller owes, most urgent first."""
    return [
        Waiting(
            kind="task", title=task.title, idea_id=task.idea_id, due_on=task.due_on, link=f"/api/plans/{task.idea_id}"
        )
        for task in await store.tasks_owed_by(tx, signed.person_id)
    ]
