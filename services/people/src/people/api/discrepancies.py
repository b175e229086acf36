"""Where HR and the administration say different things, for the administrator."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, JsonValue

from people.actions import saying
from people.domain.facts import Source
from people.store import administered
from shared.http import Page, PageOf, Signed, UnitOfWork, page_of
from shared.http import router as open_router

router = open_router(tags=["discrepancies"])
Subject = Literal["person", "body", "calendar"]
Kind = Annotated[Subject | None, Query(description="those about persons, bodies or calendars")]


class Word(BaseModel):
    """What one side says: its kind (the type of the HR event that would say so), its data, from which day, and when."""

    says: str
    data: dict[str, JsonValue]
    effective_on: date
    told_at: datetime


class OurWord(Word):
    """What the administration says, and who said it."""

    told_by: UUID


class DiscrepancyView(BaseModel):
    """HR has said something else since the administration spoke. ``about``: ``state``, ``role:...`` or ``mandate:...``.

    ``counts`` says whose word holds from the later of the two days on; say it again to keep or take it.
    """

    kind: Subject
    thing_id: UUID
    about: str
    counts: Source
    hr: Word
    administration: OurWord


@router.get("/discrepancies", summary="Where HR and the administration differ")
async def list_discrepancies(tx: UnitOfWork, signed: Signed, page: Page, kind: Kind = None) -> PageOf[DiscrepancyView]:
    """What HR has said otherwise since an administrator spoke. It ends when somebody says again what shall hold, or HR says
    the same. For the administrator.
    """
    await saying.require_administrator(tx, signed.person_id)
    after = (UUID(page.after[0]), page.after[1]) if page.after else (UUID(int=0), "")
    found = await administered.discrepancies(tx, kind, after, page.fetch)
    shown = page_of(page, found, key=lambda each: (str(each["entity_id"]), each["slot"]))
    return PageOf(items=[_view(each) for each in shown.items], next=shown.next)


def _view(row: dict[str, Any]) -> DiscrepancyView:
    hr = Word(says=row["hr_type"], data=row["hr_data"], effective_on=row["hr_on"], told_at=row["hr_told_at"])
    ours = {"effective_on": row["effective_on"], "told_at": row["told_at"], "told_by": row["told_by"]}
    counts: Source = "hr" if row["hr_on"] > row["effective_on"] else "administration"
    return DiscrepancyView(
        kind=row["kind"],
        thing_id=row["entity_id"],
        about=row["slot"],
        counts=counts,
        hr=hr,
        administration=OurWord(says=row["type"], data=row["data"], **ours),
    )
