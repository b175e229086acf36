"""What a plan says the caller may do with it is what the acts themselves let them do: who, in which state, and no more."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.desk import Desk
from tests.integration.implementation.test_api import (
    AUTHOR,
    BODY,
    CASE,
    CONTROLLER,
    HEAD,
    IDEA,
    LEAD,
    MANAGER,
    OTHER,
    PLAN,
    WORKER,
    decided,
    task,
    verified,
)

from shared.events.ideas import ConsultationRequired
from shared.events.union_dialogue import CaseClosed
from shared.testing import fact

WHY = {"reason": "Not there yet"}
OFFER = {"person_id": str(AUTHOR), "part": "Try it", "hours": 20}
ON_PLAN: dict[str, tuple[str, Any]] = {
    "add-task": ("/tasks", {"title": "More", "owner_id": str(WORKER), "due_on": "2026-06-01"}),
    "add-milestone": ("/milestones", {"title": "Half", "due_on": "2026-06-01"}),
    "complete": ("/completion", None),
    "stop": ("/stop", {"learned": "It did not work."}),
    "forecast": ("/benefits", {"kind": "hours", "amount": "10", "unit": "h"}),
    "offer": ("/role-offers", OFFER),
}
ON_TASK: dict[str, tuple[str, Any]] = {
    "start": ("/start", None),
    "block": ("/block", WHY),
    "finish": ("/done", None),
    "verify": ("/verification", None),
    "return": ("/return", WHY),
}
ON_BENEFIT: dict[str, tuple[str, Any]] = {
    "measure": ("/measurement", {"amount": "9"}),
    "verify": ("/verification", None),
    "return": ("/return", WHY),
}
ON_OFFER: dict[str, tuple[str, Any]] = {
    "release": ("/release", None),
    "withhold": ("/withholding", WHY),
    "accept": ("/acceptance", None),
    "decline": ("/refusal", WHY),
}
PLANNING = ["add-task", "add-milestone"]


async def on_plan(desk: Desk, who: UUID) -> list[str]:
    """What the plan says; what it does not say is refused."""
    says: list[str] = (await desk.gets(who, "GET", PLAN))["may"]
    for act, (path, body) in ON_PLAN.items():
        if act not in says:
            assert (await desk.refused(who, "POST", f"{PLAN}{path}", body))[0] in (403, 409), act
    return says


async def on_task(desk: Desk, who: UUID, task_id: str) -> list[str]:
    """What a task says, in the plan and by itself; what it does not say is refused."""
    place = f"{PLAN}/tasks/{task_id}"
    answer = await desk.ask(who, "GET", place)
    says: list[str] = answer.json()["may"]
    (in_plan,) = [each for each in (await desk.gets(who, "GET", PLAN))["tasks"] if each["task_id"] == task_id]
    assert in_plan["may"] == says
    for act, (path, body) in ON_TASK.items():
        if act not in says:
            assert (await desk.refused(who, "POST", f"{place}{path}", body))[0] in (403, 409), act
    if "change" not in says:
        changed = await desk.ask(who, "PATCH", place, {"title": "Other"}, if_match=answer.headers["etag"])
        assert changed.status_code in (403, 409)
    if "remove" not in says:
        assert (await desk.ask(who, "DELETE", place)).status_code in (403, 409)
    return says


async def within(desk: Desk, who: UUID, place: str, says: list[str], acts: dict[str, tuple[str, Any]]) -> list[str]:
    """What is said of something in the plan; what is not said is refused."""
    for act, (path, body) in acts.items():
        if act not in says:
            assert (await desk.refused(who, "POST", f"{place}{path}", body))[0] in (403, 404, 409), act
    return says


async def on_benefit(desk: Desk, who: UUID) -> list[str]:
    (one,) = (await desk.gets(who, "GET", PLAN))["benefits"]
    return await within(desk, who, f"{PLAN}/benefits/{one['benefit_id']}", one["may"], ON_BENEFIT)


async def on_milestone(desk: Desk, who: UUID) -> list[str]:
    (one,) = (await desk.gets(who, "GET", PLAN))["milestones"]
    return await within(
        desk, who, f"{PLAN}/milestones/{one['milestone_id']}", one["may"], {"reach": ("/reached", None)}
    )


async def on_offer(desk: Desk, who: UUID) -> list[str]:
    (one,) = await desk.gets(who, "GET", f"{PLAN}/role-offers")
    return await within(desk, who, f"{PLAN}/role-offers/{one['offer_id']}", one["may"], ON_OFFER)


async def test_before_the_decision_there_is_only_planning(desk: Desk) -> None:
    await desk.gets(LEAD, "POST", "/plans", {"idea_id": str(IDEA), "title": "Rooms"}, expect=201)
    install = await task(desk)
    assert await on_plan(desk, LEAD) == PLANNING
    assert await on_task(desk, LEAD, install) == ["change", "remove"]
    assert await on_plan(desk, HEAD) == []
    assert await on_task(desk, WORKER, install) == []


async def test_an_open_plan_says_to_each_what_they_may_do(desk: Desk) -> None:
    await desk.hear(decided())
    install = await task(desk)
    assert await on_plan(desk, LEAD) == [*PLANNING, "forecast", "offer"]
    assert await on_plan(desk, HEAD) == ["stop", "offer"]
    for who in (OTHER, AUTHOR, WORKER, CONTROLLER):
        assert await on_plan(desk, who) == []
    assert await on_task(desk, LEAD, install) == ["start", "change", "remove"]
    assert await on_task(desk, WORKER, install) == ["start"]
    for who in (OTHER, AUTHOR, HEAD, CONTROLLER):
        assert await on_task(desk, who, install) == []
    await desk.gets(LEAD, "POST", f"{PLAN}/role-offers", OFFER, expect=201)
    assert await on_plan(desk, HEAD) == ["stop"]


async def test_a_task_says_it_at_each_step_and_nobody_verifies_their_own(desk: Desk) -> None:
    await desk.hear(decided())
    install, own = await task(desk), await task(desk, owner=LEAD, title="Order")
    place = f"{PLAN}/tasks/{install}"
    await desk.gets(WORKER, "POST", f"{place}/start")
    assert await on_task(desk, WORKER, install) == ["finish", "block"]
    assert await on_task(desk, LEAD, install) == ["finish", "block", "change"]
    await desk.gets(WORKER, "POST", f"{place}/block", WHY)
    assert await on_task(desk, WORKER, install) == ["start"]
    await desk.gets(WORKER, "POST", f"{place}/start")
    await desk.gets(WORKER, "POST", f"{place}/done")
    assert await on_task(desk, WORKER, install) == []
    for who in (LEAD, HEAD):
        assert await on_task(desk, who, install) == ["verify", "return"]
    for step in ("start", "done"):
        await desk.gets(LEAD, "POST", f"{PLAN}/tasks/{own}/{step}")
    assert await on_task(desk, LEAD, own) == []
    assert await on_task(desk, HEAD, own) == ["verify", "return"]


async def test_a_duty_to_consult_takes_the_start_away_and_an_order_too(desk: Desk) -> None:
    await desk.hear(decided(), fact(ConsultationRequired, idea_id=IDEA, body_ids=(BODY,)))
    first = await task(desk)
    second = await task(desk, title="Train", depends_on=[first])
    assert await on_task(desk, WORKER, first) == []
    await desk.hear(fact(CaseClosed, idea_id=IDEA, body_id=BODY, case_id=CASE, result="agreed"))
    assert await on_task(desk, WORKER, first) == ["start"]
    assert await on_task(desk, WORKER, second) == []
    assert await on_task(desk, LEAD, first) == ["start", "change"]


async def test_a_plan_can_be_completed_once_and_stopped_until_its_benefit(desk: Desk) -> None:
    await desk.hear(decided())
    await verified(desk, await task(desk))
    assert "complete" in await on_plan(desk, LEAD)
    await desk.gets(LEAD, "POST", f"{PLAN}/completion")
    assert await on_plan(desk, LEAD) == ["forecast"]
    assert await on_plan(desk, HEAD) == ["stop"]
    await desk.gets(HEAD, "POST", f"{PLAN}/stop", {"learned": "It did not work."})
    for who in (LEAD, HEAD):
        assert await on_plan(desk, who) == []


async def test_a_milestone_is_reached_by_those_who_plan(desk: Desk) -> None:
    await desk.hear(decided())
    await desk.gets(LEAD, "POST", f"{PLAN}/milestones", ON_PLAN["add-milestone"][1], expect=201)
    assert await on_milestone(desk, HEAD) == []
    assert await on_milestone(desk, LEAD) == ["reach"]
    (one,) = (await desk.gets(LEAD, "GET", PLAN))["milestones"]
    await desk.gets(LEAD, "POST", f"{PLAN}/milestones/{one['milestone_id']}/reached")
    assert await on_milestone(desk, LEAD) == []


async def test_a_benefit_is_measured_then_verified_or_given_back_and_verified_once(desk: Desk) -> None:
    await desk.hear(decided())
    await desk.gets(LEAD, "POST", f"{PLAN}/benefits", ON_PLAN["forecast"][1], expect=201)
    assert await on_benefit(desk, LEAD) == []
    await verified(desk, await task(desk))
    await desk.gets(LEAD, "POST", f"{PLAN}/completion")
    assert await on_benefit(desk, LEAD) == ["measure"]
    assert await on_benefit(desk, CONTROLLER) == []
    (one,) = (await desk.gets(LEAD, "GET", PLAN))["benefits"]
    place = f"{PLAN}/benefits/{one['benefit_id']}"
    await desk.gets(LEAD, "POST", f"{place}/measurement", {"amount": "9"})
    assert await on_benefit(desk, LEAD) == []
    assert await on_benefit(desk, CONTROLLER) == ["verify", "return"]
    await desk.gets(CONTROLLER, "POST", f"{place}/verification")
    assert await on_benefit(desk, CONTROLLER) == []
    assert await on_plan(desk, LEAD) == []


async def test_a_part_waits_for_its_hours_then_for_the_author_and_ends_with_the_plan(desk: Desk) -> None:
    await desk.hear(decided())
    made = await desk.gets(LEAD, "POST", f"{PLAN}/role-offers", OFFER, expect=201)
    place = f"{PLAN}/role-offers/{made['offer_id']}"
    assert await on_offer(desk, MANAGER) == ["release", "withhold"]
    assert await on_offer(desk, AUTHOR) == ["decline"]
    assert await on_offer(desk, LEAD) == []
    await desk.gets(MANAGER, "POST", f"{place}/release")
    assert await on_offer(desk, MANAGER) == []
    assert await on_offer(desk, AUTHOR) == ["accept", "decline"]
    await desk.gets(HEAD, "POST", f"{PLAN}/stop", {"learned": "It did not work."})
    assert await on_offer(desk, AUTHOR) == []
