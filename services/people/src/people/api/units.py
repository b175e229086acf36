"""Units over HTTP."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel

from people.actions import callers
from people.domain import state
from people.store import entities
from people.store import facts as kept
from shared.errors import Language
from shared.http import Page, PageOf, Signed, UnitOfWork, page_of
from shared.http import router as open_router
from shared.moments import Day

router = open_router(tags=["organisation"])
On = Annotated[Day | None, Query(description="the day to look at, past or future; left out: today")]
Below = Annotated[UUID | None, Query(description="those right below this unit")]


class UnitView(BaseModel):
    """A unit, its names and where it stands."""

    unit_id: UUID
    names: dict[Language, str]
    parent_id: UUID | None
    seat: str


@router.get("/units", summary="Units")
async def list_units(
    tx: UnitOfWork, signed: Signed, page: Page, on: On = None, parent_id: Below = None
) -> PageOf[UnitView]:
    """Units with their parents, today or as told for another day. For every employee."""
    await callers.caller(tx, signed.person_id)
    after = page.after[0] if page.after else ""
    if on is None:
        wanted = {"parent_id": str(parent_id)} if parent_id else {}
        rows = await entities.page_of_kind(tx, "unit", wanted, after, page.fetch)
        found = [(row.external_id, dict(row.state)) for row in rows]
    else:
        ids = await kept.ids_of_kind(tx, "unit")
        then = state.units_on(await kept.unit_facts(tx, on), ids, on)
        fits = ((name, unit) for name, unit in then.items() if parent_id in (None, unit["parent_id"]))
        found = [(name, unit) for name, unit in fits if name > after][: page.fetch]
    shown = page_of(page, found, key=lambda each: (each[0],))
    return PageOf(items=[UnitView(**unit) for _, unit in shown.items], next=shown.next)
