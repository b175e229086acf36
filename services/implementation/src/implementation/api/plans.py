"""Plans, the lock, the answers to opinions that plans keep, and what waits for the caller."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query, Response

from implementation import store
from implementation.actions import plans
from implementation.api.models import Ending, NewPlan, PlanStatus
from implementation.api.sight import look, plan_seen
from implementation.api.views import (
    BenefitSeen,
    LockView,
    MilestoneSeen,
    OpenDuty,
    PlanLine,
    PlanView,
    PromiseView,
    TaskSeen,
)
from implementation.domain import Plan, Task, may
from shared import directory
from shared.db import Row, Tx
from shared.directory.reach import reach
from shared.errors import Unknown
from shared.http import Page, PageOf, Signed, UnitOfWork, Waiting, created, page_of, set_etag
from shared.http import router as open_router

router = open_router(tags=["implementation"])


@router.get("/plans", summary="Plans")
async def list_plans(
    tx: UnitOfWork,
    signed: Signed,
    page: Page,
    *,
    state: Annotated[PlanStatus | None, Query(description="only plans in this state")] = None,
    mine: Annotated[
        bool, Query(description="only plans in which the caller is an author or has a task or a part")
    ] = False,
    order: Annotated[
        Literal["newest", "due"], Query(description="due: the next day on each, the nearest first")
    ] = "newest",
) -> PageOf[PlanLine]:
    """Plans of the ideas that the caller may see, newest idea first or by their next day. For every employee."""
    who = await reach(tx, signed.person_id)
    if order == "newest":
        rows = await store.plans_page(tx, who, page.after_id, page.fetch, state=state, mine=mine)
        return page_of(page, [PlanLine(**row) for row in rows], key=lambda line: (str(line.idea_id),))
    after = (date.fromisoformat(page.after[0]), UUID(page.after[1])) if page.after else (None, None)
    rows = await store.plans_by_day(tx, who, after, page.fetch, state=state, mine=mine)
    lines = [PlanLine(**row) for row in rows]
    return page_of(page, lines, key=lambda line: ((line.due_on or date.max).isoformat(), str(line.idea_id)))


@router.post("/plans", status_code=201, summary="Prepare a plan")
async def prepare_plan(tx: UnitOfWork, signed: Signed, body: NewPlan, response: Response) -> PlanView:
    """Prepare a plan before the decision; nothing in it can start yet. For an implementer."""
    plan = await plans.prepare(tx, signed.person_id, body.idea_id, body.title)
    created(response, f"/api/plans/{plan.idea_id}", plan.version)
    return await _view(tx, signed.person_id, plan)


@router.get("/plans/{idea_id}", summary="A plan")
async def get_plan(tx: UnitOfWork, signed: Signed, idea_id: UUID, response: Response) -> PlanView:
    """The plan of an idea with its tasks, milestones and benefits. For those who may see the idea."""
    plan = await plan_seen(tx, signed.person_id, idea_id)
    set_etag(response, plan.version)
    return await _view(tx, signed.person_id, plan)


@router.post("/plans/{idea_id}/completion", summary="Declare the idea implemented")
async def complete_plan(tx: UnitOfWork, signed: Signed, idea_id: UUID) -> PlanView:
    """All tasks are verified: the idea is carried out. For an implementer."""
    return await _view(tx, signed.person_id, await plans.complete(tx, signed.person_id, idea_id))


@router.post("/plans/{idea_id}/stop", summary="Stop a plan")
async def stop_plan(tx: UnitOfWork, signed: Signed, idea_id: UUID, body: Ending) -> PlanView:
    """End a plan before its benefit, and say what was learned; the idea closes. For a decision maker."""
    return await _view(tx, signed.person_id, await plans.stop(tx, signed.person_id, idea_id, body.learned))


@router.get("/plans/{idea_id}/promises", summary="Answers that the plan keeps")
async def list_promises(tx: UnitOfWork, signed: Signed, idea_id: UUID) -> list[PromiseView]:
    """Each point of each opinion on the idea: the answer, its reason, and how far its task is. For those who may see
    the idea.
    """
    await plan_seen(tx, signed.person_id, idea_id)
    tasks = {task.task_id: task for task in await store.tasks_of(tx, idea_id)}
    return [PromiseView.of(promise, tasks) for promise in await store.promises_of(tx, idea_id)]


@router.get("/locks/{idea_id}", summary="The implementation lock")
async def get_lock(tx: UnitOfWork, signed: Signed, idea_id: UUID) -> LockView:
    """Whether a duty to consult is still open for an idea, and towards whom. For those who may see the
    idea.
    """
    if not await store.may_see(tx, await reach(tx, signed.person_id), idea_id):
        raise Unknown(what="idea")
    duties = [OpenDuty.of(row, signed.locale) for row in await store.open_duties(tx, idea_id)]
    return LockView(idea_id=idea_id, locked=bool(duties), duties=duties)


@router.get("/implementation/tasks", summary="What waits for me")
async def list_tasks(tx: UnitOfWork, signed: Signed) -> list[Waiting]:
    """Own tasks, offers to answer and hours to release; for implementers what to plan, verify and measure; for
    controllers what to verify.
    """
    caller = await directory.caller(tx, signed.person_id)
    waiting = [_task("task", task) for task in await store.tasks_owed_by(tx, caller.person_id)]
    waiting += [
        _on_plan("role-offer" if row["state"] == "released" else "release-of-hours", row, "/role-offers")
        for row in await store.offers_waiting_for(tx, caller.person_id)
    ]
    if caller.has_role("implementer"):
        waiting += [
            _task("task-to-verify" if task.state == "done" else "task-to-plan", task)
            for task in await store.tasks_to_plan_or_verify(tx, caller.person_id)
        ]
        waiting += [
            _on_plan("benefit-to-measure", row) for row in await store.benefits_to_measure(tx, caller.person_id)
        ]
    if caller.has_role("benefit-controller"):
        waiting += [_on_plan("benefit-to-verify", row) for row in await store.benefits_to_verify(tx, caller.person_id)]
    return waiting


def _task(kind: str, task: Task) -> Waiting:
    link = f"/api/plans/{task.idea_id}"
    return Waiting(kind=kind, title=task.title, idea_id=task.idea_id, due_on=task.due_on, link=link)


def _on_plan(kind: str, row: Row, below: str = "") -> Waiting:
    return Waiting(kind=kind, title=row["title"], idea_id=row["idea_id"], link=f"/api/plans/{row['idea_id']}{below}")


async def _view(tx: Tx, person_id: UUID, plan: Plan) -> PlanView:
    tasks = await store.tasks_of(tx, plan.idea_id)
    seen = await look(tx, person_id, plan, tasks)
    return PlanView(
        idea_id=plan.idea_id,
        title=plan.title,
        state=plan.state,
        learned=plan.learned,
        tasks=[TaskSeen.of(each, may=may.with_task(plan, each, seen)) for each in tasks],
        milestones=[
            MilestoneSeen.of(each, may=may.with_milestone(plan, each, seen))
            for each in await store.milestones_of(tx, plan.idea_id)
        ],
        benefits=[
            BenefitSeen.of(each, may=may.with_benefit(plan, each, seen))
            for each in await store.benefits_of(tx, plan.idea_id)
        ],
        may=may.with_plan(plan, seen),
    )
