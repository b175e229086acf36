"""Mandates over HTTP: everybody sees who represents a body; the administrator and the body's own chair grant and end."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response
from pydantic import BaseModel, Field

from people.actions import callers, mandates, saying
from people.actions.mandates import MandateSaid
from people.domain.holding import Change
from people.store import administered, entities
from shared.db import Tx
from shared.errors import Unknown
from shared.events.hr import MandateRole, Rank
from shared.events.people import MandateHeld
from shared.http import IfMatch, Line, Page, PageOf, Signed, UnitOfWork, example, page_of, set_etag
from shared.http import router as open_router
from shared.moments import Day

router = open_router(tags=["bodies"])
On = Annotated[Day | None, Query(description="mandates that are valid on this day; left out: all that are told")]
Role = Annotated[MandateRole | None, Query(description="mandates with this role")]
Record = Annotated[Line, Field(description="the record that says so: an election, a resolution, a letter")]


class MandateView(MandateHeld):
    """Who holds a mandate."""

    person_id: UUID
    display_name: str


class MandateRecord(MandateView):
    """A mandate with the record by which it was entered or changed by hand; null where HR told it."""

    evidence: str | None = None
    entered_by: UUID | None = None
    entered_at: datetime | None = None


class NewMandate(BaseModel):
    """A mandate from ``starts_on`` (left out: today) through ``ends_on`` (left out: open)."""

    model_config = example(
        person_id="0198c0de-0000-7000-8000-000000000004",
        role="member",
        ends_on="2030-05-31",
        evidence="Minutes of the election, 12 May 2026",
    )
    person_id: UUID
    role: MandateRole
    starts_on: Day | None = None
    ends_on: Day | None = None
    rank: Rank | None = Field(default=None, description="place in the order of substitutes, from 1")
    evidence: Record


class ChangedMandate(BaseModel):
    """What becomes of a mandate: all of it. A new role begins on ``role_from`` (left out: today) as a mandate of its own."""

    model_config = example(role="substitute", ends_on="2030-05-31", rank=1, evidence="Resolution of 3 June 2026")
    role: MandateRole
    role_from: Day | None = None
    ends_on: Day | None
    rank: Rank | None
    evidence: Record


class MandateEnd(BaseModel):
    """The end of a mandate: the first day without it (left out: today), and the record that says so."""

    model_config = example(evidence="Letter of resignation, 1 July 2026")
    starts_on: Day | None = None
    evidence: Record


@router.get("/bodies/{body_id}/mandates", summary="Who represents a body")
async def list_mandates(
    tx: UnitOfWork, signed: Signed, page: Page, body_id: UUID, *, on: On = None, role: Role = None
) -> PageOf[MandateView]:
    """Persons with a mandate for the body, with their days, those of before and those to come. For every employee."""
    await callers.caller(tx, signed.person_id)
    body = await saying.there(tx, "body", body_id)
    held = (
        MandateView(person_id=each["person_id"], display_name=each["display_name"], **mandate)
        for each in await entities.published_of(tx, body.name, "person")
        for mandate in each["mandates"]
        if mandate["body_id"] == str(body_id)
    )
    wanted = sorted((each for each in held if _fits(each, on, role)), key=_place)
    found = [each for each in wanted if page.after is None or _place(each) > page.after]
    return page_of(page, found[: page.fetch], key=_place)


@router.post("/bodies/{body_id}/mandates", status_code=201, summary="Grant a mandate")
async def grant_mandate(
    tx: UnitOfWork, signed: Signed, request: Request, response: Response, *, body_id: UUID, body: NewMandate
) -> MandateRecord:
    """Somebody represents the body from that day on; rooms of its cases open for them then. One mandate a person and body,
    one chair a body; nobody who acts for the employer. For the administrator, the chair and deputies; never for oneself.
    """
    said = MandateSaid(**body.model_dump())
    mandate_id = await mandates.grant(tx, signed.person_id, body_id, said, request.app.state.settings.house)
    response.headers["Location"] = f"/api/bodies/{body_id}/mandates/{mandate_id}"
    return await _shown(tx, response, mandate_id)


@router.get("/bodies/{body_id}/mandates/{mandate_id}", summary="A mandate")
async def get_mandate(
    tx: UnitOfWork, signed: Signed, request: Request, response: Response, *, body_id: UUID, mandate_id: UUID
) -> MandateRecord:
    """A mandate with the record that it rests on. For the administrator, the chair and deputies of the body, and whoever
    holds it.
    """
    house = request.app.state.settings.house
    await mandates.refuse_looking(tx, signed.person_id, mandates.Place(body_id, mandate_id), house)
    return await _shown(tx, response, mandate_id, body_id)


@router.put("/bodies/{body_id}/mandates/{mandate_id}", summary="Change a mandate")
async def change_mandate(
    tx: UnitOfWork,
    signed: Signed,
    request: Request,
    response: Response,
    *,
    body_id: UUID,
    mandate_id: UUID,
    body: ChangedMandate,
    seen: IfMatch,
) -> MandateRecord:
    """Another last day, place among substitutes or role. With a new role the old mandate ends the day before, and the
    answer is the new one. For the administrator, the chair and deputies of the body; never one's own.
    """
    house = request.app.state.settings.house
    change = Change(body.role, body.role_from or house.today(tx.now), body.ends_on, body.rank)
    place = mandates.Place(body_id, mandate_id)
    made = await mandates.change(tx, signed.person_id, place, change, house, seen=seen, evidence=body.evidence)
    return await _shown(tx, response, made)


@router.put("/bodies/{body_id}/mandates/{mandate_id}/end", status_code=204, summary="End a mandate")
async def end_mandate(
    tx: UnitOfWork,
    signed: Signed,
    request: Request,
    *,
    body_id: UUID,
    mandate_id: UUID,
    body: MandateEnd,
    seen: IfMatch,
) -> None:
    """From that day on the mandate is over, and rooms close with it; one that has not begun never does. For the
    administrator, the chair and deputies of the body, and whoever holds it.
    """
    place, house = mandates.Place(body_id, mandate_id), request.app.state.settings.house
    await mandates.end(tx, signed.person_id, place, body.starts_on, house, seen=seen, evidence=body.evidence)


def _fits(held: MandateView, on: date | None, role: str | None) -> bool:
    valid = on is None or (held.starts_on <= on and (held.ends_on is None or on <= held.ends_on))
    return valid and role in (None, held.role)


def _place(held: MandateView) -> tuple[str, ...]:
    return held.starts_on.isoformat(), str(held.mandate_id)


async def _shown(tx: Tx, response: Response, mandate_id: UUID, body_id: UUID | None = None) -> MandateRecord:
    """The mandate; its ETag is the version of whoever holds it. Unknown where the body has no such mandate."""
    key = await administered.mandate(tx, mandate_id)
    person = await entities.named(tx, "person", key.person) if key else None
    told: dict[str, Any] = dict(person.state) if person else {}
    found = next((m for m in told.get("mandates", ()) if m["mandate_id"] == str(mandate_id)), None)
    if person is None or found is None or (body_id and found["body_id"] != str(body_id)):
        raise Unknown(what="mandate")
    set_etag(response, person.version)
    record = (await administered.evidence_of(tx, [mandate_id])).get(mandate_id)
    entered = (
        {"evidence": record.evidence, "entered_by": record.told_by, "entered_at": record.told_at} if record else {}
    )
    return MandateRecord(person_id=told["person_id"], display_name=told["display_name"], **found, **entered)
