"""The rules of a consultation case."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from shared.events import union_dialogue as told
from shared.events.base import Event
from union_dialogue.domain import case as rules
from union_dialogue.domain.case import Act, Case
from union_dialogue.domain.clock import Clock, Seat, count
from union_dialogue.domain.refusals import PointsNotNumbered, PointsUnanswered, ReceiptOutside, UnknownPoint, WrongStep
from union_dialogue.domain.regimes import REGIMES

NOW = datetime(2026, 4, 8, 9, tzinfo=UTC)
ACT = Act(uuid4(), NOW, uuid4())
FRENCH = Seat("FR", None, "Europe/Paris", frozenset(), frozenset(), closure_days_agreed=False, calendar_version=4)
CLOCK = count(REGIMES["FR-CSE"], FRENCH, NOW)
VOTES = told.Votes(in_favour=5, against=1, abstained=0)
WORDS = ("consent-with-conditions", "We agree with points.")


def a_case(**given: Any) -> Case:
    fields: dict[str, Any] = dict.fromkeys(("regime", "result", "received_at", "clock", "opinion"))
    fields |= {name: uuid4() for name in ("case_id", "idea_id", "body_id")}
    fields |= {"title": "Rooms", "measure": "Sensors", "rights": [], "urgent": False, "state": "waiting"}
    return Case(**fields | {"package_version": 0, "answers": {}, "version": 0} | given)


def walked() -> tuple[Case, list[Event]]:
    """A case with a running clock, and what was told on the way."""
    told_: list[Event] = []
    case, events = rules.prepare(a_case(), "FR-CSE", Act(None, NOW))
    told_ += events
    for step in (lambda c: rules.provide(c, ACT), lambda c: rules.receive(c, CLOCK, NOW, ACT)):
        case, events = step(case)
        told_ += events
    return case, told_


def points(*numbers: int) -> list[told.Point]:
    return [told.Point(number=n, text=f"Point {n}", demand=f"Demand {n}") for n in numbers]


def answer(number: int, kind: Any = "adopted") -> told.Answer:
    return told.Answer(number=number, answer=kind, reason="Because.")


def test_each_event_counts_one_version_without_a_gap() -> None:
    case, events = walked()
    assert [event.type for event in events] == [
        "case.prepared",
        "case.opened",
        "package.provided",
        "package.received",
        "clock.started",
    ]
    assert [event.aggregate_version for event in events] == [1, 2, 3, 4, 5] == list(range(1, case.version + 1))


def test_a_new_package_version_does_not_open_the_case_again() -> None:
    case, _ = rules.prepare(a_case(), "FR-CSE", ACT)
    case, _ = rules.provide(case, ACT)
    case, events = rules.provide(case, ACT)
    assert [event.type for event in events] == ["package.provided"]
    assert case.package_version == 2


@pytest.mark.parametrize("off", [timedelta(seconds=1), -timedelta(days=60)])
def test_a_receipt_in_the_future_or_whose_period_is_over_is_refused(off: timedelta) -> None:
    case = a_case(state="provided", regime="FR-CSE")
    when = NOW + off
    with pytest.raises(ReceiptOutside):
        rules.receive(case, count(REGIMES["FR-CSE"], FRENCH, when), when, ACT)


def test_the_clock_that_was_started_is_kept_whole_with_its_disputed_end() -> None:
    case, _ = walked()
    assert rules.kept_clock(case) == CLOCK
    assert CLOCK.later_last_day is not None
    assert rules.kept_clock(a_case()) is None


def test_silence_expires_deems_and_closes_at_once_and_only_once() -> None:
    case, _ = walked()
    case, events = rules.expire(case, "deemed-negative", Act(None, CLOCK.due_at))
    assert [event.type for event in events] == ["clock.expired", "opinion.deemed", "case.closed"]
    assert (case.state, case.result) == ("closed", "deemed-negative")
    assert rules.expire(case, "deemed-negative", ACT) == (case, ())


def test_silence_has_no_effect_after_an_opinion() -> None:
    case, _ = rules.deliver(walked()[0], WORDS, points(1), VOTES, ACT)
    assert rules.expire(case, "deemed-negative", ACT) == (case, ())


@pytest.mark.parametrize("numbers", [(2,), (1, 3), (1, 1), (2, 1)])
def test_points_are_numbered_from_one_without_a_gap(numbers: tuple[int, ...]) -> None:
    with pytest.raises(PointsNotNumbered):
        rules.deliver(walked()[0], WORDS, points(*numbers), VOTES, ACT)


def test_a_case_closes_only_when_each_point_has_its_answer() -> None:
    case, _ = rules.deliver(walked()[0], WORDS, points(1, 2), VOTES, ACT)
    case, _ = rules.respond(case, [answer(1)], ACT)
    with pytest.raises(PointsUnanswered):
        rules.close(case, "agreed", ACT)
    with pytest.raises(UnknownPoint):
        rules.respond(case, [answer(1, "not-adopted")], ACT)
    case, _ = rules.respond(case, [answer(2, "not-adopted")], ACT)
    case, (closed,) = rules.close(case, "agreed", ACT)
    assert isinstance(closed, told.CaseClosed)
    assert (case.state, closed.conditions) == ("closed", ("Demand 1",))


def test_the_own_room_tells_neither_who_spoke_nor_under_which_mandate() -> None:
    case = a_case(state="running")
    for room, by, mandate in (("representatives", None, None), ("joint", ACT.by, ACT.mandate_id)):
        _, (event,) = rules.post(case, room, uuid4(), [], ACT)  # type: ignore[arg-type]
        assert (event.by, event.acting_for) == (by, mandate)
        assert "text" not in event.model_dump()


@pytest.mark.parametrize("state", ["waiting", "prepared", "running", "opinion", "closed"])
def test_a_receipt_needs_a_package_that_waits_for_it(state: Any) -> None:
    clock: Clock = CLOCK
    with pytest.raises(WrongStep):
        rules.receive(replace(a_case(), state=state), clock, NOW, ACT)
