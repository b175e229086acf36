"""Everything that can happen in ideas. The only writer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from ideas import domain, store
from ideas.domain import Answer, Idea
from shared import directory, ids, outbox, telemetry
from shared.db import Tx
from shared.errors import NotAllowed, Unknown, check_version
from shared.events.base import Event
from shared.events.ideas import ConsultationRequired, IdeaDecided
from shared.events.union_dialogue import CaseClosed, CasePrepared


async def draft(tx: Tx, by: UUID, title: str, body: str, language: str) -> Idea:
    """Start a draft that only its author sees."""
    idea = await store.insert_draft(tx, ids.new_id(), title, body, language, author=by)
    if idea is None:
        raise NotAllowed(needs="employee")
    telemetry.about(idea_id=idea.idea_id)
    return idea


async def edit(tx: Tx, by: UUID, idea_id: UUID, seen: int, *, title: str | None, body: str | None) -> Idea:
    """Change a draft or a returned idea. For its author."""
    idea = await _own(tx, by, idea_id)
    check_version(seen, idea.edition)
    idea = domain.edit(idea, title, body)
    await store.save_idea(tx, idea)
    return idea


async def submit(tx: Tx, by: UUID, idea_id: UUID) -> Idea:
    """Hand an idea in: it gets a number and its priority time. For its author."""
    idea = await _own(tx, by, idea_id)
    idea, event = domain.submit(idea, idea.number or await store.next_number(tx), tx.now)
    await _tell(tx, idea, event)
    return idea


async def send_to_review(tx: Tx, by: UUID, idea_id: UUID, quorum: int, due_on: date) -> Idea:
    """Send an idea to peer review. For the scheme office."""
    idea = await _for_role(tx, by, idea_id, "scheme-officer")
    idea, event = domain.send_to_review(idea, quorum, due_on, by, tx.now)
    await _tell(tx, idea, event)
    return idea


async def return_to_author(tx: Tx, by: UUID, idea_id: UUID, reason_code: str, text: str) -> Idea:
    """Ask the authors for something. For the scheme office."""
    idea = await _for_role(tx, by, idea_id, "scheme-officer")
    idea, event = domain.return_to_author(idea, reason_code, text, by, tx.now)
    await _tell(tx, idea, event)
    return idea


async def screen(tx: Tx, by: UUID, idea_id: UUID, answers: Mapping[str, bool], measure: str, *, urgent: bool) -> Idea:
    """Screen the impact; bodies that cover the author's unit must be heard if rights are touched."""
    idea = await _for_role(tx, by, idea_id, "scheme-officer", "consultation-officer")
    bodies = await directory.bodies_covering(tx, idea.unit_id) if idea.unit_id else []
    body_ids = [body.body_id for body in bodies]
    idea, event = domain.screen(idea, answers, measure, body_ids, by=by, now=tx.now, urgent=urgent)
    if isinstance(event, ConsultationRequired):
        await store.require_duties(tx, idea_id, body_ids)
    rights = [right.model_dump() for right in getattr(event, "rights", ())]
    kept = {"version": domain.SCREEN_VERSION, "answers": dict(answers), "measure": measure, "rights": rights}
    await _tell(tx, idea, event, screen=kept)
    return idea


async def decide(tx: Tx, by: UUID, idea_id: UUID, answer: Answer) -> Idea:
    """Answer an idea with reasons; refused while a mandatory case is open. For a decision maker."""
    idea = await _for_role(tx, by, idea_id, "decision-maker")
    idea, event = domain.decide(idea, answer, await store.open_duties(tx, idea_id), by, tx.now)
    kept = {"outcome", "reason_code", "text", "office", "conditions", "appeal_until", "deferred_until"}
    decision = event.model_dump(mode="json", include=kept) if isinstance(event, IdeaDecided) else None
    await _tell(tx, idea, event, decision=decision)
    return idea


async def hear(tx: Tx, event: Event, idea_id: UUID) -> None:
    """Write into the timeline what another service told, and move the status where it moves it."""
    idea = await store.lock_idea(tx, idea_id)
    if idea is None:
        return  # not an idea of ours; there is nothing to write it to
    telemetry.about(idea_id=idea_id)
    if isinstance(event, CasePrepared) and event.mandatory:
        # Mostly known from the screen already; one that is closed stays closed.
        await store.require_duties(tx, idea_id, [event.body_id])
    ignored = None
    if event.type in domain.HEARD:
        idea, ignored = domain.hear(idea, event.type)
        await store.save_idea(tx, idea)
    await _note(tx, idea_id, event, ignored)


async def close_case(tx: Tx, event: CaseClosed) -> None:
    """A mandatory case is closed; with the last one the decision is due."""
    idea = await store.lock_idea(tx, event.idea_id)
    if idea is None:
        return
    telemetry.about(idea_id=event.idea_id)
    await store.close_duty(tx, event.idea_id, event.body_id, event.result)
    ignored = None
    if not await store.open_duties(tx, event.idea_id):
        idea, ignored = domain.hear_last_case_closed(idea)
        await store.save_idea(tx, idea)
    await _note(tx, event.idea_id, event, ignored)


async def _tell(
    tx: Tx,
    idea: Idea,
    event: Event,
    *,
    screen: dict[str, object] | None = None,
    decision: dict[str, object] | None = None,
) -> None:
    """Save the idea, write its timeline and announce the event."""
    await store.save_idea(tx, idea, screen=screen, decision=decision)
    await _note(tx, idea.idea_id, event, None)
    outbox.add(tx, event)


async def _note(tx: Tx, idea_id: UUID, event: Event, ignored: str | None) -> None:
    await store.add_entry(tx, ids.new_id(), idea_id, event.occurred_at, event.type, by=event.by, ignored=ignored)


async def _own(tx: Tx, by: UUID, idea_id: UUID) -> Idea:
    await directory.caller(tx, by)
    idea = await store.lock_idea(tx, idea_id)
    if idea is None or (idea.status == "draft" and idea.author_id != by):
        raise Unknown(what="idea")
    if idea.author_id != by:
        raise NotAllowed(needs="author")
    telemetry.about(idea_id=idea_id)
    return idea


async def _for_role(tx: Tx, by: UUID, idea_id: UUID, *roles: str) -> Idea:
    directory.require_role(await directory.caller(tx, by), *roles)
    idea = await store.lock_idea(tx, idea_id)
    if idea is None or idea.status == "draft":
        raise Unknown(what="idea")
    telemetry.about(idea_id=idea_id)
    return idea
