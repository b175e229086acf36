"""Tasks: owned, in an order, done by one person and verified by another; some keep a promise made to others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from implementation.domain.plan import Plan, check_impartial, check_plannable, check_state, check_unlocked, step
from implementation.domain.promise import Promise
from implementation.domain.refusals import (
    CircularTasks,
    NoOwner,
    OwnTask,
    PromisedTask,
    TasksUnverified,
    UnknownTask,
    WaitsForOthers,
)
from shared.errors import Text
from shared.events.base import Event
from shared.events.implementation import (
    IdeaImplemented,
    TaskBlocked,
    TaskDone,
    TaskDropped,
    TaskPlanned,
    TaskRemoved,
    TaskReturned,
    TaskStarted,
    TaskVerified,
)

Source = Literal["plan", "condition", "response-point"]


@dataclass(frozen=True, slots=True)
class Task:
    """A task. One that comes from a condition or a response point has no owner and no day until somebody plans it."""

    task_id: UUID
    idea_id: UUID
    title: str
    owner_id: UUID | None
    due_on: date | None
    state: Literal["planned", "started", "blocked", "done", "verified", "dropped"]
    verified_by: UUID | None = None
    depends_on: tuple[UUID, ...] = ()
    blocked_because: str | None = None
    source: Source = "plan"
    case_id: UUID | None = None
    """The consultation case whose answer promised it."""
    point: int | None = None
    """Number of the condition or of the point of the opinion."""
    version: int = 1
    terms: str | None = None
    """What was answered to the point that the task keeps."""


def check_changeable(plan: Plan, task: Task) -> None:
    """Refuse to plan a task anew once it is done, or its plan is."""
    check_plannable(plan)
    check_state("task", task.state, "planned", "started", "blocked")


def check_removable(plan: Plan, task: Task, others: Collection[Task]) -> None:
    """Refuse to take out what has begun, what was promised to somebody, and what others wait for."""
    check_plannable(plan)
    check_state("task", task.state, "planned")
    if task.source != "plan":
        raise PromisedTask
    if waiting := [other.title for other in others if task.task_id in other.depends_on]:
        raise WaitsForOthers(tasks=", ".join(waiting))


def plan_task(plan: Plan, task: Task, changes: Mapping[str, Any], others: Collection[Task]) -> Task:
    """Change title, owner, day or dependencies of a task that has not begun, or its day while it is worked on."""
    check_changeable(plan, task)
    if changes.keys() != {"due_on"}:
        check_state("task", task.state, "planned")
    task = replace(task, **changes, version=task.version + 1)
    check_order(task, others)
    return task


def check_order(task: Task, others: Collection[Task]) -> None:
    """Refuse dependencies on tasks of elsewhere, and circles."""
    known = {other.task_id: other for other in others if other.task_id != task.task_id}
    for needed in task.depends_on:
        if needed not in known and needed != task.task_id:
            raise UnknownTask(pointer="/depends_on", task_id=needed)
    seen: set[UUID] = set()
    ahead = list(task.depends_on)
    while ahead:
        needed = ahead.pop()
        if needed == task.task_id:
            via = [known[each].title for each in task.depends_on if each in known]
            raise CircularTasks(pointer="/depends_on", tasks=", ".join(via) or task.title)
        if needed not in seen:
            seen.add(needed)
            ahead += known[needed].depends_on


def planned(plan: Plan, task: Task, by: UUID, now: datetime) -> tuple[Plan, tuple[Event, ...]]:
    """What is told of a task that was planned, once it has an owner and a day."""
    if task.owner_id is None or task.due_on is None:
        return plan, ()
    plan = step(plan)
    return plan, (TaskPlanned(**_facts(plan, task, by, now), due_on=task.due_on),)


def removed(plan: Plan, task: Task, by: UUID, now: datetime) -> tuple[Plan, tuple[Event, ...]]:
    """What is told of a task that was taken out: nobody knew of one without an owner."""
    if task.owner_id is None:
        return plan, ()
    plan = step(plan)
    return plan, (TaskRemoved(**_facts(plan, task, by, now)),)


def start(
    plan: Plan, task: Task, others: Collection[Task], open_bodies: Collection[Text], *, by: UUID, now: datetime
) -> tuple[Plan, Task, Event]:
    """Begin a task, or go on with a blocked one."""
    check_unlocked(plan, open_bodies)
    check_state("task", task.state, "planned", "blocked")
    if task.owner_id is None or task.due_on is None:
        raise NoOwner
    waits_for = [
        o.title for o in others if o.task_id in task.depends_on and o.state not in ("done", "verified", "dropped")
    ]
    if waits_for:
        raise WaitsForOthers(tasks=", ".join(sorted(waits_for)))
    plan, task = step(plan), _moved(task, state="started", blocked_because=None)
    return plan, task, TaskStarted(**_facts(plan, task, by, now))


def block(plan: Plan, task: Task, reason: str, by: UUID, now: datetime) -> tuple[Plan, Task, Event]:
    """A task that has begun cannot go on."""
    check_state("plan", plan.state, "open")
    check_state("task", task.state, "started")
    plan, task = step(plan), _moved(task, state="blocked", blocked_because=reason)
    return plan, task, TaskBlocked(**_facts(plan, task, by, now), reason=reason)


def finish(plan: Plan, task: Task, by: UUID, now: datetime) -> tuple[Plan, Task, Event]:
    """The owner says that the task is done."""
    check_state("plan", plan.state, "open")
    check_state("task", task.state, "started")
    plan, task = step(plan), _moved(task, state="done")
    return plan, task, TaskDone(**_facts(plan, task, by, now))


def verify(plan: Plan, task: Task, by: UUID, now: datetime) -> tuple[Plan, Task, Event]:
    """Somebody else than the owner verifies the task, who neither wrote the idea nor has an interest in it (invariant 3)."""
    _refuse_partial(plan, task, by)
    check_state("plan", plan.state, "open")
    check_state("task", task.state, "done")
    plan, task = step(plan), _moved(task, state="verified", verified_by=by)
    return plan, task, TaskVerified(**_facts(plan, task, by, now))


def return_task(plan: Plan, task: Task, reason: str, by: UUID, now: datetime) -> tuple[Plan, Task, Event]:
    """Who was to verify the task finds it not done: it goes on."""
    _refuse_partial(plan, task, by)
    check_state("plan", plan.state, "open")
    check_state("task", task.state, "done")
    plan, task = step(plan), _moved(task, state="started")
    return plan, task, TaskReturned(**_facts(plan, task, by, now), reason=reason)


def follow_answer(
    plan: Plan, task: Task, promise: Promise, why: str, *, by: UUID | None, now: datetime
) -> tuple[Plan, Task, tuple[Event, ...]]:
    """The answer that a task keeps was corrected (invariant 6: what it said before stays on record).

    A point that is not adopted any more ends its task unless that is done already; one that is adopted again begins anew.
    """
    if promise.promised:
        state = "planned" if task.state == "dropped" and plan.state == "open" else task.state
        return plan, _moved(task, state=state, terms=promise.reason), ()
    if plan.state != "open" or task.state in ("done", "verified", "dropped"):
        return plan, _moved(task, terms=promise.reason), ()
    plan = step(plan)
    dropped = TaskDropped(
        occurred_at=now,
        by=by,
        aggregate_version=plan.version,
        idea_id=plan.idea_id,
        task_id=task.task_id,
        owner_id=task.owner_id,
        title=task.title,
        reason=why,
    )
    return plan, _moved(task, state="dropped", terms=promise.reason, blocked_because=None), (dropped,)


def complete(plan: Plan, tasks: Collection[Task], by: UUID, now: datetime) -> tuple[Plan, Event]:
    """All tasks are verified, the promised ones too: the idea is implemented."""
    check_state("plan", plan.state, "open")
    owed = [task for task in tasks if task.state != "dropped"]
    unverified = sum(task.state != "verified" for task in owed)
    if unverified or not owed:
        raise TasksUnverified(open=unverified, all=len(owed))
    plan = step(replace(plan, state="implemented"))
    return plan, IdeaImplemented(occurred_at=now, by=by, aggregate_version=plan.version, idea_id=plan.idea_id)


def _moved(task: Task, **changes: Any) -> Task:
    return replace(task, **changes, version=task.version + 1)


def _refuse_partial(plan: Plan, task: Task, by: UUID) -> None:
    if by == task.owner_id:
        raise OwnTask
    check_impartial(plan, by)


def _facts(plan: Plan, task: Task, by: UUID, now: datetime) -> dict[str, Any]:
    return {
        "occurred_at": now,
        "by": by,
        "aggregate_version": plan.version,
        "idea_id": plan.idea_id,
        "task_id": task.task_id,
        "owner_id": task.owner_id,
        "title": task.title,
    }
