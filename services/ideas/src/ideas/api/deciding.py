"""The impact screen and its contest, the decision and the appeal."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Response
from pydantic import BaseModel, Field

from ideas import actions, store
from ideas.api.models import Configured, IdeaView, Quorum, answer_with
from ideas.api.reading import may_see
from ideas.domain import state
from ideas.domain.deciding import Answer, AppealReply, AppealResult
from ideas.domain.impact import Screening
from ideas.domain.screens import SCREEN_VERSION, SCREENS
from shared.events.ideas import Outcome
from shared.http import NO_NUL, Body, Day, Line, Signed, UnitOfWork, example
from shared.http import router as open_router

router = open_router(tags=["ideas"])
Asked = Annotated[str, Field(max_length=40, pattern=NO_NUL)]


class Screen(BaseModel):
    """``reasons``: why not, by question; owed for each question that a body contests and that is not answered with yes."""

    model_config = example(answers={"monitoring": True}, measure="Room sensors", urgent=False, reasons={})
    answers: Annotated[dict[Asked, bool], Field(max_length=50)]
    measure: Line
    urgent: bool = False
    reasons: Annotated[dict[Asked, Line], Field(max_length=50)] = {}


class SourceView(BaseModel):
    regime: str
    rule: str


class QuestionView(BaseModel):
    """A question of the impact screen in the caller's language: which right a yes touches, why, by which source."""

    question: str
    asks: str
    right: str
    why: str
    rule: str
    sources: list[SourceView]


class ContestView(BaseModel):
    """A body's objection and what became of it."""

    body_id: UUID
    body: str | None
    questions: list[str]
    text: str
    at: datetime
    answered_at: datetime | None
    answer: dict[str, Any] | None


class ScreenView(BaseModel):
    """The questions in force, what was recorded (null before the screening), and what bodies said about it."""

    version: int
    questions: list[QuestionView]
    recorded: dict[str, Any] | None
    contests: list[ContestView]


@router.get("/ideas/{idea_id}/impact-screen", summary="The impact screen")
async def get_screen(tx: UnitOfWork, signed: Signed, idea_id: UUID) -> ScreenView:
    """What the screen asks, and what was answered. A template, to be checked by counsel. For those who may see the idea."""
    reader, idea, row = await store.view_idea(tx, signed.person_id, idea_id)
    state.known(reader, idea)
    language = signed.locale
    questions = [
        QuestionView(
            question=name,
            asks=asked.asks.told_in(language),
            right=asked.right.told_in(language),
            why=asked.why.told_in(language),
            rule=asked.rule,
            sources=[SourceView(regime=each.regime, rule=each.rule) for each in asked.sources],
        )
        for name, asked in SCREENS[SCREEN_VERSION].items()
    ]
    contests = [
        ContestView(**{k: v for k, v in dict(each).items() if k != "names"}, body=(each["names"] or {}).get(language))
        for each in await store.contests(tx, idea_id)
    ]
    return ScreenView(version=SCREEN_VERSION, questions=questions, recorded=row["screen"], contests=contests)


@router.post("/ideas/{idea_id}/impact-screen", summary="Screen the impact")
async def screen(tx: UnitOfWork, signed: Signed, idea_id: UUID, body: Screen, response: Response) -> IdeaView:
    """Which rights are touched; bodies that cover the unit must then be heard. For scheme and consultation officers
    who have no interest in the idea.
    """
    screening = Screening(body.answers, body.measure, body.urgent, body.reasons)
    return answer_with(response, await actions.screen(tx, signed.person_id, idea_id, screening), signed.person_id)


class Contest(BaseModel):
    """``questions``: those that should have been answered with yes."""

    model_config = example(
        body_id="0198c0de-0000-7000-8000-00000000000d", questions=["monitoring"], text="Sensors can count people."
    )
    body_id: UUID
    questions: Annotated[list[Asked], Field(min_length=1, max_length=20)]
    text: Body


@router.post("/ideas/{idea_id}/impact-screen/contest", summary="Contest the screening")
async def contest(tx: UnitOfWork, signed: Signed, idea_id: UUID, body: Contest, response: Response) -> IdeaView:
    """A body says that it must be heard, until the day named; the impact is then screened again, and nothing is decided
    meanwhile. For whoever holds a mandate of a body that covers the unit.
    """
    idea = await actions.contest(tx, signed.person_id, idea_id, body.body_id, questions=body.questions, text=body.text)
    return answer_with(response, idea, signed.person_id)


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
    appeal_until: Day | None = None
    deferred_until: Day | None = None


class DecisionView(Decision):
    decision_id: UUID
    at: datetime


@router.post("/ideas/{idea_id}/decision", summary="Decide")
async def decide(
    tx: UnitOfWork, signed: Signed, configured: Configured, idea_id: UUID, *, body: Decision, response: Response
) -> IdeaView:
    """Answer with reasons; refused while a mandatory consultation is open or a screening contested. For decision makers
    who neither wrote the idea nor manage an author nor have another interest in it, nor took the decision that was
    appealed against.

    """
    answer = Answer(**body.model_dump() | {"conditions": tuple(body.conditions)})
    managers_may, days = configured.managers_may_decide, configured.appeal_open_days
    idea = await actions.decide(tx, signed.person_id, idea_id, answer, managers_may=managers_may, days=days)
    return answer_with(response, idea, signed.person_id)


@router.get("/ideas/{idea_id}/decision", summary="Decisions")
async def list_decisions(tx: UnitOfWork, signed: Signed, idea_id: UUID) -> list[DecisionView]:
    """Every answer that was given, the first one first; none is ever changed. For those who may see the idea."""
    await may_see(tx, signed, idea_id)
    rows = await store.decisions(tx, idea_id)
    return [DecisionView(decision_id=row["decision_id"], at=row["at"], **row["decision"]) for row in rows]


class Appeal(BaseModel):
    model_config = example(grounds="The cost was counted twice.")
    grounds: Body


@router.post("/ideas/{idea_id}/appeal", summary="Appeal")
async def appeal(tx: UnitOfWork, signed: Signed, idea_id: UUID, body: Appeal, response: Response) -> IdeaView:
    """Appeal against a refusal or a deferral, through the day that the decision names. For the authors, also of ideas
    merged into it.
    """
    return answer_with(response, await actions.appeal(tx, signed.person_id, idea_id, body.grounds), signed.person_id)


class AppealAnswer(BaseModel):
    """``upheld``: it stays declined, or deferred until its day. ``reopened``: a second round of review, with so many reviews until a day."""

    model_config = example(result="reopened", text="The cost was counted twice.", quorum=2, due_on="2027-01-31")
    result: AppealResult
    text: Body
    quorum: Quorum = 2
    due_on: Day


@router.post("/ideas/{idea_id}/appeal/decision", summary="Answer an appeal")
async def decide_appeal(
    tx: UnitOfWork, signed: Signed, configured: Configured, idea_id: UUID, *, body: AppealAnswer, response: Response
) -> IdeaView:
    """Uphold the decision or reopen the idea. For a decision maker other than the one who took it."""
    reply = AppealReply(body.result, body.text, body.quorum, body.due_on)
    managers_may = configured.managers_may_decide
    idea = await actions.decide_appeal(tx, signed.person_id, idea_id, reply, managers_may=managers_may)
    return answer_with(response, idea, signed.person_id)
