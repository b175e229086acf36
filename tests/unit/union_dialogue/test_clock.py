"""How a deadline is counted: the cases of clock-cases.json that the two regimes cover without later changes."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from shared.errors import Text
from union_dialogue.domain.clock import Seat, count, sentence
from union_dialogue.domain.regimes import REGIMES

CASES = json.loads(Path(__file__).with_name("clock-cases.json").read_text())["cases"]
# What changes a clock after its start (agreements, experts, disputes) is not part of the rules yet.
_LATER = ("agreed_length", "extensions", "completeness_dispute", "events")


def _covered(case: dict[str, Any]) -> bool:
    plain = case["receipt"]["mode"] == "acknowledged" and not any(case[key] for key in _LATER)
    return case["regime"] in REGIMES and case["variant"] in ("normal", "urgent") and plain


COVERED = [case for case in CASES if _covered(case)]


@pytest.mark.parametrize("case", COVERED, ids=lambda case: f"{case['id']} {case['title']}")
def test_a_case_of_the_book(case: dict[str, Any]) -> None:
    country, _, subdivision = case["seat"].partition("-")
    days = [
        date.fromisoformat(day) if isinstance(day, str) else date.fromisoformat(day["date"])
        for day in case["local_holidays"]
    ]
    closed = [
        date.fromisoformat(day) if isinstance(day, str) else date.fromisoformat(day["date"])
        for day in case["closure_days"]
    ]
    seat = Seat(
        country,
        subdivision if country == "DE" else None,
        case["zone"],
        frozenset(days),
        frozenset(closed),
        bool(case["closure_days_agreement"]),
        1,
    )
    clock = count(
        REGIMES[case["regime"]], seat, datetime.fromisoformat(case["received_at"]), urgent=case["variant"] == "urgent"
    )
    expected = case["expected"]
    assert clock.day_zero.isoformat() == expected["day_zero"]
    assert clock.last_day.isoformat() == expected["last_day"]
    if clock.later_last_day is None:
        assert clock.due_at == datetime.fromisoformat(expected["deadline_instant_local"])
    else:
        assert clock.later_last_day.isoformat() == case["alternative"]["last_day"]
    for language in Text._fields:
        assert all(sentence(reason, language) for reason in clock.reasons)


def test_the_cases_of_both_regimes_are_there() -> None:
    assert {case["regime"] for case in COVERED} == set(REGIMES)
    assert len(COVERED) >= 8
