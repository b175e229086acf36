"""Colleagues over HTTP: finding them, looking one up, what one chooses for oneself, and erasing somebody who has left."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request
from pydantic import BaseModel, Field

from people.actions import callers, choosing, erasing
from people.api.sessions import Me
from people.store import directory, entities
from people.store.directory import Sought
from shared.errors import Language, Unknown
from shared.events.hr import RoleName
from shared.events.people import RoleHeld
from shared.http import NO_NUL, Page, PageOf, Signed, UnitOfWork, example, page_of
from shared.http import router as open_router
from shared.http.shapes import Nothing

router = open_router(tags=["people"])
Words = Annotated[
    str, Query(max_length=100, pattern=NO_NUL, description="words of the name, in any order; accents do not matter")
]
Unit = Annotated[UUID | None, Query(description="those in this unit or one below it")]
Function = Annotated[RoleName | None, Query(description="those with this function in the scheme")]
These = Annotated[
    list[UUID] | None, Query(alias="id", max_length=100, description="these persons alone; may be given many times")
]


class PersonView(BaseModel):
    """What every employee may see of a colleague; mandates are an office and are shown at their body."""

    person_id: UUID
    display_name: str
    unit_id: UUID | None
    manager_id: UUID | None
    roles: list[RoleHeld]
    employed: bool
    """Whether they are here today; who has left is found by their id alone, as long as their name is kept."""


class OwnChoice(BaseModel):
    """A person's own language and time zone."""

    model_config = example(locale="fr", time_zone="Europe/Luxembourg")
    locale: Language | None = Field(default=None, description="null: that which HR tells")
    time_zone: Annotated[str | None, Field(max_length=64, pattern=NO_NUL)] = Field(
        default=None, description="IANA name of a time zone; null: that of the seat"
    )


@router.get("/people", summary="Find colleagues")
async def search(
    tx: UnitOfWork,
    signed: Signed,
    page: Page,
    *,
    q: Words = "",
    unit_id: Unit = None,
    role: Function = None,
    these: These = None,
) -> PageOf[PersonView]:
    """Employees by words of their name, by unit, function and id, in the order of their names. For every employee."""
    await callers.caller(tx, signed.person_id)
    after = (page.after[0], UUID(page.after[1])) if page.after else None
    found = await directory.search(tx, Sought(q, unit_id, role, tuple(these) if these else None), after, page.fetch)
    shown = page_of(page, found, key=lambda each: (each.name, each.state["person_id"]))
    return PageOf(items=[PersonView(**each.state) for each in shown.items], next=shown.next)


@router.get("/people/{person_id}", summary="A colleague")
async def get_person(tx: UnitOfWork, signed: Signed, person_id: UUID) -> PersonView:
    """Name, unit, manager and functions of a person. For every employee."""
    await callers.caller(tx, signed.person_id)
    person = await entities.told_of(tx, "person", person_id)
    if person is None:
        raise Unknown(what="person")
    return PersonView(**person.state)


@router.patch("/people/{person_id}", summary="Choose my language and time zone")
async def choose(tx: UnitOfWork, signed: Signed, request: Request, person_id: UUID, body: OwnChoice) -> Me:
    """Say in which language the caller is written to, and in which time zone their quiet hours and digest lie. What is left
    out stays. HR's feed does not overwrite it; null gives it back to HR and to the seat. The next token speaks that
    language. For everybody, for themselves alone.
    """
    change = body.model_dump(exclude_unset=True)
    house = request.app.state.settings.house
    return Me(**await choosing.choose(tx, signed.person_id, person_id, change, house))


@router.post("/people/{person_id}/erasure", status_code=204, summary="Erase a person")
async def erase(tx: UnitOfWork, signed: Signed, request: Request, person_id: UUID, _body: Nothing) -> None:
    """Forget somebody who has left: every service removes the name. It cannot be undone. For the administrator."""
    await callers.require_role(tx, signed.person_id, "administrator")
    await erasing.erase_leaver(tx, person_id, signed.person_id, request.app.state.settings.house)
