"""implementation over HTTP, on a real database: the lock, promises that become tasks, the author's part, the ending."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.desk import Desk, a_person

from shared import ids
from shared.events.ideas import Author, ConsultationRequired, IdeaDecided
from shared.events.interests import InterestNoted
from shared.events.union_dialogue import (
    Answer,
    CaseClosed,
    CasePrepared,
    CaseWithdrawn,
    OpinionDelivered,
    Point,
    ResponsePublished,
)
from shared.testing import FakeClock, fact

AUTHOR, MANAGER, WORKER, LEAD, HEAD, CONTROLLER, OTHER = (uuid4() for _ in range(7))
BODY, CASE = uuid4(), uuid4()
IDEA = ids.new_id()
PLAN = f"/plans/{IDEA}"


def decided(outcome: str = "accepted", conditions: tuple[str, ...] = (), **given: Any) -> IdeaDecided:
    return fact(
        IdeaDecided,
        **given,
        idea_id=IDEA,
        outcome=outcome,
        conditions=conditions,
        title="Rooms",
        authors=(Author(person_id=AUTHOR, share=100),),
    )


async def task(desk: Desk, owner: UUID = WORKER, title: str = "Install", **given: Any) -> str:
    body = {"title": title, "owner_id": str(owner), "due_on": "2026-06-01"} | given
    return str((await desk.gets(LEAD, "POST", f"{PLAN}/tasks", body, expect=201))["task_id"])


async def verified(desk: Desk, task_id: str) -> None:
    for who, step in ((WORKER, "start"), (WORKER, "done"), (LEAD, "verification")):
        await desk.gets(who, "POST", f"{PLAN}/tasks/{task_id}/{step}")


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
async def test_invariant_1_nothing_starts_while_a_mandatory_case_is_open(desk: Desk, order: tuple[int, ...]) -> None:
    """Whatever comes first: they travel on different topics."""
    events = (
        fact(ConsultationRequired, idea_id=IDEA, body_ids=(BODY,)),
        decided(),
        fact(CasePrepared, idea_id=IDEA, body_id=BODY, case_id=CASE, mandatory=True),
    )
    for n in order:
        await desk.hear(events[n])
    install = await task(desk)
    assert (await desk.gets(OTHER, "GET", f"/locks/{IDEA}"))["locked"]
    assert await desk.refused(WORKER, "POST", f"{PLAN}/tasks/{install}/start") == (409, "implementation-locked")
    await desk.hear(fact(CaseClosed, idea_id=IDEA, body_id=BODY, case_id=CASE, result="agreed"))
    await desk.gets(WORKER, "POST", f"{PLAN}/tasks/{install}/start")


@pytest.mark.parametrize("order", list(permutations(range(4))))
async def test_invariant_1_a_second_consultation_locks_again_whatever_comes_first(
    desk: Desk, order: tuple[int, ...]
) -> None:
    """A requirement travels on another topic than the closing before it; each also comes twice."""
    await desk.hear(decided())
    install, second = await task(desk), uuid4()
    told = (
        fact(ConsultationRequired, idea_id=IDEA, body_ids=(BODY,)),
        fact(CaseClosed, idea_id=IDEA, body_id=BODY, case_id=CASE, result="agreed"),
        fact(ConsultationRequired, idea_id=IDEA, body_ids=(BODY,), round=2),
        fact(CasePrepared, idea_id=IDEA, body_id=BODY, case_id=second, round=2),
    )
    for n in order:
        await desk.hear(told[n], told[n])
    assert (await desk.gets(OTHER, "GET", f"/locks/{IDEA}"))["locked"]
    assert await desk.refused(WORKER, "POST", f"{PLAN}/tasks/{install}/start") == (409, "implementation-locked")
    last = {"idea_id": IDEA, "body_id": BODY, "case_id": second, "round": 2}
    ends = fact(CaseWithdrawn, **last), fact(CaseClosed, **last, result="agreed")
    await desk.hear(ends[order[0] % 2])
    await desk.hear(told[1], told[0])
    await desk.gets(WORKER, "POST", f"{PLAN}/tasks/{install}/start")


async def test_a_case_that_opens_in_the_middle_keeps_a_blocked_task_from_going_on(desk: Desk) -> None:
    await desk.hear(decided())
    install = f"{PLAN}/tasks/{await task(desk)}"
    await desk.gets(WORKER, "POST", f"{install}/start")
    blocked = await desk.gets(WORKER, "POST", f"{install}/block", {"reason": "No delivery"})
    assert blocked["blocked_because"] == "No delivery"
    await desk.hear(fact(ConsultationRequired, idea_id=IDEA, body_ids=(BODY,)))
    assert await desk.refused(WORKER, "POST", f"{install}/start") == (409, "implementation-locked")


@pytest.mark.parametrize("answer_first", [True, False])
async def test_invariant_8_answers_and_conditions_become_tasks_that_lead_back(desk: Desk, answer_first: bool) -> None:
    opinion = fact(
        OpinionDelivered,
        idea_id=IDEA,
        body_id=BODY,
        case_id=CASE,
        points=tuple(Point(number=n, text=f"Point {n}", demand=f"Demand {n}") for n in (1, 2, 3)),
    )
    answers = ("adopted", "partly", "not-adopted")
    response = fact(
        ResponsePublished,
        idea_id=IDEA,
        body_id=BODY,
        case_id=CASE,
        points=tuple(Answer(number=n, answer=a, reason=f"Because {n}") for n, a in enumerate(answers, 1)),
    )
    decision = decided(conditions=("No profiles",))
    for event in (opinion, response, decision) if answer_first else (opinion, decision, response):
        await desk.hear(event)
    await desk.hear(response)  # again: no second task
    tasks = (await desk.gets(OTHER, "GET", PLAN))["tasks"]
    origins = {t["title"]: (t["origin"]["source"], t["origin"]["number"], t["origin"]["link"]) for t in tasks}
    assert origins == {
        "No profiles": ("condition", 1, f"/api/ideas/{IDEA}/decision"),
        "Demand 1": ("response-point", 1, f"/api/cases/{CASE}"),
        "Demand 2": ("response-point", 2, f"/api/cases/{CASE}"),
    }
    promises = await desk.gets(OTHER, "GET", f"{PLAN}/promises")
    assert [(p["number"], p["answer"], p["task_state"]) for p in promises] == [
        (1, "adopted", "planned"),
        (2, "partly", "planned"),
        (3, "not-adopted", None),
    ]
    # a promise is kept, not taken out, and somebody must own it first
    one = tasks[0]
    path = f"{PLAN}/tasks/{one['task_id']}"
    assert await desk.refused(LEAD, "DELETE", path) == (409, "promised-task")
    assert await desk.refused(LEAD, "POST", f"{path}/start") == (409, "no-owner")
    assert await desk.refused(LEAD, "POST", f"{PLAN}/completion") == (409, "tasks-unverified")
    changes = {"owner_id": str(WORKER), "due_on": "2026-06-01"}
    await desk.gets(LEAD, "PATCH", path, changes, if_match='"1"')
    assert await desk.refused(LEAD, "PATCH", path, changes, if_match='"1"') == (412, "stale-version")
    await desk.gets(WORKER, "POST", f"{path}/start")


async def test_tasks_wait_for_each_other_and_a_circle_is_refused(desk: Desk) -> None:
    await desk.hear(decided())
    first = await task(desk, title="Order")
    second = await task(desk, title="Install", depends_on=[first])
    assert await desk.refused(WORKER, "POST", f"{PLAN}/tasks/{second}/start") == (409, "waits-for-others")
    circle = {"depends_on": [second]}
    assert await desk.refused(LEAD, "PATCH", f"{PLAN}/tasks/{first}", circle, if_match='"1"') == (
        422,
        "circular-tasks",
    )
    assert await desk.refused(LEAD, "DELETE", f"{PLAN}/tasks/{first}") == (409, "waits-for-others")
    await verified(desk, first)
    await desk.gets(WORKER, "POST", f"{PLAN}/tasks/{second}/start")
    assert await desk.refused(LEAD, "DELETE", f"{PLAN}/tasks/{second}") == (409, "wrong-step")
    await desk.gets(LEAD, "DELETE", f"{PLAN}/tasks/{await task(desk, title='Mistake')}", expect=204)


async def test_a_task_that_is_not_done_comes_back(desk: Desk) -> None:
    await desk.hear(decided())
    path = f"{PLAN}/tasks/{await task(desk)}"
    for step in ("start", "done"):
        await desk.gets(WORKER, "POST", f"{path}/{step}")
    assert "task-to-verify" in {w["kind"] for w in await desk.gets(LEAD, "GET", "/implementation/tasks")}
    back = await desk.gets(LEAD, "POST", f"{path}/return", {"reason": "Two rooms are missing"})
    assert back["state"] == "started"
    assert [w["kind"] for w in await desk.gets(WORKER, "GET", "/implementation/tasks")] == ["task"]


async def test_the_authors_part_from_offer_to_acceptance(desk: Desk) -> None:
    await desk.hear(decided())
    body = {"person_id": str(AUTHOR), "part": "Try it with two teams", "hours": 20}
    assert await desk.refused(LEAD, "POST", f"{PLAN}/role-offers", body | {"person_id": str(OTHER)}) == (
        422,
        "not-an-author",
    )
    made = await desk.gets(LEAD, "POST", f"{PLAN}/role-offers", body, expect=201)
    offer = f"{PLAN}/role-offers/{made['offer_id']}"
    assert await desk.refused(AUTHOR, "POST", f"{offer}/acceptance") == (409, "hours-not-released")
    for stranger in (OTHER, LEAD):
        assert await desk.refused(stranger, "POST", f"{offer}/acceptance") == (404, "not-found")
    assert await desk.gets(OTHER, "GET", f"{PLAN}/role-offers") == []
    assert [w["kind"] for w in await desk.gets(MANAGER, "GET", "/implementation/tasks")] == ["release-of-hours"]
    await desk.gets(MANAGER, "POST", f"{offer}/release")
    assert [w["kind"] for w in await desk.gets(AUTHOR, "GET", "/implementation/tasks")] == ["role-offer"]
    await desk.gets(AUTHOR, "POST", f"{offer}/acceptance")
    assert [o["state"] for o in await desk.gets(OTHER, "GET", f"{PLAN}/role-offers")] == ["accepted"]


async def test_a_refused_part_keeps_its_reason_among_those_concerned(desk: Desk) -> None:
    await desk.hear(decided())
    body = {"person_id": str(AUTHOR), "part": "Try it", "hours": 20}
    first = await desk.gets(LEAD, "POST", f"{PLAN}/role-offers", body, expect=201)
    path = f"{PLAN}/role-offers/{first['offer_id']}"
    assert (await desk.refused(MANAGER, "POST", f"{path}/withholding", {}))[0] == 422
    await desk.gets(MANAGER, "POST", f"{path}/withholding", {"reason": "Peak season"})
    second = await desk.gets(LEAD, "POST", f"{PLAN}/role-offers", body, expect=201)
    await desk.gets(AUTHOR, "POST", f"{PLAN}/role-offers/{second['offer_id']}/refusal", {"reason": "No time"})
    reasons = [o["reason"] for o in await desk.gets(AUTHOR, "GET", f"{PLAN}/role-offers")]
    assert reasons == ["Peak season", "No time"]
    assert await desk.gets(OTHER, "GET", f"{PLAN}/role-offers") == []
    assert "Peak season" not in str(await desk.told("role.declined"))


async def test_a_milestone_whose_day_has_passed_is_missed_once_and_may_be_reached_late(
    desk: Desk, time: FakeClock
) -> None:
    await desk.hear(decided())
    body = {"title": "First floor", "due_on": "2026-05-08"}
    made = await desk.gets(LEAD, "POST", f"{PLAN}/milestones", body, expect=201)
    time.move_forward(timedelta(days=5))
    await desk.pass_deadlines()
    await desk.pass_deadlines()
    assert (await desk.announced()).count("milestone.missed") == 1
    reached = await desk.gets(LEAD, "POST", f"{PLAN}/milestones/{made['milestone_id']}/reached")
    assert (reached["state"], reached["reached_on"]) == ("reached", "2026-05-09")


async def test_a_milestone_reached_in_time_is_never_missed(desk: Desk, time: FakeClock) -> None:
    await desk.hear(decided())
    body = {"title": "First floor", "due_on": "2026-05-08"}
    made = await desk.gets(LEAD, "POST", f"{PLAN}/milestones", body, expect=201)
    await desk.gets(LEAD, "POST", f"{PLAN}/milestones/{made['milestone_id']}/reached")
    time.move_forward(timedelta(days=5))
    await desk.pass_deadlines()
    assert "milestone.missed" not in await desk.announced()


async def test_invariant_03_who_wrote_a_merged_idea_does_not_verify_its_benefit(desk: Desk) -> None:
    await desk.hear(decided(merged_authors=(CONTROLLER,)))
    await verified(desk, await task(desk))
    body = {"kind": "hours", "amount": "120", "unit": "hours a year", "measure_on": "2027-05-01"}
    benefit = await desk.gets(LEAD, "POST", f"{PLAN}/benefits", body, expect=201)
    path = f"{PLAN}/benefits/{benefit['benefit_id']}"
    await desk.gets(LEAD, "POST", f"{PLAN}/completion")
    await desk.gets(LEAD, "POST", f"{path}/measurement", {"amount": "95", "evidence": "Bookings"})
    assert (await desk.refused(CONTROLLER, "POST", f"{path}/verification"))[0] in (403, 409)
    assert await desk.gets(CONTROLLER, "GET", "/implementation/tasks") == []


@pytest.mark.parametrize("when", ["before the decision", "afterwards"])
async def test_invariant_03_whoever_has_an_interest_neither_measures_nor_verifies(desk: Desk, when: str) -> None:
    second, another = uuid4(), uuid4()
    await desk.hear(a_person(second, "implementer"), a_person(another, "benefit-controller"))
    events = fact(InterestNoted, idea_id=IDEA, interested=(LEAD, CONTROLLER)), decided()
    await desk.hear(*(events if when == "before the decision" else reversed(events)))
    one = f"{PLAN}/tasks/{await task(desk)}"
    for step in ("start", "done"):
        await desk.gets(WORKER, "POST", f"{one}/{step}")
    assert (await desk.gets(LEAD, "GET", one))["may"] == []
    assert await desk.gets(LEAD, "GET", "/implementation/tasks") == []
    assert [w["kind"] for w in await desk.gets(second, "GET", "/implementation/tasks")] == ["task-to-verify"]
    for path, body in (("verification", None), ("return", {"reason": "Not there"})):
        assert await desk.refused(LEAD, "POST", f"{one}/{path}", body) == (403, "has-interest")
    await desk.gets(second, "POST", f"{one}/verification")
    body = {"kind": "hours", "amount": "120", "unit": "hours a year"}
    benefit = await desk.gets(LEAD, "POST", f"{PLAN}/benefits", body, expect=201)
    path = f"{PLAN}/benefits/{benefit['benefit_id']}"
    await desk.gets(LEAD, "POST", f"{PLAN}/completion")
    for barred, steps, other in (
        (LEAD, {"measurement": {"amount": "95"}}, second),
        (CONTROLLER, {"return": {"reason": "How?"}, "verification": None}, another),
    ):
        assert await desk.gets(barred, "GET", "/implementation/tasks") == []
        (seen,) = (await desk.gets(barred, "GET", PLAN))["benefits"]
        assert seen["may"] == []
        for step, said in steps.items():
            assert await desk.refused(barred, "POST", f"{path}/{step}", said) == (403, "has-interest")
        assert len(await desk.gets(other, "GET", "/implementation/tasks")) == 1
        await desk.gets(other, "POST", f"{path}/{step}", said)
    assert (await desk.announced())[-1] == "idea.completed"
    assert str(CONTROLLER) not in (await desk.ask(AUTHOR, "GET", PLAN)).text, "who has an interest is shown to nobody"


async def test_the_benefit_is_measured_returned_measured_again_and_verified(desk: Desk) -> None:
    await desk.hear(decided())
    await verified(desk, await task(desk))
    body = {"kind": "hours", "amount": "120", "unit": "hours a year", "measure_on": "2027-05-01"}
    benefit = await desk.gets(LEAD, "POST", f"{PLAN}/benefits", body, expect=201)
    path = f"{PLAN}/benefits/{benefit['benefit_id']}"
    assert (await desk.refused(LEAD, "POST", f"{path}/measurement", {"amount": "95"}))[1] == "wrong-step"
    await desk.gets(LEAD, "POST", f"{PLAN}/completion")
    assert [w["kind"] for w in await desk.gets(LEAD, "GET", "/implementation/tasks")] == ["benefit-to-measure"]
    await desk.gets(LEAD, "POST", f"{path}/measurement", {"amount": "95", "evidence": "Bookings"})
    assert [w["kind"] for w in await desk.gets(CONTROLLER, "GET", "/implementation/tasks")] == ["benefit-to-verify"]
    await desk.gets(CONTROLLER, "POST", f"{path}/return", {"reason": "Which bookings?"})
    (given_back,) = (await desk.gets(AUTHOR, "GET", PLAN))["benefits"]
    assert given_back["measured_by"] is given_back["measured_at"] is None
    await desk.gets(LEAD, "POST", f"{path}/measurement", {"amount": "90", "evidence": "Bookings of May"})
    await desk.gets(CONTROLLER, "POST", f"{path}/verification")
    (came,) = (await desk.gets(AUTHOR, "GET", PLAN))["benefits"]
    assert (came["measured_by"], came["verified_by"]) == (str(LEAD), str(CONTROLLER))
    assert came["measured_at"] and came["verified_at"]
    assert (await desk.announced())[-3:] == ["benefit.measured", "benefit.verified", "idea.completed"]


async def test_invariant_3_an_author_in_office_verifies_no_benefit_of_the_own_idea(desk: Desk) -> None:
    await desk.hear(a_person(AUTHOR, "benefit-controller", manager_id=MANAGER, aggregate_version=2), decided())
    await verified(desk, await task(desk))
    body = {"kind": "hours", "amount": "120", "unit": "hours a year"}
    benefit = await desk.gets(LEAD, "POST", f"{PLAN}/benefits", body, expect=201)
    path = f"{PLAN}/benefits/{benefit['benefit_id']}"
    await desk.gets(LEAD, "POST", f"{PLAN}/completion")
    await desk.gets(LEAD, "POST", f"{path}/measurement", {"amount": "95"})
    assert await desk.refused(AUTHOR, "POST", f"{path}/verification") == (403, "not-independent")
    await desk.hear(a_person(MANAGER, "benefit-controller", aggregate_version=2))
    for step, said in (("verification", None), ("return", {"reason": "How?"})):
        assert await desk.refused(MANAGER, "POST", f"{path}/{step}", said) == (403, "not-independent")
    for who, may in ((AUTHOR, []), (MANAGER, []), (CONTROLLER, ["verify", "return"])):
        (seen,) = (await desk.gets(who, "GET", PLAN))["benefits"]
        assert seen["may"] == may
    assert await desk.gets(MANAGER, "GET", "/implementation/tasks") == []
    assert await desk.gets(AUTHOR, "GET", "/implementation/tasks") == []


async def test_invariant_03_an_author_in_office_judges_nothing_of_the_own_idea(desk: Desk) -> None:
    functions = ("implementer", "scheme-officer", "decision-maker")
    await desk.hear(a_person(AUTHOR, *functions, manager_id=MANAGER, aggregate_version=2), decided())
    one = f"{PLAN}/tasks/{await task(desk)}"
    for step in ("start", "done"):
        await desk.gets(WORKER, "POST", f"{one}/{step}")
    assert (await desk.gets(AUTHOR, "GET", one))["may"] == []
    assert await desk.gets(AUTHOR, "GET", "/implementation/tasks") == []
    assert "stop" not in (await desk.gets(AUTHOR, "GET", PLAN))["may"]
    for path, body in (
        (f"{one}/verification", None),
        (f"{one}/return", {"reason": "Not there"}),
        (f"{PLAN}/stop", {"learned": "Too dear"}),
    ):
        assert await desk.refused(AUTHOR, "POST", path, body) == (403, "has-interest"), path
    await desk.gets(LEAD, "POST", f"{one}/verification")
    body = {"kind": "hours", "amount": "120", "unit": "hours a year"}
    benefit = await desk.gets(AUTHOR, "POST", f"{PLAN}/benefits", body, expect=201)
    await desk.gets(AUTHOR, "POST", f"{PLAN}/completion")
    path = f"{PLAN}/benefits/{benefit['benefit_id']}/measurement"
    assert await desk.refused(AUTHOR, "POST", path, {"amount": "95"}) == (403, "has-interest")
    await desk.gets(LEAD, "POST", path, {"amount": "95"})


async def test_an_honest_end_says_what_was_learned(desk: Desk) -> None:
    await desk.hear(decided("pilot"))
    install, begun, done = await task(desk), await task(desk, title="Order"), await task(desk, title="Ask")
    for one, steps in ((begun, ("start",)), (done, ("start", "done"))):
        for step in steps:
            await desk.gets(WORKER, "POST", f"{PLAN}/tasks/{one}/{step}")
    assert (await desk.refused(HEAD, "POST", f"{PLAN}/stop", {"learned": ""}))[0] == 422
    assert (await desk.refused(LEAD, "POST", f"{PLAN}/stop", {"learned": "x"}))[0] == 403
    stopped = await desk.gets(HEAD, "POST", f"{PLAN}/stop", {"learned": "The sensors disturb the radio."})
    assert (stopped["state"], stopped["learned"]) == ("stopped", "The sensors disturb the radio.")
    for who, one, step, body in (
        (WORKER, install, "start", None),
        (WORKER, begun, "block", {"reason": "No delivery"}),
        (WORKER, begun, "done", None),
        (LEAD, done, "verification", None),
        (LEAD, done, "return", {"reason": "Not done"}),
    ):
        assert await desk.refused(who, "POST", f"{PLAN}/tasks/{one}/{step}", body) == (409, "wrong-step")
    for who in (WORKER, LEAD):
        assert await desk.gets(who, "GET", "/implementation/tasks") == [], "a plan that has ended owes nothing"
    assert (await desk.announced())[-1] == "plan.stopped"
