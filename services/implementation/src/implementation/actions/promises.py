"""What was promised to representatives: points of opinions, their answers, and the tasks that keep them."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from implementation import domain, store
from implementation.domain import Promise, Task
from shared import ids, outbox, telemetry
from shared.db import Tx
from shared.events.union_dialogue import OpinionCorrected, OpinionDelivered, ResponseCorrected, ResponsePublished


async def note_opinion(tx: Tx, event: OpinionDelivered) -> None:
    """The points of an opinion: each may be promised by its answer."""
    telemetry.about(idea_id=event.idea_id)
    await store.save_promises(
        tx, [Promise(event.idea_id, event.case_id, p.number, p.demand or p.text) for p in event.points]
    )


async def note_response(tx: Tx, event: ResponsePublished) -> None:
    """The answers to points: what is adopted, wholly or in part, becomes a task of the plan, now or when it opens."""
    telemetry.about(idea_id=event.idea_id)
    answers = {answer.number: answer for answer in event.points}
    known = [p for p in await store.promises_of(tx, event.idea_id) if p.case_id == event.case_id]
    told = [
        replace(p, answer=answers[p.number].answer, reason=answers[p.number].reason)
        for p in known
        if p.number in answers
    ]
    await store.save_promises(tx, told)
    plan = await store.lock_plan(tx, event.idea_id)
    if plan and plan.state == "open":
        await take_up(tx, event.idea_id)


async def note_corrected_response(tx: Tx, event: ResponseCorrected) -> None:
    """An answer was corrected: its task changes what it keeps, comes to be, or ends; what was before stays on record."""
    telemetry.about(idea_id=event.idea_id)
    plan = await store.lock_plan(tx, event.idea_id)
    promise = await _promise(tx, event.idea_id, event.case_id, event.point.number)
    if promise is None:
        return
    promise = replace(promise, answer=event.point.answer, reason=event.point.reason)
    await store.save_promises(tx, [promise])
    if plan is None:
        return
    if promise.task_id is None:
        if plan.state == "open":
            await take_up(tx, event.idea_id)
        return
    task = next(each for each in await store.tasks_of(tx, event.idea_id) if each.task_id == promise.task_id)
    plan, task, events = domain.task.follow_answer(plan, task, promise, event.why, by=event.by, now=tx.now)
    await store.save_plan(tx, plan)
    await store.save_task(tx, task)
    await store.add_note(tx, task.task_id, "answer-corrected", event.why)
    outbox.add(tx, *events)


async def note_corrected_opinion(tx: Tx, event: OpinionCorrected) -> None:
    """A slip in a point was put right: who keeps the promise reads it beside the demand."""
    telemetry.about(idea_id=event.idea_id)
    promise = await _promise(tx, event.idea_id, event.case_id, event.point) if event.point else None
    if promise is None:
        return
    await store.save_promises(tx, [replace(promise, correction=event.text)])
    if promise.task_id:
        await store.add_note(tx, promise.task_id, "opinion-corrected", event.text)


async def take_up(tx: Tx, idea_id: UUID) -> None:
    """A task for each promise that has none."""
    kept = []
    for promise in [p for p in await store.promises_of(tx, idea_id) if p.owed]:
        task = Task(
            ids.new_id(),
            idea_id,
            promise.demand,
            None,
            None,
            "planned",
            source="response-point",
            case_id=promise.case_id,
            point=promise.number,
            terms=promise.reason,
        )
        await store.save_task(tx, task)
        if promise.correction:
            await store.add_note(tx, task.task_id, "opinion-corrected", promise.correction)
        kept.append(replace(promise, task_id=task.task_id))
    await store.save_promises(tx, kept)


async def _promise(tx: Tx, idea_id: UUID, case_id: UUID, number: int) -> Promise | None:
    """The point of that number of the case's opinion, if the opinion was heard here."""
    found = [p for p in await store.promises_of(tx, idea_id) if (p.case_id, p.number) == (case_id, number)]
    return found[0] if found else None
