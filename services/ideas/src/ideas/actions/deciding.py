"""The impact screen and its contest, the decision, the appeal, and the deferral that wakes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Any
from uuid import UUID

from ideas import store
from ideas.actions import answering, telling
from ideas.domain import deciding, impact, triage
from ideas.domain.deciding import Answer, AppealReply
from ideas.domain.impact import Concerned, Contest, Heard, Screening
from ideas.domain.refusals import AlreadyContested
from ideas.domain.screens import SCREEN_VERSION
from ideas.domain.state import DECIDER, SCREENERS, Idea, told
from shared import deadlines, directory, ids
from shared.db import Tx
from shared.errors import NotAllowed
from shared.events.base import Event
from shared.events.ideas import ConsultationRequired
from shared.service import Deadline

DEFERRAL = "deferral"
_DECISION = {"outcome", "reason_code", "text", "office", "conditions", "appeal_until", "deferred_until"}


async def screen(tx: Tx, by: UUID, idea_id: UUID, screening: Screening) -> Idea:
    """Screen the impact, or screen it again after a contest. For scheme and consultation officers without an interest."""
    idea = await telling.for_role(tx, by, idea_id, *SCREENERS)
    (await store.standing(tx, idea_id)).refuse_interested(by)
    duties = await store.duties(tx, idea_id)
    bodies = Concerned(tuple(await _covering(tx, idea)), duties.heard, duties.open)
    contested = await store.open_questions(tx, idea_id)
    if not idea.contested:  # after another review: what was contested before it is over
        await store.end_contests(tx, idea_id)
    screening = replace(screening, round=duties.next_round)
    idea, event = impact.screen(idea, screening, bodies, contested, by, now=await answering.at_the_seat(tx, idea))
    if isinstance(event, ConsultationRequired):
        asked = Heard(frozenset(right.question for right in event.rights), event.measure)
        await store.require_duties(tx, idea_id, list(event.body_ids), event.round, asked)
    kept = _recorded(screening, event)
    if contested:
        await store.answer_contests(tx, idea_id, {"result": event.type, "reasons": dict(screening.reasons)})
    await telling.tell(tx, idea, event, screen=kept)
    return idea


async def contest(tx: Tx, by: UUID, idea_id: UUID, body_id: UUID, *, questions: Sequence[str], text: str) -> Idea:
    """A body says that it must be heard. For whoever holds a mandate of it on this day."""
    who, idea = await telling.visible(tx, by, idea_id)
    person = await directory.caller(tx, who.person_id)
    mandate = person.mandate_for(body_id, await directory.today_at(tx, body_id))
    if mandate is None:
        raise NotAllowed("mandate")
    impact.refuse_uncovered(body_id, await _covering(tx, idea))
    raised = Contest(body_id, mandate.mandate_id, tuple(dict.fromkeys(questions)), text)
    idea, event = impact.contest(idea, raised, by, await answering.at_the_seat(tx, idea))
    if not await store.add_contest(tx, idea_id, body_id, mandate.mandate_id, by, said=(raised.questions, text)):
        raise AlreadyContested
    await telling.tell(tx, idea, event)
    return idea


async def decide(tx: Tx, by: UUID, idea_id: UUID, answer: Answer, *, managers_may: bool, days: int) -> Idea:
    """Answer an idea with reasons; refused while a mandatory case is open. For a decision maker without a conflict."""
    idea = await telling.for_role(tx, by, idea_id, DECIDER)
    standing = await store.standing(tx, idea_id, managers_may=managers_may)
    bodies = await store.open_duties(tx, idea_id)
    idea, event = deciding.decide(
        idea, answer, standing, bodies, by, days=days, now=await answering.at_the_seat(tx, idea)
    )
    decision = event.model_dump(mode="json", include=_DECISION)
    await telling.tell(tx, idea, event, decision=decision)
    await store.add_decision(tx, ids.new_id(), idea_id, by, decision)
    await _sleep(tx, idea)
    return idea


async def wake(tx: Tx, due: Deadline) -> None:
    """The day of a deferral has come."""
    idea = await store.lock_idea(tx, due.subject_id)
    woken = deciding.wake(idea, tx.now) if idea else None
    if woken:
        await telling.tell(tx, *woken)


async def appeal(tx: Tx, by: UUID, idea_id: UUID, grounds: str) -> Idea:
    """Appeal against a refusal or a deferral. For the authors, also of ideas that live on in this one."""
    _, idea = await telling.visible(tx, by, idea_id)
    merged = (await store.standing(tx, idea_id)).authors
    idea, event = deciding.appeal(idea, grounds, by, await answering.at_the_seat(tx, idea), merged=merged)
    await telling.tell(tx, idea, event)
    return idea


async def decide_appeal(tx: Tx, by: UUID, idea_id: UUID, reply: AppealReply, *, managers_may: bool) -> Idea:
    """Answer an appeal; reopened, the idea goes to a second round of review. For another decision maker."""
    idea = await telling.for_role(tx, by, idea_id, DECIDER)
    standing = await store.standing(tx, idea_id, managers_may=managers_may)
    idea, event = deciding.decide_appeal(idea, reply, standing, by, tx.now)
    events: list[Event] = [event]
    if reply.result == "reopened":
        origins = await store.origins(tx, idea_id)
        idea, requested = triage.request_review(
            told(idea), reply.quorum, reply.due_on, by, tx.now, origins=origins, interested=standing.conflicted
        )
        events.append(requested)
    await telling.tell(tx, idea, *events)
    await _sleep(tx, idea)
    return idea


async def _sleep(tx: Tx, idea: Idea) -> None:
    """What is deferred wakes on its day; if that came during an appeal, at once."""
    if idea.status == "deferred" and idea.deferred_until:
        at = datetime.combine(idea.deferred_until, time(), await answering.zone_of(tx, idea))
        await deadlines.set(tx, DEFERRAL, idea.idea_id, at)


async def _covering(tx: Tx, idea: Idea) -> list[UUID]:
    """The bodies that cover the author's unit or the one that answers."""
    units = dict.fromkeys(unit for unit in (idea.unit_id, idea.remit_id) if unit)
    found = [body.body_id for unit in units for body in await directory.bodies_covering(tx, unit)]
    return list(dict.fromkeys(found))


def _recorded(screening: Screening, event: Event) -> dict[str, Any]:
    rights = [right.model_dump(mode="json") for right in getattr(event, "rights", impact.touched(screening.answers))]
    until = getattr(event, "contestable_until", None)
    return {
        "version": SCREEN_VERSION,
        "answers": dict(screening.answers),
        "measure": screening.measure,
        "urgent": screening.urgent,
        "reasons": dict(screening.reasons),
        "rights": rights,
        "result": event.type.removeprefix("consultation."),
        "contestable_until": until.isoformat() if until else None,
    }
