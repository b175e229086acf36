"""Quiet hours and the hour of the digest, in the reader's own zone, over midnight and over clock changes."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notify.domain.hours import Day, Hours, Quiet, chosen
from notify.domain.refusals import NoQuietEnd
from shared.working_days import Week

NIGHT = Quiet(time(19), time(7))
NOON = Quiet(time(12), time(13, 30))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("quiet", "now", "until"),
    [
        (NIGHT, "2026-03-02T18:59:59+01:00", None),
        (NIGHT, "2026-03-02T19:00:00+01:00", "2026-03-03T07:00:00+01:00"),
        (NIGHT, "2026-03-03T06:59:59+01:00", "2026-03-03T07:00:00+01:00"),
        (NIGHT, "2026-03-03T07:00:00+01:00", None),
        (NIGHT, "2026-03-28T22:00:00+01:00", "2026-03-29T07:00:00+02:00"),  # the clock is set forward that night
        (NOON, "2026-03-02T12:15:00+01:00", "2026-03-02T13:30:00+01:00"),
        (NOON, "2026-03-02T11:59:00+01:00", None),
        (NOON, "2026-03-02T13:30:00+01:00", None),
        (None, "2026-03-02T03:00:00+01:00", None),
    ],
)
def test_quiet_hours_end_at_a_time_of_the_readers_day(quiet: Quiet | None, now: str, until: str | None) -> None:
    day = Day(Hours(quiet), Week(), "Europe/Luxembourg")
    assert day.quiet_until(at(now).astimezone(UTC)) == (at(until) if until else None)


def test_the_zone_is_that_of_the_seat_unless_somebody_chose_one() -> None:
    now = at("2026-03-02T23:30:00+00:00")
    assert Day(Hours(NOON), Week()).quiet_until(now) is None
    assert Day(Hours(NOON), Week(), "Pacific/Auckland").quiet_until(now) == at("2026-03-03T00:30:00+00:00")


@given(
    minutes=st.integers(0, 60 * 24 * 366),
    starts=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    ends=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"]),
)
def test_nothing_is_held_for_ever(minutes: int, starts: time, ends: time, zone: str) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    day = Day(Hours(Quiet(starts, ends)), Week(), zone)
    until = day.quiet_until(now)
    assert until is None or now < until <= now + timedelta(hours=25)
    assert until is None or day.quiet_until(until.astimezone(UTC)) is None or starts == ends


def test_the_digest_comes_at_its_hour_on_working_days_or_every_day() -> None:
    friday = at("2026-03-06T07:00:00+01:00")
    work = Day(Hours(), Week(), "Europe/Luxembourg")
    assert work.next_digest(friday - timedelta(seconds=1)) == friday
    assert work.next_digest(friday) == at("2026-03-09T07:00:00+01:00")
    always = Day(Hours(digest_at=time(6, 30), digest_on="every-day"), Week(), "Europe/Luxembourg")
    assert always.next_digest(friday) == at("2026-03-07T06:30:00+01:00")


def test_what_cannot_be_meant_is_refused_with_its_place() -> None:
    with pytest.raises(NoQuietEnd):
        chosen(Hours(quiet=Quiet(time(7), time(7))))
    kept = Hours(NIGHT)
    assert chosen(kept) == kept
