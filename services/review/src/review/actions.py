"""Everything that can happen in review. The only writer."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from review import domain, store
from review.domain import Assignment, Round
from shared import directory, ids, outbox, telemetry
from shared.db import Tx
from shared.errors import Unknown, check_version
from shared.events.ideas import ReviewRequested
from shared.events.review import RoundConcluded

LINE_LENGTH = 20  # managers above an author that are looked at; a longer line is a loop in the data


async def open_round(tx: Tx, event: ReviewRequested) -> Round:
    """An idea was sent to review: a round opens."""
    telemetry.about(idea_id=event.idea_id)
    version = event.rubric_version if event.rubric_version in domain.RUBRICS else max(domain.RUBRICS)
    round_ = Round(
        round_id=ids.new_id(),
        idea_id=event.idea_id,
        title=event.title,
        body=event.text,
        author_ids=tuple(author.person_id for author in event.authors),
        rubric_version=version,
        quorum=event.quorum,
        due_on=event.due_on,
        state="open",
        conflicts=0,
        version=1,
    )
    await store.insert_round(tx, round_)
    outbox.add(tx, domain.opened(round_, event.by, tx.now))
    return round_


async def assign(tx: Tx, by: UUID, round_id: UUID, person_id: UUID) -> Assignment:
    """The scheme office assigns a reviewer; authors and their managers are refused."""
    directory.require_role(await directory.caller(tx, by), "scheme-officer")
    round_ = await _round(tx, round_id)
    reviewer = await directory.caller(tx, person_id)
    assignment = Assignment(ids.new_id(), round_id, reviewer.person_id, "assigned", {}, "", 1)
    others = await store.assignments_of_round(tx, round_id)
    managers = await _managers(tx, round_.author_ids)
    round_, event = domain.assign(round_, assignment, others, managers, by=by, now=tx.now)
    await store.save_round(tx, round_)
    await store.insert_assignment(tx, assignment)
    outbox.add(tx, event)
    return assignment


async def draft(
    tx: Tx, by: UUID, assignment_id: UUID, seen: int, *, scores: Mapping[str, int], comment: str
) -> Assignment:
    """A reviewer keeps a draft."""
    round_, assignment = await _own(tx, by, assignment_id)
    check_version(seen, assignment.version)
    assignment = domain.draft(round_, assignment, scores, comment)
    await store.save_assignment(tx, assignment)
    return assignment


async def submit(tx: Tx, by: UUID, assignment_id: UUID) -> Assignment:
    """A reviewer hands in; at quorum the round concludes."""
    round_, assignment = await _own(tx, by, assignment_id)
    others = await store.assignments_of_round(tx, round_.round_id)
    submitted = [other for other in others if other.state == "submitted"]
    round_, assignment, events = domain.submit(round_, assignment, submitted, tx.now)
    outcome = next((event for event in events if isinstance(event, RoundConcluded)), None)
    kept = {"recommendation", "criteria", "agreement", "comments"}
    await store.save_round(tx, round_, outcome.model_dump(mode="json", include=kept) if outcome else None)
    await store.save_assignment(tx, assignment)
    outbox.add(tx, *events)
    return assignment


async def declare_conflict(tx: Tx, by: UUID, assignment_id: UUID, reason: str) -> Assignment:
    """A reviewer steps out because of a conflict of interest; the reason stays here."""
    round_, assignment = await _own(tx, by, assignment_id)
    round_, assignment, event = domain.declare_conflict(round_, assignment, tx.now)
    await store.save_round(tx, round_)
    await store.save_assignment(tx, assignment, reason)
    outbox.add(tx, event)
    return assignment


async def _round(tx: Tx, round_id: UUID) -> Round:
    round_ = await store.lock_round(tx, round_id)
    if round_ is None:
        raise Unknown(what="review round")
    telemetry.about(idea_id=round_.idea_id)
    return round_


async def _own(tx: Tx, by: UUID, assignment_id: UUID) -> tuple[Round, Assignment]:
    """The round (locked) and the caller's own assignment; somebody else's does not exist for the caller."""
    await directory.caller(tx, by)
    assignment = await store.get_assignment(tx, assignment_id)
    if assignment is None or assignment.person_id != by:
        raise Unknown(what="assignment")
    round_ = await _round(tx, assignment.round_id)
    current = await store.get_assignment(tx, assignment_id)  # again, now that the round is locked
    if current is None:
        raise Unknown(what="assignment")
    return round_, current


async def _managers(tx: Tx, author_ids: tuple[UUID, ...]) -> set[UUID]:
    """Everybody above the authors in the line of management."""
    above: set[UUID] = set()
    step = set(author_ids)
    for _ in range(LINE_LENGTH):
        people = await directory.people(tx, list(step))
        step = {p.manager_id for p in people.values() if p.manager_id} - above
        if not step:
            break
        above |= step
    return above
