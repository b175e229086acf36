"""What the other services told: into the timeline, and where it moves the status, there."""

from __future__ import annotations

from uuid import UUID

from ideas import store
from ideas.actions import telling
from ideas.domain import journey
from shared import telemetry
from shared.db import Tx
from shared.events.base import Event
from shared.events.union_dialogue import CaseClosed, CasePrepared, CaseWithdrawn


async def hear(tx: Tx, event: Event, idea_id: UUID) -> None:
    """Write into the timeline what another service told, and move the status where it moves it."""
    idea = await store.lock_idea(tx, idea_id)
    if idea is None:
        return  # not an idea of ours; there is nothing to write it to
    telemetry.about(idea_id=idea_id)
    if isinstance(event, CasePrepared) and event.mandatory:
        # Mostly known from the screen already; one that is closed stays closed.
        await store.require_duties(tx, idea_id, [event.body_id], event.round)
    if isinstance(event, CaseWithdrawn):
        await store.close_duty(tx, idea_id, event.body_id, "withdrawn", event.round)
    ignored = None
    if event.type in journey.HEARD:
        idea, ignored = journey.hear(idea, event.type)
        await store.save_idea(tx, idea)
    await telling.note(tx, idea, event, ignored)


async def close_case(tx: Tx, event: CaseClosed) -> None:
    """A mandatory case is closed; with the last one the decision is due."""
    idea = await store.lock_idea(tx, event.idea_id)
    if idea is None:
        return
    telemetry.about(idea_id=event.idea_id)
    await store.close_duty(tx, event.idea_id, event.body_id, event.result, event.round)
    ignored = None
    if not await store.open_duties(tx, event.idea_id):
        idea, ignored = journey.hear_last_case_closed(idea)
        await store.save_idea(tx, idea)
    await telling.note(tx, idea, event, ignored)
