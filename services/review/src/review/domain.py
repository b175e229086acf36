"""The rules of peer review: who may review, what a complete review is, when a round concludes and with what.

NotFound
└── (shared) Unknown
Conflict
├── AuthorMayNotReview
├── ManagerMayNotReview
├── AlreadyAssigned
├── ConflictDeclaredBefore
├── AlreadySubmitted
└── RoundIsConcluded
Invalid
├── UnknownCriterion
└── ReviewIncomplete
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from statistics import median
from typing import Literal
from uuid import UUID

from shared.errors import Conflict, Invalid, Text
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


class AuthorMayNotReview(Conflict):
    """Nobody reviews their own idea (invariant 3)."""

    slug = "author-may-not-review"
    title = Text("An author may not review", "Un auteur ne peut pas évaluer", "Wer es verfasst hat, begutachtet nicht")
    advice = Text(
        "This person is an author of the idea. Assign somebody else.",
        "Cette personne est auteur de l'idée. Désignez quelqu'un d'autre.",
        "Diese Person hat die Idee mitverfasst. Weisen Sie jemand anderen zu.",
    )


class ManagerMayNotReview(Conflict):
    """Nobody reviews an idea of somebody they manage (invariant 3)."""

    slug = "manager-may-not-review"
    title = Text(
        "A manager of an author may not review",
        "Un responsable d'un auteur ne peut pas évaluer",
        "Vorgesetzte der Verfasser begutachten nicht",
    )
    advice = Text(
        "This person is in an author's line of management. Assign somebody from another line.",
        "Cette personne est dans la ligne hiérarchique d'un auteur. Désignez quelqu'un d'une autre ligne.",
        "Diese Person ist einem Verfasser vorgesetzt. Weisen Sie jemanden aus einer anderen Linie zu.",
    )


class AlreadyAssigned(Conflict):
    """One person reviews once in a round."""

    slug = "already-assigned"
    title = Text("Already assigned", "Déjà désigné", "Schon zugewiesen")
    advice = Text(
        "This person is already a reviewer of this round.",
        "Cette personne évalue déjà dans ce tour.",
        "Diese Person begutachtet in dieser Runde schon.",
    )


class ConflictDeclaredBefore(Conflict):
    """Who declared a conflict stays out of the round."""

    slug = "conflict-declared"
    title = Text("Conflict of interest declared", "Conflit d'intérêts déclaré", "Interessenkonflikt erklärt")
    advice = Text(
        "This person declared a conflict of interest in this round. Assign somebody else.",
        "Cette personne a déclaré un conflit d'intérêts dans ce tour. Désignez quelqu'un d'autre.",
        "Diese Person hat in dieser Runde einen Interessenkonflikt erklärt. Weisen Sie jemand anderen zu.",
    )


class AlreadySubmitted(Conflict):
    """A submitted review is final."""

    slug = "review-already-submitted"
    title = Text("Review already submitted", "Évaluation déjà remise", "Gutachten schon abgegeben")
    advice = Text(
        "Your review is submitted and can no longer be changed.",
        "Votre évaluation est remise et ne peut plus être modifiée.",
        "Ihr Gutachten ist abgegeben und lässt sich nicht mehr ändern.",
    )


class RoundIsConcluded(Conflict):
    """The quorum was reached; nothing more is taken."""

    slug = "round-concluded"
    title = Text("Round concluded", "Tour clos", "Runde abgeschlossen")
    advice = Text(
        "This review round is concluded and takes no more changes.",
        "Ce tour d'évaluation est clos et n'accepte plus de modification.",
        "Diese Begutachtungsrunde ist abgeschlossen und nimmt nichts mehr an.",
    )


class UnknownCriterion(Invalid):
    """A score for something the round's rubric does not ask."""

    slug = "unknown-criterion"
    title = Text("Unknown criterion", "Critère inconnu", "Unbekanntes Kriterium")
    advice = Text(
        "The rubric has no criterion “{criterion}”. It has: {known}.",
        "La grille n'a pas de critère « {criterion} ». Elle a : {known}.",
        "Der Bogen hat kein Kriterium „{criterion}“. Er hat: {known}.",
    )


class ReviewIncomplete(Invalid):
    """A review is submitted with a score for each criterion."""

    slug = "review-incomplete"
    title = Text("Review incomplete", "Évaluation incomplète", "Gutachten unvollständig")
    advice = Text("Give a score for: {missing}.", "Donnez une note pour : {missing}.", "Bewerten Sie noch: {missing}.")


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
        raise ManagerMayNotReview
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
