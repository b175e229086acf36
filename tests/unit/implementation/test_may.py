"""What somebody may do with a plan and a task, by the rules alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from implementation.domain import Offer, Plan, Task, may
from implementation.domain.may import Look

OWNER, AUTHOR, SOMEBODY = uuid4(), uuid4(), uuid4()
OPEN = Plan(uuid4(), "Rooms", (AUTHOR,), "open", 1)
TASK = Task(uuid4(), OPEN.idea_id, "Install", OWNER, date(2026, 6, 1), "planned")
LEAD = frozenset({"implementer"})


def look(by: Any = SOMEBODY, roles: frozenset[str] = LEAD, **given: Any) -> Look:
    fields: dict[str, Any] = {"tasks": [TASK], "bodies": [], "offers": []}
    return Look(by, roles, datetime(2026, 5, 4, tzinfo=UTC), **fields | given)


@pytest.mark.parametrize(
    ("state", "leads", "owns"),
    [
        ("planned", ["change", "remove", "start"], ["start"]),
        ("started", ["change", "block", "finish"], ["block", "finish"]),
        ("blocked", ["change", "start"], ["start"]),
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
    assert may.with_task(OPEN, replace(TASK, source="condition"), look()) == ["change", "start"]


def test_a_body_to_be_heard_takes_the_start_away() -> None:
    assert may.with_task(OPEN, TASK, look(OWNER, frozenset(), bodies=["Staff council"])) == []


def test_a_part_is_offered_while_an_author_has_none() -> None:
    taken = Offer(uuid4(), OPEN.idea_id, AUTHOR, None, "Try it", 10, "accepted")
    assert "offer" in may.with_plan(OPEN, look(offers=[replace(taken, state="declined")]))
    assert "offer" not in may.with_plan(OPEN, look(offers=[taken]))
    assert "offer" not in may.with_plan(replace(OPEN, author_ids=()), look())


def test_what_has_ended_has_nothing_left_to_do() -> None:
    for state in ("completed", "stopped", "withdrawn"):
        ended: Any = replace(OPEN, state=state)
        assert may.with_plan(ended, look(roles=LEAD | {"decision-maker"})) == []
        assert "start" not in may.with_task(ended, TASK, look())
