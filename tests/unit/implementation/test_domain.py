"""The rules of carrying out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from implementation import domain
from implementation.domain import Benefit, Milestone, Offer, Plan, Task
from shared.errors import Text
from shared.events.implementation import BenefitVerified, IdeaCompleted

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
ME, OWNER, MANAGER = uuid4(), uuid4(), uuid4()
COUNCIL = Text("Staff council", "Comité social", "Personalrat")


def a_plan(**given: Any) -> Plan:
    fields: dict[str, Any] = {"idea_id": uuid4(), "title": "Rooms", "author_ids": (uuid4(),), "state": "open"}
    return Plan(**{"version": 1} | fields | given)


def a_task(plan: Plan, **given: Any) -> Task:
    fields: dict[str, Any] = {
        "task_id": uuid4(),
        "idea_id": plan.idea_id,
        "title": "Install",
        "owner_id": OWNER,
        "due_on": date(2027, 1, 15),
        "state": "planned",
    }
    return Task(**fields | given)


def a_benefit(plan: Plan, **given: Any) -> Benefit:
    fields: dict[str, Any] = {
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
        domain.task.start(plan, a_task(plan), [], [COUNCIL], by=ME, now=NOW)
    assert "Personalrat" in refused.value.detail.de


def test_no_task_starts_before_the_decision() -> None:
    plan = a_plan(state="prepared", version=0)
    with pytest.raises(domain.NotDecided):
        domain.task.start(plan, a_task(plan), [], [], by=ME, now=NOW)


def test_the_owner_does_not_verify_the_own_task() -> None:
    plan = a_plan()
    task = a_task(plan, state="done")
    with pytest.raises(domain.OwnTask):
        domain.task.verify(plan, task, OWNER, NOW)
    _, verified, _ = domain.task.verify(plan, task, ME, NOW)
    assert (verified.state, verified.verified_by) == ("verified", ME)


@pytest.mark.parametrize("states", [[], ["verified", "done"]])
def test_an_idea_is_not_implemented_with_unverified_tasks(states: list[str]) -> None:
    plan = a_plan()
    with pytest.raises(domain.TasksUnverified):
        domain.task.complete(plan, [a_task(plan, state=state) for state in states], ME, NOW)


def test_a_task_goes_step_by_step() -> None:
    plan = a_plan()
    with pytest.raises(domain.WrongStep):
        domain.task.finish(plan, a_task(plan), ME, NOW)


def test_the_controller_is_independent() -> None:
    plan = a_plan(state="implemented")
    measured = a_benefit(plan, state="measured", measured=Decimal(95), measured_by=ME)
    above = uuid4()
    for person in (ME, plan.author_ids[0], above):
        with pytest.raises(domain.NotIndependent):
            domain.benefit.verify(plan, measured, [], person, NOW, managers={above})
        with pytest.raises(domain.NotIndependent):
            domain.benefit.return_benefit(plan, measured, "How?", person, NOW, managers={above})


@pytest.mark.parametrize("who", ["an author", "somebody with an interest"])
def test_invariant_03_whoever_is_partial_neither_measures_nor_verifies_nor_stops(who: str) -> None:
    given: dict[str, Any] = {"author_ids": (ME,)} if who == "an author" else {"interested": frozenset({ME})}
    plan = a_plan(state="implemented", **given)
    forecast = a_benefit(plan)
    measured = replace(forecast, state="measured", measured=Decimal(95), measured_by=OWNER)
    steps: list[Callable[[UUID], object]] = [
        lambda by: domain.benefit.measure(plan, forecast, Decimal(9), None, by=by, now=NOW),
        lambda by: domain.benefit.verify(plan, measured, [], by, NOW, managers=()),
        lambda by: domain.benefit.return_benefit(plan, measured, "How?", by, NOW, managers=()),
    ]
    for step in steps:
        with pytest.raises((domain.HasInterest, domain.NotIndependent)):
            step(ME)
        step(MANAGER)
    goes_on = replace(plan, state="open")
    done = a_task(goes_on, state="done")
    checks: list[Callable[[UUID], object]] = [
        lambda by: domain.task.verify(goes_on, done, by, NOW),
        lambda by: domain.task.return_task(goes_on, done, "Not there", by, NOW),
        lambda by: domain.plan.stop(goes_on, "Too dear", by, NOW),
    ]
    for check in checks:
        with pytest.raises(domain.HasInterest):
            check(ME)
        check(MANAGER)
    assert domain.task.start(goes_on, a_task(goes_on), [], [], by=ME, now=NOW)[1].state == "started", (
        "work is no judgement"
    )


def test_the_last_verification_ends_the_journey() -> None:
    plan = a_plan(state="implemented", version=7)
    measured = a_benefit(plan, state="measured", measured=Decimal(95), measured_by=uuid4())
    _, _, waiting = domain.benefit.verify(plan, measured, [a_benefit(plan)], ME, NOW, managers=())
    assert [type(event) for event in waiting] == [BenefitVerified]
    plan, _, events = domain.benefit.verify(plan, measured, [], ME, NOW, managers=())
    assert [type(event) for event in events] == [BenefitVerified, IdeaCompleted]
    assert [event.aggregate_version for event in events] == [8, 9]
    assert plan.state == "completed"


def test_a_second_decision_does_not_open_the_plan_again() -> None:
    plan = a_plan(version=4)
    assert domain.plan.open_plan(plan, ME, NOW) == (plan, ())


def test_a_task_waits_for_those_that_it_depends_on() -> None:
    plan = a_plan()
    first = a_task(plan, title="Order")
    second = a_task(plan, depends_on=(first.task_id,))
    for state in ("planned", "started", "blocked"):
        with pytest.raises(domain.WaitsForOthers) as refused:
            domain.task.start(plan, second, [replace(first, state=state), second], [], by=ME, now=NOW)
        assert "Order" in refused.value.detail.en
    _, started, _ = domain.task.start(plan, second, [replace(first, state="done"), second], [], by=ME, now=NOW)
    assert started.state == "started"


def test_tasks_do_not_wait_in_a_circle_or_for_another_plan() -> None:
    plan = a_plan()
    a, b, c = (a_task(plan, title=title) for title in "ABC")
    b = replace(b, depends_on=(a.task_id,))
    c = replace(c, depends_on=(b.task_id,))
    for changes in ({"depends_on": (c.task_id,)}, {"depends_on": (a.task_id,)}):
        with pytest.raises(domain.CircularTasks):
            domain.task.plan_task(plan, a, changes, [a, b, c])
    with pytest.raises(domain.UnknownTask):
        domain.task.plan_task(plan, a, {"depends_on": (uuid4(),)}, [a, b, c])
    assert domain.task.plan_task(plan, c, {"depends_on": (a.task_id, b.task_id)}, [a, b, c]).version == 2


def test_what_was_promised_needs_an_owner_and_a_day_before_it_begins() -> None:
    plan = a_plan()
    task = a_task(plan, owner_id=None, due_on=None, source="condition", point=1)
    with pytest.raises(domain.NoOwner):
        domain.task.start(plan, task, [], [], by=ME, now=NOW)
    planned = domain.task.plan_task(plan, task, {"owner_id": ME, "due_on": date(2027, 1, 15)}, [])
    assert domain.task.start(plan, planned, [], [], by=ME, now=NOW)[1].state == "started"


def test_only_the_day_of_a_task_changes_once_it_has_begun() -> None:
    plan = a_plan()
    task = a_task(plan, state="started")
    assert domain.task.plan_task(plan, task, {"due_on": date(2027, 2, 1)}, []).due_on == date(2027, 2, 1)
    with pytest.raises(domain.WrongStep):
        domain.task.plan_task(plan, task, {"title": "Other"}, [])
    with pytest.raises(domain.WrongStep):
        domain.task.plan_task(plan, replace(task, state="done"), {"due_on": date(2027, 2, 1)}, [])


def test_a_blocked_task_goes_on_only_while_nothing_is_locked() -> None:
    plan = a_plan()
    plan, task, event = domain.task.block(plan, a_task(plan, state="started"), "No delivery", ME, NOW)
    assert (task.blocked_because, event.model_dump()["reason"]) == ("No delivery", "No delivery")
    with pytest.raises(domain.ImplementationLocked):
        domain.task.start(plan, task, [], [COUNCIL], by=ME, now=NOW)
    _, task, _ = domain.task.start(plan, task, [], [], by=ME, now=NOW)
    assert (task.state, task.blocked_because) == ("started", None)


def test_a_task_that_is_not_done_goes_back_but_not_by_its_owner() -> None:
    plan = a_plan()
    task = a_task(plan, state="done")
    with pytest.raises(domain.OwnTask):
        domain.task.return_task(plan, task, "No", OWNER, NOW)
    _, back, event = domain.task.return_task(plan, task, "Two rooms are missing", ME, NOW)
    assert (back.state, event.model_dump()["reason"]) == ("started", "Two rooms are missing")


def an_offer(plan: Plan, **given: Any) -> Offer:
    fields: dict[str, Any] = {
        "offer_id": uuid4(),
        "idea_id": plan.idea_id,
        "person_id": plan.author_ids[0],
        "manager_id": MANAGER,
        "part": "Try it",
        "hours": 20,
        "state": "offered",
    }
    return Offer(**fields | given)


def test_the_author_takes_the_part_once_the_manager_has_released_the_hours() -> None:
    plan = a_plan()
    plan, offer, _ = domain.offer.make(plan, an_offer(plan), [], ME, NOW)
    with pytest.raises(domain.HoursNotReleased):
        domain.offer.accept(plan, offer, offer.person_id, NOW)
    with pytest.raises(domain.NotYourOffer):
        domain.offer.release(plan, offer, offer.person_id)
    released = domain.offer.release(plan, offer, MANAGER)
    for stranger in (ME, MANAGER):
        with pytest.raises(domain.NotYourOffer):
            domain.offer.accept(plan, released, stranger, NOW)
    assert domain.offer.accept(plan, released, offer.person_id, NOW)[1].state == "accepted"


def test_a_part_is_offered_to_authors_once_at_a_time() -> None:
    plan = a_plan()
    with pytest.raises(domain.NotAnAuthor):
        domain.offer.make(plan, an_offer(plan, person_id=ME), [], ME, NOW)
    for state in ("offered", "released", "accepted"):
        with pytest.raises(domain.OfferExists):
            domain.offer.make(plan, an_offer(plan), [an_offer(plan, state=state)], ME, NOW)
    again = domain.offer.make(plan, an_offer(plan, manager_id=None), [an_offer(plan, state="declined")], ME, NOW)
    assert again[1].state == "released", "nobody is above this author, so nobody has to release hours"


def test_refusals_of_a_part_keep_their_reason() -> None:
    plan = a_plan()
    offer = an_offer(plan)
    _, declined, event = domain.offer.decline(plan, offer, "No time", offer.person_id, NOW)
    assert (declined.state, declined.reason) == ("declined", "No time")
    assert "No time" not in event.model_dump_json()
    _, withheld, _ = domain.offer.withhold(plan, offer, "Peak season", MANAGER, NOW)
    assert (withheld.state, withheld.reason) == ("not-released", "Peak season")


def test_a_measurement_that_the_controller_returns_is_measured_again() -> None:
    plan = a_plan(state="implemented")
    measured = a_benefit(plan, state="measured", measured=Decimal(95), measured_by=ME, evidence="Bookings")
    with pytest.raises(domain.NotIndependent):
        domain.benefit.return_benefit(plan, measured, "How?", ME, NOW, managers=())
    plan, again, event = domain.benefit.return_benefit(plan, measured, "How?", uuid4(), NOW, managers=())
    assert (again.state, again.measured, event.model_dump()["reason"]) == ("forecast", None, "How?")


def test_a_milestone_can_be_reached_after_it_was_missed() -> None:
    plan = a_plan()
    milestone = Milestone(uuid4(), plan.idea_id, "Half", date(2027, 3, 31), "planned")
    plan, missed, _ = domain.milestone.miss(plan, milestone, NOW)
    plan, reached, _ = domain.milestone.reach(plan, missed, ME, date(2027, 4, 2), NOW)
    assert (reached.state, reached.reached_on, plan.version) == ("reached", date(2027, 4, 2), 3)
    with pytest.raises(domain.WrongStep):
        domain.milestone.reach(plan, reached, ME, date(2027, 4, 3), NOW)


@pytest.mark.parametrize("state", ["prepared", "completed", "stopped"])
def test_only_work_that_goes_on_is_stopped(state: str) -> None:
    with pytest.raises(domain.WrongStep):
        domain.plan.stop(a_plan(state=state), "Nothing", ME, NOW)
    plan, event = domain.plan.stop(a_plan(), "Sensors disturb radios", ME, NOW)
    assert (plan.state, plan.learned, event.model_dump()["learned"]) == (
        "stopped",
        "Sensors disturb radios",
        "Sensors disturb radios",
    )
