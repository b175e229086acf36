"""The rules of carrying out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from implementation import domain
from implementation.domain import Benefit, Plan, Task
from shared.events.implementation import BenefitVerified, IdeaCompleted

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
ME = uuid4()


def a_plan(**given: Any) -> Plan:
    return Plan(
        **{"idea_id": uuid4(), "title": "Rooms", "author_ids": (uuid4(),), "state": "open", "version": 1} | given
    )


def a_task(plan: Plan, **given: Any) -> Task:
    fields = {
        "task_id": uuid4(),
        "idea_id": plan.idea_id,
        "title": "Install",
        "owner_id": uuid4(),
        "due_on": date(2027, 1, 15),
        "state": "planned",
    }
    return Task(**fields | given)


def a_benefit(plan: Plan, **given: Any) -> Benefit:
    fields = {
        "benefit_id": uuid4(),
        "idea_id": plan.idea_id,
        "kind": "hours",
        "unit": "hours a year",
        "forecast": Decimal(120),
        "state": "forecast",
    }
    return Benefit(**fields | given)


def test_no_task_starts_while_a_duty_is_open() -> None:
    plan = a_plan()
    with pytest.raises(domain.ImplementationLocked) as refused:
        domain.start(plan, a_task(plan), ["Staff council"], ME, NOW)
    assert "Staff council" in refused.value.detail.de


def test_no_task_starts_before_the_decision() -> None:
    plan = a_plan(state="prepared", version=0)
    with pytest.raises(domain.NotDecided):
        domain.start(plan, a_task(plan), [], ME, NOW)


def test_the_owner_does_not_verify_the_own_task() -> None:
    plan = a_plan()
    task = a_task(plan, state="done")
    with pytest.raises(domain.OwnTask):
        domain.verify_task(plan, task, task.owner_id, NOW)
    _, verified, _ = domain.verify_task(plan, task, ME, NOW)
    assert (verified.state, verified.verified_by) == ("verified", ME)


@pytest.mark.parametrize("states", [[], ["verified", "done"]])
def test_an_idea_is_not_implemented_with_unverified_tasks(states: list[str]) -> None:
    plan = a_plan()
    with pytest.raises(domain.TasksUnverified):
        domain.complete(plan, [a_task(plan, state=state) for state in states], ME, NOW)


def test_a_task_goes_step_by_step() -> None:
    plan = a_plan()
    with pytest.raises(domain.WrongStep):
        domain.finish(plan, a_task(plan), ME, NOW)


def test_the_controller_is_independent() -> None:
    plan = a_plan(state="implemented")
    measured = a_benefit(plan, state="measured", measured=Decimal(95), measured_by=ME)
    for person in (ME, plan.author_ids[0]):
        with pytest.raises(domain.NotIndependent):
            domain.verify_benefit(plan, measured, [], person, NOW)


def test_the_last_verification_ends_the_journey() -> None:
    plan = a_plan(state="implemented", version=7)
    measured = a_benefit(plan, state="measured", measured=Decimal(95), measured_by=uuid4())
    _, _, waiting = domain.verify_benefit(plan, measured, [a_benefit(plan)], ME, NOW)
    assert [type(event) for event in waiting] == [BenefitVerified]
    plan, _, events = domain.verify_benefit(plan, measured, [], ME, NOW)
    assert [type(event) for event in events] == [BenefitVerified, IdeaCompleted]
    assert [event.aggregate_version for event in events] == [8, 9]
    assert plan.state == "completed"


def test_a_second_decision_does_not_open_the_plan_again() -> None:
    plan = a_plan(version=4)
    assert domain.open_plan(plan, ME, NOW) == (plan, ())
