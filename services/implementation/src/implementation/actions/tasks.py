"""What happens to tasks and milestones."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NoReturn
from uuid import UUID

from implementation import domain, store
from implementation.actions.plans import bodies_to_hear, find
from implementation.domain import Milestone, Plan, Task
from shared import deadlines, directory, ids, outbox, telemetry
from shared.db import Tx
from shared.directory.reach import reach
from shared.errors import NotAllowed, Unknown, check_version
from shared.events.base import Event
from shared.working_days import Week

MILESTONE = "milestone-due"
PLANNERS, VERIFIERS = domain.may.PLANNERS, domain.may.VERIFIERS


async def add(
    tx: Tx, by: UUID, idea_id: UUID, title: str, *, owner_id: UUID, due_on: date, depends_on: tuple[UUID, ...] = ()
) -> Task:
    """An implementer adds a task with its owner."""
    directory.require_role(await directory.caller(tx, by), *PLANNERS)
    plan = await find(tx, idea_id)
    domain.plan.check_plannable(plan)
    owner = await directory.caller(tx, owner_id)
    task = Task(ids.new_id(), idea_id, title, owner.person_id, due_on, "planned", depends_on=depends_on)
    domain.task.check_order(task, await store.tasks_of(tx, idea_id))
    return await _replanned(tx, plan, task, by)


async def change(tx: Tx, by: UUID, idea_id: UUID, task_id: UUID, *, seen: int, changes: Mapping[str, Any]) -> Task:
    """An implementer plans a task anew: title, owner, day, what it depends on."""
    directory.require_role(await directory.caller(tx, by), *PLANNERS)
    plan, tasks = await find(tx, idea_id), await store.tasks_of(tx, idea_id)
    task = _one(tasks, task_id)
    check_version(seen, task.version)
    if changes.get("owner_id"):
        await directory.caller(tx, changes["owner_id"])
    task = domain.task.plan_task(plan, task, changes, tasks)
    return await _replanned(tx, plan, task, by)


async def remove(tx: Tx, by: UUID, idea_id: UUID, task_id: UUID) -> None:
    """An implementer takes out a task that has not begun; what was promised to somebody stays."""
    directory.require_role(await directory.caller(tx, by), *PLANNERS)
    plan = await find(tx, idea_id)
    tasks = await store.tasks_of(tx, idea_id)
    task = _one(tasks, task_id)
    domain.task.check_removable(plan, task, tasks)
    await store.remove_task(tx, task_id)
    await _tell(tx, *domain.task.removed(plan, task, by, tx.now))


async def start(tx: Tx, by: UUID, idea_id: UUID, task_id: UUID) -> Task:
    """Begin a task, or go on with a blocked one; refused while a mandatory case is open. Owner or implementer."""
    plan, task, others = await _worked_on(tx, by, idea_id, task_id)
    bodies = await bodies_to_hear(tx, idea_id)
    return await _keep(tx, domain.task.start(plan, task, others, bodies, by=by, now=tx.now))


async def block(tx: Tx, by: UUID, idea_id: UUID, task_id: UUID, reason: str) -> Task:
    """Say why a task cannot go on. For its owner or an implementer."""
    plan, task, _others = await _worked_on(tx, by, idea_id, task_id)
    return await _keep(tx, domain.task.block(plan, task, reason, by, tx.now))


async def finish(tx: Tx, by: UUID, idea_id: UUID, task_id: UUID) -> Task:
    """Say that a task is done. For its owner or an implementer."""
    plan, task, _others = await _worked_on(tx, by, idea_id, task_id)
    return await _keep(tx, domain.task.finish(plan, task, by, tx.now))


async def verify(tx: Tx, by: UUID, idea_id: UUID, task_id: UUID) -> Task:
    """Verify a task that somebody else did. For an implementer, the scheme office or a decision maker."""
    plan, task = await _to_verify(tx, by, idea_id, task_id)
    return await _keep(tx, domain.task.verify(plan, task, by, tx.now))


async def give_back(tx: Tx, by: UUID, idea_id: UUID, task_id: UUID, reason: str) -> Task:
    """Find a task not done, with a reason. For those who verify."""
    plan, task = await _to_verify(tx, by, idea_id, task_id)
    return await _keep(tx, domain.task.return_task(plan, task, reason, by, tx.now))


async def add_milestone(tx: Tx, by: UUID, idea_id: UUID, title: str, due_on: date) -> Milestone:
    """An implementer sets a milestone; its day is watched."""
    me = await directory.caller(tx, by)
    directory.require_role(me, *PLANNERS)
    plan = await find(tx, idea_id)
    domain.plan.check_plannable(plan)
    milestone = Milestone(ids.new_id(), idea_id, title, due_on, "planned")
    await store.save_milestone(tx, milestone)
    await deadlines.set(tx, MILESTONE, milestone.milestone_id, (await _week(tx, me)).end_of(due_on))
    return milestone


async def reach_milestone(tx: Tx, by: UUID, idea_id: UUID, milestone_id: UUID) -> Milestone:
    """An implementer says that a milestone is reached."""
    me = await directory.caller(tx, by)
    directory.require_role(me, *PLANNERS)
    plan = await find(tx, idea_id)
    milestone = await store.milestone(tx, milestone_id)
    if milestone is None or milestone.idea_id != idea_id:
        raise Unknown(what="milestone")
    today = (await _week(tx, me)).today(tx.now)
    plan, milestone, event = domain.milestone.reach(plan, milestone, by, today, tx.now)
    await store.save_plan(tx, plan)
    await store.save_milestone(tx, milestone)
    await deadlines.cancel(tx, MILESTONE, milestone_id)
    outbox.add(tx, event)
    return milestone


async def milestone_is_due(tx: Tx, milestone_id: UUID) -> None:
    """A milestone's day has passed; it counts as missed when the plan is open and it was not reached."""
    milestone = await store.milestone(tx, milestone_id)
    plan = await store.lock_plan(tx, milestone.idea_id) if milestone else None
    milestone = await store.milestone(tx, milestone_id)  # again, now that the plan is locked
    if milestone is None or plan is None or milestone.state != "planned" or plan.state not in ("open", "prepared"):
        return
    telemetry.about(idea_id=plan.idea_id)
    plan, milestone, event = domain.milestone.miss(plan, milestone, tx.now)
    await store.save_plan(tx, plan)
    await store.save_milestone(tx, milestone)
    outbox.add(tx, event)


async def _worked_on(tx: Tx, by: UUID, idea_id: UUID, task_id: UUID) -> tuple[Plan, Task, list[Task]]:
    """The plan (locked), the task and all tasks, for the task's owner or an implementer."""
    me = await directory.caller(tx, by)
    plan, tasks = await find(tx, idea_id), await store.tasks_of(tx, idea_id)
    task = _one(tasks, task_id)
    if by != task.owner_id and not any(me.has_role(role) for role in PLANNERS):
        await _refuse(tx, by, idea_id, *PLANNERS)
    return plan, task, tasks


async def _to_verify(tx: Tx, by: UUID, idea_id: UUID, task_id: UUID) -> tuple[Plan, Task]:
    me = await directory.caller(tx, by)
    plan, task = await find(tx, idea_id), _one(await store.tasks_of(tx, idea_id), task_id)
    if by != task.owner_id and not any(me.has_role(role) for role in VERIFIERS):
        await _refuse(tx, by, idea_id, *VERIFIERS)
    return plan, task


async def _replanned(tx: Tx, plan: Plan, task: Task, by: UUID) -> Task:
    await store.save_task(tx, task)
    await _tell(tx, *domain.task.planned(plan, task, by, tx.now))
    return task


async def _tell(tx: Tx, plan: Plan, events: Collection[Event]) -> None:
    """Save the plan and announce, if there is something to tell."""
    if events:
        await store.save_plan(tx, plan)
        outbox.add(tx, *events)


async def _refuse(tx: Tx, by: UUID, idea_id: UUID, *roles: str) -> NoReturn:
    """Somebody else: refused, and where they may not see the plan, told of none."""
    if not await store.may_see(tx, await reach(tx, by), idea_id):
        raise Unknown(what="plan")
    raise NotAllowed(*roles)


async def _keep(tx: Tx, made: tuple[Plan, Task, Event]) -> Task:
    plan, task, event = made
    await store.save_plan(tx, plan)
    await store.save_task(tx, task)
    outbox.add(tx, event)
    return task


def _one(tasks: list[Task], task_id: UUID) -> Task:
    for task in tasks:
        if task.task_id == task_id:
            return task
    raise Unknown(what="task")


async def _week(tx: Tx, who: directory.Person) -> Week:
    """The days at the seat of the one who plans."""
    return Week(await directory.calendar_at(tx, who.unit_id) if who.unit_id else None)
