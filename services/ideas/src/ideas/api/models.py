"""What ideas takes and shows over HTTP."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from ideas.domain import Idea, Status
from shared.errors import Language
from shared.events.ideas import Outcome
from shared.http import NO_NUL, Body, Line, example

Title = Annotated[str, Field(min_length=3, max_length=200, pattern=r"^[^\x00]*\S[^\x00]*$")]


class NewIdea(BaseModel):
    model_config = example(title="Show free rooms", text="Sensors show which rooms are free.", language="en")
    title: Title
    text: Body
    language: Language


class Edit(BaseModel):
    model_config = example(title="Show which meeting rooms are free")
    title: Title | None = None
    text: Body | None = None


class ToReview(BaseModel):
    model_config = example(action="review", quorum=2, due_on="2027-01-31")
    action: Literal["review"]
    quorum: Annotated[int, Field(ge=1, le=20)]
    due_on: date


class Return(BaseModel):
    model_config = example(action="return", reason_code="unclear", text="Which building do you mean?")
    action: Literal["return"]
    reason_code: Literal["unclear", "incomplete", "several-ideas", "personal-data"]
    text: Body


class Screen(BaseModel):
    model_config = example(answers={"monitoring": True}, measure="Room sensors", urgent=False)
    answers: dict[Annotated[str, Field(max_length=40, pattern=NO_NUL)], bool]
    measure: Line
    urgent: bool = False


class Decision(BaseModel):
    model_config = example(
        outcome="accepted-with-changes",
        reason_code="benefit-outweighs-effort",
        text="We start with two floors.",
        office="Head of the authority",
        conditions=["No individual profiles"],
        appeal_until="2027-01-31",
    )
    outcome: Outcome
    reason_code: Line
    text: Body
    office: Line
    conditions: Annotated[list[Line], Field(max_length=50)] = []
    appeal_until: date | None = None
    deferred_until: date | None = None


class IdeaView(BaseModel):
    """An idea as every employee sees it."""

    idea_id: UUID
    number: int | None
    title: str
    text: str
    language: Language
    author_id: UUID
    unit_id: UUID | None
    status: Status
    priority_at: datetime | None
    impact_screen: dict[str, Any] | None = None
    decision: dict[str, Any] | None = None


class Question(BaseModel):
    """A question of the impact screen, and what a yes touches."""

    question: str
    right: str
    rule: str


class ScreenView(BaseModel):
    """The questions in force, and what was recorded (null before the screening)."""

    version: int
    questions: list[Question]
    recorded: dict[str, Any] | None


class Entry(BaseModel):
    """One step of the journey; ``ignored`` says why a late or repeated event changed nothing."""

    entry_id: UUID
    at: datetime
    kind: str
    by: str | None
    ignored: str | None


def view_of(idea: Idea, screen: dict[str, Any] | None = None, decision: dict[str, Any] | None = None) -> IdeaView:
    return IdeaView(
        idea_id=idea.idea_id,
        number=idea.number,
        title=idea.title,
        text=idea.body,
        language=idea.language,
        author_id=idea.author_id,
        unit_id=idea.unit_id,
        status=idea.status,
        priority_at=idea.priority_at,
        impact_screen=screen,
        decision=decision,
    )
