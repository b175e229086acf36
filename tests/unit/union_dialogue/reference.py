"""The reference cases of clock-cases.json, in the words of the product."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from union_dialogue.domain.clock import Clock, count
from union_dialogue.domain.facts import Agreed, Dispute, Extension, Facts, Happened
from union_dialogue.domain.regimes import Regime, Span, shipped
from union_dialogue.domain.seat import Seat

CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("clock-cases.json").read_text())["cases"]
UNITS = {"working_day": "working-days", "calendar_day": "calendar-days", "week": "weeks", "month": "months"}
SILENCE = {"deemed-negative-opinion": "deemed-negative"}


def day(value: Any) -> date:
    return date.fromisoformat(value if isinstance(value, str) else value["date"])


def span(value: dict[str, Any] | None) -> Span | None:
    return Span(n=value["n"], unit=UNITS[value["unit"]]) if value else None


def silence(value: str | None) -> str | None:
    return SILENCE.get(value, value) if value else None


def seat_of(case: dict[str, Any]) -> Seat:
    country, _, subdivision = case["seat"].partition("-")
    local, closed = (frozenset(day(each) for each in case[name]) for name in ("local_holidays", "closure_days"))
    return Seat(country, subdivision or None, case["zone"], local, closed, bool(case["closure_days_agreement"]), 1)


def facts_of(case: dict[str, Any]) -> Facts:
    given: dict[str, Any] = {"received_at": datetime.fromisoformat(case["received_at"]), "variant": case["variant"]}
    given["mode"] = case["receipt"]["mode"]
    if "service_hours_end" in case["receipt"]:
        given["service_ends"] = time.fromisoformat(case["receipt"]["service_hours_end"])
    if agreed := case["agreed_length"]:
        effect = silence(case["agreed_silence_effect"])
        given["agreed"] = Agreed(span=span(agreed), agreed_on=agreed["agreed_on"], form=agreed["form"], silence=effect)
    given["extensions"] = tuple(
        Extension(
            granted_on=each["granted_on"],
            by=each["by"],
            form=each.get("form") or "written",
            span=span(each.get("new_length")),
            last_day=each.get("new_end"),
        )
        for each in case["extensions"]
    )
    if dispute := case["completeness_dispute"]:
        given["disputes"] = (Dispute(**dispute),)
    given["happened"] = tuple(
        Happened(kind=each["kind"], on=each["on"], n=each.get("working_days")) for each in case["events"]
    )
    return Facts(**given)


def regime_of(case: dict[str, Any]) -> Regime:
    return shipped()[case["regime"]]


def counted(case: dict[str, Any]) -> Clock:
    return count(regime_of(case), seat_of(case), facts_of(case))
