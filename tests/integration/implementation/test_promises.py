"""What was promised to representatives follows what they are told later: corrected answers, corrected points."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
from tests.desk import Desk, a_person, open_desk

from implementation.main import SERVICE
from shared import ids
from shared.events.ideas import Author, ConsultationContested, ConsultationRequired, IdeaDecided, IdeaSubmitted
from shared.events.union_dialogue import (
    Answer,
    CaseClosed,
    OpinionCorrected,
    OpinionDelivered,
    Point,
    ResponseCorrected,
    ResponsePublished,
)
from shared.testing import fact

AUTHOR, WORKER, LEAD, OTHER = (uuid4() for _ in range(4))
BODY, CASE, IDEA = uuid4(), uuid4(), ids.new_id()
PLAN = f"/plans/{IDEA}"
OF_CASE: dict[str, Any] = {"idea_id": IDEA, "body_id": BODY, "case_id": CASE}
WHY = "The vendor cannot do it."


@pytest.fixture
async def desk(postgres: Any) -> AsyncIterator[Desk]:
    async with open_desk(Desk, SERVICE, postgres.database("implementation")) as made:
        authors = (Author(person_id=AUTHOR, share=100),)
        await made.hear(
            a_person(AUTHOR),
            a_person(WORKER),
            a_person(LEAD, "implementer"),
            a_person(OTHER),
            fact(IdeaSubmitted, idea_id=IDEA, visibility="organisation", authors=authors),
            fact(OpinionDelivered, **OF_CASE, points=(Point(number=1, text="No profiles", demand="Aggregate"),)),
        )
        yield made


def decided(outcome: str = "accepted") -> IdeaDecided:
    authors = (Author(person_id=AUTHOR, share=100),)
    return fact(IdeaDecided, idea_id=IDEA, outcome=outcome, conditions=(), title="Rooms", authors=authors)


def answered(how: Any, reason: str = "Agreed.") -> ResponsePublished:
    return fact(ResponsePublished, **OF_CASE, points=(Answer(number=1, answer=how, reason=reason),))


def corrected(how: Any, reason: str = "Not now.", number: int = 1) -> ResponseCorrected:
    return fact(ResponseCorrected, **OF_CASE, point=Answer(number=number, answer=how, reason=reason), why=WHY)


async def tasks(desk: Desk) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await desk.gets(OTHER, "GET", PLAN))["tasks"]
    return found


async def owned(desk: Desk) -> str:
    """The one task there is, with somebody who does it."""
    (one,) = await tasks(desk)
    path = f"{PLAN}/tasks/{one['task_id']}"
    changes = {"owner_id": str(WORKER), "due_on": "2026-06-01"}
    await desk.gets(LEAD, "PATCH", path, changes, if_match=f'"{one["version"]}"')
    return path


async def test_a_point_that_is_adopted_after_all_becomes_a_task(desk: Desk) -> None:
    await desk.hear(decided(), answered("not-adopted", "No."))
    assert await tasks(desk) == []
    await desk.hear(corrected("adopted", "We agree after all."))
    (one,) = await tasks(desk)
    assert (one["title"], one["terms"], one["origin"]["number"]) == ("Aggregate", "We agree after all.", 1)


@pytest.mark.parametrize("step", ["planned", "started", "blocked"])
async def test_a_point_that_is_not_adopted_any_more_ends_its_task_and_says_why(desk: Desk, step: str) -> None:
    await desk.hear(decided(), answered("adopted"))
    path = await owned(desk)
    for done, body in (("start", None), ("block", {"reason": "No delivery"}))[
        : ["planned", "started", "blocked"].index(step)
    ]:
        await desk.gets(WORKER, "POST", f"{path}/{done}", body)
    await desk.hear(corrected("not-adopted"))
    seen = await desk.gets(OTHER, "GET", path)
    assert (seen["state"], seen["terms"], seen["blocked_because"]) == ("dropped", "Not now.", None)
    assert [(note["kind"], note["text"]) for note in seen["history"]] == [("answer-corrected", WHY)]
    assert await desk.gets(WORKER, "GET", "/implementation/tasks") == []
    assert await desk.refused(WORKER, "POST", f"{path}/start") == (409, "wrong-step")
    (told,) = await desk.told("task.dropped")
    assert WHY in told
    (promise,) = await desk.gets(OTHER, "GET", f"{PLAN}/promises")
    assert (promise["answer"], promise["task_state"]) == ("not-adopted", "dropped")


async def test_what_is_done_stays_done_and_what_was_dropped_begins_anew(desk: Desk) -> None:
    await desk.hear(decided(), answered("adopted"))
    path = await owned(desk)
    await desk.hear(corrected("not-adopted"), corrected("partly", "On floor 2."))
    seen = await desk.gets(OTHER, "GET", path)
    assert (seen["state"], seen["terms"], len(seen["history"])) == ("planned", "On floor 2.", 2)
    for who, step in ((WORKER, "start"), (WORKER, "done"), (LEAD, "verification")):
        await desk.gets(who, "POST", f"{path}/{step}")
    await desk.hear(corrected("not-adopted"))
    seen = await desk.gets(OTHER, "GET", path)
    assert (seen["state"], seen["terms"], len(seen["history"])) == ("verified", "Not now.", 3)
    assert len(await tasks(desk)) == 1


async def test_a_dropped_task_keeps_nobody_waiting(desk: Desk) -> None:
    await desk.hear(decided(), answered("adopted"))
    first = (await owned(desk)).rpartition("/")[2]
    body = {"title": "Install", "owner_id": str(WORKER), "due_on": "2026-06-01", "depends_on": [first]}
    second = (await desk.gets(LEAD, "POST", f"{PLAN}/tasks", body, expect=201))["task_id"]
    path = f"{PLAN}/tasks/{second}"
    assert await desk.refused(WORKER, "POST", f"{path}/start") == (409, "waits-for-others")
    await desk.hear(corrected("not-adopted"))
    for who, step in ((WORKER, "start"), (WORKER, "done"), (LEAD, "verification")):
        await desk.gets(who, "POST", f"{path}/{step}")
    await desk.gets(LEAD, "POST", f"{PLAN}/completion")


async def test_a_correction_before_the_plan_is_what_the_plan_takes_up(desk: Desk) -> None:
    await desk.hear(answered("adopted"), corrected("partly", "On floor 2."), corrected("partly", "x", number=7))
    await desk.hear(fact(OpinionCorrected, **OF_CASE, number=1, point=1, text="Per floor, not per room."))
    await desk.hear(decided())
    (one,) = await tasks(desk)
    assert one["terms"] == "On floor 2."
    seen = await desk.gets(OTHER, "GET", f"{PLAN}/tasks/{one['task_id']}")
    assert [note["text"] for note in seen["history"]] == ["Per floor, not per room."]
    (promise,) = await desk.gets(OTHER, "GET", f"{PLAN}/promises")
    assert promise["correction"] == "Per floor, not per room."


async def test_a_slip_in_a_point_that_was_put_right_is_read_beside_its_task(desk: Desk) -> None:
    await desk.hear(decided(), answered("adopted"))
    path = await owned(desk)
    await desk.hear(fact(OpinionCorrected, **OF_CASE, number=1, point=1, text="Per floor."))
    await desk.hear(fact(OpinionCorrected, **OF_CASE, number=2, point=None, text="The date is 3 May."))
    history = (await desk.gets(OTHER, "GET", path))["history"]
    assert [(note["kind"], note["text"]) for note in history] == [("opinion-corrected", "Per floor.")]


async def test_an_idea_that_was_declined_and_is_accepted_after_an_appeal_opens_its_plan_once(desk: Desk) -> None:
    await desk.hear(answered("adopted"), decided("declined"))
    assert await desk.refused(OTHER, "GET", PLAN) == (404, "not-found")
    await desk.hear(decided(), decided())
    assert [one["title"] for one in await tasks(desk)] == ["Aggregate"]
    assert (await desk.announced()).count("plan.opened") == 1


async def test_a_contest_that_is_found_right_after_the_acceptance_locks_what_has_not_begun(desk: Desk) -> None:
    await desk.hear(decided(), answered("adopted"))
    path = await owned(desk)
    assert ConsultationContested not in SERVICE.handlers, "what it leads to is heard: consultation.required"
    await desk.hear(fact(ConsultationRequired, idea_id=IDEA, body_ids=(BODY,), round=2))
    assert await desk.refused(WORKER, "POST", f"{path}/start") == (409, "implementation-locked")
    second = uuid4()
    later = {"idea_id": IDEA, "body_id": BODY, "case_id": second}
    await desk.hear(
        fact(OpinionDelivered, **later, points=(Point(number=1, text="Delete", demand="Delete after a day"),)),
        fact(ResponsePublished, **later, points=(Answer(number=1, answer="adopted", reason="Yes."),)),
        fact(CaseClosed, **later, result="agreed", round=2),
    )
    assert sorted(one["title"] for one in await tasks(desk)) == ["Aggregate", "Delete after a day"]
    await desk.gets(WORKER, "POST", f"{path}/start")
