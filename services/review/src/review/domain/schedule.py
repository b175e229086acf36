"""When reviews are due: extension, lateness, and to whom a late review is taken. Days are dates at the seat."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from review.domain.refusals import NotLater, RoundIsOver
from review.domain.round import Assignment, Round
from shared.events.base import Event
from shared.events.review import AssignmentEscalated, AssignmentRescheduled, RoundExtended, RoundOverdue


def extend(
    round_: Round, owed: Collection[Assignment], due_on: date, *, by: UUID, today: date, now: datetime
) -> tuple[Round, list[Assignment], list[Event]]:
    """Give a round and its open assignments (``owed``) a later day. The round is no longer overdue."""
    if round_.state != "open":
        raise RoundIsOver(round_.state)
    if due_on <= max(round_.due_on, today):
        raise NotLater(pointer="/due_on", due_on=max(round_.due_on, today))
    round_ = replace(round_, due_on=due_on, overdue=False, version=round_.version + 1)
    events: list[Event] = [
        RoundExtended(
            occurred_at=now,
            by=by,
            aggregate_version=round_.version,
            round_id=round_.round_id,
            idea_id=round_.idea_id,
            due_on=due_on,
        )
    ]
    moved = []
    for assignment in owed:
        if assignment.due_on < due_on:
            moved.append(replace(assignment, due_on=due_on, escalated=False, version=assignment.version + 1))
            round_ = replace(round_, version=round_.version + 1)
            events.append(
                AssignmentRescheduled(
                    occurred_at=now,
                    by=by,
                    aggregate_version=round_.version,
                    round_id=round_.round_id,
                    idea_id=round_.idea_id,
                    assignment_id=assignment.assignment_id,
                    person_id=assignment.person_id,
                    due_on=due_on,
                )
            )
    return round_, moved, events


def escalate(
    round_: Round, assignment: Assignment, to: UUID, now: datetime
) -> tuple[Round, Assignment, AssignmentEscalated]:
    """A review is late: it is taken to the scheme officer, who may extend, release or wait."""
    round_ = replace(round_, version=round_.version + 1)
    return (
        round_,
        replace(assignment, escalated=True),
        AssignmentEscalated(
            occurred_at=now,
            by=None,
            aggregate_version=round_.version,
            round_id=round_.round_id,
            idea_id=round_.idea_id,
            person_id=assignment.person_id,
            to=to,
        ),
    )


def miss(round_: Round, done: int, now: datetime) -> tuple[Round, RoundOverdue]:
    """The round's day has passed without a quorum."""
    round_ = replace(round_, overdue=True, version=round_.version + 1)
    return round_, RoundOverdue(
        occurred_at=now,
        by=None,
        aggregate_version=round_.version,
        round_id=round_.round_id,
        idea_id=round_.idea_id,
        done=done,
        needed=round_.quorum,
    )
