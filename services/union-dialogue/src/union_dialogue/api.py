"""The HTTP edge of union-dialogue."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import Query, Response
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from shared import directory
from shared.events.union_dialogue import Answer, Point, Votes
from shared.http import Page, PageOf, Signed, UnitOfWork, created, page_of, set_etag
from shared.http import router as open_router
from union_dialogue import actions, store
from union_dialogue.domain.case import Case, Room
from union_dialogue.domain.clock import Reason, sentence
from union_dialogue.domain.regimes import NOTICE, REGIMES

router = open_router(tags=["consultation"])
Body = Annotated[str, Field(min_length=1, max_length=20_000, pattern=r"^[^\x00]+$")]
Line = Annotated[str, Field(min_length=1, max_length=300, pattern=r"^[^\x00]+$")]


def _example(**fields: JsonValue) -> ConfigDict:
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [dict(fields)]})


class Package(BaseModel):
    model_config = _example(
        measure="Room sensors", reasons="Rooms stand empty.", effects="None on jobs.", documents=["plan.pdf"]
    )
    measure: Line
    reasons: Body
    effects: Body
    documents: Annotated[list[Line], Field(max_length=100)] = []


class Nothing(BaseModel):
    model_config = _example()


class NewMessage(BaseModel):
    model_config = _example(text="What do we think?", mentions=[])
    text: Body
    mentions: Annotated[list[UUID], Field(max_length=50)] = []


class PointIn(BaseModel):
    model_config = _example(number=1, text="No profiles of single persons", demand="Aggregate before storing")
    number: Annotated[int, Field(ge=1, le=200)]
    text: Body
    demand: Line | None = None


class Opinion(BaseModel):
    model_config = _example(
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
    model_config = _example(number=1, answer="adopted", reason="We agree.")
    number: Annotated[int, Field(ge=1, le=200)]
    answer: Literal["adopted", "partly", "not-adopted"]
    reason: Body


class ResponseIn(BaseModel):
    model_config = _example(points=[{"number": 1, "answer": "adopted", "reason": "We agree."}])
    points: Annotated[list[AnswerIn], Field(min_length=1, max_length=200)]


class Closing(BaseModel):
    model_config = _example(result="agreed")
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


def _view(case: Case) -> CaseView:
    due = case.clock["due_at"] if case.clock else None
    shared = {name: getattr(case, name) for name in CaseView.model_fields if hasattr(case, name)}
    return CaseView(**shared | {"due_at": due, "answers": [case.answers[n] for n in sorted(case.answers, key=int)]})


@router.get("/regimes", summary="Regimes of consultation")
async def list_regimes(_tx: UnitOfWork, signed: Signed) -> list[RegimeView]:
    """Lengths, units and the effect of silence, as data; templates to be checked by counsel. For everybody."""
    return [
        RegimeView(
            key=regime.key,
            name=getattr(regime.name, signed.locale),
            unit=regime.unit,
            length=regime.length,
            urgent_length=regime.urgent_length,
            silence=regime.silence,
            source=regime.source,
            notice=getattr(NOTICE, signed.locale),
        )
        for regime in REGIMES.values()
    ]


@router.get("/cases", summary="Cases")
async def list_cases(
    tx: UnitOfWork, signed: Signed, page: Page, idea_id: Annotated[UUID | None, Query()] = None
) -> PageOf[CaseView]:
    """Cases, newest first. For management and the scheme office; representatives see those of their bodies."""
    me = await directory.caller(tx, signed.person_id)
    bodies = [m.body_id for m in me.mandates if m.valid_on(tx.now.date())]
    before = UUID(page.after[0]) if page.after else None
    found = await store.list_cases(tx, idea_id, before, page.fetch, every=actions.sees_all(me), bodies=bodies)
    return page_of(page, [_view(case) for case in found], key=lambda case: (str(case.case_id),))


@router.get("/cases/{case_id}", summary="A case")
async def get_case(tx: UnitOfWork, signed: Signed, case_id: UUID, response: Response) -> CaseView:
    """A case. For management, the scheme office and those who represent the body."""
    case = await actions.visible(tx, signed.person_id, case_id)
    set_etag(response, case.version)
    return _view(case)


@router.post("/cases/{case_id}/package", status_code=201, summary="Provide the information package")
async def provide(tx: UnitOfWork, signed: Signed, case_id: UUID, body: Package, response: Response) -> CaseView:
    """Provide the package, or a new version before receipt. For the consultation officer."""
    case = await actions.provide(tx, signed.person_id, case_id, body.model_dump())
    created(response, f"/api/cases/{case_id}", case.version)
    return _view(case)


@router.post("/cases/{case_id}/receipt", summary="Confirm receipt")
async def receive(tx: UnitOfWork, signed: Signed, case_id: UUID, _body: Nothing) -> CaseView:
    """Confirm receipt of the complete package: the clock starts. For the chair or a member of the body."""
    return _view(await actions.receive(tx, signed.person_id, case_id))


@router.get("/cases/{case_id}/clock", summary="The clock and its reasoning")
async def get_clock(
    tx: UnitOfWork,
    signed: Signed,
    case_id: UUID,
    if_received_on: Annotated[date | None, Query(description="what if it were received on that day?")] = None,
) -> ClockView:
    """When the period ends and why; with a date, what if. For management, the scheme office and the body."""
    case = await actions.visible(tx, signed.person_id, case_id)
    when = case.received_at or tx.now
    if if_received_on and date(1990, 1, 1) <= if_received_on <= date(2100, 1, 1):
        when = datetime.combine(if_received_on, time(12), ZoneInfo("UTC"))
    clock = await actions.counted(tx, case, when)
    return ClockView(
        day_zero=clock.day_zero,
        last_day=clock.last_day,
        later_last_day=clock.later_last_day,
        due_at=clock.due_at,
        reasoning=[sentence(Reason(r.code, r.day, r.name), signed.locale) for r in clock.reasons],
        calendar_version=clock.calendar_version,
        notice=getattr(NOTICE, signed.locale),
    )


@router.get("/cases/{case_id}/rooms/{room}/messages", summary="What was said in a room")
async def list_messages(tx: UnitOfWork, signed: Signed, case_id: UUID, room: Room, page: Page) -> PageOf[MessageView]:
    """Messages, oldest first. A room that the caller may not enter does not exist."""
    case = await actions.visible(tx, signed.person_id, case_id)
    await actions.enter(tx, signed.person_id, case, room)
    after = UUID(page.after[0]) if page.after else None
    rows = await store.messages(tx, case_id, room, after, page.fetch)
    return page_of(page, [MessageView(**dict(row)) for row in rows], key=lambda m: (str(m.message_id),))


@router.post("/cases/{case_id}/rooms/{room}/messages", status_code=201, summary="Say something in a room")
async def post_message(tx: UnitOfWork, signed: Signed, case_id: UUID, room: Room, body: NewMessage) -> Posted:
    """Post into a room. A room that the caller may not enter does not exist."""
    message_id = await actions.post(tx, signed.person_id, case_id, room, body.text, mentions=body.mentions)
    return Posted(message_id=message_id)


@router.post("/cases/{case_id}/opinion", status_code=201, summary="Deliver the opinion")
async def deliver(tx: UnitOfWork, signed: Signed, case_id: UUID, body: Opinion) -> CaseView:
    """Deliver the body's opinion with votes and numbered points; the clock stops. For the chair."""
    points = [Point(**point.model_dump()) for point in body.points]
    words = (body.stance, body.resolution)
    return _view(await actions.deliver(tx, signed.person_id, case_id, words, points, votes=body.votes))


@router.post("/cases/{case_id}/response", status_code=201, summary="Answer points")
async def respond(tx: UnitOfWork, signed: Signed, case_id: UUID, body: ResponseIn) -> CaseView:
    """Answer numbered points: adopted, partly or not, each with its reason. For management."""
    answers = [Answer(**answer.model_dump()) for answer in body.points]
    return _view(await actions.respond(tx, signed.person_id, case_id, answers))


@router.post("/cases/{case_id}/closing", summary="Close the case")
async def close(tx: UnitOfWork, signed: Signed, case_id: UUID, body: Closing) -> CaseView:
    """Close the case; refused while a point is unanswered. For the consultation officer."""
    return _view(await actions.close(tx, signed.person_id, case_id, body.result))
