"""Working days at a seat."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from shared.directory import Calendar
from shared.working_days import Week


def a_week(**given: object) -> Week:
    fields: dict[str, Any] = {
        "calendar_id": uuid4(),
        "country": "DE",
        "subdivision": "RP",
        "zone": "Europe/Berlin",
        "local_holidays": (),
        "closure_days": (date(2026, 5, 15),),
        "closure_days_agreement": None,
        "calendar_version": 1,
    }
    return Week(Calendar(**fields | given))


@pytest.mark.parametrize(
    ("week", "count", "day"),
    [
        (a_week(), 1, date(2026, 5, 15)),  # the 14th is Ascension Day
        (a_week(closure_days_agreement="agreed on 1 March"), 1, date(2026, 5, 18)),
        (a_week(local_holidays=(date(2026, 5, 15),)), 1, date(2026, 5, 18)),
        (a_week(), 2, date(2026, 5, 18)),
        (a_week(country="XX"), 1, date(2026, 5, 14)),
        (Week(), 3, date(2026, 5, 18)),
        (Week(), 0, date(2026, 5, 13)),
    ],
)
def test_the_day_after_so_many_working_days(week: Week, count: int, day: date) -> None:
    assert week.after(date(2026, 5, 13), count) == day


def test_a_day_begins_and_ends_at_the_seat() -> None:
    assert a_week().today(datetime(2026, 5, 13, 22, 30, tzinfo=UTC)) == date(2026, 5, 14)
    assert a_week().end_of(date(2026, 5, 13)) == datetime(2026, 5, 13, 22, tzinfo=UTC)
    assert Week().end_of(date(2026, 5, 13)) == datetime(2026, 5, 14, tzinfo=UTC)


def test_a_subdivision_by_an_old_name_still_has_its_holidays() -> None:
    assert not a_week(country="FR", subdivision="GES").is_working(date(2026, 7, 14))


@pytest.mark.parametrize("count", range(6))
def test_before_is_the_way_back(count: int) -> None:
    week = a_week()
    there = week.after(date(2026, 5, 13), count)
    assert week.before(there, count) == date(2026, 5, 13)
