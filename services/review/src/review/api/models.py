"""Shapes of what review takes and answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from review.domain import HIGHEST, LOWEST, RUBRICS, Assignment, Exclusion, Ground, Round, Rubric
from shared import markdown
from shared.db import Row
from shared.errors import Language, Unfit
from shared.events.review import Criterion
from shared.http import NO_NUL, Day, example

Score = Annotated[int, Field(ge=LOWEST, le=HIGHEST)]
Line = Annotated[str, Field(max_length=10_000, pattern=NO_NUL)]
Sentence = Annotated[str, Field(min_length=1, max_length=2000, pattern=NO_NUL)]
AssignmentStatus = Literal["assigned", "drafted", "submitted", "conflicted", "released"]
RoundStatus = Literal["open", "calibrating", "concluded", "cancelled"]
_ID = "0192f0c1-7b3a-7cc0-8000-000000000001"


class NewAssignment(BaseModel):
    model_config = example(person_id=_ID)
    person_id: UUID


class NewExclusion(BaseModel):
    """A conflict of interest that the scheme office knows of."""

    model_config = example(person_id=_ID, ground="beneficiary")
    person_id: UUID
    ground: Ground


class Extension(BaseModel):
    """A later day, as a date or as working days after the day it is due now (or after today, if that is later)."""

    model_config = example(working_days=5)
    due_on: Day | None = None
    working_days: Annotated[int, Field(ge=1, le=60)] | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if (self.due_on is None) == (self.working_days is None):
            raise Unfit(
                "Give either due_on or working_days.",
                "Donnez soit due_on, soit working_days.",
                "Geben Sie entweder due_on oder working_days an.",
            )
        return self


class Draft(BaseModel):
    model_config = example(scores={"benefit": 4, "feasibility": 5}, comment="Worth a try.")
    scores: dict[Annotated[str, Field(max_length=40, pattern=NO_NUL)], Score]
    comment: Line = ""


class Reason(BaseModel):
    model_config = example(reason="The author is a friend.")
    reason: Sentence


class NewNote(BaseModel):
    model_config = example(text="What convinced you of the benefit?")
    text: Sentence


class AssignmentState(BaseModel):
    """An assignment as the scheme office sees it: who and how far, never what they think."""

    assignment_id: UUID
    round_id: UUID
    person_id: UUID
    state: AssignmentStatus
    due_on: date
    late: bool = Field(description="its day has passed and the scheme office was told")

    @classmethod
    def of(cls, a: Assignment) -> Self:
        return cls(
            assignment_id=a.assignment_id,
            round_id=a.round_id,
            person_id=a.person_id,
            state=a.state,
            due_on=a.due_on,
            late=a.escalated and a.owed,
        )


class ExclusionView(BaseModel):
    person_id: UUID
    ground: Ground

    @classmethod
    def of(cls, each: Exclusion) -> Self:
        return cls(person_id=each.person_id, ground=each.ground)


class CandidateView(BaseModel):
    """Somebody who may be assigned, and why they are proposed."""

    person_id: UUID
    display_name: str
    unit_id: UUID | None
    owes: int = Field(description="reviews that this person owes now, in all rounds")


class MyAssignment(BaseModel):
    """An own assignment: how many of the questions have a score, and whether the round still goes on."""

    assignment_id: UUID
    round_id: UUID
    idea_id: UUID
    title: str
    due_on: date
    state: AssignmentStatus
    round_state: RoundStatus
    answered: int
    questions: int

    @classmethod
    def of(cls, row: Row) -> Self:
        told = dict(row)
        return cls(questions=len(RUBRICS[told.pop("rubric_version")].weights), **told)


class Question(BaseModel):
    criterion: str
    question: str
    weight: int = Field(description="percent; all weights of a version add up to 100")


class RubricView(BaseModel):
    """A version of the rubric. A round keeps the version it opened with."""

    version: int
    questions: list[Question]

    @classmethod
    def of(cls, rubric: Rubric, language: Language) -> Self:
        return cls(version=rubric.version, questions=questions_of(rubric, language))


class Form(BaseModel):
    """What a reviewer sees: the text without its authors, the questions, the own draft."""

    assignment_id: UUID
    round_id: UUID
    title: str
    text: str
    html: str
    due_on: date
    state: AssignmentStatus
    round_state: RoundStatus
    questions: list[Question]
    scores: dict[str, int]
    comment: str

    @classmethod
    def of(cls, round_: Round, a: Assignment, language: Language) -> Self:
        due_on = round_.calibrate_until if round_.state == "calibrating" and round_.calibrate_until else a.due_on
        return cls(
            assignment_id=a.assignment_id,
            round_id=a.round_id,
            title=round_.title,
            text=round_.body,
            html=markdown.render(round_.body),
            due_on=due_on,
            state=a.state,
            round_state=round_.state,
            questions=questions_of(round_.rubric, language),
            scores=dict(a.scores),
            comment=a.comment,
        )


class Outcome(BaseModel):
    """What a round came to: median and spread per criterion, whether the reviews are far apart, comments."""

    recommendation: Literal["accept", "revise", "decline"]
    criteria: list[Criterion]
    agreement: Literal["close", "split"]
    comments: list[str]
    quorum_met: bool = True


class OutcomeView(BaseModel):
    """How far a round is and what it came to; ``outcome`` is null until it is concluded.

    ``marks``: the scores of each criterion from low to high, so that no order says whose they are; none before the end.
    """

    round_id: UUID
    idea_id: UUID
    state: RoundStatus
    due_on: date
    submitted: int
    quorum: int
    outcome: Outcome | None
    marks: dict[str, list[int]]

    @classmethod
    def of(cls, round_: Round, assignments: list[Assignment], outcome: dict[str, Any] | None) -> Self:
        return cls(
            round_id=round_.round_id,
            idea_id=round_.idea_id,
            state=round_.state,
            due_on=round_.due_on,
            submitted=sum(a.state == "submitted" for a in assignments),
            quorum=round_.quorum,
            outcome=Outcome.model_validate(outcome) if outcome else None,
            marks=_marks(assignments) if outcome else {},
        )


class RoundView(OutcomeView):
    """A round as the scheme office sees it; never who gave which score."""

    rubric_version: int
    overdue: bool
    calibrate_until: date | None
    conflicts: int
    assignments: list[AssignmentState]

    @classmethod
    def of(cls, round_: Round, assignments: list[Assignment], outcome: dict[str, Any] | None) -> Self:
        return cls(
            **OutcomeView.of(round_, assignments, outcome).model_dump(),
            rubric_version=round_.rubric_version,
            overdue=round_.overdue,
            calibrate_until=round_.calibrate_until,
            conflicts=round_.conflicts,
            assignments=[AssignmentState.of(a) for a in assignments],
        )


class Spread(BaseModel):
    """What reviewers see of each other's scores while a round calibrates: the spread, not who gave what."""

    until: date | None
    criteria: list[Criterion]


class NoteView(BaseModel):
    """A note among the reviewers of a round; ``reviewer`` is a number, for reviewers are blind to each other too."""

    note_id: UUID
    reviewer: int
    mine: bool
    text: str
    written_at: datetime

    @classmethod
    def of(cls, row: Row) -> Self:
        return cls(**dict(row))


def _marks(assignments: list[Assignment]) -> dict[str, list[int]]:
    reviews = [a.scores for a in assignments if a.state == "submitted"]
    return {name: sorted(scores[name] for scores in reviews) for name in (reviews[0] if reviews else ())}


def questions_of(rubric: Rubric, language: Language) -> list[Question]:
    return [
        Question(criterion=name, question=getattr(rubric.questions[name], language), weight=weight)
        for name, weight in rubric.weights.items()
    ]
