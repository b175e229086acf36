"""Representative bodies over HTTP: everybody sees them, the administrator makes, changes and ends them."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query, Request, Response
from pydantic import BaseModel, Field

from people.actions import bodies, callers, saying
from people.actions.bodies import BodySaid
from people.domain.state import Entity
from people.store import entities
from shared.errors import Language
from shared.events.hr import Name
from shared.http import IfMatch, Page, PageOf, Signed, UnitOfWork, created, example, page_of, set_etag
from shared.http import router as open_router
from shared.moments import Day

router = open_router(tags=["bodies"])
BodyKind = Literal["staff-council", "union-delegation", "works-council"]
Kind = Annotated[BodyKind | None, Query(description="bodies of this kind")]
Scope = Annotated[UUID | None, Query(description="those whose scope names this very unit")]
FromDay = Field(default=None, description="the day from which it holds; left out: today. No earlier one")


class BodyView(BaseModel):
    """A body that represents employees: for which units, under which regime, by which calendar.

    Without units it has ended. ``external_id`` is how HR systems name it.
    """

    body_id: UUID
    external_id: str
    names: dict[Language, str]
    kind: str
    scope_unit_ids: list[UUID]
    regime: str
    calendar_id: UUID | None


class NewBody(BaseModel):
    """A body with at least one name and one unit. ``regime`` is one that /api/regimes shows."""

    model_config = example(
        names={"en": "Works council", "de": "Betriebsrat"},
        kind="works-council",
        scope_unit_ids=["0198c0de-0000-7000-8000-000000000002"],
        regime="DE-BPersVG-70",
        calendar_id="0198c0de-0000-7000-8000-000000000003",
    )
    names: Annotated[dict[Language, Name], Field(min_length=1)]
    kind: BodyKind
    scope_unit_ids: Annotated[list[UUID], Field(min_length=1, max_length=200)]
    regime: Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[A-Za-z0-9-]+$")]
    calendar_id: UUID


class ChangedBody(NewBody):
    """All of the body as it is from ``effective_on`` on."""

    effective_on: Day | None = FromDay


class BodyEnd(BaseModel):
    """The end of a body: the first day without it."""

    model_config = example()
    starts_on: Day | None = FromDay


@router.get("/bodies", summary="Representative bodies")
async def list_bodies(
    tx: UnitOfWork, signed: Signed, page: Page, kind: Kind = None, unit_id: Scope = None
) -> PageOf[BodyView]:
    """Bodies with their scope and regime. For every employee."""
    await callers.caller(tx, signed.person_id)
    wanted = ({"kind": kind} if kind else {}) | ({"scope_unit_ids": [str(unit_id)]} if unit_id else {})
    found = await entities.page_of_kind(tx, "body", wanted, page.after[0] if page.after else "", page.fetch)
    shown = page_of(page, found, key=lambda each: (each.external_id,))
    return PageOf(items=[_view(each) for each in shown.items], next=shown.next)


@router.get("/bodies/{body_id}", summary="A representative body")
async def get_body(tx: UnitOfWork, signed: Signed, response: Response, body_id: UUID) -> BodyView:
    """A body as it is today. For every employee."""
    await callers.caller(tx, signed.person_id)
    return _shown(response, await saying.there(tx, "body", body_id))


@router.post("/bodies", status_code=201, summary="Form a body")
async def create_body(tx: UnitOfWork, signed: Signed, request: Request, response: Response, body: NewBody) -> BodyView:
    """A new body, from today on. It has no members yet: mandates are granted beside it. For the administrator."""
    made = await bodies.create(tx, signed.person_id, _said(body), request.app.state.settings.house)
    created(response, f"/api/bodies/{made.entity_id}", made.version)
    return _view(made)


@router.put("/bodies/{body_id}", summary="Change a body")
async def change_body(
    tx: UnitOfWork,
    signed: Signed,
    request: Request,
    response: Response,
    *,
    body_id: UUID,
    body: ChangedBody,
    seen: IfMatch,
) -> BodyView:
    """Another name, scope, regime or calendar, from today or a later day on. Cases that are open keep the regime and the
    calendar that they began with. Answers with the body as it is today. For the administrator.
    """
    house = request.app.state.settings.house
    return _shown(response, await bodies.change(tx, signed.person_id, body_id, _said(body), house, seen=seen))


@router.put("/bodies/{body_id}/end", summary="End a body")
async def end_body(
    tx: UnitOfWork, signed: Signed, request: Request, response: Response, *, body_id: UUID, body: BodyEnd, seen: IfMatch
) -> BodyView:
    """From that day on it represents no unit, is asked nothing more, and every mandate for it ends the day before. Open
    cases stay open: close them first. For the administrator.
    """
    house = request.app.state.settings.house
    return _shown(response, await bodies.end(tx, signed.person_id, body_id, body.starts_on, house, seen=seen))


def _said(body: NewBody) -> BodySaid:
    day = body.effective_on if isinstance(body, ChangedBody) else None
    return BodySaid(dict(body.names), body.kind, body.scope_unit_ids, body.regime, body.calendar_id, day)


def _shown(response: Response, body: Entity) -> BodyView:
    set_etag(response, body.version)
    return _view(body)


def _view(body: Entity) -> BodyView:
    return BodyView(external_id=body.external_id, **body.state)
