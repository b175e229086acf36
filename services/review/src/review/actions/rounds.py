"""What happens to a round: opened by an event, run by the scheme office, ended."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Literal
from uuid import UUID

from review import domain, store
from review.actions import schedule
from review.domain import Assignment, Barred, Candidate, Exclusion, Ground, Round
from shared import directory, ids, outbox, telemetry
from shared.db import Tx
from shared.errors import Unknown
from shared.events.ideas import ReviewRequested

LOOKED_AT = 500  # employees with the smallest load among whom units are spread


async def open_round(tx: Tx, event: ReviewRequested) -> Round:
    """An idea was sent to review: a round opens."""
    telemetry.about(idea_id=event.idea_id)
    told = (*(author.person_id for author in event.authors), *event.merged_authors)
    known = await store.foresee(tx, event.idea_id)
    round_ = Round(
        round_id=ids.new_id(),
        idea_id=event.idea_id,
        title=event.title,
        body=event.text,
        author_ids=tuple(dict.fromkeys((*told, *known.authors))),
        rubric_version=domain.in_force(event.rubric_version),
        quorum=max(event.quorum, domain.FEWEST),
        due_on=event.due_on,
        state="open",
        conflicts=0,
        version=1,
        opened_by=event.by,
    )
    await store.insert_round(tx, round_)
    await store.exclude_interested(tx, round_, {*event.interested, *known.interested})
    await schedule.watch_round(tx, round_, await schedule.week_of(tx, round_))
    outbox.add(tx, domain.opened(round_, event.by, tx.now))
    return round_


async def cancel_rounds(tx: Tx, idea_id: UUID, reason: Literal["withdrawn", "merged", "returned"]) -> None:
    """The idea left peer review: its unfinished rounds end and their reviewers owe nothing."""
    telemetry.about(idea_id=idea_id)
    for unfinished in await store.lock_unfinished(tx, idea_id):
        owed = [each for each in await store.assignments_of_round(tx, unfinished.round_id) if each.owed]
        round_ = await _release_all(tx, unfinished, owed)
        round_, event = domain.cancel(round_, reason, tx.now)
        await store.save_round(tx, round_)
        await schedule.forget(tx, round_)
        outbox.add(tx, event)


async def join_authors(tx: Tx, idea_id: UUID, joined: Collection[UUID]) -> None:
    """Another idea was merged into this one: what its authors and those above them wrote counts no more. A round that
    opens later knows them too.
    """
    telemetry.about(idea_id=idea_id)
    await store.foresee(tx, idea_id, authors=joined)
    for unfinished in await store.lock_unfinished(tx, idea_id):
        authors = tuple(dict.fromkeys((*unfinished.author_ids, *joined)))
        round_ = replace(unfinished, author_ids=authors)
        await store.save_round(
            tx, await _step_out_all(tx, round_, {*authors, *await directory.managers_above(tx, authors)})
        )


async def bar_interested(tx: Tx, idea_id: UUID, interested: Collection[UUID]) -> None:
    """These persons have an interest in the idea: what they wrote counts no more, and a round that opens later knows."""
    telemetry.about(idea_id=idea_id)
    await store.foresee(tx, idea_id, interested=interested)
    for round_ in await store.lock_unfinished(tx, idea_id):
        await store.exclude_interested(tx, round_, interested)
        await store.save_round(tx, await _step_out_all(tx, round_, interested))


async def assign(tx: Tx, by: UUID, round_id: UUID, person_id: UUID) -> Assignment:
    """The scheme office assigns a reviewer; nobody with a conflict of interest."""
    round_ = await _as_office(tx, by, round_id)
    reviewer = await directory.caller(tx, person_id)
    week = await schedule.week_of(tx, round_)
    due_on = domain.owed_by(round_, week.today(tx.now), week)
    assignment = Assignment(ids.new_id(), round_id, reviewer.person_id, "assigned", {}, "", 1, due_on)
    others = await store.assignments_of_round(tx, round_id)
    round_, event = domain.assign(round_, assignment, others, await barred_from(tx, round_), by=by, now=tx.now)
    await store.save_round(tx, round_)
    await store.insert_assignment(tx, assignment)
    await schedule.watch_assignment(tx, assignment, week)
    outbox.add(tx, event)
    return assignment


async def propose(tx: Tx, by: UUID, round_id: UUID, count: int) -> list[Candidate]:
    """Whom the scheme office might assign: those with the smallest load, from different units, without conflict."""
    directory.require_role(await directory.caller(tx, by), "scheme-officer")
    found = await store.get_round(tx, round_id)
    if found is None:
        raise Unknown(what="review round")
    round_ = found[0]
    barred = await barred_from(tx, round_)
    domain.check_office(round_, by, barred.excluded)
    reviewers = [each.person_id for each in await store.assignments_of_round(tx, round_id)]
    known = await directory.people(tx, [*round_.author_ids, *reviewers])
    out = [*round_.author_ids, *barred.managers, *barred.excluded, *reviewers]
    candidates = await store.candidates(tx, round_id, out, LOOKED_AT)
    return domain.propose(candidates, {each.unit_id for each in known.values() if each.unit_id}, count)


async def exclude(tx: Tx, by: UUID, round_id: UUID, person_id: UUID, ground: Ground) -> Exclusion:
    """The scheme office notes a conflict of interest; a reviewer who has not handed in is released, and what was handed
    in counts no more.
    """
    round_ = await _as_office(tx, by, round_id)
    if round_.over:
        raise domain.RoundIsOver(round_.state)
    person = await directory.person(tx, person_id)
    exclusion = Exclusion(round_id, person.person_id, ground)
    await store.exclude(tx, exclusion, by)
    assignments = await store.assignments_of_round(tx, round_id)
    round_ = await _release_all(tx, round_, [a for a in assignments if a.owed and a.person_id == person_id], by)
    await store.save_round(tx, await _step_out_all(tx, round_, {person_id}))
    return exclusion


async def release(tx: Tx, by: UUID, round_id: UUID, assignment_id: UUID) -> Assignment:
    """The scheme office lets a reviewer go who has not handed in."""
    round_ = await _as_office(tx, by, round_id)
    assignment = await store.get_assignment(tx, assignment_id)
    if assignment is None or assignment.round_id != round_id:
        raise Unknown(what="assignment")
    round_, assignment, event = domain.release(round_, assignment, by=by, now=tx.now)
    await store.save_round(tx, round_)
    await store.save_assignment(tx, assignment)
    outbox.add(tx, event)
    return assignment


async def extend(tx: Tx, by: UUID, round_id: UUID, due_on: date | None, working_days: int | None) -> Round:
    """The scheme office gives a round a later day: a date, or so many working days after today or its day."""
    round_ = await _as_office(tx, by, round_id)
    week = await schedule.week_of(tx, round_)
    today = week.today(tx.now)
    day = due_on or week.after(max(today, round_.due_on), working_days or 0)
    owed = [each for each in await store.assignments_of_round(tx, round_id) if each.owed]
    round_, moved, events = domain.extend(round_, owed, day, by=by, today=today, now=tx.now)
    await store.save_round(tx, round_)
    await schedule.watch_round(tx, round_, week)
    for assignment in moved:
        await store.save_assignment(tx, assignment)
        await schedule.watch_assignment(tx, assignment, week)
    outbox.add(tx, *events)
    return round_


async def conclude(tx: Tx, by: UUID, round_id: UUID) -> Round:
    """The scheme office ends a round that calibrates, or one that is overdue and has enough reviews."""
    round_ = await _as_office(tx, by, round_id)
    assignments = await store.assignments_of_round(tx, round_id)
    domain.check_conclusion(round_, sum(each.state == "submitted" for each in assignments))
    round_ = await _release_all(tx, round_, [each for each in assignments if each.owed], by)
    reviews = [each for each in assignments if each.state == "submitted"]
    round_, event = domain.conclude(round_, reviews, tx.now)
    await schedule.keep_outcome(tx, round_, event)
    outbox.add(tx, event)
    return round_


async def barred_from(tx: Tx, round_: Round) -> Barred:
    """Who may not review, as of now."""
    return Barred(await directory.managers_above(tx, round_.author_ids), await _excluded(tx, round_.round_id))


async def _excluded(tx: Tx, round_id: UUID) -> set[UUID]:
    return {each.person_id for each in await store.exclusions(tx, round_id)}


async def _as_office(tx: Tx, by: UUID, round_id: UUID) -> Round:
    """The round, locked, for a scheme officer whose own idea it is not, and who has no interest in it."""
    directory.require_role(await directory.caller(tx, by), "scheme-officer")
    round_ = await store.lock_round(tx, round_id)
    if round_ is None:
        raise Unknown(what="review round")
    telemetry.about(idea_id=round_.idea_id)
    domain.check_office(round_, by, await _excluded(tx, round_id))
    return round_


async def _release_all(tx: Tx, round_: Round, owed: Collection[Assignment], by: UUID | None = None) -> Round:
    for assignment in owed:
        round_, released, event = domain.release(round_, assignment, by=by, now=tx.now)
        await store.save_assignment(tx, released)
        outbox.add(tx, event)
    return round_


async def _step_out_all(tx: Tx, round_: Round, barred: Collection[UUID]) -> Round:
    """Whoever is barred is out of the round; its own day counts again when it calibrated and lacks its quorum now."""
    before = round_.state
    assignments = await store.assignments_of_round(tx, round_.round_id)
    round_, gone, events = domain.step_out_all(round_, assignments, barred, tx.now)
    for assignment in gone:
        await store.save_assignment(tx, assignment)
    outbox.add(tx, *events)
    if round_.state != before:
        await schedule.watch_again(tx, round_, await schedule.week_of(tx, round_))
    return round_
