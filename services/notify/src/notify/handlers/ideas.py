"""What is told of ideas: to the scheme office, to authors, to those who take part."""

from __future__ import annotations

from notify import actions
from shared.db import Tx
from shared.events import ideas
from shared.service import Handlers


async def on_idea_submitted(tx: Tx, event: ideas.IdeaSubmitted) -> None:
    await actions.learn_idea(tx, event)
    link = f"/api/ideas/{event.idea_id}"
    await actions.tell_role(tx, "scheme-officer", event.idea_id, event.type, link=link, but=event.by)


async def on_idea_commented(tx: Tx, event: ideas.IdeaCommented) -> None:
    """One cause reaches a person once: who is mentioned hears that, then come the authors, then those who follow."""
    link = f"/api/ideas/{event.idea_id}"
    await actions.tell(tx, set(event.mentions) - {event.by}, event.idea_id, event.type, "mentioned", link=link)
    await actions.tell_authors(tx, event.idea_id, event.type, but=event.by)
    await actions.tell_followers(tx, event.idea_id, event.type, but=event.by)
    if event.by:
        await actions.take_part(tx, event.idea_id, event.by, "commented")


async def on_idea_endorsed(tx: Tx, event: ideas.IdeaEndorsed) -> None:
    """Who stands behind it follows it, and nobody else learns that they do."""
    if event.by and event.taken_back:
        await actions.forget_endorsement(tx, event.idea_id, event.by)
    elif event.by:
        await actions.take_part(tx, event.idea_id, event.by, "endorsed")


async def on_support_reached(tx: Tx, event: ideas.SupportReached) -> None:
    await actions.tell_authors(tx, event.idea_id, event.type)


async def on_idea_rerouted(tx: Tx, event: ideas.IdeaRerouted) -> None:
    await actions.learn_unit(tx, event.idea_id, event.unit_id)


async def on_idea_withdrawn(tx: Tx, event: ideas.IdeaWithdrawn) -> None:
    await actions.learn_end(tx, event)
    await actions.tell_authors(tx, event.idea_id, event.type, but=event.by)
    await actions.tell_followers(tx, event.idea_id, event.type, but=event.by)


async def on_idea_merged(tx: Tx, event: ideas.IdeaMerged) -> None:
    await actions.learn_merge(tx, event)
    await actions.tell_authors(tx, event.idea_id, event.type, but=event.by)
    await actions.tell_followers(tx, event.idea_id, event.type, but=event.by)


async def on_appeal_lodged(tx: Tx, event: ideas.AppealLodged) -> None:
    link = f"/api/ideas/{event.idea_id}"
    await actions.tell_role(tx, "decision-maker", event.idea_id, event.type, link=link, but=event.by)


async def on_appeal_decided(tx: Tx, event: ideas.AppealDecided) -> None:
    await actions.tell_authors(tx, event.idea_id, event.type, but=event.by)


async def on_idea_returned(tx: Tx, event: ideas.IdeaReturned) -> None:
    await actions.tell_authors(tx, event.idea_id, event.type)


async def on_review_requested(tx: Tx, event: ideas.ReviewRequested) -> None:
    await actions.tell_authors(tx, event.idea_id, event.type, but=event.by)


async def on_idea_decided(tx: Tx, event: ideas.IdeaDecided) -> None:
    await actions.learn_title(tx, event)
    await actions.tell_authors(tx, event.idea_id, event.type)
    await actions.tell_followers(tx, event.idea_id, event.type, but=event.by)


async def on_answer_overdue(tx: Tx, event: ideas.AnswerOverdue) -> None:
    """The authors hear that it is late, and those to whom it goes now."""
    await actions.tell_authors(tx, event.idea_id, event.type)
    await actions.tell_role(tx, event.escalated_to, event.idea_id, event.type, link=f"/api/ideas/{event.idea_id}")


HANDLERS: Handlers = {
    ideas.IdeaSubmitted: on_idea_submitted,
    ideas.IdeaReturned: on_idea_returned,
    ideas.IdeaRerouted: on_idea_rerouted,
    ideas.IdeaWithdrawn: on_idea_withdrawn,
    ideas.IdeaMerged: on_idea_merged,
    ideas.IdeaCommented: on_idea_commented,
    ideas.IdeaEndorsed: on_idea_endorsed,
    ideas.SupportReached: on_support_reached,
    ideas.ReviewRequested: on_review_requested,
    ideas.IdeaDecided: on_idea_decided,
    ideas.AppealLodged: on_appeal_lodged,
    ideas.AppealDecided: on_appeal_decided,
    ideas.AnswerOverdue: on_answer_overdue,
}
