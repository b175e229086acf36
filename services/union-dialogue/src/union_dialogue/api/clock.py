"""The clock over HTTP: why it ends when it ends, what if, and what changes it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query

from shared.http import Day, Signed, UnitOfWork
from shared.http import router as open_router
from union_dialogue.actions import clocks
from union_dialogue.actions.access import visible
from union_dialogue.api.requests import ClockEvent, CourtOrder, TermsIn
from union_dialogue.api.views import CaseView, ClockView, case_view, clock_view
from union_dialogue.domain.agreements import Terms
from union_dialogue.domain.case import Case
from union_dialogue.domain.facts import Extension, Happened

router = open_router(tags=["clock"])
_IfReceived = Annotated[
    Day | None, Query(ge=date(1990, 1, 1), le=date(2100, 1, 1), description="what if received on that day?")
]


@router.get("/cases/{case_id}/clock", summary="The clock and its reasoning")
async def get_clock(tx: UnitOfWork, signed: Signed, case_id: UUID, if_received_on: _IfReceived = None) -> ClockView:
    """When the period ends and why; with a date, what if. For management, the scheme office and the body."""
    case = await visible(tx, signed.person_id, case_id)
    if if_received_on or case.clock is None:
        when = datetime.combine(if_received_on, time(12), UTC) if if_received_on else tx.now
        clock = await clocks.what_if(tx, case, when)
        return clock_view(clock, case.regime, signed.locale, state="if-received")
    today = await clocks.by_todays_calendar(tx, case)
    return clock_view(case.clock, case.regime, signed.locale, state=_state(case), by_today=today)


def _state(case: Case) -> Any:
    if case.due_at:
        return "runs"
    return "does-not-run" if case.state in ("disputed", "running", "provided") else "over"


@router.post("/cases/{case_id}/clock/events", summary="Note what happened")
async def note_event(tx: UnitOfWork, signed: Signed, case_id: UUID, body: ClockEvent) -> CaseView:
    """An expert, a suspension, a request for reasons, an action in court. For those who sit in the body.

    Whether it moves the end is for the regime to say; the reasoning names it either way.
    """
    what = Happened(kind=body.kind, on=body.on, n=body.working_days, variant=body.variant)
    return case_view(await clocks.note(tx, signed.person_id, case_id, what), signed.locale)


@router.post("/cases/{case_id}/clock/orders", summary="Record a court's order")
async def record_order(tx: UnitOfWork, signed: Signed, case_id: UUID, body: CourtOrder) -> CaseView:
    """A court extended the period. For the consultation officer or who leads the body."""
    extension = Extension(
        granted_on=body.granted_on, by="court", form="written", span=body.span, last_day=body.last_day
    )
    return case_view(await clocks.order(tx, signed.person_id, case_id, extension), signed.locale)


@router.post("/cases/{case_id}/clock/recount", summary="Take the present calendar")
async def recount(tx: UnitOfWork, signed: Signed, case_id: UUID) -> CaseView:
    """Count by the body's present calendar instead of the one at receipt; both sides are told. For the consultation officer."""
    return case_view(await clocks.recount(tx, signed.person_id, case_id), signed.locale)


@router.post("/cases/{case_id}/clock/agreements", status_code=201, summary="Propose an agreement about the period")
async def propose_agreement(tx: UnitOfWork, signed: Signed, case_id: UUID, body: TermsIn) -> CaseView:
    """Propose a length or an end; it counts when the other side confirms. For the consultation officer or who leads the body."""
    terms = Terms.model_validate(body.model_dump())
    return case_view(await clocks.propose(tx, signed.person_id, case_id, terms), signed.locale)


@router.post("/cases/{case_id}/clock/agreements/{number}/confirmation", summary="Confirm an agreement")
async def confirm_agreement(
    tx: UnitOfWork, signed: Signed, case_id: UUID, number: Annotated[int, Path(ge=1, le=10_000)]
) -> CaseView:
    """Confirm what the other side proposed: from now on the clock counts by it. For the consultation officer or who leads the body."""
    return case_view(await clocks.confirm(tx, signed.person_id, case_id, number), signed.locale)
