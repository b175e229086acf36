"""What is told of plans: to the authors, to those who owe something, of the end to those who take part."""

from __future__ import annotations

from notify import actions
from notify.domain.reminders import Whom
from shared.db import Tx
from shared.events import implementation
from shared.service import Handlers

OWED = ("reminder.offer", "reminder.task")


async def on_progress(tx: Tx, event: implementation.PlanEvent) -> None:
    await actions.tell_authors(tx, event.idea_id, event.type)


async def on_outcome(tx: Tx, event: implementation.IdeaImplemented | implementation.PlanStopped) -> None:
    await actions.settle(tx, OWED, event.idea_id)
    await actions.tell_authors(tx, event.idea_id, event.type)
    await actions.tell_followers(tx, event.idea_id, event.type, but=event.by)


async def on_role_offered(tx: Tx, event: implementation.RoleOffered) -> None:
    link = f"{_plan(event)}/role-offers"
    await actions.tell(tx, [event.person_id], event.idea_id, event.type, "author", link=link)
    await actions.owe(tx, "reminder.offer", event, Whom(event.person_id), of=event.idea_id, link=link)


async def on_role_answered(tx: Tx, event: implementation.RoleAccepted | implementation.RoleDeclined) -> None:
    await actions.settle(tx, ("reminder.offer",), event.idea_id, event.person_id)
    await _tell_implementers(tx, event)


async def on_task_planned(tx: Tx, event: implementation.TaskPlanned) -> None:
    await _tell_owner(tx, event)
    await actions.owe(
        tx,
        "reminder.task",
        event,
        Whom(event.owner_id),
        of=event.task_id,
        link=_plan(event),
        last_day=event.due_on,
        within=event.idea_id,
    )


async def on_task_removed(tx: Tx, event: implementation.TaskRemoved) -> None:
    await actions.settle(tx, ("reminder.task",), event.task_id)
    await _tell_owner(tx, event)


async def on_task_done(tx: Tx, event: implementation.TaskDone) -> None:
    await actions.pause(tx, "reminder.task", event.task_id)
    await _tell_implementers(tx, event)


async def on_task_over(tx: Tx, event: implementation.TaskVerified | implementation.TaskDropped) -> None:
    await actions.settle(tx, ("reminder.task",), event.task_id)


async def on_task_returned(tx: Tx, event: implementation.TaskReturned) -> None:
    await actions.tell(tx, [event.owner_id], event.idea_id, event.type, "assigned", link=_plan(event))
    await actions.resume(tx, "reminder.task", event.task_id)


async def on_implementers_owe(
    tx: Tx, event: implementation.MilestoneMissed | implementation.BenefitReturned | implementation.TaskBlocked
) -> None:
    await _tell_implementers(tx, event)


async def on_benefit_measured(tx: Tx, event: implementation.BenefitMeasured) -> None:
    await actions.tell_authors(tx, event.idea_id, event.type)
    await actions.tell_role(tx, "benefit-controller", event.idea_id, event.type, link=_plan(event), but=event.by)


async def _tell_implementers(tx: Tx, event: implementation.PlanEvent) -> None:
    await actions.tell_role(tx, "implementer", event.idea_id, event.type, link=_plan(event), but=event.by)


async def _tell_owner(tx: Tx, event: implementation.TaskPlanned | implementation.TaskRemoved) -> None:
    day = event.due_on if isinstance(event, implementation.TaskPlanned) else None
    owner = {event.owner_id} - {event.by}
    await actions.tell(tx, owner, event.idea_id, event.type, "assigned", link=_plan(event), last_day=day)


def _plan(event: implementation.PlanEvent) -> str:
    return f"/api/plans/{event.idea_id}"


HANDLERS: Handlers = {
    implementation.PlanOpened: on_progress,
    implementation.PlanStopped: on_outcome,
    implementation.RoleOffered: on_role_offered,
    implementation.RoleAccepted: on_role_answered,
    implementation.RoleDeclined: on_role_answered,
    implementation.TaskPlanned: on_task_planned,
    implementation.TaskRemoved: on_task_removed,
    implementation.TaskBlocked: on_implementers_owe,
    implementation.TaskDone: on_task_done,
    implementation.TaskVerified: on_task_over,
    implementation.TaskDropped: on_task_over,
    implementation.TaskReturned: on_task_returned,
    implementation.MilestoneMissed: on_implementers_owe,
    implementation.BenefitReturned: on_implementers_owe,
    implementation.IdeaImplemented: on_outcome,
    implementation.BenefitMeasured: on_benefit_measured,
    implementation.IdeaCompleted: on_progress,
}
