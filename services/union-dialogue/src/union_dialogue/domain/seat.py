"""The seat of a body: its zone, its statutory holidays with those of its municipality, its closure days.

Working days (BPersVG s.4(1) no. 2): Monday to Friday except the statutory holidays of the seat. Closure days are no
holidays; they are left out only where both sides agreed so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import holidays

from union_dialogue.domain.refusals import NoCalendar

LOCAL = "local-holiday"
"""Stands for the name of a holiday of the municipality, whose calendar says only the day."""
_SPOKEN = {"LU": "fr"}  # the language of a country's holiday names, where the library would choose a rarer one


@dataclass(frozen=True, slots=True)
class Seat:
    """Whose calendar counts: country and subdivision (ISO 3166), zone, the municipality's own holidays, closure days."""

    country: str
    subdivision: str | None
    zone: str
    local_holidays: frozenset[date]
    closure_days: frozenset[date]
    closure_days_agreed: bool
    calendar_version: int

    def date_of(self, instant: datetime) -> date:
        """The date at the seat at an instant (aware)."""
        return instant.astimezone(ZoneInfo(self.zone)).date()

    def end_of(self, day: date) -> datetime:
        """The first instant after a day at the seat."""
        return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(self.zone))

    def holiday(self, day: date) -> str:
        """Name of the holiday at the seat, or nothing."""
        if day in self.local_holidays:
            return LOCAL
        return str(_statutory(self.country, self.subdivision, day.year).get(day, ""))

    def rests(self, day: date) -> bool:
        """Whether a day is a Saturday, a Sunday or a holiday."""
        return day.weekday() >= 5 or bool(self.holiday(day))

    def works(self, day: date) -> bool:
        """Whether a day counts in a period of working days."""
        return not self.rests(day) and not (self.closure_days_agreed and day in self.closure_days)

    def next_working_day(self, day: date) -> date:
        """The day itself if it is one, or else the first that is none of rest."""
        while self.rests(day):
            day += timedelta(days=1)
        return day

    def as_kept(self) -> dict[str, Any]:
        """What a running clock remembers of its calendar."""
        return {
            "country": self.country,
            "subdivision": self.subdivision,
            "zone": self.zone,
            "local_holidays": sorted(day.isoformat() for day in self.local_holidays),
            "closure_days": sorted(day.isoformat() for day in self.closure_days),
            "closure_days_agreed": self.closure_days_agreed,
            "calendar_version": self.calendar_version,
        }

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Seat:
        days = {name: frozenset(map(date.fromisoformat, kept[name])) for name in ("local_holidays", "closure_days")}
        return cls(**dict(kept) | days)


@lru_cache(maxsize=256)
def _statutory(country: str, subdivision: str | None, year: int) -> holidays.HolidayBase:
    """Holidays of a year; a country or subdivision that the calendar names wrongly is no calendar to count by."""
    try:
        spoken = _SPOKEN.get(country) or holidays.country_holidays(country).default_language
        return holidays.country_holidays(country, subdiv=subdivision, years=year, language=spoken)
    except NotImplementedError as unknown:
        raise NoCalendar from unknown
