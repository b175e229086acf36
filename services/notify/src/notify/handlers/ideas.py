"""What is told of ideas: to the scheme office, to authors, to those who take part; and what is owed until an answer."""

from __future__ import annotations

from notify import actions
from notify.domain.access import body_key
from notify.domain.reminders import Whom
from shared.db import Tx
from shared.events import ideas, interests
from shared.service import Batched, Handlers

OWED = (
    *("reminder.invitation", "reminder.shares", "reminder.revision", "reminder.contest"),
    *("reminder.appeal", "reminder.appeal-answer"),
)


async def on_author_invited(tx: Tx, event: ideas.AuthorInvited) -> None:
    link = _link(event)
    await actions.tell(tx, [event.person_id], event.idea_id, event.type, "invited", link=link)
    await actions.owe(tx, "reminder.invitation", event, Whom(event.person_id), of=event.idea_id, link=link)


async def on_invitation_settled(tx: Tx, event: ideas.InvitationSettled) -> None:
    await actions.settle(tx, ("reminder.invitation",), event.idea_id, event.person_id)


async def on_shares_proposed(tx: Tx, event: ideas.SharesProposed) -> None:
    link = _link(event)
    await actions.tell(tx, event.person_ids, event.idea_id, event.type, "author", link=link)
    for person_id in event.person_ids:
        await actions.owe(tx, "reminder.shares", event, Whom(person_id), of=event.idea_id, link=link)


async def on_shares_settled(tx: Tx, event: ideas.SharesSettled) -> None:
    for person_id in event.person_ids:
        await actions.settle(tx, ("reminder.shares",), event.idea_id, person_id)


async def on_ideas_submitted(tx: Tx, events: list[ideas.IdeaSubmitted]) -> None:
    idea_ids = [event.idea_id for event in events]
    await actions.learn_ideas(tx, events)
    await actions.tell_untold(tx, idea_ids)
    await actions.settle_all(tx, ("reminder.invitation", "reminder.shares", "reminder.revision"), idea_ids)
    await actions.tell_role_of_all(tx, "scheme-officer", events)


async def on_idea_commented(tx: Tx, event: ideas.IdeaCommented) -> None:
    """One cause reaches a person once: who is mentioned hears that, then come the authors, then those who follow."""
    mentioned = set(event.mentions) - {event.by}
    await actions.tell(tx, mentioned, event.idea_id, event.type, "mentioned", link=_link(event))
    await actions.tell_authors(tx, event.idea_id, event.type, but=event.by)
    await actions.tell_followers(tx, event.idea_id, event.type, but=event.by)
    if event.by:
        await actions.take_part(tx, event.idea_id, event.by, "commented")


async def on_ideas_endorsed(tx: Tx, events: list[ideas.IdeaEndorsed]) -> None:
    """Who stands behind it follows it, and nobody else learns that they do."""
    await actions.learn_endorsements(tx, events)


async def on_support_reached(tx: Tx, event: ideas.SupportReached) -> None:
    await actions.tell_authors(tx, event.idea_id, event.type)


async def on_idea_rerouted(tx: Tx, event: ideas.IdeaRerouted) -> None:
    await actions.learn_unit(tx, event.idea_id, event.unit_id)


async def on_idea_withdrawn(tx: Tx, event: ideas.IdeaWithdrawn) -> None:
    await actions.learn_end(tx, event)
    await actions.tell_authors(tx, event.idea_id, event.type, but=event.by)
    await actions.settle(tx, OWED, event.idea_id)
    await actions.tell_followers(tx, event.idea_id, event.type, but=event.by)


async def on_idea_merged(tx: Tx, event: ideas.IdeaMerged) -> None:
    await actions.settle(tx, OWED, event.idea_id)
    await actions.learn_merge(tx, event)
    await actions.tell_authors(tx, event.idea_id, event.type, but=event.by)
    await actions.tell_followers(tx, event.idea_id, event.type, but=event.by)


async def on_idea_returned(tx: Tx, event: ideas.IdeaReturned) -> None:
    await actions.tell_authors(tx, event.idea_id, event.type)
    for author in await actions.authors(tx, event.idea_id):
        await actions.owe(tx, "reminder.revision", event, Whom(author), of=event.idea_id, link=_link(event))


async def on_review_requested(tx: Tx, event: ideas.ReviewRequested) -> None:
    await actions.tell_authors(tx, event.idea_id, event.type, but=event.by)


async def on_interest_noted(tx: Tx, event: interests.InterestNoted) -> None:
    await actions.bar(tx, event)


async def on_consultation_required(tx: Tx, event: ideas.ConsultationRequired) -> None:
    await actions.settle(tx, ("reminder.contest",), event.idea_id)
    await actions.tell_authors(tx, event.idea_id, event.type, but=event.by)


async def on_consultation_not_required(tx: Tx, event: ideas.ConsultationNotRequired) -> None:
    """Each body that may contest it hears so, through a day."""
    last_day = event.contestable_until
    for body_id in event.body_ids or ():
        people = [each for each in await actions.in_body(tx, body_id) if each != event.by]
        keys = (body_key(body_id),)
        await actions.tell(
            tx, people, event.idea_id, event.type, "mandate", link=_link(event), open_to=keys, last_day=last_day
        )
        await actions.owe(
            tx,
            "reminder.contest",
            event,
            Whom(body_id=body_id),
            of=event.idea_id,
            link=_link(event),
            last_day=last_day,
        )


async def on_consultation_contested(tx: Tx, event: ideas.ConsultationContested) -> None:
    await actions.settle(tx, ("reminder.contest",), event.idea_id, event.body_id)
    for role in ("scheme-officer", "consultation-officer"):
        await actions.tell_role(tx, role, event.idea_id, event.type, link=_link(event), but=event.by)


async def on_idea_decided(tx: Tx, event: ideas.IdeaDecided) -> None:
    await actions.learn_title(tx, event)
    await actions.tell_authors(tx, event.idea_id, event.type, last_day=event.appeal_until)
    await actions.tell_followers(tx, event.idea_id, event.type, but=event.by)
    await actions.settle(tx, ("reminder.appeal",), event.idea_id)
    for author in event.authors if event.appeal_until else ():
        await actions.owe(
            tx,
            "reminder.appeal",
            event,
            Whom(author.person_id),
            of=event.idea_id,
            link=_link(event),
            last_day=event.appeal_until,
        )


async def on_idea_woken(tx: Tx, event: ideas.IdeaWoken) -> None:
    await actions.settle(tx, ("reminder.appeal",), event.idea_id)
    await actions.tell_authors(tx, event.idea_id, event.type)
    await actions.tell_role(tx, "decision-maker", event.idea_id, event.type, link=_link(event))


async def on_appeal_lodged(tx: Tx, event: ideas.AppealLodged) -> None:
    link, kind = _link(event), "reminder.appeal-answer"
    await actions.settle(tx, ("reminder.appeal",), event.idea_id)
    await actions.tell_role(tx, "decision-maker", event.idea_id, event.type, link=link, but=event.by)
    await actions.owe(tx, kind, event, Whom(role="decision-maker"), of=event.idea_id, link=link)


async def on_appeal_decided(tx: Tx, event: ideas.AppealDecided) -> None:
    await actions.settle(tx, ("reminder.appeal-answer",), event.idea_id)
    await actions.tell_authors(tx, event.idea_id, event.type, but=event.by)


async def on_answer_overdue(tx: Tx, event: ideas.AnswerOverdue) -> None:
    """The authors hear that it is late, and those to whom it goes now."""
    await actions.tell_authors(tx, event.idea_id, event.type)
    await actions.tell_role(tx, event.escalated_to, event.idea_id, event.type, link=_link(event))


def _link(event: ideas.IdeaEvent) -> str:
    return f"/api/ideas/{event.idea_id}"


HANDLERS: Handlers = {
    ideas.AuthorInvited: on_author_invited,
    ideas.InvitationSettled: on_invitation_settled,
    ideas.SharesProposed: on_shares_proposed,
    ideas.SharesSettled: on_shares_settled,
    ideas.IdeaSubmitted: Batched(on_ideas_submitted),
    ideas.IdeaReturned: on_idea_returned,
    ideas.IdeaRerouted: on_idea_rerouted,
    ideas.IdeaWithdrawn: on_idea_withdrawn,
    ideas.IdeaMerged: on_idea_merged,
    ideas.IdeaCommented: on_idea_commented,
    ideas.IdeaEndorsed: Batched(on_ideas_endorsed),
    ideas.SupportReached: on_support_reached,
    ideas.ReviewRequested: on_review_requested,
    interests.InterestNoted: on_interest_noted,
    ideas.ConsultationRequired: on_consultation_required,
    ideas.ConsultationNotRequired: on_consultation_not_required,
    ideas.ConsultationContested: on_consultation_contested,
    ideas.IdeaDecided: on_idea_decided,
    ideas.IdeaWoken: on_idea_woken,
    ideas.AppealLodged: on_appeal_lodged,
    ideas.AppealDecided: on_appeal_decided,
    ideas.AnswerOverdue: on_answer_overdue,
}
