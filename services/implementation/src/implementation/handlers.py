"""What implementation hears."""

from __future__ import annotations

from implementation import actions
from shared import directory
from shared.db import Tx
from shared.events.ideas import ConsultationRequired, IdeaDecided
from shared.events.union_dialogue import CaseClosed, CasePrepared
from shared.service import Handlers


async def on_consultation_required(tx: Tx, event: ConsultationRequired) -> None:
    await actions.lock(tx, event)


async def on_case_prepared(tx: Tx, event: CasePrepared) -> None:
    await actions.name_case(tx, event)


async def on_case_closed(tx: Tx, event: CaseClosed) -> None:
    await actions.discharge(tx, event)


async def on_idea_decided(tx: Tx, event: IdeaDecided) -> None:
    await actions.follow_decision(tx, event)


HANDLERS: Handlers = {
    **directory.HANDLERS,
    ConsultationRequired: on_consultation_required,
    CasePrepared: on_case_prepared,
    CaseClosed: on_case_closed,
    IdeaDecided: on_idea_decided,
}
