"""How a deadline is counted and why: all reference cases, as data."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.unit.union_dialogue.reference import CASES, counted, silence

from shared.errors import Text
from union_dialogue.domain.reasons import sentence

every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']} {case['title']}")


def test_all_the_reference_cases_are_there() -> None:
    assert [case["id"] for case in CASES] == [f"C{number:03}" for number in range(1, 25)]


@every_case
def test_a_reference_case(case: dict[str, Any]) -> None:
    clock, expected = counted(case), case["expected"]
    assert clock.runs == (expected["state"] == "running")
    assert str(clock.day_zero) == expected["day_zero"]
    assert str(clock.last_day) == expected["last_day"]
    assert clock.silence == silence(expected["silence_effect"])


@every_case
def test_silence_fires_at_the_first_instant_after_the_last_day_the_later_one_if_disputed(case: dict[str, Any]) -> None:
    clock, expected = counted(case), case["expected"]
    later = max((case["alternative"] or expected, expected), key=lambda each: each["last_day"])
    assert clock.due_at is not None
    assert clock.due_at.isoformat() == later["deadline_instant_local"]
    assert clock.due_at.astimezone(UTC) == datetime.fromisoformat(later["deadline_instant_utc"])
    other = (case["alternative"]["day_zero"], case["alternative"]["last_day"]) if case["alternative"] else (None, None)
    assert (clock.other_zero, clock.other_last_day) == tuple(
        date.fromisoformat(each) if each else None for each in other
    )


@every_case
def test_the_reasoning_holds_each_key_point(case: dict[str, Any]) -> None:
    said = [(reason.code, reason.day.isoformat() if reason.day else None) for reason in counted(case).reasons]
    for point in case["expected"]["explanation_key_points"]:
        dated = [day for code, day in said if code == point["code"]]
        assert point["date"] in dated if "date" in point else dated, point


@every_case
def test_the_reasoning_is_told_in_three_languages(case: dict[str, Any]) -> None:
    for reason in counted(case).reasons:
        told = [sentence(reason, language) for language in Text._fields]  # type: ignore[arg-type]
        assert len(set(told)) == 3
        assert not any("{" in each or "  " in each or "None" in each for each in told)
