"""What somebody may do with a plan and a task, by the rules alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from implementation.domain import Benefit, Milestone, Offer, Plan, Task, may
from implementation.domain.may import Look
from shared.errors import Text

OWNER, AUTHOR, MANAGER, SOMEBODY = (uuid4() for _ in range(4))
NOW, TODAY = datetime(2026, 5, 4, tzinfo=UTC), date(2026, 5, 4)
OPEN = Plan(uuid4(), "Rooms", (AUTHOR,), "open", 1)
TASK = Task(uuid4(), OPEN.idea_id, "Install", OWNER, date(2026, 6, 1), "planned")
LEAD = frozenset({"implementer"})


def offered(state: Any) -> Offer:
    return Offer(uuid4(), OPEN.idea_id, AUTHOR, MANAGER, "Try it", 10, state)


def look(by: Any = SOMEBODY, roles: frozenset[str] = LEAD, **given: Any) -> Look:
    fields: dict[str, Any] = {"tasks": [TASK], "bodies": [], "offers": []}
    return Look(by, roles, NOW, **fields | given)


@pytest.mark.parametrize(
    ("state", "leads", "owns"),
    [
        ("planned", ["start", "change", "remove"], ["start"]),
        ("started", ["finish", "block", "change"], ["finish", "block"]),
        ("blocked", ["start", "change"], ["start"]),
        ("done", ["verify", "return"], []),
        ("verified", [], []),
        ("dropped", [], []),
    ],
)
def test_a_task_in_each_state(state: Any, leads: list[str], owns: list[str]) -> None:
    task = replace(TASK, state=state)
    assert may.with_task(OPEN, task, look()) == leads
    assert may.with_task(OPEN, task, look(OWNER, frozenset())) == owns
    assert may.with_task(OPEN, task, look(roles=frozenset({"administrator"}))) == []


def test_nobody_verifies_their_own_task_and_a_promise_is_not_taken_out() -> None:
    assert may.with_task(OPEN, replace(TASK, state="done"), look(OWNER)) == []
    assert may.with_task(OPEN, replace(TASK, source="condition"), look()) == ["start", "change"]


def test_a_body_to_be_heard_takes_the_start_away() -> None:
    assert (
        may.with_task(
            OPEN, TASK, look(OWNER, frozenset(), bodies=[Text("Staff council", "Conseil du personnel", "Personalrat")])
        )
        == []
    )


def test_a_part_is_offered_while_an_author_has_none() -> None:
    taken = offered("accepted")
    assert "offer" in may.with_plan(OPEN, look(offers=[replace(taken, state="declined")]))
    assert "offer" not in may.with_plan(OPEN, look(offers=[taken]))
    assert "offer" not in may.with_plan(replace(OPEN, author_ids=()), look())


def test_what_has_ended_has_nothing_left_to_do() -> None:
    for state in ("completed", "stopped", "withdrawn"):
        ended: Any = replace(OPEN, state=state)
        assert may.with_plan(ended, look(roles=LEAD | {"decision-maker"})) == []
        assert may.with_task(ended, TASK, look()) == []
        assert may.with_milestone(ended, Milestone(uuid4(), OPEN.idea_id, "Half", TODAY, "planned"), look()) == []
        assert may.with_offer(ended, offered("released"), AUTHOR, NOW) == []


def test_a_milestone_is_reached_once_in_time_or_late() -> None:
    for state in ("planned", "missed"):
        still: Any = Milestone(uuid4(), OPEN.idea_id, "Half", TODAY, state)
        assert may.with_milestone(OPEN, still, look()) == ["reach"]
        assert may.with_milestone(OPEN, still, look(roles=frozenset())) == []
    assert may.with_milestone(OPEN, Milestone(uuid4(), OPEN.idea_id, "Half", TODAY, "reached"), look()) == []


def test_a_benefit_is_measured_by_implementers_and_verified_by_who_is_independent() -> None:
    done, expected = (
        replace(OPEN, state="implemented"),
        Benefit(uuid4(), OPEN.idea_id, "hours", "h", Decimal(1), "forecast"),
    )
    measured = replace(expected, state="measured", measured_by=OWNER)
    controls = frozenset({"benefit-controller"})
    assert may.with_benefit(OPEN, expected, look()) == []
    assert may.with_benefit(done, expected, look()) == ["measure"]
    assert may.with_benefit(done, measured, look()) == []
    assert may.with_benefit(done, measured, look(roles=controls)) == ["verify", "return"]
    for who in (AUTHOR, OWNER):
        assert may.with_benefit(done, measured, look(who, controls)) == []
    assert may.with_benefit(done, measured, replace(look(roles=controls), managers={look().by})) == []


@pytest.mark.parametrize("partial", [{"interested": frozenset({SOMEBODY})}, {"author_ids": (SOMEBODY,)}])
def test_invariant_03_whoever_is_partial_is_offered_to_judge_nothing(partial: dict[str, Any]) -> None:
    interested = replace(OPEN, **partial)
    done = replace(interested, state="implemented")
    expected = Benefit(uuid4(), OPEN.idea_id, "hours", "h", Decimal(1), "forecast")
    measured = replace(expected, state="measured", measured_by=OWNER)
    controls = frozenset({"benefit-controller"})
    assert may.with_benefit(done, expected, look()) == may.with_benefit(done, measured, look(roles=controls)) == []
    assert may.with_task(interested, replace(TASK, state="done"), look()) == []
    assert may.with_task(interested, TASK, look()) == ["start", "change", "remove"]
    assert may.with_benefit(done, expected, look(MANAGER)) == ["measure"]
    decides = look(roles=frozenset({"decision-maker"}))
    assert "stop" in may.with_plan(OPEN, decides)
    assert "stop" not in may.with_plan(interested, decides)


@pytest.mark.parametrize(
    ("state", "author", "manager"),
    [
        ("offered", ["decline"], ["release", "withhold"]),
        ("released", ["accept", "decline"], []),
        ("accepted", [], []),
        ("declined", [], []),
        ("not-released", [], []),
    ],
)
def test_a_part_in_each_state(state: Any, author: list[str], manager: list[str]) -> None:
    assert may.with_offer(OPEN, offered(state), AUTHOR, NOW) == author
    assert may.with_offer(OPEN, offered(state), MANAGER, NOW) == manager
    assert may.with_offer(OPEN, offered(state), SOMEBODY, NOW) == []
