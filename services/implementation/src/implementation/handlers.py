"""What implementation hears, and its deadlines."""

from __future__ import annotations

from implementation.actions import plans, promises, tasks
from shared import directory
from shared.db import Tx
from shared.events.ideas import (
    ConsultationRequired,
    IdeaDecided,
    IdeaMerged,
    IdeaRerouted,
    IdeaSubmitted,
    IdeaWithdrawn,
)
from shared.events.interests import InterestNoted
from shared.events.union_dialogue import (
    CaseClosed,
    CasePrepared,
    CaseWithdrawn,
    OpinionCorrected,
    OpinionDelivered,
    ResponseCorrected,
    ResponsePublished,
)
from shared.service import Batched, Deadline, Deadlines, Handlers


async def on_ideas_submitted(tx: Tx, events: list[IdeaSubmitted]) -> None:
    await plans.learn_ideas(tx, events)


async def on_idea_rerouted(tx: Tx, event: IdeaRerouted) -> None:
    await plans.learn_remit(tx, event)


async def on_idea_merged(tx: Tx, event: IdeaMerged) -> None:
    await plans.follow_merge(tx, event)


async def on_idea_withdrawn(tx: Tx, event: IdeaWithdrawn) -> None:
    await plans.follow_end(tx, event)


async def on_interest_noted(tx: Tx, event: InterestNoted) -> None:
    await plans.note_interested(tx, event)


async def on_consultation_required(tx: Tx, event: ConsultationRequired) -> None:
    await plans.lock(tx, event)


async def on_case_prepared(tx: Tx, event: CasePrepared) -> None:
    await plans.name_case(tx, event)


async def on_opinion_delivered(tx: Tx, event: OpinionDelivered) -> None:
    await promises.note_opinion(tx, event)


async def on_response_published(tx: Tx, event: ResponsePublished) -> None:
    await promises.note_response(tx, event)


async def on_response_corrected(tx: Tx, event: ResponseCorrected) -> None:
    await promises.note_corrected_response(tx, event)


async def on_opinion_corrected(tx: Tx, event: OpinionCorrected) -> None:
    await promises.note_corrected_opinion(tx, event)


async def on_case_closed(tx: Tx, event: CaseClosed | CaseWithdrawn) -> None:
    await plans.discharge(tx, event)


async def on_idea_decided(tx: Tx, event: IdeaDecided) -> None:
    await plans.follow_decision(tx, event)


async def on_milestone_due(tx: Tx, deadline: Deadline) -> None:
    await tasks.milestone_is_due(tx, deadline.subject_id)


HANDLERS: Handlers = {
    **directory.HANDLERS,
    IdeaSubmitted: Batched(on_ideas_submitted),
    IdeaRerouted: on_idea_rerouted,
    IdeaMerged: on_idea_merged,
    IdeaWithdrawn: on_idea_withdrawn,
    InterestNoted: on_interest_noted,
    ConsultationRequired: on_consultation_required,
    CasePrepared: on_case_prepared,
    OpinionDelivered: on_opinion_delivered,
    ResponsePublished: on_response_published,
    ResponseCorrected: on_response_corrected,
    OpinionCorrected: on_opinion_corrected,
    CaseClosed: on_case_closed,
    CaseWithdrawn: on_case_closed,
    IdeaDecided: on_idea_decided,
}
DEADLINES: Deadlines = {tasks.MILESTONE: on_milestone_due}
