"""The days of a round: set, forgotten, and what happens when one has passed."""

from __future__ import annotations

from uuid import UUID

from review import domain, store
from review.domain import Assignment, Round
from shared import deadlines, directory, outbox, telemetry
from shared.db import Tx
from shared.events.review import RoundConcluded
from shared.working_days import Week

ASSIGNMENT, ROUND, CALIBRATION = "assignment-due", "round-due", "calibration-due"
_KEPT = {"recommendation", "criteria", "agreement", "comments", "quorum_met"}


async def week_of(tx: Tx, round_: Round) -> Week:
    """The working days of a round: of the seat of the officer who opened it, else of its first author."""
    known = await directory.people(tx, [each for each in (round_.opened_by, *round_.author_ids) if each])
    units = [known[each].unit_id for each in (round_.opened_by, *round_.author_ids) if each in known]
    unit_id = next((unit_id for unit_id in units if unit_id), None)
    return Week(await directory.calendar_at(tx, unit_id) if unit_id else None)


async def watch_round(tx: Tx, round_: Round, week: Week) -> None:
    await deadlines.set(tx, ROUND, round_.round_id, week.end_of(round_.due_on))


async def watch_assignment(tx: Tx, assignment: Assignment, week: Week) -> None:
    await deadlines.set(tx, ASSIGNMENT, assignment.assignment_id, week.end_of(assignment.due_on))


async def watch_calibration(tx: Tx, round_: Round, week: Week) -> None:
    """Instead of the round's own day: the quorum is there."""
    await deadlines.cancel(tx, ROUND, round_.round_id)
    if round_.calibrate_until:
        await deadlines.set(tx, CALIBRATION, round_.round_id, week.end_of(round_.calibrate_until))


async def watch_again(tx: Tx, round_: Round, week: Week) -> None:
    """The quorum is gone: the round's own day, passed or not, instead of that of the calibration."""
    await deadlines.cancel(tx, CALIBRATION, round_.round_id)
    await watch_round(tx, round_, week)


async def forget(tx: Tx, round_: Round) -> None:
    """A round is over: none of its days matters any more."""
    assignments = await store.assignments_of_round(tx, round_.round_id)
    await deadlines.cancel_of(tx, [round_.round_id, *(each.assignment_id for each in assignments)])


async def keep_outcome(tx: Tx, round_: Round, concluded: RoundConcluded) -> None:
    """Save a round that has just concluded, with what it came to."""
    await store.save_round(tx, round_, concluded.model_dump(mode="json", include=_KEPT))
    await forget(tx, round_)


async def assignment_is_due(tx: Tx, assignment_id: UUID) -> None:
    """A reviewer's day has passed: taken to the officer who opened the round (or to whom `_officers` names), once."""
    assignment = await store.get_assignment(tx, assignment_id)
    round_ = await store.lock_round(tx, assignment.round_id) if assignment else None
    assignment = await store.get_assignment(tx, assignment_id)  # again, now that the round is locked
    if assignment is None or round_ is None or round_.state != "open" or not assignment.owed or assignment.escalated:
        return
    telemetry.about(idea_id=round_.idea_id)
    for officer in await _officers(tx, round_):
        round_, assignment, event = domain.escalate(round_, assignment, officer, tx.now)
        outbox.add(tx, event)
    await store.save_round(tx, round_)
    await store.save_assignment(tx, assignment)


async def round_is_due(tx: Tx, round_id: UUID) -> None:
    """A round's day has passed: told, when its quorum is missing."""
    round_ = await store.lock_round(tx, round_id)
    if round_ is None or round_.state != "open" or round_.overdue:
        return
    telemetry.about(idea_id=round_.idea_id)
    done = sum(each.state == "submitted" for each in await store.assignments_of_round(tx, round_id))
    round_, event = domain.miss(round_, done, tx.now)
    await store.save_round(tx, round_)
    outbox.add(tx, event)


async def calibration_ends(tx: Tx, round_id: UUID) -> None:
    """The days for calibration have passed: the round concludes with the reviews as they are now."""
    round_ = await store.lock_round(tx, round_id)
    if round_ is None or round_.state != "calibrating":
        return
    telemetry.about(idea_id=round_.idea_id)
    reviews = [each for each in await store.assignments_of_round(tx, round_id) if each.state == "submitted"]
    round_, event = domain.conclude(round_, reviews, tx.now)
    await keep_outcome(tx, round_, event)
    outbox.add(tx, event)


async def _officers(tx: Tx, round_: Round) -> list[UUID]:
    """The officer who opened the round if still in office, else every scheme officer; never an author of the idea, nor
    somebody who has an interest in it.
    """
    out = {*round_.author_ids, *(each.person_id for each in await store.exclusions(tx, round_.round_id))}
    officers = [each.person_id for each in await directory.with_role(tx, "scheme-officer")]
    officers = [each for each in officers if each not in out]
    return [round_.opened_by] if round_.opened_by in officers else officers
