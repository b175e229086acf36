"""The impact screen: which rights a measure touches, so who must be heard, and how a body contests that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from ideas.domain.refusals import (
    ContestOver,
    ContestUnanswered,
    NothingToContest,
    NothingToHear,
    UnknownQuestion,
)
from ideas.domain.screens import SCREEN_VERSION, SCREENS
from ideas.domain.state import Idea, Status, facts, needs, told
from shared.events import ideas
from shared.events.base import Event

CONTESTABLE = timedelta(days=14)
DECIDED = frozenset({"accepted", "accepted_with_changes", "pilot", "implementing"})
"""Accepted before the contest was over: screened again, what is found still locks what is carried out."""

WHY_NONE: dict[ideas.NobodyHeard, str] = {
    "no-right-touched": "no right of representatives is touched",
    "heard-before": "the bodies were heard on this measure and these rights before",
    "no-body": "no representative body covers the unit",
}
"""Said beside the code to those who do not know it; pages say the code in the reader's language."""


@dataclass(frozen=True, slots=True)
class Screening:
    """What was answered about a measure. ``reasons``: why not, by question; owed for each question contested.

    ``round``: which consultation of the idea it would be.
    """

    answers: Mapping[str, bool]
    measure: str
    urgent: bool
    reasons: Mapping[str, str]
    round: int = 1


@dataclass(frozen=True, slots=True)
class Heard:
    """What a body was heard on: the questions answered with yes, and the measure; None: not known any more."""

    questions: frozenset[str]
    measure: str | None

    def covers(self, questions: frozenset[str], measure: str) -> bool:
        """Whether it was the same measure, in the same words, and each of these rights."""
        return questions <= self.questions and _words(self.measure) == _words(measure)


@dataclass(frozen=True, slots=True)
class Concerned:
    """The bodies that cover the unit, what those of them that were heard were heard on, and whose case is still open."""

    covering: tuple[UUID, ...]
    heard: Mapping[UUID, Heard]
    open: frozenset[UUID] = frozenset()

    def to_hear(self, questions: frozenset[str], measure: str) -> tuple[UUID, ...]:
        """Who is to be heard: again too, where a right is new or the measure another one."""
        done = {body for body, on in self.heard.items() if on.covers(questions, measure)}
        return tuple(body for body in self.covering if body not in done | self.open)

    @property
    def why_none(self) -> ideas.NobodyHeard:
        return "heard-before" if self.covering else "no-body"


@dataclass(frozen=True, slots=True)
class Contest:
    """A body says that a screen overlooked rights: which questions should have been answered with yes, and why."""

    body_id: UUID
    mandate_id: UUID
    questions: tuple[str, ...]
    text: str


def check_screenable(idea: Idea) -> None:
    """Refuse a screening when none is due, whatever it says."""
    if not idea.contested:
        needs(idea, "reviewed")


def screen(
    idea: Idea, screening: Screening, bodies: Concerned, contested: Sequence[str], by: UUID, *, now: datetime
) -> tuple[Idea, Event]:
    """Which rights the measure touches, and so whether bodies must be heard.

    ``contested``: questions of contests that are not answered yet; ``now``: at the seat of the unit that answers.
    """
    check_screenable(idea)
    _refuse_unknown(screening.answers, "/answers")
    _refuse_unanswered(screening, contested)
    rights = touched(screening.answers)
    to_hear = bodies.to_hear(frozenset(right.question for right in rights), screening.measure)
    if rights and to_hear:
        idea = told(idea, status=_after(idea, "in_consultation"), contested=False, contestable_until=None)
        return idea, ideas.ConsultationRequired(
            **facts(idea, by, now),
            measure=screening.measure,
            title=idea.title,
            authors=idea.authors,
            rights=rights,
            body_ids=to_hear,
            urgent=screening.urgent,
            round=screening.round,
        )
    until = (now + CONTESTABLE).date()
    idea = told(idea, status=_after(idea, "decision_pending"), contested=False, contestable_until=until)
    code: ideas.NobodyHeard = bodies.why_none if rights else "no-right-touched"
    return idea, ideas.ConsultationNotRequired(
        **facts(idea, by, now),
        why=WHY_NONE[code],
        reason_code=code,
        contestable_until=until,
        body_ids=bodies.covering,
        title=idea.title,
    )


def touched(answers: Mapping[str, bool], version: int = SCREEN_VERSION) -> tuple[ideas.RightTouched, ...]:
    """The rights that the answers of yes touch, in the order of the questions."""
    return tuple(
        ideas.RightTouched(right=asked.right.en, rule=asked.rule, question=name, why=asked.why.en)
        for name, asked in SCREENS[version].items()
        if answers.get(name)
    )


def check_contestable(idea: Idea, now: datetime) -> None:
    """Refuse a contest when none is possible, whatever it says. ``now``: at the seat of the unit that answers."""
    if idea.contestable_until is None or idea.status not in DECIDED | {"decision_pending"}:
        raise NothingToContest(idea.status)
    if now.date() > idea.contestable_until:
        raise ContestOver(until=idea.contestable_until)


def contest(idea: Idea, raised: Contest, by: UUID, now: datetime) -> tuple[Idea, Event]:
    """A body contests that it need not be heard, until the day named; the screening is then due again."""
    check_contestable(idea, now)
    _refuse_unknown(dict.fromkeys(raised.questions, True), "/questions")
    idea = told(idea, contested=True)
    return idea, ideas.ConsultationContested(
        **facts(idea, by, now) | {"acting_for": raised.mandate_id}, body_id=raised.body_id, questions=raised.questions
    )


def refuse_uncovered(body_id: UUID, covering: Sequence[UUID]) -> None:
    """A body contests where it could be heard at all."""
    if body_id not in covering:
        raise NothingToHear


def _words(measure: str | None) -> list[str] | None:
    return None if measure is None else measure.casefold().split()


def _after(idea: Idea, status: Status) -> Status:
    return idea.status if idea.status in DECIDED else status


def _refuse_unknown(named: Mapping[str, bool], place: str) -> None:
    for question in named:
        if question not in SCREENS[SCREEN_VERSION]:
            known = ", ".join(SCREENS[SCREEN_VERSION])
            raise UnknownQuestion(pointer=f"{place}/{question}", question=question, known=known)


def _refuse_unanswered(screening: Screening, contested: Sequence[str]) -> None:
    for question in contested:
        if not screening.answers.get(question) and not screening.reasons.get(question, "").strip():
            raise ContestUnanswered(pointer=f"/reasons/{question}", question=question)
