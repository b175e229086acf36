"""What is told of plans: to the authors, to those who owe something, of the end to those who take part."""

from __future__ import annotations

from notify import actions
from shared.db import Tx
from shared.events import implementation
from shared.service import Handlers


async def on_progress(tx: Tx, event: implementation.PlanEvent) -> None:
    await actions.tell_authors(tx, event.idea_id, event.type)


async def on_outcome(tx: Tx, event: implementation.IdeaImplemented | implementation.PlanStopped) -> None:
    await actions.tell_authors(tx, event.idea_id, event.type)
    await actions.tell_followers(tx, event.idea_id, event.type, but=event.by)


async def on_role_offered(tx: Tx, event: implementation.RoleOffered) -> None:
    await actions.tell(tx, [event.person_id], event.idea_id, event.type, "author", link=f"{_plan(event)}/role-offers")


async def on_task_returned(tx: Tx, event: implementation.TaskReturned) -> None:
    await actions.tell(tx, [event.owner_id], event.idea_id, event.type, "assigned", link=_plan(event))


async def on_implementers_owe(tx: Tx, event: implementation.MilestoneMissed | implementation.BenefitReturned) -> None:
    await actions.tell_role(tx, "implementer", event.idea_id, event.type, link=_plan(event), but=event.by)


def _plan(event: implementation.PlanEvent) -> str:
    return f"/api/plans/{event.idea_id}"


HANDLERS: Handlers = {
    implementation.PlanOpened: on_progress,
    implementation.PlanStopped: on_outcome,
    implementation.RoleOffered: on_role_offered,
    implementation.TaskReturned: on_task_returned,
    implementation.MilestoneMissed: on_implementers_owe,
    implementation.BenefitReturned: on_implementers_owe,
    implementation.IdeaImplemented: on_outcome,
    implementation.BenefitMeasured: on_progress,
    implementation.IdeaCompleted: on_progress,
}
