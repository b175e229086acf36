"""Why a deadline falls on its day: each fact that the reference cases ask for is in the reasoning, with its date."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from union_dialogue.domain.clock import Clock, Seat, count, is_working_day
from union_dialogue.domain.refusals import NoCalendar
from union_dialogue.domain.regimes import REGIMES

CASES = json.loads(Path(__file__).with_name("clock-cases.json").read_text())["cases"]
# Agreements, disputes about completeness and suspensions change or explain a clock after its start: not covered yet.
LATER = {"C015", "C016", "C017"}
COVERED = [case for case in CASES if case["regime"] in REGIMES and case["id"] not in LATER]
CODES = {
    "holiday-skipped": "holiday",
    "end": "last-day",
    "day-missing-in-month": "last-day-of-month",
}
DATED_ELSEWHERE = {"length", "silence", "end-not-moved"}


def seat(country: str = "DE", subdivision: str | None = "RP", zone: str = "Europe/Berlin", **more: Any) -> Seat:
    given_ = {"local_holidays": frozenset(), "closure_days": frozenset(), "closure_days_agreed": False}
    return Seat(country, subdivision, zone, **(given_ | more), calendar_version=1)


def counted(case: dict[str, Any]) -> Clock:
    country, _, subdivision = case["seat"].partition("-")
    days = [date.fromisoformat(each["date"]) for each in case["local_holidays"]]
    closed = [date.fromisoformat(each) for each in case["closure_days"]]
    where = seat(
        country, subdivision or None, case["zone"], local_holidays=frozenset(days), closure_days=frozenset(closed)
    )
    urgent = case["variant"] == "urgent"
    return count(REGIMES[case["regime"]], where, datetime.fromisoformat(case["received_at"]), urgent=urgent)


@pytest.mark.parametrize("case", COVERED, ids=lambda case: case["id"])
def test_the_reasoning_holds_each_key_point(case: dict[str, Any]) -> None:
    said = {(reason.code, reason.day.isoformat() if reason.day else None) for reason in counted(case).reasons}
    for point in case["expected"]["explanation_key_points"]:
        if point["code"] not in DATED_ELSEWHERE:
            assert (CODES.get(point["code"], point["code"]), point.get("date")) in said
    silent = case["expected"]["silence_effect"].removesuffix("-opinion")
    assert (f"silence-{silent}", None) in said


@pytest.mark.parametrize("case", COVERED, ids=lambda case: case["id"])
def test_silence_fires_at_the_first_instant_after_the_last_day_the_later_one_if_disputed(case: dict[str, Any]) -> None:
    wanted = case["alternative"] or case["expected"]
    assert counted(case).due_at == datetime.fromisoformat(wanted["deadline_instant_local"])
    assert (counted(case).later_last_day is not None) == (case["status"] == "disputed")


def test_closure_days_are_left_out_only_by_agreement() -> None:
    received = datetime(2026, 12, 21, 9, tzinfo=UTC)
    closed = frozenset({date(2026, 12, 28), date(2026, 12, 29)})
    counts = count(REGIMES["DE-BPersVG-70"], seat(closure_days=closed), received, urgent=False)
    agreed = seat(closure_days=closed, closure_days_agreed=True)
    left_out = count(REGIMES["DE-BPersVG-70"], agreed, received, urgent=False)
    assert (counts.last_day, left_out.last_day) == (date(2027, 1, 6), date(2027, 1, 8))


def test_a_wrongly_named_seat_is_no_calendar_to_count_by() -> None:
    with pytest.raises(NoCalendar):
        count(REGIMES["DE-BPersVG-70"], seat(subdivision="DE-RP"), datetime(2026, 3, 3, tzinfo=UTC))


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC)), st.booleans())
def test_ten_working_days_lie_between_and_the_last_is_one(received: datetime, urgent: bool) -> None:
    where = seat()
    clock = count(REGIMES["DE-BPersVG-70"], where, received, urgent=urgent)
    between = [date.fromordinal(day) for day in range(clock.day_zero.toordinal() + 1, clock.last_day.toordinal() + 1)]
    assert sum(is_working_day(day, where) for day in between) == (3 if urgent else 10)
    assert is_working_day(clock.last_day, where)
    assert received < clock.due_at


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC)))
def test_a_month_goes_date_to_date_or_to_the_end_of_the_month(received: datetime) -> None:
    clock = count(REGIMES["FR-CSE"], seat("FR", None, "Europe/Paris"), received)
    assert clock.last_day.month == clock.day_zero.month % 12 + 1
    missing = any(reason.code == "last-day-of-month" for reason in clock.reasons)
    assert missing or clock.last_day.day == clock.day_zero.day
