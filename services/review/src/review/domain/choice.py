"""Who may review an idea, and who is proposed: by load and unit, never a person in conflict (invariant 3)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from review.domain.refusals import (
    AlreadyAssigned,
    AuthorMayNotReview,
    ConflictDeclaredBefore,
    ExcludedFromRound,
    OwnIdea,
    RoundIsOver,
    SuperiorMayNotReview,
)
from review.domain.round import Assignment, Round, settled, step_out
from shared.events.base import Event
from shared.events.review import ReviewerAssigned
from shared.working_days import Week

OWED_DAYS = 5  # working days that a reviewer gets at least, however late the assignment comes

Ground = Literal["beneficiary", "close-relation", "other"]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A conflict of interest that the scheme office knows of before anybody is assigned."""

    round_id: UUID
    person_id: UUID
    ground: Ground


@dataclass(frozen=True, slots=True)
class Barred:
    """Who may not review this idea, besides its authors: those above them, and those noted as excluded."""

    managers: Collection[UUID] = ()
    excluded: Collection[UUID] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may review: their unit and how many reviews they owe now, in all rounds."""

    person_id: UUID
    display_name: str
    unit_id: UUID | None
    owes: int


def check_office(round_: Round, officer: UUID, excluded: Collection[UUID] = ()) -> None:
    """Nobody looks at the round of their own idea: they would see who reviews it. Nor does anybody run a round from which
    they are ``excluded``, for whoever chooses who judges has a part in it (invariant 3).
    """
    if officer in round_.author_ids or officer in excluded:
        raise OwnIdea


def check_reviewer(round_: Round, person: UUID, barred: Barred) -> None:
    """Refuse an author, somebody above an author, and a person noted as excluded."""
    if person in round_.author_ids:
        raise AuthorMayNotReview
    if person in barred.managers:
        raise SuperiorMayNotReview
    if person in barred.excluded:
        raise ExcludedFromRound


def owed_by(round_: Round, today: date, week: Week) -> date:
    """The day by which a reviewer assigned today hands in: the round's, or a fair number of working days if later."""
    return max(round_.due_on, week.after(today, OWED_DAYS))


def assign(
    round_: Round,
    assignment: Assignment,
    others: Collection[Assignment],
    barred: Barred,
    *,
    by: UUID,
    now: datetime,
) -> tuple[Round, ReviewerAssigned]:
    """Add a reviewer. ``others``: the round's assignments so far."""
    if round_.state != "open":
        raise RoundIsOver(round_.state)
    check_reviewer(round_, assignment.person_id, barred)
    for other in others:
        if other.person_id == assignment.person_id:
            raise ConflictDeclaredBefore if other.state == "conflicted" else AlreadyAssigned
    round_ = replace(round_, version=round_.version + 1)
    return round_, ReviewerAssigned(
        occurred_at=now,
        by=by,
        aggregate_version=round_.version,
        round_id=round_.round_id,
        idea_id=round_.idea_id,
        assignment_id=assignment.assignment_id,
        person_id=assignment.person_id,
        due_on=assignment.due_on,
    )


def step_out_all(
    round_: Round, assignments: Collection[Assignment], barred: Collection[UUID], now: datetime
) -> tuple[Round, list[Assignment], list[Event]]:
    """A conflict of interest came to light: what ``barred`` persons owe or handed in counts no more.

    A round that calibrates and lacks its quorum then is open again: of few reviews the outcome would show whose they are.
    """
    gone, events, left = list[Assignment](), list[Event](), 0
    for each in assignments:
        if each.person_id in barred and (each.owed or each.state == "submitted"):
            round_, stepped_out, told = step_out(round_, each, now)
            round_, done = settled(round_, stepped_out, now)
            gone.append(stepped_out)
            events += (told, done)
        else:
            left += each.state == "submitted"
    if round_.state == "calibrating" and left < round_.quorum:
        round_ = replace(round_, state="open", calibrate_until=None)
    return round_, gone, events


def propose(candidates: Sequence[Candidate], taken_units: Collection[UUID], count: int) -> list[Candidate]:
    """The first ``count`` of ``candidates`` (least load first), one a unit before a second of any unit.

    ``taken_units``: units of the authors and of those who review already; they come last.
    """
    seen: dict[UUID | None, int] = dict.fromkeys(taken_units, 1)
    ranked = []
    for position, candidate in enumerate(candidates):
        turn = seen.get(candidate.unit_id, 0)
        seen[candidate.unit_id] = turn + 1
        ranked.append((turn, candidate.owes, position, candidate))
    ranked.sort(key=lambda each: each[:3])
    return [each[3] for each in ranked[:count]]
