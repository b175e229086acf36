"""What the organisation has settled for itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class House:
    """Where a day of HR's facts begins, for how long the name of a leaver is shown, and how long a key signs."""

    zone: ZoneInfo
    names_kept: timedelta
    keys_last: timedelta

    def today(self, now: datetime) -> date:
        return now.astimezone(self.zone).date()
