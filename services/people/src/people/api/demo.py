"""What the demo alone has: personas, and a clock that can be moved."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

from fastapi import Request
from pydantic import BaseModel, Field

from people.domain.refusals.signing import DemoOnly
from people.store import entities
from shared import clock
from shared.http import Signed, UnitOfWork, example
from shared.http import router as open_router

router = open_router(tags=["demo"])


class Forward(BaseModel):
    model_config = example(forward="P10D")
    forward: Annotated[timedelta, Field(ge=timedelta(0), le=timedelta(days=3660))]


class Clock(BaseModel):
    """The time that rules see, and how far the demo has moved it (seconds)."""

    now: datetime
    offset_seconds: float


class Persona(BaseModel):
    persona: str
    display_name: str
    roles: list[str]
    mandates: list[str]


def demo_only(request: Request) -> None:
    """DemoOnly outside the demo."""
    if not request.app.state.settings.demo:
        raise DemoOnly


@router.get("/personas", summary="Who can be tried (demo)")
async def list_personas(tx: UnitOfWork, request: Request) -> list[Persona]:
    """The personas of the demo organisation; refused outside the demo."""
    demo_only(request)
    return [
        Persona(
            persona=row["external_id"],
            display_name=row["published"]["display_name"],
            roles=[held["role"] for held in row["published"]["roles"]],
            mandates=[held["role"] for held in row["published"]["mandates"]],
        )
        for row in await entities.personas(tx)
    ]


@router.get("/clock", summary="The demo's clock")
async def get_clock(tx: UnitOfWork, request: Request) -> Clock:
    """The time that rules see; demo only."""
    demo_only(request)
    return Clock(now=tx.now, offset_seconds=clock.offset().total_seconds())


@router.post("/clock", summary="Move the demo's clock forward")
async def move_clock(_tx: UnitOfWork, _signed: Signed, request: Request, body: Forward) -> Clock:
    """Move the time that all services see forward by an ISO 8601 duration; demo only, for everybody signed in."""
    demo_only(request)
    try:
        moved = clock.move_forward(body.forward)
    except ValueError as without_file:
        raise DemoOnly from without_file
    return Clock(now=clock.now(), offset_seconds=moved.total_seconds())
