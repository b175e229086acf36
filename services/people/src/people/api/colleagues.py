"""Colleagues over HTTP: finding them, looking one up, and erasing somebody who has left."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request
from pydantic import BaseModel

from people.actions import callers, erasing
from people.store import entities
from shared.errors import Unknown
from shared.http import NO_NUL, Page, PageOf, Signed, UnitOfWork, page_of
from shared.http import router as open_router
from shared.http.shapes import Nothing

router = open_router(tags=["people"])
Words = Annotated[str, Query(max_length=100, pattern=NO_NUL, description="part of the name")]


class PersonView(BaseModel):
    """What every employee may see of a colleague."""

    person_id: UUID
    display_name: str
    unit_id: UUID | None
    manager_id: UUID | None


@router.get("/people", summary="Find colleagues")
async def search(tx: UnitOfWork, signed: Signed, page: Page, q: Words = "") -> PageOf[PersonView]:
    """Employees whose name holds the words, by name. For every employee."""
    await callers.caller(tx, signed.person_id)
    after = (page.after[0], UUID(page.after[1])) if page.after else None
    found = [PersonView(**each) for each in await entities.search(tx, q, after, page.fetch)]
    return page_of(page, found, key=lambda p: (p.display_name, str(p.person_id)))


@router.get("/people/{person_id}", summary="A colleague")
async def get_person(tx: UnitOfWork, signed: Signed, person_id: UUID) -> PersonView:
    """Name, unit and manager of a person. For every employee."""
    await callers.caller(tx, signed.person_id)
    row = await entities.get_by_id(tx, "person", person_id)
    if row is None or not row["published"]:
        raise Unknown(what="person")
    return PersonView(**row["published"])


@router.post("/people/{person_id}/erasure", status_code=204, summary="Erase a person")
async def erase(tx: UnitOfWork, signed: Signed, request: Request, person_id: UUID, _body: Nothing) -> None:
    """Forget somebody who has left: every service removes the name. It cannot be undone. For the administrator."""
    await callers.require_role(tx, signed.person_id, "administrator")
    await erasing.erase_leaver(tx, person_id, signed.person_id, request.app.state.settings.house)
