"""What every action does with an idea: find it for somebody, save it, write its timeline, announce."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ideas import store
from ideas.domain import state
from ideas.domain.state import Idea, Reader
from shared import ids, outbox, telemetry
from shared.db import Tx
from shared.events.base import Event
from shared.events.catalog import TOPICS, topic_of

# What the timeline says beside the kind of the event: never who reviewed, what a body said inside, or a draft's text.
DETAILS: dict[str, tuple[str, ...]] = {
    "attachment.added": ("attachment_id", "media_type", "size"),
    "attachment.removed": ("attachment_id",),
    "idea.submitted": ("number",),
    "idea.revised": ("revision",),
    "idea.returned": ("reason_code", "text"),
    "idea.merged": ("into_idea_id",),
    "idea.rerouted": ("unit_id", "reason_code", "text"),
    "review.requested": ("quorum", "due_on"),
    "support.reached": ("threshold", "headcount"),
    "consultation.required": ("measure", "body_ids", "urgent"),
    "consultation.not-required": ("reason_code", "contestable_until"),
    "consultation.contested": ("body_id", "questions"),
    "idea.decided": ("outcome", "reason_code", "office", "appeal_until", "deferred_until"),
    "appeal.lodged": ("grounds",),
    "appeal.decided": ("result", "text"),
    "answer.overdue": ("stage", "due_on", "escalated_to"),
    "round.opened": ("due_on", "quorum"),
    "review.submitted": ("done", "needed"),
    "round.concluded": ("round_id", "recommendation", "agreement"),
    "case.prepared": ("body_id",),
    "clock.started": ("due_at",),
    "opinion.deemed": ("effect",),
    "case.closed": ("body_id", "result"),
    "case.withdrawn": ("body_id",),
}


async def reader(tx: Tx, person_id: UUID) -> Reader:
    """Somebody who is employed here, else NotAllowed."""
    return state.employed(await store.reader(tx, person_id))


async def visible(tx: Tx, by: UUID, idea_id: UUID) -> tuple[Reader, Idea]:
    """The idea, locked, for somebody who may know of it, else Unknown."""
    found = state.known(*await store.lock_seen(tx, by, idea_id))
    telemetry.about(idea_id=idea_id)
    return found


async def for_role(tx: Tx, by: UUID, idea_id: UUID, *roles: str) -> Idea:
    """The idea, locked, for somebody with one of the functions; a draft does not exist for them, unless it is theirs."""
    reader, found = await store.lock_seen(tx, by, idea_id)
    _, idea = state.known(state.entitled(reader, *roles), found)
    telemetry.about(idea_id=idea_id)
    return idea


async def tell(
    tx: Tx,
    idea: Idea,
    *events: Event,
    screen: dict[str, Any] | None = None,
    decision: dict[str, Any] | None = None,
) -> None:
    """Save the idea, write its timeline and announce the events."""
    await store.save_idea(tx, idea, screen=screen, decision=decision)
    await announce(tx, idea, *events)


async def announce(tx: Tx, idea: Idea, *events: Event) -> None:
    """Write the timeline of an idea that is saved, and announce the events."""
    for event in events:
        await note(tx, idea, event, None)
        outbox.add(tx, event)


async def note(tx: Tx, idea: Idea, event: Event, ignored: str | None) -> None:
    """One step of the journey, with its cause: the service and, if it was one, the event that was heard."""
    wanted = set(DETAILS.get(event.type, ()))
    detail = event.model_dump(mode="json", include=wanted) if wanted else None
    source = TOPICS[topic_of(type(event))].producer
    entry = store.Entry(
        entry_id=ids.new_id(),
        idea_id=idea.idea_id,
        at=event.occurred_at,
        kind=event.type,
        by=event.by,
        source=source,
        event_id=tx.cause if source != "ideas" else None,
        status=None if ignored else idea.status,
        ignored=ignored,
        detail=detail,
    )
    await store.add_entry(tx, entry)
