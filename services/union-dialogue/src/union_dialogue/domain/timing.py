"""The clock of a case: it starts, changes, stops and expires, each time counted anew from all its facts.

It is counted with the regime and the calendar that were taken at receipt. A calendar that changes later moves nothing by
itself; ``recount`` takes it, with a reason, and tells so (invariant 5).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from shared.events import union_dialogue as told
from shared.events.base import Event
from union_dialogue.domain.case import Act, Case, Told, after, event_of, needs
from union_dialogue.domain.clock import Clock, count
from union_dialogue.domain.facts import Extension, Facts, Happened
from union_dialogue.domain.refusals import NoCalendar, NothingRuns, PeriodWouldBeOver
from union_dialogue.domain.seat import Seat


def clock_of(case: Case, facts: Facts, seat: Seat | None = None) -> Clock:
    """The clock that these facts give under the case's regime, at its seat or another one."""
    where = seat or case.seat
    if case.regime is None or where is None:
        raise NoCalendar
    return count(case.regime, where, facts)


def today_of(case: Case, act: Act) -> date:
    """The date at the seat of the case."""
    if case.seat is None:
        raise NoCalendar
    return case.seat.date_of(act.now)


def counted_anew(case: Case, facts: Facts, cause: str, act: Act) -> Told:
    """The case with other facts: its clock may start, move, stop, or stand as it was.

    A period that would be over by now is refused: nobody is silent towards a date that they could not know.
    """
    before, clock = case.clock, clock_of(case, facts)
    if clock.due_at and clock.due_at <= act.now:
        raise PeriodWouldBeOver(due_at=clock.due_at.isoformat())
    case = replace(case, facts=facts, clock=clock)
    was_due = before.due_at if before and case.state == "running" else None
    if clock.due_at == was_due:
        return case, ()
    if clock.due_at is None:
        case = after(case)
        return case, (told.ClockStopped(**event_of(case, act), cause="completeness-disputed"),)
    case = after(case, state="running")
    kind = told.ClockChanged if was_due else told.ClockStarted
    return case, (kind(**event_of(case, act), **clock_facts(clock, cause)),)


def recount(case: Case, seat: Seat, act: Act) -> Told:
    """Take the body's present calendar instead of the one at receipt; for a clock that runs."""
    check_runs(case)
    return counted_anew(replace(case, seat=seat), case.facts, "calendar-changed", act)


def happened(case: Case, what: Happened, act: Act) -> Told:
    """Something happened that may change the period, or is named because it does not."""
    check_runs(case)
    facts = case.facts.model_copy(update={"happened": (*case.facts.happened, what)})
    case, events = counted_anew(case, facts, what.kind, act)
    return case if events else after_silently(case), events


def extended(case: Case, extension: Extension, cause: str, act: Act) -> Told:
    """A court's order or a later agreement about a clock that runs."""
    check_runs(case)
    facts = case.facts.model_copy(update={"extensions": (*case.facts.extensions, extension)})
    case, events = counted_anew(case, facts, cause, act)
    return case if events else after_silently(case), events


def after_silently(case: Case) -> Case:
    """Seen in the case, but not told to others: a new edition without an event."""
    return replace(case, edition=case.edition + 1)


def expire(case: Case, act: Act) -> Told:
    """The period ended in silence, which takes the effect that the regime gives it (R2); anything else is left alone."""
    due = case.due_at
    if due is None or case.clock is None or act.now < due:
        return case, ()
    case = after(case, state="lapsed")
    events: list[Event] = [told.ClockExpired(**event_of(case, act), **clock_facts(case.clock, "silence"))]  # type: ignore[arg-type]
    effect = case.clock.silence if case.clock else "none"
    if effect not in ("deemed-approved", "deemed-negative"):
        return case, tuple(events)
    case = after(case)
    events.append(told.OpinionDeemed(**event_of(case, act), effect=effect))
    case = after(case, state="closed", result=effect)
    events.append(told.CaseClosed(**event_of(case, act), result=effect, round=case.round))
    return case, tuple(events)


def clock_facts(clock: Clock, cause: str) -> dict[str, Any]:
    """What the clock's events say of it."""
    return {
        "due_at": clock.due_at,
        "cause": cause,
        "reasoning": tuple(reason.code for reason in clock.reasons),
        "calendar_version": clock.calendar_version,
        "last_day": clock.last_day,
        "other_last_day": clock.other_last_day,
        "silence": clock.silence,
    }


def check_runs(case: Case) -> None:
    """Whether a period runs, so that something can move it."""
    needs(case, "running")
    if case.clock is None or not case.clock.runs:
        raise NothingRuns
