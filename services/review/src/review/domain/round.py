"""The rules of peer review: who may review, what a complete review is, when a round concludes and with what."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from statistics import median
from typing import Literal
from uuid import UUID

from review.domain.refusals import (
    AlreadyAssigned,
    AlreadySubmitted,
    AuthorMayNotReview,
    ConflictDeclaredBefore,
    ReviewIncomplete,
    RoundIsConcluded,
    SuperiorMayNotReview,
    UnknownCriterion,
)
from shared.errors import Text
from shared.events.base import Event
from shared.events.review import (
    ConflictDeclared,
    Criterion,
    ReviewerAssigned,
    ReviewSubmitted,
    RoundConcluded,
    RoundOpened,
)

LOWEST, HIGHEST = 1, 5
SPLIT_FROM = 3  # a spread of this many points on one criterion is a disagreement to be shown, not averaged away
ACCEPT_FROM, REVISE_FROM = 3.5, 2.5  # weighted mean of the medians


@dataclass(frozen=True, slots=True)
class Rubric:
    """A version of the criteria with weights in percent; a round keeps the version it opened with."""

    version: int
    weights: Mapping[str, int]
    questions: Mapping[str, Text]


RUBRICS = {
    1: Rubric(
        1,
        {"benefit": 40, "feasibility": 30, "effort": 15, "people": 15},
        {
            "benefit": Text(
                "How much does it help those we serve?",
                "Quelle utilité pour nos usagers ?",
                "Wie sehr hilft es denen, für die wir da sind?",
            ),
            "feasibility": Text("Can it be done here?", "Est-ce faisable ici ?", "Ist es hier machbar?"),
            "effort": Text("Is the effort worth it?", "L'effort en vaut-il la peine ?", "Lohnt sich der Aufwand?"),
            "people": Text(
                "Is it good for the people who do the work?",
                "Est-ce bon pour celles et ceux qui font le travail ?",
                "Ist es gut für die, die die Arbeit tun?",
            ),
        },
    )
}


@dataclass(frozen=True, slots=True)
class Round:
    """A review round; ``version`` counts the events told about it."""

    round_id: UUID
    idea_id: UUID
    title: str
    body: str
    author_ids: tuple[UUID, ...]
    rubric_version: int
    quorum: int
    due_on: date
    state: Literal["open", "concluded"]
    conflicts: int
    version: int

    @property
    def rubric(self) -> Rubric:
        return RUBRICS[self.rubric_version]


@dataclass(frozen=True, slots=True)
class Assignment:
    """One reviewer's part in a round, with the review itself."""

    assignment_id: UUID
    round_id: UUID
    person_id: UUID
    state: Literal["assigned", "drafted", "submitted", "conflicted"]
    scores: Mapping[str, int]
    comment: str
    version: int


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


def assign(
    round_: Round,
    assignment: Assignment,
    others: Collection[Assignment],
    managers: Collection[UUID],
    *,
    by: UUID,
    now: datetime,
) -> tuple[Round, ReviewerAssigned]:
    """Add a reviewer. ``others``: the round's assignments so far; ``managers``: the authors' line of management."""
    _refuse_concluded(round_)
    person = assignment.person_id
    if person in round_.author_ids:
        raise AuthorMayNotReview
    if person in managers:
        raise SuperiorMayNotReview
    for other in others:
        if other.person_id == person:
            raise ConflictDeclaredBefore if other.state == "conflicted" else AlreadyAssigned
    round_ = replace(round_, version=round_.version + 1)
    return round_, ReviewerAssigned(
        occurred_at=now,
        by=by,
        aggregate_version=round_.version,
        round_id=round_.round_id,
        idea_id=round_.idea_id,
        assignment_id=assignment.assignment_id,
        person_id=person,
        due_on=round_.due_on,
    )


def draft(round_: Round, assignment: Assignment, scores: Mapping[str, int], comment: str) -> Assignment:
    """Keep a draft; scores may be missing, never unknown."""
    _refuse_concluded(round_)
    _refuse_settled(assignment)
    for criterion in scores:
        if criterion not in round_.rubric.weights:
            raise UnknownCriterion(
                pointer=f"/scores/{criterion}", criterion=criterion, known=", ".join(round_.rubric.weights)
            )
    return replace(assignment, state="drafted", scores=dict(scores), comment=comment, version=assignment.version + 1)


def declare_conflict(
    round_: Round, assignment: Assignment, now: datetime
) -> tuple[Round, Assignment, ConflictDeclared]:
    """Step out of a round; only that somebody did is told."""
    _refuse_settled(assignment)
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


def submit(
    round_: Round, assignment: Assignment, submitted: Collection[Assignment], now: datetime
) -> tuple[Round, Assignment, tuple[Event, ...]]:
    """Hand in a review. ``submitted``: the others handed in before. At quorum the round concludes."""
    _refuse_concluded(round_)
    _refuse_settled(assignment)
    missing = [criterion for criterion in round_.rubric.weights if criterion not in assignment.scores]
    if missing:
        raise ReviewIncomplete(pointer="/scores", missing=", ".join(missing))
    assignment = replace(assignment, state="submitted", version=assignment.version + 1)
    round_ = replace(round_, version=round_.version + 1)
    reviews = [*submitted, assignment]
    events: tuple[Event, ...] = (
        ReviewSubmitted(
            occurred_at=now,
            aggregate_version=round_.version,
            round_id=round_.round_id,
            idea_id=round_.idea_id,
            done=len(reviews),
            needed=round_.quorum,
        ),
    )
    if len(reviews) >= round_.quorum:
        round_ = replace(round_, state="concluded", version=round_.version + 1)
        events = (*events, conclusion(round_, reviews, now))
    return round_, assignment, events


def conclusion(round_: Round, reviews: Collection[Assignment], now: datetime) -> RoundConcluded:
    """The outcome: median and spread per criterion; comments sorted by text, so that no order gives a reviewer away."""
    criteria = tuple(_criterion(name, [review.scores[name] for review in reviews]) for name in round_.rubric.weights)
    weighted = sum(round_.rubric.weights[c.criterion] * c.median for c in criteria) / sum(
        round_.rubric.weights.values()
    )
    return RoundConcluded(
        occurred_at=now,
        aggregate_version=round_.version,
        round_id=round_.round_id,
        idea_id=round_.idea_id,
        recommendation="accept" if weighted >= ACCEPT_FROM else "revise" if weighted >= REVISE_FROM else "decline",
        criteria=criteria,
        agreement="split" if any(c.max - c.min >= SPLIT_FROM for c in criteria) else "close",
        comments=tuple(sorted(review.comment for review in reviews if review.comment)),
    )


def _criterion(name: str, scores: list[int]) -> Criterion:
    return Criterion(criterion=name, n=len(scores), median=median(scores), min=min(scores), max=max(scores))


def _refuse_concluded(round_: Round) -> None:
    if round_.state == "concluded":
        raise RoundIsConcluded


def _refuse_settled(assignment: Assignment) -> None:
    if assignment.state == "submitted":
        raise AlreadySubmitted
    if assignment.state == "conflicted":
        raise ConflictDeclaredBefore
