"""Regimes over HTTP: what there is, adding one's own, and a period counted by one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Annotated
from uuid import UUID

from fastapi import Path, Query, Response

from shared import directory
from shared.errors import Unknown
from shared.http import Day, Signed, UnitOfWork
from shared.http import router as open_router
from union_dialogue.actions import clocks, preparing
from union_dialogue.api.requests import NewRegime
from union_dialogue.api.views import ClockView, RegimeView, clock_view, regime_view
from union_dialogue.domain.clock import count
from union_dialogue.domain.facts import Facts
from union_dialogue.domain.regimes import Regime, Variant

router = open_router(tags=["regimes"])
Key = Annotated[str, Path(max_length=40, examples=["DE-BPersVG-70"])]


@router.get("/regimes", summary="Regimes of consultation")
async def list_regimes(tx: UnitOfWork, signed: Signed) -> list[RegimeView]:
    """Lengths, units and the effect of silence, as data; the newest version of each. For every employee."""
    await directory.caller(tx, signed.person_id)
    return [regime_view(regime, signed.locale) for regime in await preparing.all_regimes(tx)]


@router.get("/regimes/{key}", summary="A regime")
async def get_regime(tx: UnitOfWork, signed: Signed, key: Key) -> RegimeView:
    """The newest version of a regime. For every employee."""
    await directory.caller(tx, signed.person_id)
    return regime_view(await _found(tx, key), signed.locale)


@router.post("/regimes", status_code=201, summary="Add a regime of one's own")
async def add_regime(tx: UnitOfWork, signed: Signed, body: NewRegime, response: Response) -> RegimeView:
    """Add a regime, or its next version; cases keep the version that they began with. For the consultation officer."""
    regime = await preparing.add_regime(tx, signed.person_id, Regime.model_validate(body.model_dump()))
    response.headers["Location"] = f"/api/regimes/{regime.key}"
    return regime_view(regime, signed.locale)


@router.get("/regimes/{key}/clock", summary="When would a period end?")
async def count_by_regime(
    tx: UnitOfWork,
    signed: Signed,
    key: Key,
    body_id: Annotated[UUID, Query(description="whose calendar counts")],
    received_on: Annotated[
        Day, Query(ge=date(1990, 1, 1), le=date(2100, 1, 1), description="at the seat", examples=["2026-03-03"])
    ],
    *,
    variant: Annotated[Variant, Query(description="the form in which the body is heard")] = "normal",
) -> ClockView:
    """The period that a receipt on a day would give at the seat of a body, with its reasoning. For every employee."""
    await directory.caller(tx, signed.person_id)
    regime = await _found(tx, key)
    noon = datetime.combine(received_on, time(12), UTC)
    clock = count(regime, await clocks.seat_of(tx, body_id), Facts(received_at=noon, variant=variant))
    return clock_view(clock, regime, signed.locale, state="if-received")


async def _found(tx: UnitOfWork, key: str) -> Regime:
    regime = await preparing.find_regime(tx, key)
    if regime is None:
        raise Unknown(what="regime")
    return regime
