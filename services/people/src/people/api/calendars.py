"""Calendars over HTTP: everybody sees them, the administrator makes and changes them."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response
from pydantic import BaseModel, Field

from people.actions import calendars, callers, saying
from people.actions.calendars import CalendarSaid
from people.domain import places
from people.domain.days_off import Agreement, DaysOff, Form
from people.domain.state import Entity
from people.store import entities
from shared.db import Tx
from shared.errors import Language, Text
from shared.http import (
    IfMatch,
    Line,
    Page,
    PageOf,
    Signed,
    UnitOfWork,
    created,
    example,
    language_of,
    page_of,
    set_etag,
)
from shared.http import router as open_router
from shared.moments import Day

router = open_router(tags=["calendars"])
Country = Annotated[str | None, Query(pattern="^[A-Z]{2}$", description="ISO 3166-1 code", examples=["DE"])]
Days = Annotated[list[Day], Field(max_length=400)]

MEANS = Text(
    "Periods that start from now on are counted by it. One that runs stays as it was counted at receipt: its case shows how "
    "it would end by the present calendar, and the consultation officer may take that; both sides are told.",
    "Les délais qui commencent désormais sont comptés d'après lui. Un délai en cours reste tel que compté à la réception : "
    "le dossier montre sa fin selon le calendrier actuel, et le responsable de la consultation peut l'appliquer ; les deux "
    "parties en sont informées.",
    "Fristen, die ab jetzt beginnen, werden danach gezählt. Eine laufende bleibt, wie sie beim Zugang gezählt wurde: Ihr Fall "
    "zeigt, wann sie nach dem heutigen Kalender endete, und die Beteiligungsstelle kann ihn übernehmen; beide Seiten "
    "erfahren es.",
)
"""What a change of a calendar means for periods (union-dialogue counts by the calendar of the receipt)."""


class CalendarView(BaseModel):
    """The days on which a seat does not work. ``external_id`` is how HR systems name it."""

    calendar_id: UUID
    external_id: str
    country: str
    subdivision: str | None
    zone: str
    local_holidays: list[date]
    closure_days: list[date]
    closure_days_agreement: str | None


class CalendarInUse(CalendarView):
    """A calendar, the bodies that count by it, and what a change of it means for their periods."""

    body_ids: list[UUID]
    means: str


class PlaceView(BaseModel):
    """A country and its subdivisions with statutory holidays of their own (ISO 3166)."""

    country: str
    subdivisions: list[str]


class AgreementSaid(BaseModel):
    """What both sides agreed: closure days do not count. An oral agreement has no effect."""

    title: Line
    agreed_on: Day
    form: Form
    reference: Line | None = None


class NewCalendar(BaseModel):
    """A calendar. Statutory holidays come by themselves from country and subdivision; local ones are the municipality's."""

    model_config = example(
        country="DE",
        subdivision="BY",
        zone="Europe/Berlin",
        local_holidays=["2027-08-08"],
        closure_days=["2027-12-24"],
        closure_days_count=False,
        agreement={"title": "Service agreement on closure days", "agreed_on": "2026-01-15", "form": "written"},
    )
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    subdivision: Annotated[str | None, Field(pattern=r"^[A-Z0-9]{1,3}$")] = None
    zone: Annotated[str, Field(max_length=60, pattern=r"^[A-Za-z_]+/[A-Za-z_/]+$")]
    local_holidays: Days = []
    closure_days: Days = []
    closure_days_count: bool = Field(default=True, strict=True, description="false only by an agreement of both sides")
    agreement: AgreementSaid | None = None


class ChangedCalendar(NewCalendar):
    """All of the calendar as it is from ``effective_on`` on (left out: today)."""

    effective_on: Day | None = None


@router.get("/calendars", summary="Calendars")
async def list_calendars(tx: UnitOfWork, signed: Signed, page: Page, country: Country = None) -> PageOf[CalendarView]:
    """Holidays and closure days of each seat. For every employee."""
    await callers.caller(tx, signed.person_id)
    wanted = {"country": country} if country else {}
    found = await entities.page_of_kind(tx, "calendar", wanted, page.after[0] if page.after else "", page.fetch)
    shown = page_of(page, found, key=lambda each: (each.external_id,))
    return PageOf(items=[CalendarView(**_fields(each)) for each in shown.items], next=shown.next)


@router.get("/calendars/places", summary="Places whose holidays are known")
async def list_places(tx: UnitOfWork, signed: Signed) -> list[PlaceView]:
    """Countries and subdivisions that a calendar may name. Where a part of a country has none of its own, leave it out. For
    every employee.
    """
    await callers.caller(tx, signed.person_id)
    return [PlaceView(country=country, subdivisions=list(parts)) for country, parts in places.known().items()]


@router.get("/calendars/{calendar_id}", summary="A calendar")
async def get_calendar(
    tx: UnitOfWork, signed: Signed, request: Request, response: Response, calendar_id: UUID
) -> CalendarInUse:
    """A calendar as it is today, who counts by it, and what a change means. For every employee."""
    await callers.caller(tx, signed.person_id)
    return await _shown(tx, request, response, await saying.there(tx, "calendar", calendar_id))


@router.post("/calendars", status_code=201, summary="Make a calendar")
async def create_calendar(
    tx: UnitOfWork, signed: Signed, request: Request, response: Response, body: NewCalendar
) -> CalendarInUse:
    """A new calendar, from today on; bodies that name it count by it. For the administrator."""
    made = await calendars.create(tx, signed.person_id, _said(body), request.app.state.settings.house)
    created(response, f"/api/calendars/{made.entity_id}", made.version)
    return await _shown(tx, request, response, made)


@router.put("/calendars/{calendar_id}", summary="Change a calendar")
async def change_calendar(
    tx: UnitOfWork,
    signed: Signed,
    request: Request,
    response: Response,
    *,
    calendar_id: UUID,
    body: ChangedCalendar,
    seen: IfMatch,
) -> CalendarInUse:
    """Other days from today or a later day on. No period that runs moves by itself; the answer says what it means, and
    shows the calendar as it is today. For the administrator.
    """
    house = request.app.state.settings.house
    now = await calendars.change(tx, signed.person_id, calendar_id, _said(body), house, seen=seen)
    return await _shown(tx, request, response, now)


def _said(body: NewCalendar) -> CalendarSaid:
    agreed = Agreement(**body.agreement.model_dump()) if body.agreement else None
    off = DaysOff(body.local_holidays, body.closure_days, body.closure_days_count, agreed)
    day = body.effective_on if isinstance(body, ChangedCalendar) else None
    return CalendarSaid(body.country, body.subdivision, body.zone, off, day)


async def _shown(tx: Tx, request: Request, response: Response, calendar: Entity) -> CalendarInUse:
    set_etag(response, calendar.version)
    used = [body["body_id"] for body in await entities.published_of(tx, calendar.name, "body")]
    signed = getattr(request.state, "caller", None)
    spoken: Language = signed.locale if signed else "en"
    return CalendarInUse(**_fields(calendar), body_ids=used, means=MEANS.told_in(language_of(request, spoken)))


def _fields(calendar: Entity) -> dict[str, object]:
    return {"external_id": calendar.external_id, **calendar.state}
