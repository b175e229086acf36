"""What review hears, and its deadlines."""

from __future__ import annotations

from review import actions
from review.actions import schedule
from shared import directory
from shared.db import Tx
from shared.events.ideas import IdeaMerged, IdeaReturned, IdeaWithdrawn, ReviewRequested
from shared.events.interests import InterestNoted
from shared.service import Deadline, Deadlines, Handlers


async def on_review_requested(tx: Tx, event: ReviewRequested) -> None:
    await actions.open_round(tx, event)


async def on_idea_withdrawn(tx: Tx, event: IdeaWithdrawn) -> None:
    await actions.cancel_rounds(tx, event.idea_id, "withdrawn")


async def on_idea_returned(tx: Tx, event: IdeaReturned) -> None:
    await actions.cancel_rounds(tx, event.idea_id, "returned")


async def on_idea_merged(tx: Tx, event: IdeaMerged) -> None:
    """The origin leaves peer review; its authors are authors of the idea that it lives on in."""
    await actions.cancel_rounds(tx, event.idea_id, "merged")
    await actions.join_authors(tx, event.into_idea_id, [author.person_id for author in event.authors])


async def on_interest_noted(tx: Tx, event: InterestNoted) -> None:
    await actions.bar_interested(tx, event.idea_id, event.interested)


async def on_assignment_due(tx: Tx, deadline: Deadline) -> None:
    await actions.assignment_is_due(tx, deadline.subject_id)


async def on_round_due(tx: Tx, deadline: Deadline) -> None:
    await actions.round_is_due(tx, deadline.subject_id)


async def on_calibration_due(tx: Tx, deadline: Deadline) -> None:
    await actions.calibration_ends(tx, deadline.subject_id)


HANDLERS: Handlers = {
    **directory.HANDLERS,
    ReviewRequested: on_review_requested,
    IdeaWithdrawn: on_idea_withdrawn,
    IdeaReturned: on_idea_returned,
    IdeaMerged: on_idea_merged,
    InterestNoted: on_interest_noted,
}
DEADLINES: Deadlines = {
    schedule.ASSIGNMENT: on_assignment_due,
    schedule.ROUND: on_round_due,
    schedule.CALIBRATION: on_calibration_due,
}
