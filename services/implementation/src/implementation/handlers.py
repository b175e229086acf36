"""What implementation hears, and its deadlines."""

from __future__ import annotations

from implementation.actions import plans, tasks
from shared import directory
from shared.db import Tx
from shared.events.ideas import ConsultationRequired, IdeaDecided
from shared.events.union_dialogue import CaseClosed, CasePrepared, CaseWithdrawn, OpinionDelivered, ResponsePublished
from shared.service import Deadline, Deadlines, Handlers


async def on_consultation_required(tx: Tx, event: ConsultationRequired) -> None:
    await plans.lock(tx, event)


async def on_case_prepared(tx: Tx, event: CasePrepared) -> None:
    await plans.name_case(tx, event)


async def on_opinion_delivered(tx: Tx, event: OpinionDelivered) -> None:
    await plans.note_opinion(tx, event)


async def on_response_published(tx: Tx, event: ResponsePublished) -> None:
    await plans.note_response(tx, event)


async def on_case_closed(tx: Tx, event: CaseClosed | CaseWithdrawn) -> None:
    await plans.discharge(tx, event)


async def on_idea_decided(tx: Tx, event: IdeaDecided) -> None:
    await plans.follow_decision(tx, event)


async def on_milestone_due(tx: Tx, deadline: Deadline) -> None:
    await tasks.milestone_is_due(tx, deadline.subject_id)


HANDLERS: Handlers = {
    **directory.HANDLERS,
    ConsultationRequired: on_consultation_required,
    CasePrepared: on_case_prepared,
    OpinionDelivered: on_opinion_delivered,
    ResponsePublished: on_response_published,
    CaseClosed: on_case_closed,
    CaseWithdrawn: on_case_closed,
    IdeaDecided: on_idea_decided,
}
DEADLINES: Deadlines = {tasks.MILESTONE: on_milestone_due}
