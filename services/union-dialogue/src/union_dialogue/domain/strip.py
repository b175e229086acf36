"""A period day by day: which days count, and why the others do not; read from the clock's own reasoning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from union_dialogue.domain.clock import Clock
from union_dialogue.domain.reasons import Reason

_NOT_COUNTED = ("holiday-skipped", "closure-day-left-out")
_REMARKS = ("closure-day-counts", "no-statutory-holiday")


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a period. ``number``: the how many-eth that counts, None for one that does not; ``reason``: why, or a remark."""

    day: date
    number: int | None
    reason: Reason | None = None


def days(clock: Clock) -> list[Day]:
    """From day zero to the last day, the later one where the law is disputed; none while nothing runs."""
    if clock.day_zero is None or clock.last_day is None:
        return []
    last = max(clock.last_day, clock.other_last_day or clock.last_day)
    found = [Day(clock.day_zero, None, _of(clock, "day-zero"))]
    counted = 0
    for ahead in range(1, (last - clock.day_zero).days + 1):
        day = clock.day_zero + timedelta(days=ahead)
        why = _why_not(clock, day)
        counted += why is None
        found.append(Day(day, None, why) if why else Day(day, counted, _dated(clock, day, _REMARKS)))
    return found


def _why_not(clock: Clock, day: date) -> Reason | None:
    """Why a day does not count; None if it does."""
    assert clock.last_day is not None  # noqa: S101 - days() has left for a clock that does not run
    if day > clock.last_day:
        return _of(clock, "other-end")
    moved = _of(clock, "end-moved")
    if moved and day > date.fromisoformat(moved.fields["on"]):
        return moved
    in_working_days = _of(clock, "weekends")
    if in_working_days and day.weekday() >= 5:
        return in_working_days
    return _dated(clock, day, _NOT_COUNTED)


def _of(clock: Clock, code: str) -> Reason | None:
    return next((reason for reason in clock.reasons if reason.code == code), None)


def _dated(clock: Clock, day: date, codes: tuple[str, ...]) -> Reason | None:
    return next((reason for reason in clock.reasons if reason.day == day and reason.code in codes), None)
