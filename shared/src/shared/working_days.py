"""Working days at a seat: Monday to Friday without statutory and local holidays; closure days only where agreed."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from shared.directory.values import Calendar


@dataclass(frozen=True, slots=True)
class Week:
    """Whose days count. Without a calendar: Monday to Friday, in UTC."""

    calendar: Calendar | None = None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.calendar.zone if self.calendar else "UTC")

    def today(self, now: datetime) -> date:
        """The date at the seat at an instant (aware)."""
        return now.astimezone(self.zone).date()

    def end_of(self, day: date) -> datetime:
        """The first instant after a day at the seat."""
        return datetime.combine(day + timedelta(days=1), time(), self.zone)

    def is_working(self, day: date) -> bool:
        if day.weekday() >= 5:
            return False
        if self.calendar is None:
            return True
        if day in self.calendar.local_holidays:
            return False
        if self.calendar.closure_days_agreement and day in self.calendar.closure_days:
            return False
        return day not in _statutory(self.calendar.country, self.calendar.subdivision, day.year)

    def after(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``, which itself is not counted."""
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_working(day)
        return day

    def before(self, day: date, count: int) -> date:
        """The ``count``-th working day before ``day``, which itself is not counted."""
        while count > 0:
            day -= timedelta(days=1)
            count -= self.is_working(day)
        return day


@lru_cache(maxsize=256)
def _statutory(country: str, subdivision: str | None, year: int) -> frozenset[date]:
    """Holidays of a year; none for a country or subdivision that nobody knows. A subdivision by an old name still counts."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            return frozenset(holidays.country_holidays(country, subdiv=subdivision, years=year))
        except NotImplementedError:
            return frozenset()
