"""A plan is for those who may see its idea: an idea of one unit has its plan, tasks and promises shown to nobody else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.desk import Desk, a_person, open_desk

from implementation.main import SERVICE
from shared import ids
from shared.events.ideas import (
    Author,
    ConsultationRequired,
    IdeaDecided,
    IdeaMerged,
    IdeaRerouted,
    IdeaSubmitted,
    IdeaWithdrawn,
)
from shared.events.people import BodyChanged, CalendarChanged, MandateHeld, UnitChanged
from shared.testing import fact

NEAR, BELOW, FAR, AUTHOR, MEMBER, FORMER, OWNER, LEAD, HEAD, ADMIN, LEFT = (uuid4() for _ in range(11))
TOP, HOME, INSIDE, ABROAD, BODY, CALENDAR = (uuid4() for _ in range(6))
IDEA = ids.new_id()
PLAN = f"/plans/{IDEA}"
SEES = {NEAR, BELOW, AUTHOR, MEMBER, OWNER, LEAD, HEAD}
HIDDEN = {FAR, FORMER, ADMIN}


def mandate(ends_on: date | None = None) -> tuple[MandateHeld, ...]:
    return (fact(MandateHeld, body_id=BODY, role="member", starts_on=date(2020, 1, 1), ends_on=ends_on),)


def submitted(visibility: str = "unit", **given: Any) -> IdeaSubmitted:
    authors = (Author(person_id=AUTHOR, share=100),)
    fields: dict[str, Any] = {"idea_id": IDEA, "unit_id": HOME, "authors": authors, "visibility": visibility}
    return fact(IdeaSubmitted, **fields | given)


def decided() -> IdeaDecided:
    authors = (Author(person_id=AUTHOR, share=100),)
    return fact(IdeaDecided, idea_id=IDEA, outcome="accepted", conditions=(), title="Rooms", authors=authors)


@pytest.fixture
async def desk(postgres: Any) -> AsyncIterator[Desk]:
    async with open_desk(Desk, SERVICE, postgres.database("implementation")) as made:
        await made.hear(
            fact(UnitChanged, unit_id=TOP, parent_id=None),
            fact(UnitChanged, unit_id=HOME, parent_id=TOP),
            fact(UnitChanged, unit_id=INSIDE, parent_id=HOME),
            fact(UnitChanged, unit_id=ABROAD, parent_id=TOP),
            fact(CalendarChanged, calendar_id=CALENDAR, country="DE", subdivision="RP", zone="Europe/Berlin"),
            fact(BodyChanged, body_id=BODY, calendar_id=CALENDAR, scope_unit_ids=(TOP,)),
            a_person(NEAR, unit_id=HOME),
            a_person(BELOW, unit_id=INSIDE),
            a_person(FAR, unit_id=ABROAD),
            a_person(AUTHOR, unit_id=ABROAD),
            a_person(MEMBER, unit_id=ABROAD, mandates=mandate()),
            a_person(FORMER, unit_id=ABROAD, mandates=mandate(date(2021, 1, 1))),
            a_person(OWNER, unit_id=ABROAD),
            a_person(LEAD, "implementer", unit_id=ABROAD),
            a_person(HEAD, "decision-maker", unit_id=ABROAD),
            a_person(ADMIN, "administrator", unit_id=ABROAD),
            a_person(LEFT, unit_id=HOME, employed=False),
        )
        yield made


async def a_task(desk: Desk) -> str:
    body = {"title": "Install", "owner_id": str(OWNER), "due_on": "2026-06-01"}
    return str((await desk.gets(LEAD, "POST", f"{PLAN}/tasks", body, expect=201))["task_id"])


async def surfaces(desk: Desk, who: UUID, task_id: str) -> set[int]:
    """What somebody gets wherever the plan shows; a list with it counts as 200, one without as 404."""
    looks = [PLAN, f"{PLAN}/promises", f"{PLAN}/tasks/{task_id}", f"{PLAN}/role-offers", f"/locks/{IDEA}"]
    found = {(await desk.ask(who, "GET", path)).status_code for path in looks}
    listed = [line["idea_id"] for line in (await desk.gets(who, "GET", "/plans"))["items"]]
    return found | {200 if str(IDEA) in listed else 404}


async def test_the_plan_of_an_idea_of_one_unit_is_for_those_who_see_the_idea(desk: Desk) -> None:
    await desk.hear(submitted(), decided())
    task_id = await a_task(desk)
    assert {who for who in SEES | HIDDEN if await surfaces(desk, who, task_id) == {200}} == SEES
    assert {who for who in SEES | HIDDEN if await surfaces(desk, who, task_id) == {404}} == HIDDEN
    for step in ("start", "done", "verification", "return"):
        body = {"reason": "x"} if step == "return" else None
        path = f"{PLAN}/tasks/{task_id}/{step}"
        assert await desk.refused(FAR, "POST", path, body) == (404, "not-found"), "nor does a refusal tell of it"
        assert await desk.refused(NEAR, "POST", path, body) == (403, "not-allowed")
    assert (await desk.refused(LEFT, "GET", PLAN))[0] == 403


async def test_a_page_of_plans_is_full_whatever_is_hidden_between(desk: Desk) -> None:
    await desk.hear(submitted(), decided())
    others = [ids.new_id() for _ in range(3)]
    for idea in others:
        await desk.hear(submitted("organisation", idea_id=idea), decided().model_copy(update={"idea_id": idea}))
    page = await desk.gets(FAR, "GET", "/plans?limit=3")
    assert [line["idea_id"] for line in page["items"]] == [str(each) for each in reversed(others)]
    assert (await desk.gets(FAR, "GET", "/plans?state=stopped"))["items"] == []
    assert len((await desk.gets(FAR, "GET", "/plans?state=open"))["items"]) == 3


async def test_the_unit_that_answers_sees_it_and_no_longer_when_another_one_does(desk: Desk) -> None:
    await desk.hear(submitted(), decided())
    task_id = await a_task(desk)
    await desk.hear(fact(IdeaRerouted, idea_id=IDEA, unit_id=ABROAD))
    assert await surfaces(desk, FAR, task_id) == {200}
    await desk.hear(fact(IdeaRerouted, idea_id=IDEA, unit_id=INSIDE))
    assert await surfaces(desk, FAR, task_id) == {404}


async def test_an_idea_that_is_not_known_here_yet_is_shown_to_nobody_but_those_who_work_on_it(desk: Desk) -> None:
    await desk.gets(LEAD, "POST", "/plans", {"idea_id": str(IDEA), "title": "Rooms"}, expect=201)
    assert await desk.refused(NEAR, "GET", PLAN) == (404, "not-found")
    assert await desk.refused(NEAR, "GET", f"/locks/{IDEA}") == (404, "not-found")
    await desk.gets(LEAD, "GET", PLAN)
    await desk.hear(submitted("organisation"))
    await desk.gets(FAR, "GET", PLAN)
    await desk.hear(submitted())
    assert await desk.refused(FAR, "GET", PLAN) == (404, "not-found")


async def test_what_was_prepared_ends_with_an_idea_that_is_withdrawn_or_merged(desk: Desk) -> None:
    into = ids.new_id()
    ends = (
        fact(IdeaWithdrawn, idea_id=IDEA),
        fact(IdeaMerged, idea_id=IDEA, into_idea_id=into, authors=(Author(person_id=NEAR, share=100),)),
    )
    for end in ends:
        await desk.pool.execute("TRUNCATE plan CASCADE")
        await desk.hear(submitted("organisation"))
        await desk.gets(LEAD, "POST", "/plans", {"idea_id": str(IDEA), "title": "Rooms"}, expect=201)
        await desk.hear(end, end)
        assert (await desk.gets(NEAR, "GET", PLAN))["state"] == "withdrawn"
        body = {"title": "Install", "owner_id": str(OWNER), "due_on": "2026-06-01"}
        assert await desk.refused(LEAD, "POST", f"{PLAN}/tasks", body) == (409, "wrong-step")
    assert await desk.announced() == []


async def test_a_late_withdrawal_does_not_end_a_plan_that_is_carried_out(desk: Desk) -> None:
    await desk.hear(submitted(), decided(), fact(IdeaWithdrawn, idea_id=IDEA))
    assert (await desk.gets(NEAR, "GET", PLAN))["state"] == "open"


@pytest.mark.parametrize("merged_first", [True, False])
async def test_invariant_3_an_author_of_a_merged_idea_verifies_no_benefit_and_may_have_a_part(
    desk: Desk, merged_first: bool
) -> None:
    controller = uuid4()
    await desk.hear(a_person(controller, "benefit-controller", unit_id=HOME))
    merged = fact(
        IdeaMerged, idea_id=ids.new_id(), into_idea_id=IDEA, authors=(Author(person_id=controller, share=100),)
    )
    for event in (submitted(), merged, decided()) if merged_first else (submitted(), decided(), merged):
        await desk.hear(event)
    offer = {"person_id": str(controller), "part": "Try it", "hours": 20}
    await desk.gets(LEAD, "POST", f"{PLAN}/role-offers", offer, expect=201)
    task_id = await a_task(desk)
    for who, step in ((OWNER, "start"), (OWNER, "done"), (LEAD, "verification")):
        await desk.gets(who, "POST", f"{PLAN}/tasks/{task_id}/{step}")
    body = {"kind": "hours", "amount": "120", "unit": "hours a year"}
    benefit = await desk.gets(LEAD, "POST", f"{PLAN}/benefits", body, expect=201)
    path = f"{PLAN}/benefits/{benefit['benefit_id']}"
    await desk.gets(LEAD, "POST", f"{PLAN}/completion")
    await desk.gets(LEAD, "POST", f"{path}/measurement", {"amount": "95"})
    assert await desk.refused(controller, "POST", f"{path}/verification") == (403, "not-independent")


async def test_plans_come_by_their_next_day_and_those_in_which_one_has_a_part_alone(desk: Desk) -> None:
    """Tasks, milestones and measurements have days; a plan that waits for none comes last, and each once over the pages."""
    ideas = {title: ids.new_id() for title in ("None", "Milestone", "Task", "Hidden")}
    for title, idea_id in ideas.items():
        hidden = title == "Hidden"
        author = FAR if title == "None" else AUTHOR
        authors = (Author(person_id=author, share=100),)
        visible = submitted("unit" if hidden else "organisation", idea_id=idea_id, unit_id=ABROAD, authors=authors)
        await desk.hear(visible, decided().model_copy(update={"idea_id": idea_id, "title": title, "authors": authors}))
    body = {"owner_id": str(OWNER), "due_on": "2026-08-01"}
    await desk.gets(LEAD, "POST", f"/plans/{ideas['Task']}/tasks", {"title": "Buy"} | body, expect=201)
    body = {"title": "Ready", "due_on": "2026-07-01"}
    await desk.gets(LEAD, "POST", f"/plans/{ideas['Milestone']}/milestones", body, expect=201)

    async def titles(who: UUID, query: str) -> list[str]:
        found, path = [], f"/plans?limit=1&{query}"
        while path:
            page = await desk.gets(who, "GET", path)
            found += [line["title"] for line in page["items"]]
            path = (page["next"] or "").removeprefix("/api")
        return found

    assert await titles(NEAR, "order=due") == ["Milestone", "Task", "None"]
    assert await titles(NEAR, "") == ["Task", "Milestone", "None"]
    assert await titles(OWNER, "mine=true") == ["Task"]
    assert await titles(OWNER, "mine=true&order=due&state=completed") == []
    assert await titles(FAR, "mine=true") == ["None"]
    assert await titles(NEAR, "mine=true&order=due") == []
    line = (await desk.gets(OWNER, "GET", "/plans?mine=true"))["items"][0]
    assert (line["tasks"], line["verified"], line["due_on"], line["locked"]) == (1, 0, "2026-08-01", False)
    await desk.hear(fact(ConsultationRequired, idea_id=ideas["Task"], body_ids=(BODY,)))
    assert (await desk.gets(OWNER, "GET", "/plans?mine=true"))["items"][0]["locked"]
