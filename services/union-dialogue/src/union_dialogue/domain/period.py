"""From day zero to the last day: which days count, what moves the end, and what does not."""

from __future__ import annotations

import calendar as months_of
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from union_dialogue.domain.facts import Extension, Facts, Happened
from union_dialogue.domain.length import Length
from union_dialogue.domain.reasons import Reason
from union_dialogue.domain.regimes import Regime, Span
from union_dialogue.domain.seat import Seat

_OFTEN_TAKEN_FOR_HOLIDAYS = {(12, 24), (12, 31)}
_NO_EFFECT = {
    "resolution-suspended": "suspension-no-effect",
    "reasons-requested": "reasons-requested-no-effect",
    "court-action": "court-action-no-effect",
}


@dataclass(frozen=True, slots=True)
class Period:
    """One reading of a period: its last day, and why."""

    last_day: date
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Count:
    """Where one counts from, and by which rule for an end on a day of rest."""

    regime: Regime
    seat: Seat
    zero: date
    moves: bool

    def from_zero(self, span: Span, before: int = 0) -> Period:
        """The period of a length; ``before`` days are taken off its end."""
        if span.unit == "working-days":
            last, said = _working_days(self.zero, span.n, self.seat)
        else:
            last, said = _calendar(self.zero, span)
            said += self._rest(last)
            last = self.seat.next_working_day(last) if self.moves else last
        return Period(last - timedelta(days=before), tuple(said))

    def _rest(self, last: date) -> list[Reason]:
        """What happens to an end on a Saturday, Sunday or holiday."""
        if not self.seat.rests(last):
            return []
        name = {"name": self.seat.holiday(last)}
        if self.regime.rest_day_end == "disputed":
            return [Reason("end-not-moved", last, name)]
        moved = self.seat.next_working_day(last)
        return [Reason("end-moved", moved, {"on": last.isoformat()} | name)] if self.moves else []


def ended(regime: Regime, seat: Seat, facts: Facts, length: Length, zero: date, *, moves: bool) -> Period:
    """The period from a day zero, with all that changed it, in the order in which it happened."""
    assert length.span is not None  # noqa: S101 - who asks for an end has a length
    counted = _Count(regime, seat, zero, moves)
    period = counted.from_zero(length.span, length.before)
    said: list[Reason] = []
    for change in _changes(facts):
        if isinstance(change, Extension):
            period, told = _extended(counted, period, change)
        else:
            period, told = _with_expert(counted, period, change)
        said += told
    notes = [_noted(each) for each in facts.happened if each.kind in _NO_EFFECT]
    return Period(period.last_day, (*said, *period.reasons, *notes))


def _changes(facts: Facts) -> list[Extension | Happened]:
    experts = [each for each in facts.happened if each.kind == "expert-appointed"]
    both: list[Extension | Happened] = [*facts.extensions, *experts]
    return sorted(both, key=lambda each: each.granted_on if isinstance(each, Extension) else each.on)


def _extended(counted: _Count, period: Period, change: Extension) -> tuple[Period, list[Reason]]:
    """A later agreement or order: it replaces the length, or sets the end, if it can."""
    refusal = _refusal(counted, period, change)
    if refusal:
        return period, [Reason(refusal, change.granted_on, {"form": change.form})]
    said = [Reason("court-order", change.granted_on)] if change.by == "court" else []
    told = {"form": change.form}
    if change.span:
        if change.by == "agreement":
            fields = told | {"n": change.span.n, "unit": change.span.unit}
            said = [Reason("agreement-replaces-length", change.granted_on, fields)]
        return counted.from_zero(change.span), said
    assert change.last_day is not None  # noqa: S101 - an extension has a length or an end; the edge checks it
    if change.by == "agreement":
        said = [Reason("agreement-sets-end", change.granted_on, told | {"on": change.last_day.isoformat()})]
    return Period(change.last_day, ()), said


def _refusal(counted: _Count, period: Period, change: Extension) -> str | None:
    """Why a change has no effect; None if it has."""
    if change.by == "court" and not counted.regime.court_may_extend:
        return "court-no-effect"
    if change.by == "agreement" and change.form not in counted.regime.agreement_forms:
        return "agreement-without-form"
    if change.granted_on > period.last_day:
        return "agreement-too-late"
    if change.last_day and change.last_day <= counted.zero:
        return "agreement-overtaken"
    return None


def _with_expert(counted: _Count, period: Period, expert: Happened) -> tuple[Period, list[Reason]]:
    """An expert moves the end, not the start; appointed after the end it changes nothing."""
    span = counted.regime.lengths.get(expert.variant)
    if span is None:
        return period, [Reason("expert-no-effect", expert.on)]
    if expert.on > period.last_day:
        return period, [Reason("expert-too-late", expert.on)]
    longer = counted.from_zero(span)
    said = [Reason("expert", expert.on, {"n": span.n, "unit": span.unit})]
    return (longer if longer.last_day > period.last_day else period), said


def _noted(each: Happened) -> Reason:
    fields = {"n": each.n or 5, "unit": "working-days"} if each.kind == "resolution-suspended" else {}
    return Reason(_NO_EFFECT[each.kind], each.on, fields)


def _working_days(zero: date, length: int, seat: Seat) -> tuple[date, list[Reason]]:
    said = [Reason("weekends")]
    counted, day = 0, zero
    while counted < length:
        day += timedelta(days=1)
        counted += seat.works(day)
        said += _remarks(day, seat)
    return day, said


def _remarks(day: date, seat: Seat) -> Iterator[Reason]:
    """What a reader may wonder about a weekday."""
    if day.weekday() >= 5:
        return
    name = seat.holiday(day)
    if name:
        yield Reason("holiday-skipped", day, {"name": name})
        return
    if (day.month, day.day) in _OFTEN_TAKEN_FOR_HOLIDAYS and seat.works(day):
        yield Reason("no-statutory-holiday", day)
    if day in seat.closure_days:
        yield Reason("closure-day-left-out" if seat.closure_days_agreed else "closure-day-counts", day)


def _calendar(zero: date, span: Span) -> tuple[date, list[Reason]]:
    if span.unit != "months":
        return zero + timedelta(days=span.n * (7 if span.unit == "weeks" else 1)), []
    years, month = divmod(zero.month - 1 + span.n, 12)
    year, month = zero.year + years, month + 1
    last_of_month = months_of.monthrange(year, month)[1]
    last = date(year, month, min(zero.day, last_of_month))
    return last, [Reason("day-missing-in-month", last)] if zero.day > last_of_month else []
