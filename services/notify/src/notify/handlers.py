"""What notify hears, and whom it tells. Nobody is told what they may not see."""

from __future__ import annotations

from notify import actions
from shared import directory
from shared.db import Tx
from shared.events import ideas, implementation, review, union_dialogue
from shared.service import Handlers


async def on_idea_submitted(tx: Tx, event: ideas.IdeaSubmitted) -> None:
    await actions.learn_idea(tx, event)
    link = f"/api/ideas/{event.idea_id}"
    await actions.tell_role(tx, "scheme-officer", event.idea_id, event.type, link=link, but=event.by)


async def on_idea_returned(tx: Tx, event: ideas.IdeaReturned) -> None:
    await actions.tell_authors(tx, event.idea_id, event.type)


async def on_review_requested(tx: Tx, event: ideas.ReviewRequested) -> None:
    await actions.tell_authors(tx, event.idea_id, event.type, but=event.by)


async def on_idea_decided(tx: Tx, event: ideas.IdeaDecided) -> None:
    await actions.learn_idea(tx, event)
    await actions.tell_authors(tx, event.idea_id, event.type)


async def on_assignment(
    tx: Tx, event: review.ReviewerAssigned | review.AssignmentRescheduled | review.AssignmentReleased
) -> None:
    link = f"/api/assignments/{event.assignment_id}"
    await actions.tell(tx, [event.person_id], event.idea_id, event.type, "assigned", link=link)


async def on_assignment_escalated(tx: Tx, event: review.AssignmentEscalated) -> None:
    await actions.tell(tx, [event.to], event.idea_id, event.type, "role", link=f"/api/rounds/{event.round_id}")


async def on_round_overdue(tx: Tx, event: review.RoundOverdue) -> None:
    await actions.tell_role(tx, "scheme-officer", event.idea_id, event.type, link=f"/api/rounds/{event.round_id}")


async def on_round_concluded(tx: Tx, event: review.RoundConcluded) -> None:
    await actions.tell_authors(tx, event.idea_id, event.type)
    # One cause reaches a person once: an author who is a scheme officer was told above, as author.
    await actions.tell_role(
        tx, "scheme-officer", event.idea_id, event.type, link=f"/api/rounds/{event.round_id}", but=event.by
    )


async def on_case_prepared(tx: Tx, event: union_dialogue.CasePrepared) -> None:
    await actions.tell_role(tx, "consultation-officer", event.idea_id, event.type, link=_case(event))


async def on_body_is_owed(tx: Tx, event: union_dialogue.PackageProvided | union_dialogue.ResponsePublished) -> None:
    await actions.tell_body(tx, event, link=_case(event), but=event.by)


async def on_clock_started(tx: Tx, event: union_dialogue.ClockStarted) -> None:
    await actions.tell_body(tx, event, link=_case(event), but=event.by)


async def on_message_posted(tx: Tx, event: union_dialogue.MessagePosted) -> None:
    """Only members of the body learn of their own room's messages, whoever is mentioned."""
    people = set(event.mentions)
    if event.room == "representatives":
        members = await directory.members_of(tx, event.body_id, await directory.today_at(tx, event.body_id))
        people &= {member.person_id for member in members}
    await actions.tell(tx, people, event.idea_id, event.type, "mentioned", link=_case(event))


async def on_substitute(tx: Tx, event: union_dialogue.SubstituteSeated | union_dialogue.SubstituteReleased) -> None:
    await actions.seat(tx, event)
    await actions.tell(tx, [event.person_id], event.idea_id, event.type, "mandate", link=f"/api/ideas/{event.idea_id}")


async def on_opinion(tx: Tx, event: union_dialogue.OpinionDelivered | union_dialogue.OpinionDeemed) -> None:
    await actions.tell_role(tx, "consultation-officer", event.idea_id, event.type, link=_case(event))
    if isinstance(event, union_dialogue.OpinionDeemed):
        await actions.tell_body(tx, event, link=_case(event))


async def on_case_closed(tx: Tx, event: union_dialogue.CaseClosed | union_dialogue.CaseWithdrawn) -> None:
    """Besides the body: who decides next, or whose documents are not owed any more."""
    await actions.tell_body(tx, event, link=_case(event), but=event.by)
    role = "decision-maker" if isinstance(event, union_dialogue.CaseClosed) else "consultation-officer"
    link = f"/api/ideas/{event.idea_id}" if role == "decision-maker" else _case(event)
    await actions.tell_role(tx, role, event.idea_id, event.type, link=link, but=event.by)


async def on_progress(tx: Tx, event: implementation.PlanEvent) -> None:
    await actions.tell_authors(tx, event.idea_id, event.type)


async def on_role_offered(tx: Tx, event: implementation.RoleOffered) -> None:
    await actions.tell(tx, [event.person_id], event.idea_id, event.type, "author", link=f"{_plan(event)}/role-offers")


async def on_task_returned(tx: Tx, event: implementation.TaskReturned) -> None:
    await actions.tell(tx, [event.owner_id], event.idea_id, event.type, "assigned", link=_plan(event))


async def on_implementers_owe(tx: Tx, event: implementation.MilestoneMissed | implementation.BenefitReturned) -> None:
    await actions.tell_role(tx, "implementer", event.idea_id, event.type, link=_plan(event), but=event.by)


def _plan(event: implementation.PlanEvent) -> str:
    return f"/api/plans/{event.idea_id}"


def _case(event: union_dialogue.CaseEvent) -> str:
    return f"/api/cases/{event.case_id}"


HANDLERS: Handlers = {
    **directory.HANDLERS,
    ideas.IdeaSubmitted: on_idea_submitted,
    ideas.IdeaReturned: on_idea_returned,
    ideas.ReviewRequested: on_review_requested,
    ideas.IdeaDecided: on_idea_decided,
    review.ReviewerAssigned: on_assignment,
    review.AssignmentRescheduled: on_assignment,
    review.AssignmentReleased: on_assignment,
    review.AssignmentEscalated: on_assignment_escalated,
    review.RoundOverdue: on_round_overdue,
    review.RoundConcluded: on_round_concluded,
    union_dialogue.CasePrepared: on_case_prepared,
    union_dialogue.PackageProvided: on_body_is_owed,
    union_dialogue.ResponsePublished: on_body_is_owed,
    union_dialogue.ClockStarted: on_clock_started,
    union_dialogue.MessagePosted: on_message_posted,
    union_dialogue.SubstituteSeated: on_substitute,
    union_dialogue.SubstituteReleased: on_substitute,
    union_dialogue.OpinionDelivered: on_opinion,
    union_dialogue.OpinionDeemed: on_opinion,
    union_dialogue.CaseClosed: on_case_closed,
    union_dialogue.CaseWithdrawn: on_case_closed,
    implementation.PlanOpened: on_progress,
    implementation.PlanStopped: on_progress,
    implementation.RoleOffered: on_role_offered,
    implementation.TaskReturned: on_task_returned,
    implementation.MilestoneMissed: on_implementers_owe,
    implementation.BenefitReturned: on_implementers_owe,
    implementation.IdeaImplemented: on_progress,
    implementation.BenefitMeasured: on_progress,
    implementation.IdeaCompleted: on_progress,
}
