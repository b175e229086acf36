"""Functions in the scheme over HTTP, for the administrator."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response
from pydantic import BaseModel

from people.actions import roles, saying
from people.actions.roles import RoleSaid
from people.domain.facts import Source
from people.domain.state import Entity
from people.store import holders
from people.store.holders import START, Wanted
from shared.db import Tx
from shared.events.hr import RoleName
from shared.http import Page, PageOf, Signed, UnitOfWork, example, page_of
from shared.http import router as open_router
from shared.moments import Day

router = open_router(tags=["roles"])
Role = Annotated[RoleName | None, Query(description="holders of this function")]
Who = Annotated[UUID | None, Query(description="functions of this person")]


class HolderView(BaseModel):
    """Who holds a function, for a unit or (null) for all, since when, and who said so last: HR or the administration."""

    person_id: UUID
    display_name: str
    role: RoleName
    unit_id: UUID | None
    since: date | None
    told_by: Source | None
    told_at: datetime | None


class NewRole(BaseModel):
    """A function, for a unit with those below it or (left out) for all, from ``starts_on`` on (left out: today)."""

    model_config = example(role="implementer")
    role: RoleName
    unit_id: UUID | None = None
    starts_on: Day | None = None


class RoleEnd(BaseModel):
    """The end of a function: the first day without it; left out: today."""

    model_config = example()
    starts_on: Day | None = None


class RolesView(BaseModel):
    """The functions that a person holds today."""

    person_id: UUID
    roles: list[HolderView]


@router.get("/roles", summary="Who holds which function")
async def list_roles(
    tx: UnitOfWork, signed: Signed, request: Request, page: Page, *, role: Role = None, person_id: Who = None
) -> PageOf[HolderView]:
    """Functions held today, by function, with the day since when and whose word it is. For the administrator."""
    await saying.require_administrator(tx, signed.person_id)
    after = (page.after[0], UUID(page.after[1])) if page.after else START
    today = request.app.state.settings.house.today(tx.now)
    found = await holders.holders(tx, Wanted(role, person_id), today, after, page.fetch)
    shown = page_of(page, found, key=lambda each: (each["role"], str(each["person_id"])))
    return PageOf(items=[HolderView(**each) for each in shown.items], next=shown.next)


@router.post("/people/{person_id}/roles", status_code=201, summary="Grant a function")
async def grant_role(
    tx: UnitOfWork, signed: Signed, request: Request, response: Response, *, person_id: UUID, body: NewRole
) -> RolesView:
    """Somebody gets a function from that day on; answers with those held today. Functions on the employer's side exclude a
    mandate. For the administrator; never to oneself.
    """
    said = RoleSaid(body.role, body.unit_id, body.starts_on)
    person = await roles.grant(tx, signed.person_id, person_id, said, request.app.state.settings.house)
    response.headers["Location"] = f"/api/roles?person_id={person_id}"
    return await _held(tx, request, person)


@router.put("/people/{person_id}/roles/{role}/end", summary="End a function")
async def end_role(
    tx: UnitOfWork, signed: Signed, request: Request, *, person_id: UUID, role: RoleName, body: RoleEnd
) -> RolesView:
    """From that day on the person has the function no more; answers with those held today. The last administrator stays
    one. For the administrator.
    """
    house = request.app.state.settings.house
    return await _held(
        tx, request, await roles.end(tx, signed.person_id, person_id, role, day=body.starts_on, house=house)
    )


async def _held(tx: Tx, request: Request, person: Entity) -> RolesView:
    today = request.app.state.settings.house.today(tx.now)
    found = await holders.holders(tx, Wanted(None, person.entity_id), today, START, 100)
    return RolesView(person_id=person.entity_id, roles=[HolderView(**each) for each in found])
