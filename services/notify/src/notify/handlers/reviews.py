"""What is told of peer review: to the reviewer alone, to the scheme office, of the outcome to the authors."""

from __future__ import annotations

from notify import actions
from notify.domain.access import role_key
from notify.domain.reminders import Whom
from shared.db import Tx
from shared.events import review
from shared.service import Handlers

OWED = ("reminder.review",)


async def on_assignment(tx: Tx, event: review.ReviewerAssigned | review.AssignmentRescheduled) -> None:
    link = f"/api/assignments/{event.assignment_id}"
    person, due_on = event.person_id, event.due_on
    await actions.tell(tx, [person], event.idea_id, event.type, "assigned", link=link, last_day=due_on)
    await actions.owe(
        tx,
        "reminder.review",
        event,
        Whom(person),
        of=event.assignment_id,
        link=link,
        last_day=due_on,
        within=event.round_id,
    )
    if isinstance(event, review.ReviewerAssigned):
        await actions.take_part(tx, event.idea_id, person, "reviewed")


async def on_assignment_released(tx: Tx, event: review.AssignmentReleased) -> None:
    link = f"/api/assignments/{event.assignment_id}"
    await actions.settle(tx, OWED, event.assignment_id)
    await actions.tell(tx, [event.person_id], event.idea_id, event.type, "assigned", link=link)


async def on_assignment_settled(tx: Tx, event: review.AssignmentSettled) -> None:
    await actions.settle(tx, OWED, event.assignment_id)


async def on_assignment_escalated(tx: Tx, event: review.AssignmentEscalated) -> None:
    link, key = f"/api/rounds/{event.round_id}", role_key("scheme-officer")
    await actions.tell(tx, [event.to], event.idea_id, event.type, "role", link=link, open_to=(key,))


async def on_round_overdue(tx: Tx, event: review.RoundOverdue) -> None:
    await actions.tell_role(tx, "scheme-officer", event.idea_id, event.type, link=f"/api/rounds/{event.round_id}")


async def on_round_calibrating(tx: Tx, event: review.RoundCalibrating) -> None:
    """Nobody hands in any more; who has may look at the spread until a day."""
    await actions.settle(tx, OWED, event.round_id)
    for each in event.reviewers:
        link = f"/api/assignments/{each.assignment_id}"
        await actions.tell(tx, [each.person_id], event.idea_id, event.type, "assigned", link=link, last_day=event.until)


async def on_round_cancelled(tx: Tx, event: review.RoundCancelled) -> None:
    """Nobody hands in any more."""
    await actions.settle(tx, OWED, event.round_id)


async def on_round_concluded(tx: Tx, event: review.RoundConcluded) -> None:
    await actions.settle(tx, OWED, event.round_id)
    await actions.tell_authors(tx, event.idea_id, event.type)
    # One cause reaches a person once: an author who is a scheme officer was told above, as author.
    await actions.tell_role(
        tx, "scheme-officer", event.idea_id, event.type, link=f"/api/rounds/{event.round_id}", but=event.by
    )


HANDLERS: Handlers = {
    review.ReviewerAssigned: on_assignment,
    review.AssignmentRescheduled: on_assignment,
    review.AssignmentReleased: on_assignment_released,
    review.AssignmentSettled: on_assignment_settled,
    review.AssignmentEscalated: on_assignment_escalated,
    review.RoundOverdue: on_round_overdue,
    review.RoundCalibrating: on_round_calibrating,
    review.RoundCancelled: on_round_cancelled,
    review.RoundConcluded: on_round_concluded,
}
