"""A period day by day: the reference cases counted by their strips, and what a strip says of a moved or disputed end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests.unit.union_dialogue.reference import CASES, counted

from union_dialogue.domain import strip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']} {case['title']}")
def test_a_reference_case_day_by_day(case: dict[str, Any]) -> None:
    clock = counted(case)
    assert clock.day_zero and clock.last_day
    seen = strip.days(clock)
    assert seen[0].day == clock.day_zero
    assert seen[-1].day == max(clock.last_day, clock.other_last_day or clock.last_day)
    assert [one.day - seen[0].day for one in seen] == [timedelta(days=n) for n in range(len(seen))]
    numbers = [one.number for one in seen if one.number]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(one.number or one.reason for one in seen)
    (last,) = [one for one in seen if one.day == clock.last_day]
    assert last.number or (last.reason and last.reason.code == "end-moved")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']} {case['title']}")
def test_as_many_days_count_as_the_period_is_long(case: dict[str, Any]) -> None:
    clock = counted(case)
    lengths = [r for r in clock.reasons if "n" in r.fields and r.fields.get("unit") == "working-days"]
    in_working_days = any(r.code == "weekends" for r in clock.reasons)
    if not in_working_days:
        return
    numbers = [one.number for one in strip.days(clock) if one.number]
    assert numbers[-1] in {r.fields["n"] for r in lengths}


def test_a_clock_that_does_not_run_has_no_days() -> None:
    clock = counted(CASES[0])
    stopped = type(clock)(None, None, None, None, None, clock.silence, (), clock.calendar_version)
    assert strip.days(stopped) == []


def test_days_after_the_first_end_say_that_the_other_reading_still_runs() -> None:
    (case,) = [each for each in CASES if each["alternative"] and counted(each).other_zero == counted(each).day_zero][:1]
    clock = counted(case)
    assert clock.last_day and clock.other_last_day
    beyond = [one for one in strip.days(clock) if one.day > clock.last_day]
    assert len(beyond) == max(0, (clock.other_last_day - clock.last_day) // timedelta(days=1))
    assert {one.reason.code for one in beyond if one.reason} == {"other-end"}
    assert date.max > beyond[-1].day
