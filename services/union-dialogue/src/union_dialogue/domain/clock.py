"""How a deadline is counted, and why: dates at the seat, day zero is the day of receipt, open until 24:00 of the last day.

Source: the written rules behind the reference cases (BGB ss.187, 188, 193; BPersVG ss.4, 70, 81, 92; CPC art. 641, 642;
Code du travail R2312-6; Basel Convention art. 3-5). Where the law is disputed both results are given, and silence fires
at the later one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from union_dialogue.domain.facts import Facts
from union_dialogue.domain.length import Length, length_of
from union_dialogue.domain.period import Period, ended
from union_dialogue.domain.reasons import Reason
from union_dialogue.domain.regimes import Regime, Silence
from union_dialogue.domain.seat import Seat
from union_dialogue.domain.start import Start, begun


@dataclass(frozen=True, slots=True)
class Clock:
    """A counted period. Without days it does not run; the reasons say why.

    ``other_zero`` and ``other_last_day``: the other result of a disputed rule, None where the law is settled.
    """

    day_zero: date | None
    last_day: date | None
    other_zero: date | None
    other_last_day: date | None
    due_at: datetime | None
    silence: Silence
    reasons: tuple[Reason, ...]
    calendar_version: int

    @property
    def runs(self) -> bool:
        return self.due_at is not None

    def as_kept(self) -> dict[str, Any]:
        """What a case remembers of it."""
        days = ("day_zero", "last_day", "other_zero", "other_last_day", "due_at")
        kept = {name: value.isoformat() if (value := getattr(self, name)) else None for name in days}
        reasons = [reason.as_kept() for reason in self.reasons]
        return kept | {"silence": self.silence, "reasons": reasons, "calendar_version": self.calendar_version}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Clock:
        zero, last, other_zero, other_last = (
            date.fromisoformat(kept[name]) if kept[name] else None
            for name in ("day_zero", "last_day", "other_zero", "other_last_day")
        )
        due = datetime.fromisoformat(kept["due_at"]) if kept["due_at"] else None
        reasons = tuple(Reason.of(each) for each in kept["reasons"])
        return cls(zero, last, other_zero, other_last, due, kept["silence"], reasons, kept["calendar_version"])


def count(regime: Regime, seat: Seat, facts: Facts) -> Clock:
    """The period that these facts give. NoCalendar when the seat's country or subdivision is not known."""
    seat = replace(seat, closure_days_agreed=seat.closure_days_agreed or facts.closure_days_agreed)
    length = length_of(regime, facts)
    start = begun(regime, seat, facts, length)
    silence = _silence(regime, facts)
    if start.zero is None or length.span is None:
        said = (*start.reasons, *length.reasons)
        return Clock(None, None, None, None, None, silence, said, seat.calendar_version)
    first = ended(regime, seat, facts, length, start.zero, moves=regime.rest_day_end == "moved")
    other = ended(regime, seat, facts, length, start.other or start.zero, moves=regime.rest_day_end != "stands")
    return _told(seat, (start, length), (first, other), silence)


def _told(seat: Seat, began: tuple[Start, Length], periods: tuple[Period, Period], silence: Silence) -> Clock:
    """The clock of the first reading, with the other one beside it where it differs."""
    (start, length), (first, other) = began, periods
    assert start.zero is not None  # noqa: S101 - count() has left for a clock that does not run
    doubt = other.last_day != first.last_day
    last = max(first.last_day, other.last_day)
    reasons = (
        *start.reasons,
        *length.reasons,
        *first.reasons,
        Reason("end", first.last_day),
        *([Reason("other-end", other.last_day)] if doubt else []),
        *_clock_change(start.zero, last, seat),
        Reason("silence", fields={"name": silence}),
    )
    other_zero = (start.other or start.zero) if doubt else None
    due = seat.end_of(last)
    other_last = other.last_day if doubt else None
    return Clock(start.zero, first.last_day, other_zero, other_last, due, silence, reasons, seat.calendar_version)


def _silence(regime: Regime, facts: Facts) -> Silence:
    """What silence means: as the regime says, or as agreed; nothing where nothing is agreed."""
    if regime.silence != "as-agreed":
        return regime.silence
    return (facts.agreed.silence if facts.agreed else None) or "none"


def _clock_change(day_zero: date, last: date, seat: Seat) -> list[Reason]:
    """Days stay days when the clocks change; the reader should know why the hours do not add up."""
    first, end = (f"UTC{seat.end_of(day):%z}" for day in (day_zero, last))
    return [Reason("clock-change-between", fields={"name": f"{first}, {end}"})] if first != end else []
