"""Units, representative bodies and calendars over HTTP."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel

from people.actions import callers
from people.domain import state
from people.store import entities
from people.store import facts as kept
from shared.errors import Language, Unknown
from shared.events.people import MandateHeld
from shared.http import Signed, UnitOfWork
from shared.http import router as open_router
from shared.moments import Day

router = open_router(tags=["organisation"])
On = Annotated[Day | None, Query(description="the day to look at, past or future; left out: today")]


class UnitView(BaseModel):
    """A unit, its names and where it stands."""

    unit_id: UUID
    names: dict[Language, str]
    parent_id: UUID | None
    seat: str


class BodyView(BaseModel):
    """A body that represents employees: for which units, under which regime, by which calendar."""

    body_id: UUID
    names: dict[Language, str]
    kind: str
    scope_unit_ids: list[UUID]
    regime: str
    calendar_id: UUID | None


class CalendarView(BaseModel):
    """The days on which a seat does not work."""

    calendar_id: UUID
    country: str
    subdivision: str | None
    zone: str
    local_holidays: list[date]
    closure_days: list[date]
    closure_days_agreement: str | None


class MandateView(MandateHeld):
    """Who holds a mandate."""

    person_id: UUID
    display_name: str


@router.get("/units", summary="Units")
async def list_units(tx: UnitOfWork, signed: Signed, on: On = None) -> list[UnitView]:
    """All units with their parents, today or as told for another day. For every employee."""
    await callers.caller(tx, signed.person_id)
    if on is None:
        return [UnitView(**each) for each in await entities.all_of(tx, "unit")]
    ids = await kept.ids_of_kind(tx, "unit")
    return [UnitView(**each) for each in state.units_on(await kept.unit_facts(tx, on), ids, on)]


@router.get("/bodies", summary="Representative bodies")
async def list_bodies(tx: UnitOfWork, signed: Signed) -> list[BodyView]:
    """All bodies with their scope and regime. For every employee."""
    await callers.caller(tx, signed.person_id)
    return [BodyView(**each) for each in await entities.all_of(tx, "body")]


@router.get("/bodies/{body_id}/mandates", summary="Who represents a body")
async def list_mandates(tx: UnitOfWork, signed: Signed, body_id: UUID) -> list[MandateView]:
    """Persons with a mandate for the body, with their days. For every employee."""
    await callers.caller(tx, signed.person_id)
    body = await entities.get_by_id(tx, "body", body_id)
    if body is None:
        raise Unknown(what="body")
    return [
        MandateView(person_id=held["person_id"], display_name=held["display_name"], **mandate)
        for held in await entities.published_of(tx, f"body:{body['external_id']}", "person")
        for mandate in held["mandates"]
        if mandate["body_id"] == str(body_id)
    ]


@router.get("/calendars", summary="Calendars")
async def list_calendars(tx: UnitOfWork, signed: Signed) -> list[CalendarView]:
    """Holidays and closure days of each seat. For every employee."""
    await callers.caller(tx, signed.person_id)
    return [CalendarView(**each) for each in await entities.all_of(tx, "calendar")]
