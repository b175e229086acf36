"""Everything that can happen in implementation. The only writer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from implementation import domain, store
from implementation.domain import Benefit, Plan, Task
from shared import directory, ids, outbox, telemetry
from shared.db import Tx
from shared.errors import Unknown
from shared.events.ideas import ConsultationRequired, IdeaDecided
from shared.events.union_dialogue import CaseClosed, CasePrepared


async def lock(tx: Tx, event: ConsultationRequired) -> None:
    """A consultation is mandatory: nothing starts before each body's case is closed."""
    telemetry.about(idea_id=event.idea_id)
    await store.require_duties(tx, event.idea_id, list(event.body_ids))


async def name_case(tx: Tx, event: CasePrepared) -> None:
    """Remember which case discharges a duty."""
    await store.name_case(tx, event.idea_id, event.body_id, event.case_id)


async def discharge(tx: Tx, event: CaseClosed) -> None:
    """A case is closed: its duty is discharged."""
    telemetry.about(idea_id=event.idea_id)
    await store.close_duty(tx, event.idea_id, event.body_id, event.case_id, event.result)


async def follow_decision(tx: Tx, event: IdeaDecided) -> None:
    """An accepting decision opens the plan, made now or prepared before."""
    if event.outcome not in domain.ACCEPTING:
        return
    telemetry.about(idea_id=event.idea_id)
    authors = tuple(author.person_id for author in event.authors)
    await store.insert_plan(tx, Plan(event.idea_id, event.title, authors, "prepared", 0))
    plan = await _plan(tx, event.idea_id)
    plan, events = domain.open_plan(plan, event.by, tx.now)
    await store.save_plan(tx, Plan(plan.idea_id, event.title, authors, plan.state, plan.version))
    outbox.add(tx, *events)


async def prepare(tx: Tx, by: UUID, idea_id: UUID, title: str) -> Plan:
    """An implementer prepares a plan while the decision is still being made."""
    directory.require_role(await directory.caller(tx, by), "implementer")
    plan = Plan(idea_id, title, (), "prepared", 0)
    if not await store.insert_plan(tx, plan):
        raise domain.PlanExists
    return plan


async def add_task(tx: Tx, by: UUID, idea_id: UUID, title: str, *, owner_id: UUID, due_on: date) -> Task:
    """An implementer adds a task with its owner."""
    directory.require_role(await directory.caller(tx, by), "implementer")
    plan = await _plan(tx, idea_id)
    if plan.state not in ("prepared", "open"):
        raise domain.WrongStep(what="plan", state=plan.state, needed="open")
    owner = await directory.caller(tx, owner_id)
    task = Task(ids.new_id(), idea_id, title, owner.person_id, due_on, "planned")
    await store.save_task(tx, task)
    return task


async def start(tx: Tx, by: UUID, idea_id: UUID, task_id: UUID) -> Task:
    """Begin a task; refused while a mandatory case is open. For its owner or an implementer."""
    plan, task = await _task(tx, by, idea_id, task_id)
    bodies = [row["body"] for row in await store.open_duties(tx, idea_id)]
    plan, task, event = domain.start(plan, task, bodies, by, tx.now)
    await store.save_plan(tx, plan)
    await store.save_task(tx, task)
    outbox.add(tx, event)
    return task


async def finish(tx: Tx, by: UUID, idea_id: UUID, task_id: UUID) -> Task:
    """Say that a task is done. For its owner or an implementer."""
    plan, task = await _task(tx, by, idea_id, task_id)
    plan, task, event = domain.finish(plan, task, by, tx.now)
    await store.save_plan(tx, plan)
    await store.save_task(tx, task)
    outbox.add(tx, event)
    return task


async def verify_task(tx: Tx, by: UUID, idea_id: UUID, task_id: UUID) -> Task:
    """Verify a task that somebody else did. For an implementer or the scheme office."""
    me = await directory.caller(tx, by)
    plan, task = await _plan(tx, idea_id), await _find_task(tx, idea_id, task_id)
    if by != task.owner_id:
        directory.require_role(me, "implementer", "scheme-officer", "decision-maker")
    plan, task, event = domain.verify_task(plan, task, by, tx.now)
    await store.save_plan(tx, plan)
    await store.save_task(tx, task)
    outbox.add(tx, event)
    return task


async def complete(tx: Tx, by: UUID, idea_id: UUID) -> Plan:
    """Declare the idea implemented, once all tasks are verified. For an implementer."""
    directory.require_role(await directory.caller(tx, by), "implementer")
    plan = await _plan(tx, idea_id)
    plan, event = domain.complete(plan, await store.tasks_of(tx, idea_id), by, tx.now)
    await store.save_plan(tx, plan)
    outbox.add(tx, event)
    return plan


async def forecast(tx: Tx, by: UUID, idea_id: UUID, kind: domain.Kind, *, amount: Decimal, unit: str) -> Benefit:
    """Expect a benefit. For an implementer."""
    directory.require_role(await directory.caller(tx, by), "implementer")
    plan = await _plan(tx, idea_id)
    benefit = Benefit(ids.new_id(), idea_id, kind, unit, amount, "forecast")
    plan, event = domain.forecast(plan, benefit, by, tx.now)
    await store.save_plan(tx, plan)
    await store.save_benefit(tx, benefit)
    outbox.add(tx, event)
    return benefit


async def measure(tx: Tx, by: UUID, idea_id: UUID, benefit_id: UUID, amount: Decimal) -> Benefit:
    """Write down a measurement. For an implementer."""
    directory.require_role(await directory.caller(tx, by), "implementer")
    plan = await _plan(tx, idea_id)
    plan, benefit, event = domain.measure(plan, (await _benefits(tx, idea_id, benefit_id))[0], amount, by, tx.now)
    await store.save_plan(tx, plan)
    await store.save_benefit(tx, benefit)
    outbox.add(tx, event)
    return benefit


async def verify_benefit(tx: Tx, by: UUID, idea_id: UUID, benefit_id: UUID) -> Benefit:
    """Verify a measurement; the last one ends the journey. For the independent controller."""
    directory.require_role(await directory.caller(tx, by), "benefit-controller")
    plan = await _plan(tx, idea_id)
    benefit, others = await _benefits(tx, idea_id, benefit_id)
    plan, benefit, events = domain.verify_benefit(plan, benefit, others, by, tx.now)
    await store.save_plan(tx, plan)
    await store.save_benefit(tx, benefit)
    outbox.add(tx, *events)
    return benefit


async def _plan(tx: Tx, idea_id: UUID) -> Plan:
    plan = await store.lock_plan(tx, idea_id)
    if plan is None:
        raise Unknown(what="plan")
    telemetry.about(idea_id=idea_id)
    return plan


async def _task(tx: Tx, by: UUID, idea_id: UUID, task_id: UUID) -> tuple[Plan, Task]:
    me = await directory.caller(tx, by)
    plan, task = await _plan(tx, idea_id), await _find_task(tx, idea_id, task_id)
    if by != task.owner_id:
        directory.require_role(me, "implementer")
    return plan, task


async def _find_task(tx: Tx, idea_id: UUID, task_id: UUID) -> Task:
    for task in await store.tasks_of(tx, idea_id):
        if task.task_id == task_id:
            return task
    raise Unknown(what="task")


async def _benefits(tx: Tx, idea_id: UUID, benefit_id: UUID) -> tuple[Benefit, list[Benefit]]:
    """The benefit and the plan's other ones."""
    benefits = {benefit.benefit_id: benefit for benefit in await store.benefits_of(tx, idea_id)}
    if benefit_id not in benefits:
        raise Unknown(what="benefit")
    return benefits.pop(benefit_id), list(benefits.values())
