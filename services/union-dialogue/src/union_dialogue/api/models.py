"""What the edge takes and gives."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field

from shared.events.union_dialogue import Votes
from shared.http import Body, Line, example
from union_dialogue.domain.case import Case


class Package(BaseModel):
    model_config = example(
        measure="Room sensors", reasons="Rooms stand empty.", effects="None on jobs.", documents=["plan.pdf"]
    )
    measure: Line
    reasons: Body
    effects: Body
    documents: Annotated[list[Line], Field(max_length=100)] = []


class PackageView(Package):
    package_version: int
    provided_at: datetime


class Receipt(BaseModel):
    model_config = example(received_at="2026-11-24T09:00:00Z")
    received_at: AwareDatetime | None = None


class NewMessage(BaseModel):
    model_config = example(text="What do we think?", mentions=[])
    text: Body
    mentions: Annotated[list[UUID], Field(max_length=50)] = []


class PointIn(BaseModel):
    model_config = example(number=1, text="No profiles of single persons", demand="Aggregate before storing")
    number: Annotated[int, Field(ge=1, le=200)]
    text: Body
    demand: Line | None = None


class Opinion(BaseModel):
    model_config = example(
        stance="consent-with-conditions",
        resolution="We agree with one point.",
        points=[{"number": 1, "text": "No profiles of single persons", "demand": "Aggregate before storing"}],
        votes={"in_favour": 5, "against": 1, "abstained": 1},
    )
    stance: Literal["consent", "consent-with-conditions", "objection"]
    resolution: Body
    points: Annotated[list[PointIn], Field(max_length=200)] = []
    votes: Votes


class AnswerIn(BaseModel):
    model_config = example(number=1, answer="adopted", reason="We agree.")
    number: Annotated[int, Field(ge=1, le=200)]
    answer: Literal["adopted", "partly", "not-adopted"]
    reason: Body


class ResponseIn(BaseModel):
    model_config = example(points=[{"number": 1, "answer": "adopted", "reason": "We agree."}])
    points: Annotated[list[AnswerIn], Field(min_length=1, max_length=200)]


class Closing(BaseModel):
    model_config = example(result="agreed")
    result: Literal["agreed", "disagreed"]


class CaseView(BaseModel):
    """A case as management, the scheme office and the body see it."""

    case_id: UUID
    idea_id: UUID
    body_id: UUID
    title: str
    measure: str
    rights: list[dict[str, str]]
    urgent: bool
    regime: str | None
    state: str
    result: str | None
    package_version: int
    received_at: datetime | None
    due_at: datetime | None
    opinion: dict[str, Any] | None
    answers: list[dict[str, Any]]
    unanswered: list[int]


class ClockView(BaseModel):
    """The period with its reasoning; ``later_last_day`` is the other result of a disputed rule."""

    day_zero: date
    last_day: date
    later_last_day: date | None
    due_at: datetime
    reasoning: list[str]
    calendar_version: int
    notice: str


class MessageView(BaseModel):
    message_id: UUID
    author_id: UUID
    author: str | None
    text: str
    mentions: list[UUID]
    posted_at: datetime


class Posted(BaseModel):
    message_id: UUID


class RegimeView(BaseModel):
    key: str
    name: str
    unit: str
    length: int
    urgent_length: int | None
    silence: str
    source: str
    notice: str


def view(case: Case) -> CaseView:
    due = case.clock["due_at"] if case.clock else None
    shared = {name: getattr(case, name) for name in CaseView.model_fields if hasattr(case, name)}
    return CaseView(**shared | {"due_at": due, "answers": [case.answers[n] for n in sorted(case.answers, key=int)]})
