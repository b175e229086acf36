"""When e-mail may reach somebody: quiet hours, and the hour of the daily digest, in their own time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from notify.domain.refusals import NoQuietEnd
from shared.moments import time_zones
from shared.working_days import Week

_DAY = timedelta(days=1)
DIGEST_AT = time(7)
Days = Literal["working-days", "every-day"]


@dataclass(frozen=True, slots=True)
class Quiet:
    """No e-mail from one time of the day to another; over midnight when ``starts`` is the later one."""

    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class Hours:
    """What somebody chose."""

    quiet: Quiet | None = None
    digest_at: time = DIGEST_AT
    digest_on: Days = "working-days"


@dataclass(frozen=True, slots=True)
class Day:
    """The hours of somebody with the working days at their seat, and their own time zone (None: that of the seat)."""

    hours: Hours
    week: Week
    own_zone: str | None = None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.own_zone) if self.own_zone in time_zones() else self.week.zone

    def quiet_until(self, now: datetime) -> datetime | None:
        """When the quiet hours end in which ``now`` (aware) falls; None outside them."""
        quiet = self.hours.quiet
        if quiet is None:
            return None
        local = now.astimezone(self.zone)
        today, at = local.date(), local.time()
        over_midnight = quiet.starts > quiet.ends
        if over_midnight and at >= quiet.starts:
            end = datetime.combine(today + _DAY, quiet.ends, self.zone)
        elif at < quiet.ends and (over_midnight or at >= quiet.starts):
            end = datetime.combine(today, quiet.ends, self.zone)
        else:
            return None
        return end if end > now else None  # the hour that a clock set back repeats counts once

    def next_digest(self, after: datetime) -> datetime:
        """The next time of a digest, later than ``after`` (aware)."""
        day = after.astimezone(self.zone).date()
        while True:
            moment = datetime.combine(day, self.hours.digest_at, self.zone)
            if moment > after and (self.hours.digest_on == "every-day" or self.week.is_working(day)):
                return moment
            day += _DAY


def chosen(hours: Hours) -> Hours:
    """A choice that can be meant: quiet hours that begin and end."""
    if hours.quiet and hours.quiet.starts == hours.quiet.ends:
        raise NoQuietEnd(pointer="/quiet/ends")
    return hours
