"""A review round: what a complete review is, when the round calibrates, concludes or is cancelled."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from review.domain.outcome import conclusion, is_split
from review.domain.refusals import (
    AlreadySubmitted,
    ConflictDeclaredBefore,
    ReleasedFromRound,
    ReviewIncomplete,
    RoundIsOver,
    TooFewReviews,
    UnknownCriterion,
)
from review.domain.rubric import RUBRICS, Rubric
from shared.events.base import Event
from shared.events.review import (
    AssignmentReleased,
    AssignmentSettled,
    ConflictDeclared,
    Reviewing,
    ReviewSubmitted,
    RoundCalibrating,
    RoundCancelled,
    RoundConcluded,
    RoundOpened,
)

FEWEST = 2  # reviews without which no round concludes: a single one would show who thought what
CALIBRATION_DAYS = 3  # working days in which reviewers who disagree look at each other's notes


@dataclass(frozen=True, slots=True)
class Round:
    """A review round; ``version`` counts the events told about it."""

    round_id: UUID
    idea_id: UUID
    title: str
    body: str
    author_ids: tuple[UUID, ...]
    """Who wrote the idea or one that lives on in it: neither they nor those above them review it."""
    rubric_version: int
    quorum: int
    due_on: date
    state: Literal["open", "calibrating", "concluded", "cancelled"]
    conflicts: int
    version: int
    opened_by: UUID | None = None
    """The scheme officer who asked for the round; late reviews are taken to them."""
    overdue: bool = False
    calibrate_until: date | None = None

    @property
    def rubric(self) -> Rubric:
        return RUBRICS[self.rubric_version]

    @property
    def over(self) -> bool:
        return self.state in ("concluded", "cancelled")


@dataclass(frozen=True, slots=True)
class Assignment:
    """One reviewer's part in a round, with the review itself."""

    assignment_id: UUID
    round_id: UUID
    person_id: UUID
    state: Literal["assigned", "drafted", "submitted", "conflicted", "released"]
    scores: Mapping[str, int]
    comment: str
    version: int
    due_on: date
    escalated: bool = False

    @property
    def owed(self) -> bool:
        return self.state in ("assigned", "drafted")


def opened(round_: Round, by: UUID | None, now: datetime) -> RoundOpened:
    """The announcement of a round that has just been made with version 1."""
    return RoundOpened(
        occurred_at=now,
        by=by,
        aggregate_version=round_.version,
        round_id=round_.round_id,
        idea_id=round_.idea_id,
        due_on=round_.due_on,
        quorum=round_.quorum,
    )


def draft(round_: Round, assignment: Assignment, scores: Mapping[str, int], comment: str) -> Assignment:
    """Keep a draft, scores may be missing, never unknown. While the round calibrates, a submitted review may change."""
    if round_.over:
        raise RoundIsOver(round_.state)
    calibrates = round_.state == "calibrating" and assignment.state == "submitted"
    if not calibrates:
        _refuse_settled(assignment)
    for criterion in scores:
        if criterion not in round_.rubric.weights:
            raise UnknownCriterion(
                pointer=f"/scores/{criterion}", criterion=criterion, known=", ".join(round_.rubric.weights)
            )
    if calibrates:
        _refuse_incomplete(round_, scores)
    state: Literal["drafted", "submitted"] = "submitted" if calibrates else "drafted"
    return replace(assignment, state=state, scores=dict(scores), comment=comment, version=assignment.version + 1)


def declare_conflict(
    round_: Round, assignment: Assignment, now: datetime
) -> tuple[Round, Assignment, ConflictDeclared]:
    """Step out of a round; only that somebody did is told."""
    if round_.over:
        raise RoundIsOver(round_.state)
    _refuse_settled(assignment)
    return step_out(round_, assignment, now)


def step_out(round_: Round, assignment: Assignment, now: datetime) -> tuple[Round, Assignment, ConflictDeclared]:
    """A conflict of interest ends a reviewer's part, whatever they wrote; only that there is one is told."""
    round_ = replace(round_, conflicts=round_.conflicts + 1, version=round_.version + 1)
    assignment = replace(assignment, state="conflicted", scores={}, comment="", version=assignment.version + 1)
    return (
        round_,
        assignment,
        ConflictDeclared(
            occurred_at=now,
            aggregate_version=round_.version,
            round_id=round_.round_id,
            idea_id=round_.idea_id,
            count=round_.conflicts,
        ),
    )


def release(
    round_: Round, assignment: Assignment, *, by: UUID | None, now: datetime
) -> tuple[Round, Assignment, AssignmentReleased]:
    """Let a reviewer go who has not handed in; what they drafted is gone, nobody may read it."""
    if round_.over:
        raise RoundIsOver(round_.state)
    _refuse_settled(assignment)
    round_ = replace(round_, version=round_.version + 1)
    assignment = replace(assignment, state="released", scores={}, comment="", version=assignment.version + 1)
    return (
        round_,
        assignment,
        AssignmentReleased(
            occurred_at=now,
            by=by,
            aggregate_version=round_.version,
            round_id=round_.round_id,
            idea_id=round_.idea_id,
            assignment_id=assignment.assignment_id,
            person_id=assignment.person_id,
        ),
    )


def submit(
    round_: Round,
    assignment: Assignment,
    submitted: Collection[Assignment],
    *,
    calibrate_until: date,
    now: datetime,
) -> tuple[Round, Assignment, tuple[Event, ...]]:
    """Hand in a review. ``submitted``: the others handed in before.

    At quorum the round concludes; where the reviews are far apart it first calibrates, through ``calibrate_until``.
    """
    if round_.state != "open":
        raise RoundIsOver(round_.state)
    _refuse_settled(assignment)
    _refuse_incomplete(round_, assignment.scores)
    assignment = replace(assignment, state="submitted", version=assignment.version + 1)
    round_ = replace(round_, version=round_.version + 1)
    reviews = [*submitted, assignment]
    handed_in = ReviewSubmitted(
        occurred_at=now,
        aggregate_version=round_.version,
        round_id=round_.round_id,
        idea_id=round_.idea_id,
        done=len(reviews),
        needed=round_.quorum,
    )
    if len(reviews) < round_.quorum:
        return round_, assignment, (handed_in,)
    if is_split(round_.rubric, [review.scores for review in reviews]):
        round_, told = calibrate(round_, reviews, calibrate_until, now)
        return round_, assignment, (handed_in, told)
    round_, concluded = conclude(round_, reviews, now)
    return round_, assignment, (handed_in, concluded)


def settled(round_: Round, assignment: Assignment, now: datetime) -> tuple[Round, AssignmentSettled]:
    """The reviewer is reminded no more; whether they handed in or stepped out is not told."""
    round_ = replace(round_, version=round_.version + 1)
    return round_, AssignmentSettled(
        occurred_at=now,
        aggregate_version=round_.version,
        round_id=round_.round_id,
        idea_id=round_.idea_id,
        assignment_id=assignment.assignment_id,
        person_id=assignment.person_id,
    )


def calibrate(
    round_: Round, reviews: Collection[Assignment], until: date, now: datetime
) -> tuple[Round, RoundCalibrating]:
    """The reviews are far apart: reviewers see the spread and each other's notes before the round concludes."""
    round_ = replace(round_, state="calibrating", calibrate_until=until, version=round_.version + 1)
    return round_, RoundCalibrating(
        occurred_at=now,
        aggregate_version=round_.version,
        round_id=round_.round_id,
        idea_id=round_.idea_id,
        until=until,
        reviewers=tuple(Reviewing(assignment_id=each.assignment_id, person_id=each.person_id) for each in reviews),
    )


def check_conclusion(round_: Round, done: int) -> None:
    """Whether the scheme office may end the round by hand: it calibrates, or is overdue with ``FEWEST`` reviews."""
    if round_.over:
        raise RoundIsOver(round_.state)
    if round_.state == "open" and (not round_.overdue or done < FEWEST):
        raise TooFewReviews(done=done, needed=FEWEST if round_.overdue else round_.quorum, due_on=round_.due_on)


def conclude(round_: Round, reviews: Collection[Assignment], now: datetime) -> tuple[Round, RoundConcluded]:
    """End a round with the reviews that are handed in."""
    round_ = replace(round_, state="concluded", version=round_.version + 1)
    event = conclusion(
        round_.rubric,
        [(review.scores, review.comment) for review in reviews],
        occurred_at=now,
        aggregate_version=round_.version,
        round_id=round_.round_id,
        idea_id=round_.idea_id,
        quorum_met=len(reviews) >= round_.quorum,
    )
    return round_, event


def cancel(round_: Round, reason: Literal["withdrawn", "merged", "returned"], now: datetime) -> tuple[Round, Event]:
    """The idea left peer review before the round was over: nobody owes a review any more."""
    round_ = replace(round_, state="cancelled", version=round_.version + 1)
    return round_, RoundCancelled(
        occurred_at=now,
        by=None,
        aggregate_version=round_.version,
        round_id=round_.round_id,
        idea_id=round_.idea_id,
        reason=reason,
    )


def _refuse_incomplete(round_: Round, scores: Mapping[str, int]) -> None:
    missing = [criterion for criterion in round_.rubric.weights if criterion not in scores]
    if missing:
        raise ReviewIncomplete(pointer="/scores", missing=", ".join(missing))


def _refuse_settled(assignment: Assignment) -> None:
    if assignment.state == "submitted":
        raise AlreadySubmitted
    if assignment.state == "conflicted":
        raise ConflictDeclaredBefore
    if assignment.state == "released":
        raise ReleasedFromRound
