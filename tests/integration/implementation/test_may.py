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
    assert await on_task(desk, LEAD, install) == ["change", "remove", "start"]
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
    assert await on_task(desk, WORKER, install) == ["block", "finish"]
    assert await on_task(desk, LEAD, install) == ["change", "block", "finish"]
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
    assert await on_task(desk, LEAD, first) == ["change", "start"]


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
