"""What starts, moves, stops and ends the clock of a case. Each keeps the deadline that the scheduler fires."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Literal
from uuid import UUID

from shared import deadlines, directory, telemetry
from shared.db import Tx
from shared.events.base import Event
from union_dialogue.actions.access import BODY, OFFICER, as_body, as_either, as_management, save
from union_dialogue.domain import agreements, package, timing
from union_dialogue.domain.agreements import Terms
from union_dialogue.domain.case import Act, Case
from union_dialogue.domain.clock import Clock
from union_dialogue.domain.facts import Agreed, Extension, Happened
from union_dialogue.domain.package import Outcome, received_facts
from union_dialogue.domain.refusals import NoCalendar, ReceiptOutside
from union_dialogue.domain.seat import Seat
from union_dialogue.store import cases, regimes

CLOCK = "case-clock"


@dataclass(frozen=True, slots=True)
class Receipt:
    """How the package was received; ``at`` None: now. In the mailbox it merely arrived, as the employer records."""

    at: datetime | None
    mode: Literal["acknowledged", "mailbox"]
    service_ends: time | None


async def provide(tx: Tx, by: UUID, case_id: UUID, content: dict[str, Any], *, restarts: bool | None) -> Case:
    """Provide the information package, or a new version of it. For the consultation officer."""
    case, act = await as_management(tx, by, case_id, OFFICER)
    case, events = package.provide(case, act, restarts=restarts)
    await _timed(tx, case, events)
    await cases.keep_package(tx, case, content, by)
    return case


async def receive(tx: Tx, by: UUID, case_id: UUID, receipt: Receipt) -> Case:
    """Confirm receipt: for those who sit in the body; that it arrived in the mailbox: for the consultation officer."""
    if receipt.mode == "mailbox":
        case, act = await as_management(tx, by, case_id, OFFICER)
    else:
        case, act = await as_body(tx, by, case_id, *BODY)
    when = receipt.at or tx.now
    provided = await cases.get_package(tx, case_id)
    if provided is not None and when < provided["provided_at"]:
        raise ReceiptOutside(pointer="/received_at")
    how = {"mode": receipt.mode, "service_ends": receipt.service_ends}
    case, events = package.receive(case, await seat_of(tx, case.body_id), received_facts(case, when, **how), act)
    await _timed(tx, case, events)
    return case


async def dispute(
    tx: Tx, by: UUID, case_id: UUID, kind: Literal["insufficient", "statutory-documents-missing"]
) -> Case:
    """Object that the package is incomplete. For those who sit in the body."""
    case, act = await as_body(tx, by, case_id, *BODY)
    case, events = package.dispute(case, kind, act)
    await _timed(tx, case, events)
    return case


async def settle(tx: Tx, by: UUID, case_id: UUID, outcome: Outcome, completed_on: date | None) -> Case:
    """The package counts as complete. For the body; for the consultation officer once something was added."""
    me = await directory.caller(tx, by)
    for_body = not me.has_role(OFFICER) or outcome == "withdrawn"
    if for_body:
        case, act = await as_body(tx, by, case_id, *BODY)
    else:
        case, act = await as_management(tx, by, case_id, OFFICER)
    case, events = package.settle(case, outcome, completed_on, act, for_body=for_body)
    await _timed(tx, case, events)
    return case


async def note(tx: Tx, by: UUID, case_id: UUID, what: Happened) -> Case:
    """An expert, a suspension, a request for reasons, an action in court. For those who sit in the body."""
    case, act = await as_body(tx, by, case_id, *BODY)
    return await _changed(tx, timing.happened(case, what, act))


async def order(tx: Tx, by: UUID, case_id: UUID, extension: Extension) -> Case:
    """A court extended the period. For either side: the consultation officer or who leads the body records it."""
    case, _, act = await as_either(tx, by, case_id)
    return await _changed(tx, timing.extended(case, extension, "court-order", act))


async def recount(tx: Tx, by: UUID, case_id: UUID) -> Case:
    """Take the present calendar of the body instead of the one at receipt. For the consultation officer."""
    case, act = await as_management(tx, by, case_id, OFFICER)
    return await _changed(tx, timing.recount(case, await seat_of(tx, case.body_id), act))


async def propose(tx: Tx, by: UUID, case_id: UUID, terms: Terms) -> Case:
    """Propose an agreement about the period. For the consultation officer or who leads the body."""
    case, side, act = await as_either(tx, by, case_id)
    return await _changed(tx, agreements.propose(case, terms, side, act))


async def confirm(tx: Tx, by: UUID, case_id: UUID, number: int) -> Case:
    """Confirm what the other side proposed. For the consultation officer or who leads the body."""
    case, side, act = await as_either(tx, by, case_id)
    on = await directory.today_at(tx, case.body_id)
    case, events, terms = agreements.confirm(case, number, on, side, act)
    if terms.scope == "term" and terms.span:
        agreed = Agreed(span=terms.span, agreed_on=on, form=terms.form, silence=terms.silence)
        await regimes.keep_standing(tx, case.body_id, agreed, case.case_id)
    return await _changed(tx, (case, events))


async def expire(tx: Tx, case_id: UUID) -> None:
    """The period is over; silence takes the effect that the regime gives it."""
    case = await cases.lock_case(tx, case_id)
    if case is not None:
        telemetry.about(idea_id=case.idea_id)
        await save(tx, *timing.expire(case, Act(None, tx.now)))


async def what_if(tx: Tx, case: Case, received_at: datetime) -> Clock:
    """The clock if the package were received at an instant, by today's calendar."""
    return timing.clock_of(case, received_facts(case, received_at), await seat_of(tx, case.body_id))


async def by_todays_calendar(tx: Tx, case: Case) -> Clock | None:
    """The clock by the body's present calendar, where that would end on another day than the one that runs."""
    if case.due_at is None or case.seat is None:
        return None
    now = timing.clock_of(case, case.facts, await seat_of(tx, case.body_id))
    return now if now.due_at != case.due_at else None


async def seat_of(tx: Tx, body_id: UUID) -> Seat:
    """The seat of a body, by its present calendar."""
    calendar = await directory.calendar_of(tx, body_id)
    if calendar is None:
        raise NoCalendar
    return Seat(
        calendar.country,
        calendar.subdivision,
        calendar.zone,
        frozenset(calendar.local_holidays),
        frozenset(calendar.closure_days),
        calendar.closure_days_agreement is not None,
        calendar.calendar_version,
    )


async def _changed(tx: Tx, told: tuple[Case, Sequence[Event]]) -> Case:
    case, events = told
    await _timed(tx, case, events)
    return case


async def _timed(tx: Tx, case: Case, events: Sequence[Event]) -> None:
    """Keep the case, and the one deadline that belongs to it."""
    await save(tx, case, events)
    if case.due_at:
        await deadlines.set(tx, CLOCK, case.case_id, case.due_at)
    else:
        await deadlines.cancel(tx, CLOCK, case.case_id)
