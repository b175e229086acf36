"""What happens to a plan: locked and unlocked by duties, opened by a decision, carried out, or stopped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from implementation import domain, store
from implementation.actions.promises import take_up
from implementation.domain import Plan, Task
from shared import directory, ids, outbox, telemetry
from shared.db import Tx
from shared.errors import Text, Unknown
from shared.events.ideas import (
    ConsultationRequired,
    IdeaDecided,
    IdeaMerged,
    IdeaRerouted,
    IdeaSubmitted,
    IdeaWithdrawn,
)
from shared.events.interests import InterestNoted
from shared.events.union_dialogue import CaseClosed, CasePrepared, CaseWithdrawn


async def learn_ideas(tx: Tx, events: Iterable[IdeaSubmitted]) -> None:
    """For whom ideas are: their plans are for nobody else. Of one that comes twice the later holds."""
    newest = {event.idea_id: _known(event) for event in events}
    await store.learn_ideas(tx, newest.values())


def _known(event: IdeaSubmitted) -> store.Known:
    authors = [author.person_id for author in event.authors]
    return store.Known(event.idea_id, event.visibility == "unit", event.unit_id, authors)


async def learn_remit(tx: Tx, event: IdeaRerouted) -> None:
    """Another unit answers the idea, and sees it."""
    await store.learn_remit(tx, event.idea_id, event.unit_id)


async def follow_merge(tx: Tx, event: IdeaMerged) -> None:
    """Who wrote the origin is an author of the idea that it lives on in; a plan prepared for the origin ends."""
    await store.add_merged_authors(tx, event.into_idea_id, [author.person_id for author in event.authors])
    await follow_end(tx, event)


async def follow_end(tx: Tx, event: IdeaWithdrawn | IdeaMerged) -> None:
    """An idea was taken back, or lives on elsewhere: what was prepared for it ends with it."""
    telemetry.about(idea_id=event.idea_id)
    plan = await store.lock_plan(tx, event.idea_id)
    if plan is not None:
        await store.save_plan(tx, domain.plan.end_with_idea(plan))


async def note_interested(tx: Tx, event: InterestNoted) -> None:
    """These persons have an interest in the idea, whatever becomes of it."""
    telemetry.about(idea_id=event.idea_id)
    await store.add_interested(tx, event.idea_id, event.interested)


async def lock(tx: Tx, event: ConsultationRequired) -> None:
    """A consultation is mandatory: nothing starts before each body's case is closed."""
    telemetry.about(idea_id=event.idea_id)
    await store.require_duties(tx, event.idea_id, list(event.body_ids), event.round)


async def name_case(tx: Tx, event: CasePrepared) -> None:
    """Remember which case discharges a duty."""
    await store.name_case(tx, event.idea_id, event.body_id, event.case_id, event.round)


async def discharge(tx: Tx, event: CaseClosed | CaseWithdrawn) -> None:
    """A case is closed, or ended with its idea: its duty is discharged."""
    telemetry.about(idea_id=event.idea_id)
    result = event.result if isinstance(event, CaseClosed) else "withdrawn"
    await store.close_duty(tx, event.idea_id, event.body_id, event.case_id, result, round_=event.round)


async def follow_decision(tx: Tx, event: IdeaDecided) -> None:
    """An accepting decision opens the plan, made now or prepared before; its conditions and what was promised to
    representatives become tasks.
    """
    if event.outcome not in domain.ACCEPTING:
        return
    telemetry.about(idea_id=event.idea_id)
    merged = await store.merged_authors(tx, event.idea_id)
    authors = tuple(dict.fromkeys((*(author.person_id for author in event.authors), *event.merged_authors, *merged)))
    await store.insert_plan(tx, Plan(event.idea_id, event.title, authors, "prepared", 0))
    plan = await find(tx, event.idea_id)
    plan, events = domain.plan.open_plan(plan, event.by, tx.now)
    await store.save_plan(tx, replace(plan, title=event.title, author_ids=authors))
    outbox.add(tx, *events)
    if events:
        for number, condition in enumerate(event.conditions, 1):
            task = Task(ids.new_id(), event.idea_id, condition, None, None, "planned", source="condition", point=number)
            await store.save_task(tx, task)
        await take_up(tx, event.idea_id)


async def prepare(tx: Tx, by: UUID, idea_id: UUID, title: str) -> Plan:
    """An implementer prepares a plan while the decision is still being made."""
    directory.require_role(await directory.caller(tx, by), *domain.may.PLANNERS)
    plan = Plan(idea_id, title, (), "prepared", 0)
    if not await store.insert_plan(tx, plan):
        raise domain.PlanExists
    return plan


async def complete(tx: Tx, by: UUID, idea_id: UUID) -> Plan:
    """Declare the idea implemented, once all tasks are verified. For an implementer."""
    directory.require_role(await directory.caller(tx, by), *domain.may.PLANNERS)
    plan = await find(tx, idea_id)
    plan, event = domain.task.complete(plan, await store.tasks_of(tx, idea_id), by, tx.now)
    await store.save_plan(tx, plan)
    outbox.add(tx, event)
    return plan


async def stop(tx: Tx, by: UUID, idea_id: UUID, learned: str) -> Plan:
    """End a plan before its benefit, and say what was learned. For a decision maker."""
    directory.require_role(await directory.caller(tx, by), *domain.may.DECIDERS)
    plan = await find(tx, idea_id)
    plan, event = domain.plan.stop(plan, learned, by, tx.now)
    await store.save_plan(tx, plan)
    outbox.add(tx, event)
    return plan


async def find(tx: Tx, idea_id: UUID) -> Plan:
    """The plan, locked; Unknown when there is none."""
    plan = await store.lock_plan(tx, idea_id)
    if plan is None:
        raise Unknown(what="plan")
    telemetry.about(idea_id=idea_id)
    return plan


async def bodies_to_hear(tx: Tx, idea_id: UUID) -> list[Text]:
    """Names of the bodies whose case is still open."""
    duties = await store.open_duties(tx, idea_id)
    return [Text.named(row["names"], str(row["body_id"])) for row in duties]
