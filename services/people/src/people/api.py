"""The HTTP edge of people."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response
from pydantic import BaseModel, Field

from people import actions, signing, store
from people.domain import DemoOnly, SessionEnded
from people.signing import SESSION_COOKIE, SignedIn
from shared import clock
from shared.auth import Caller
from shared.errors import Language, Unknown
from shared.events.people import MandateHeld, RoleHeld
from shared.http import NO_NUL, Page, PageOf, Signed, UnitOfWork, example, page_of
from shared.http import router as open_router
from shared.http.routing import COOKIE

router = open_router(tags=["people"])
Words = Annotated[str, Query(max_length=100, pattern=NO_NUL, description="part of the name")]


class SignIn(BaseModel):
    model_config = example(persona="P010")
    persona: Annotated[str, Field(min_length=1, max_length=100, pattern=NO_NUL)]


class Forward(BaseModel):
    model_config = example(forward="P10D")
    forward: Annotated[timedelta, Field(ge=timedelta(0), le=timedelta(days=3660))]


class Clock(BaseModel):
    """The time that rules see, and how far the demo has moved it (seconds)."""

    now: datetime
    offset_seconds: float


class PersonView(BaseModel):
    """What every employee may see of a colleague."""

    person_id: UUID
    display_name: str
    unit_id: UUID | None
    manager_id: UUID | None


class Me(BaseModel):
    """Who the caller is, with functions and mandates."""

    person_id: UUID
    display_name: str
    locale: str
    unit_id: UUID | None
    manager_id: UUID | None
    roles: list[RoleHeld]
    mandates: list[MandateHeld]


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


class Persona(BaseModel):
    persona: str
    display_name: str
    roles: list[str]
    mandates: list[str]


def _demo(request: Request) -> None:
    if not request.app.state.settings.demo:
        raise DemoOnly


@router.post("/session", status_code=201, summary="Sign in (demo)")
async def sign_in(tx: UnitOfWork, request: Request, body: SignIn, response: Response) -> SignedIn:
    """Sign in as a persona of the demo organisation; refused outside the demo."""
    _demo(request)
    row = await store.get_by_external_id(tx, "person", body.persona)
    if row is None or not row["published"] or not row["published"]["employed"]:
        raise Unknown(what="persona")
    return await signing.begin(tx, response, row["entity_id"], row["published"]["locale"])


@router.post("/session/renewal", summary="Renew the token")
async def renew(tx: UnitOfWork, request: Request, response: Response) -> SignedIn:
    """A fresh token for the session in the session cookie."""
    found = await signing.session_of(tx, request.cookies.get(SESSION_COOKIE))
    if found is None:
        raise SessionEnded
    session_id, person_id = found
    me = await actions.caller(tx, person_id)
    return await signing.token(tx, response, Caller(person_id, session_id, me["locale"]))


@router.get("/session", summary="Who am I")
async def who_am_i(tx: UnitOfWork, signed: Signed) -> Me:
    """The caller with functions and mandates."""
    return Me(**await actions.caller(tx, signed.person_id))


@router.delete("/session", status_code=204, summary="Sign out")
async def sign_out(tx: UnitOfWork, signed: Signed, response: Response) -> None:
    """End the caller's session."""
    if signed.session_id:
        await store.end_session(tx, signed.session_id, clock.wall())
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True)
    response.delete_cookie(SESSION_COOKIE, path="/api/session", secure=True, httponly=True)


@router.get("/personas", summary="Who can be tried (demo)")
async def list_personas(tx: UnitOfWork, request: Request) -> list[Persona]:
    """The personas of the demo organisation; refused outside the demo."""
    _demo(request)
    return [
        Persona(
            persona=row["external_id"],
            display_name=row["published"]["display_name"],
            roles=[held["role"] for held in row["published"]["roles"]],
            mandates=[held["role"] for held in row["published"]["mandates"]],
        )
        for row in await store.personas(tx)
    ]


@router.get("/clock", summary="The demo's clock")
async def get_clock(tx: UnitOfWork, request: Request) -> Clock:
    """The time that rules see; demo only."""
    _demo(request)
    return Clock(now=tx.now, offset_seconds=clock.offset().total_seconds())


@router.post("/clock", summary="Move the demo's clock forward")
async def move_clock(_tx: UnitOfWork, _signed: Signed, request: Request, body: Forward) -> Clock:
    """Move the time that all services see forward by an ISO 8601 duration; demo only, for everybody signed in."""
    _demo(request)
    try:
        moved = clock.move_forward(body.forward)
    except ValueError as without_file:
        raise DemoOnly from without_file
    return Clock(now=clock.now(), offset_seconds=moved.total_seconds())


@router.get("/people", summary="Find colleagues")
async def search(tx: UnitOfWork, signed: Signed, page: Page, q: Words = "") -> PageOf[PersonView]:
    """Employees whose name holds the words, by name. For every employee."""
    await actions.caller(tx, signed.person_id)
    after = (page.after[0], UUID(page.after[1])) if page.after else None
    found = [PersonView(**each) for each in await store.search(tx, q, after, page.fetch)]
    return page_of(page, found, key=lambda p: (p.display_name, str(p.person_id)))


@router.get("/people/{person_id}", summary="A colleague")
async def get_person(tx: UnitOfWork, signed: Signed, person_id: UUID) -> PersonView:
    """Name, unit and manager of a person. For every employee."""
    await actions.caller(tx, signed.person_id)
    row = await store.get_by_id(tx, "person", person_id)
    if row is None or not row["published"]:
        raise Unknown(what="person")
    return PersonView(**row["published"])


@router.get("/units", summary="Units")
async def list_units(tx: UnitOfWork, signed: Signed) -> list[UnitView]:
    """All units with their parents. For every employee."""
    await actions.caller(tx, signed.person_id)
    return [UnitView(**each) for each in await store.all_of(tx, "unit")]


@router.get("/bodies", summary="Representative bodies")
async def list_bodies(tx: UnitOfWork, signed: Signed) -> list[BodyView]:
    """All bodies with their scope and regime. For every employee."""
    await actions.caller(tx, signed.person_id)
    return [BodyView(**each) for each in await store.all_of(tx, "body")]


@router.get("/bodies/{body_id}/mandates", summary="Who represents a body")
async def list_mandates(tx: UnitOfWork, signed: Signed, body_id: UUID) -> list[MandateView]:
    """Persons with a mandate for the body, with their days. For every employee."""
    await actions.caller(tx, signed.person_id)
    body = await store.get_by_id(tx, "body", body_id)
    if body is None:
        raise Unknown(what="body")
    found: list[MandateView] = []
    for kind, external_id in await store.referring_to(tx, f"body:{body['external_id']}"):
        row = await store.get_by_external_id(tx, kind, external_id)
        held = row["published"] if row and row["published"] else {"mandates": ()}
        found += [
            MandateView(person_id=held["person_id"], display_name=held["display_name"], **mandate)
            for mandate in held["mandates"]
            if mandate["body_id"] == str(body_id)
        ]
    return found


@router.get("/calendars", summary="Calendars")
async def list_calendars(tx: UnitOfWork, signed: Signed) -> list[CalendarView]:
    """Holidays and closure days of each seat. For every employee."""
    await actions.caller(tx, signed.person_id)
    return [CalendarView(**each) for each in await store.all_of(tx, "calendar")]
