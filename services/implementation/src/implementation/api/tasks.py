"""Tasks and milestones of a plan."""

from __future__ import annotations

from uuid import UUID

from fastapi import Response

from implementation import store
from implementation.actions import tasks as acting
from implementation.api.models import (
    MilestoneView,
    NewMilestone,
    NewTask,
    NoteView,
    Reason,
    TaskChange,
    TaskView,
)
from implementation.api.sight import look, plan_seen
from implementation.api.views import TaskInFull
from implementation.domain import may
from shared.errors import Unknown
from shared.http import IfMatch, Signed, UnitOfWork, created, set_etag
from shared.http import router as open_router

router = open_router(tags=["implementation"])


@router.post("/plans/{idea_id}/tasks", status_code=201, summary="Add a task")
async def add_task(tx: UnitOfWork, signed: Signed, idea_id: UUID, body: NewTask, response: Response) -> TaskView:
    """Add a task with its owner, its day and the tasks that it waits for. For an implementer."""
    task = await acting.add(
        tx,
        signed.person_id,
        idea_id,
        body.title,
        owner_id=body.owner_id,
        due_on=body.due_on,
        depends_on=tuple(body.depends_on),
    )
    created(response, f"/api/plans/{idea_id}", task.version)
    return TaskView.of(task)


@router.get("/plans/{idea_id}/tasks/{task_id}", summary="A task")
async def get_task(tx: UnitOfWork, signed: Signed, idea_id: UUID, task_id: UUID, response: Response) -> TaskInFull:
    """A task of a plan, what became of the promise that it keeps, and the version that a change is made on. For those who
    may see the idea.
    """
    plan = await plan_seen(tx, signed.person_id, idea_id)
    tasks = await store.tasks_of(tx, idea_id)
    task = next((each for each in tasks if each.task_id == task_id), None)
    if task is None:
        raise Unknown(what="task")
    set_etag(response, task.version)
    notes = [NoteView(**row) for row in await store.notes_of(tx, task_id)]
    acts = may.with_task(plan, task, await look(tx, signed.person_id, plan, tasks))
    return TaskInFull.of(task, may=acts, history=notes)


@router.patch("/plans/{idea_id}/tasks/{task_id}", summary="Plan a task anew")
async def change_task(
    *,
    tx: UnitOfWork,
    signed: Signed,
    seen: IfMatch,
    idea_id: UUID,
    task_id: UUID,
    body: TaskChange,
    response: Response,
) -> TaskView:
    """Change title, owner, day or dependencies before it begins; later only its day. For an implementer."""
    task = await acting.change(tx, signed.person_id, idea_id, task_id, seen=seen, changes=body.changes())
    set_etag(response, task.version)
    return TaskView.of(task)


@router.delete("/plans/{idea_id}/tasks/{task_id}", status_code=204, summary="Take a task out")
async def remove_task(tx: UnitOfWork, signed: Signed, idea_id: UUID, task_id: UUID) -> None:
    """Take out a task that has not begun; conditions and promised points stay. For an implementer."""
    await acting.remove(tx, signed.person_id, idea_id, task_id)


@router.post("/plans/{idea_id}/tasks/{task_id}/start", summary="Start a task")
async def start_task(tx: UnitOfWork, signed: Signed, idea_id: UUID, task_id: UUID) -> TaskView:
    """Begin work, or go on after a block; refused while a mandatory consultation is open. Owner or implementer."""
    return TaskView.of(await acting.start(tx, signed.person_id, idea_id, task_id))


@router.post("/plans/{idea_id}/tasks/{task_id}/block", summary="Block a task")
async def block_task(tx: UnitOfWork, signed: Signed, idea_id: UUID, task_id: UUID, body: Reason) -> TaskView:
    """Say why a task cannot go on. For the owner or an implementer."""
    return TaskView.of(await acting.block(tx, signed.person_id, idea_id, task_id, body.reason))


@router.post("/plans/{idea_id}/tasks/{task_id}/done", summary="Finish a task")
async def finish_task(tx: UnitOfWork, signed: Signed, idea_id: UUID, task_id: UUID) -> TaskView:
    """Say that the task is done. For the owner or an implementer."""
    return TaskView.of(await acting.finish(tx, signed.person_id, idea_id, task_id))


@router.post("/plans/{idea_id}/tasks/{task_id}/verification", summary="Verify a task")
async def verify_task(tx: UnitOfWork, signed: Signed, idea_id: UUID, task_id: UUID) -> TaskView:
    """Verify a task that somebody else did. For implementers, the scheme office and decision makers."""
    return TaskView.of(await acting.verify(tx, signed.person_id, idea_id, task_id))


@router.post("/plans/{idea_id}/tasks/{task_id}/return", summary="Find a task not done")
async def return_task(tx: UnitOfWork, signed: Signed, idea_id: UUID, task_id: UUID, body: Reason) -> TaskView:
    """Give a task back that is not done, with the reason; it goes on. For those who verify."""
    return TaskView.of(await acting.give_back(tx, signed.person_id, idea_id, task_id, body.reason))


@router.post("/plans/{idea_id}/milestones", status_code=201, summary="Set a milestone")
async def add_milestone(
    tx: UnitOfWork, signed: Signed, idea_id: UUID, body: NewMilestone, response: Response
) -> MilestoneView:
    """Set a day by which something is reached; it is told when the day passes without it. For an implementer."""
    made = await acting.add_milestone(tx, signed.person_id, idea_id, body.title, body.due_on)
    created(response, f"/api/plans/{idea_id}", 1)
    return MilestoneView.of(made)


@router.post("/plans/{idea_id}/milestones/{milestone_id}/reached", summary="Reach a milestone")
async def reach_milestone(tx: UnitOfWork, signed: Signed, idea_id: UUID, milestone_id: UUID) -> MilestoneView:
    """It is there, in time or late. For an implementer."""
    return MilestoneView.of(await acting.reach_milestone(tx, signed.person_id, idea_id, milestone_id))
