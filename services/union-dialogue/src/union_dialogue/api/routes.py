"""The HTTP edge of union-dialogue."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from shared import directory
from shared.errors import Unknown
from shared.events.union_dialogue import Answer, Point
from shared.http import Page, PageOf, Signed, UnitOfWork, created, page_of, set_etag
from shared.http import router as open_router
from union_dialogue import actions, store
from union_dialogue.api.models import (
    CaseView,
    ClockView,
    Closing,
    MessageView,
    NewMessage,
    Opinion,
    Package,
    PackageView,
    Posted,
    Receipt,
    RegimeView,
    ResponseIn,
    view,
)
from union_dialogue.domain.case import Room, kept_clock
from union_dialogue.domain.clock import sentence
from union_dialogue.domain.regimes import NOTICE, REGIMES

router = open_router(tags=["consultation"])


@router.get("/regimes", summary="Regimes of consultation")
async def list_regimes(_tx: UnitOfWork, signed: Signed) -> list[RegimeView]:
    """Lengths, units and the effect of silence, as data; templates to be checked by counsel. For everybody."""
    return [
        RegimeView(
            key=regime.key,
            name=regime.name.told_in(signed.locale),
            unit=regime.unit,
            length=regime.length,
            urgent_length=regime.urgent_length,
            silence=regime.silence,
            source=regime.source,
            notice=NOTICE.told_in(signed.locale),
        )
        for regime in REGIMES.values()
    ]


@router.get("/cases", summary="Cases")
async def list_cases(
    tx: UnitOfWork, signed: Signed, page: Page, idea_id: Annotated[UUID | None, Query()] = None
) -> PageOf[CaseView]:
    """Cases, newest first. For management and the scheme office; representatives see those of their bodies."""
    me = await directory.caller(tx, signed.person_id)
    bodies = await actions.represented(tx, me)
    found = await store.list_cases(tx, idea_id, page.after_id, page.fetch, every=actions.sees_all(me), bodies=bodies)
    return page_of(page, [view(case) for case in found], key=lambda case: (str(case.case_id),))


@router.get("/cases/{case_id}", summary="A case")
async def get_case(tx: UnitOfWork, signed: Signed, case_id: UUID, response: Response) -> CaseView:
    """A case. For management, the scheme office and those who represent the body."""
    case = await actions.visible(tx, signed.person_id, case_id)
    set_etag(response, case.version)
    return view(case)


@router.post("/cases/{case_id}/package", status_code=201, summary="Provide the information package")
async def provide(tx: UnitOfWork, signed: Signed, case_id: UUID, body: Package, response: Response) -> CaseView:
    """Provide the package, or a new version before receipt. For the consultation officer."""
    case = await actions.provide(tx, signed.person_id, case_id, body.model_dump())
    created(response, f"/api/cases/{case_id}", case.version)
    return view(case)


@router.post("/cases/{case_id}/receipt", summary="Confirm receipt")
async def receive(tx: UnitOfWork, signed: Signed, case_id: UUID, body: Receipt) -> CaseView:
    """Confirm receipt of the complete package, now or since it was provided: the clock starts. For the chair or a member."""
    return view(await actions.receive(tx, signed.person_id, case_id, body.received_at))


@router.get("/cases/{case_id}/package", summary="The information package")
async def get_package(tx: UnitOfWork, signed: Signed, case_id: UUID) -> PackageView:
    """The newest version of the package. For management, the scheme office and those who represent the body."""
    await actions.visible(tx, signed.person_id, case_id)
    row = await store.get_package(tx, case_id)
    if row is None:
        raise Unknown(what="package")
    return PackageView(**row["content"], package_version=row["package_version"], provided_at=row["provided_at"])


@router.get("/cases/{case_id}/clock", summary="The clock and its reasoning")
async def get_clock(
    tx: UnitOfWork,
    signed: Signed,
    case_id: UUID,
    if_received_on: Annotated[
        date | None, Query(ge=date(1990, 1, 1), le=date(2100, 1, 1), description="what if received on that day?")
    ] = None,
) -> ClockView:
    """When the period ends and why; with a date, what if. For management, the scheme office and the body."""
    case = await actions.visible(tx, signed.person_id, case_id)
    when = datetime.combine(if_received_on, time(12), UTC) if if_received_on else tx.now
    clock = None if if_received_on else kept_clock(case)
    clock = clock or await actions.counted(tx, case, when)
    return ClockView(
        day_zero=clock.day_zero,
        last_day=clock.last_day,
        later_last_day=clock.later_last_day,
        due_at=clock.due_at,
        reasoning=[sentence(r, signed.locale) for r in clock.reasons],
        calendar_version=clock.calendar_version,
        notice=NOTICE.told_in(signed.locale),
    )


@router.get("/cases/{case_id}/rooms/{room}/messages", summary="What was said in a room")
async def list_messages(tx: UnitOfWork, signed: Signed, case_id: UUID, room: Room, page: Page) -> PageOf[MessageView]:
    """Messages, oldest first. A room that the caller may not enter does not exist."""
    case = await actions.visible(tx, signed.person_id, case_id)
    await actions.enter(tx, signed.person_id, case, room)
    rows = await store.messages(tx, case_id, room, page.after_id, page.fetch)
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
    return view(await actions.deliver(tx, signed.person_id, case_id, words, points, votes=body.votes))


@router.post("/cases/{case_id}/response", status_code=201, summary="Answer points")
async def respond(tx: UnitOfWork, signed: Signed, case_id: UUID, body: ResponseIn) -> CaseView:
    """Answer numbered points: adopted, partly or not, each with its reason. For management."""
    answers = [Answer(**answer.model_dump()) for answer in body.points]
    return view(await actions.respond(tx, signed.person_id, case_id, answers))


@router.post("/cases/{case_id}/closing", summary="Close the case")
async def close(tx: UnitOfWork, signed: Signed, case_id: UUID, body: Closing) -> CaseView:
    """Close the case; refused while a point is unanswered. For the consultation officer."""
    return view(await actions.close(tx, signed.person_id, case_id, body.result))
