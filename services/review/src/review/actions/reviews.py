"""What a reviewer does: draft, hand in, step out, write a note."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from review import domain, store
from review.actions import schedule
from review.actions.rounds import barred_from
from review.domain import Assignment, Round
from shared import deadlines, directory, ids, outbox, telemetry
from shared.db import Row, Tx
from shared.errors import Unknown, check_version
from shared.events.review import RoundConcluded


async def draft(
    tx: Tx, by: UUID, assignment_id: UUID, seen: int, *, scores: Mapping[str, int], comment: str
) -> Assignment:
    """A reviewer keeps a draft, or changes a submitted review while the round calibrates."""
    round_, assignment = await _own_locked(tx, by, assignment_id)
    check_version(seen, assignment.version)
    assignment = domain.draft(round_, assignment, scores, comment)
    await store.save_assignment(tx, assignment)
    return assignment


async def submit(tx: Tx, by: UUID, assignment_id: UUID) -> Assignment:
    """A reviewer hands in; at quorum the round concludes, or calibrates where the reviews are far apart."""
    round_, assignment = await _own_locked(tx, by, assignment_id)
    if assignment.owed:  # the line of management may have changed since
        domain.check_reviewer(round_, by, await barred_from(tx, round_))
    others = await store.assignments_of_round(tx, round_.round_id)
    submitted = [other for other in others if other.state == "submitted"]
    week = await schedule.week_of(tx, round_)
    until = week.after(week.today(tx.now), domain.CALIBRATION_DAYS)
    round_, assignment, events = domain.submit(round_, assignment, submitted, calibrate_until=until, now=tx.now)
    await store.save_assignment(tx, assignment)
    concluded = next((event for event in events if isinstance(event, RoundConcluded)), None)
    if concluded:
        await schedule.keep_outcome(tx, round_, concluded)
    else:
        await deadlines.cancel(tx, schedule.ASSIGNMENT, assignment_id)
        if round_.state == "open":
            round_, settled = domain.settled(round_, assignment, tx.now)
            events = (*events, settled)
        await store.save_round(tx, round_)
    if round_.state == "calibrating":
        await schedule.watch_calibration(tx, round_, week)
    outbox.add(tx, *events)
    return assignment


async def declare_conflict(tx: Tx, by: UUID, assignment_id: UUID, reason: str) -> Assignment:
    """A reviewer steps out because of a conflict of interest; the reason stays here."""
    round_, assignment = await _own_locked(tx, by, assignment_id)
    round_, assignment, event = domain.declare_conflict(round_, assignment, tx.now)
    round_, settled = domain.settled(round_, assignment, tx.now)
    await store.save_round(tx, round_)
    await store.save_assignment(tx, assignment, reason)
    await deadlines.cancel(tx, schedule.ASSIGNMENT, assignment_id)
    outbox.add(tx, event, settled)
    return assignment


async def write_note(tx: Tx, by: UUID, assignment_id: UUID, text: str) -> Row:
    """A note to the other reviewers, by one who has handed in, until the round is over."""
    round_, assignment = await _own_locked(tx, by, assignment_id)
    if assignment.state != "submitted":
        raise domain.NotesAreClosed
    if round_.over:
        raise domain.RoundIsOver(round_.state)
    note_id = ids.new_id()
    await store.insert_note(tx, note_id, assignment, text)
    return await store.note(tx, assignment_id, note_id)


async def own(tx: Tx, by: UUID, assignment_id: UUID) -> Assignment:
    """The caller's own assignment; somebody else's does not exist for the caller."""
    await directory.caller(tx, by)
    assignment = await store.get_assignment(tx, assignment_id)
    if assignment is None or assignment.person_id != by:
        raise Unknown(what="assignment")
    return assignment


async def _own_locked(tx: Tx, by: UUID, assignment_id: UUID) -> tuple[Round, Assignment]:
    """The round, locked, and the caller's own assignment as it is then."""
    assignment = await own(tx, by, assignment_id)
    round_ = await store.lock_round(tx, assignment.round_id)
    if round_ is None:
        raise Unknown(what="review round")
    telemetry.about(idea_id=round_.idea_id)
    return round_, await store.get_assignment(tx, assignment_id) or assignment
