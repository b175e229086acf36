"""A consultation over HTTP: how it comes to be, its way, who sees it, lists, and what waits for whom."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.integration.union_dialogue.dialogue import (
    ADMIN,
    ANSWER,
    AUTHOR,
    BODY,
    CHAIR,
    HEAD,
    IDEA,
    MEMBER,
    OFFICER,
    OPINION,
    OTHER,
    PACKAGE,
    SCHEME,
    SUBSTITUTE,
    Dialogue,
    a_body,
    a_calendar,
    changed,
    person,
    required,
)

from shared import clock
from shared.errors import Language
from shared.events.ideas import ConsultationNotRequired
from shared.testing import fact
from shared.testing.still_clock import fake_clock


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
async def test_a_case_waits_until_body_and_calendar_are_known(empty: Dialogue, order: tuple[int, int]) -> None:
    await empty.hear(required())
    known = (a_body(), a_calendar())
    await empty.hear(known[order[0]])
    assert await empty.announced() == []
    await empty.hear(known[order[1]])
    assert await empty.announced() == ["case.prepared"]
    await empty.hear(required(), *known)
    assert await empty.announced() == ["case.prepared"]
    await empty.case()


async def test_the_way_from_package_to_closing(desk: Dialogue) -> None:
    case = await desk.running()
    assert await desk.deadlines() == [await desk.due_at(case)]
    assert await desk.status(MEMBER, "POST", f"{case}/opinion", OPINION) == 403
    assert await desk.status(CHAIR, "POST", f"{case}/opinion", OPINION) == 201
    assert await desk.deadlines() == []
    refused = await desk.refused(OFFICER, "POST", f"{case}/closing", {"result": "agreed"})
    assert refused == (409, "points-unanswered")
    assert await desk.status(HEAD, "POST", f"{case}/response", ANSWER) == 201
    assert await desk.status(OFFICER, "POST", f"{case}/closing", {"result": "agreed"}) == 200
    assert await desk.announced() == [
        "case.prepared",
        "case.opened",
        "package.provided",
        "package.received",
        "clock.started",
        "opinion.delivered",
        "response.published",
        "case.closed",
    ]


@pytest.mark.parametrize("who", [OFFICER, HEAD, SCHEME, MEMBER, SUBSTITUTE, ADMIN, AUTHOR, OTHER])
async def test_only_the_chair_delivers_the_opinion_and_waives(desk: Dialogue, who: UUID) -> None:
    case = await desk.running()
    sees = who in (OFFICER, HEAD, SCHEME, MEMBER)
    for path, body in (("opinion", OPINION), ("waiver", {"reason": "No."})):
        assert await desk.status(who, "POST", f"{case}/{path}", body) == (403 if sees else 404)
    assert (await desk.gets(CHAIR, "GET", case))["state"] == "running"


async def test_a_case_is_hidden_from_those_it_does_not_concern(desk: Dialogue) -> None:
    case = await desk.case()
    for who in (CHAIR, MEMBER, OFFICER, HEAD, SCHEME):
        assert await desk.status(who, "GET", case) == 200
    for who in (ADMIN, OTHER, AUTHOR, SUBSTITUTE):
        assert await desk.status(who, "GET", case) == 404
        seen, unseen = [(await desk.ask(who, "GET", path)).json() for path in (case, f"/cases/{uuid4()}")]
        assert seen["detail"] == unseen["detail"]
        assert (await desk.gets(who, "GET", "/cases"))["items"] == []
        assert await desk.gets(who, "GET", "/union-dialogue/tasks") == []


async def test_a_mandate_of_another_body_opens_nothing(desk: Dialogue) -> None:
    stranger, other_body = uuid4(), uuid4()
    await desk.hear(a_body(body=other_body))
    elsewhere = person(stranger, mandate="chair")
    mandates = (elsewhere.mandates[0].model_copy(update={"body_id": other_body}),)
    await desk.hear(elsewhere.model_copy(update={"mandates": mandates}))
    case = await desk.running()
    assert await desk.status(stranger, "GET", case) == 404
    assert await desk.status(stranger, "POST", f"{case}/opinion", OPINION) == 404
    assert (await desk.gets(stranger, "GET", "/cases"))["items"] == []


async def test_management_with_a_mandate_does_not_act_for_the_body(desk: Dialogue) -> None:
    """Whoever decides for the employer does not sit on both sides, whatever the HR system says."""
    case = await desk.running()
    await desk.hear(changed(person(HEAD, "decision-maker", mandate="chair")))
    assert await desk.status(HEAD, "POST", f"{case}/opinion", OPINION) == 403
    assert await desk.status(HEAD, "GET", f"{case}/rooms/representatives/messages") == 404


async def test_an_administrator_with_a_mandate_enters_no_room(desk: Dialogue) -> None:
    """Who administers the system reads nothing of the body, whatever the HR system says (invariant 14)."""
    case = await desk.running()
    await desk.hear(changed(person(HEAD, "administrator", mandate="member")))
    assert await desk.status(HEAD, "GET", case) == 404
    for room in ("representatives", "joint", "management"):
        assert await desk.status(HEAD, "GET", f"{case}/rooms/{room}/messages") == 404
    assert (await desk.gets(HEAD, "GET", "/cases"))["items"] == []


async def test_cases_are_listed_by_state_body_result_idea_and_due_date_page_by_page(desk: Dialogue) -> None:
    ideas = [uuid4() for _ in range(4)]
    await desk.hear(*(required(idea) for idea in ideas))
    case = await desk.running()

    async def listed(query: str, who: UUID = OFFICER) -> list[str]:
        return [item["idea_id"] for item in (await desk.gets(who, "GET", f"/cases?{query}"))["items"]]

    assert await listed("state=running") == [str(IDEA)]
    assert len(await listed("state=prepared")) == 4
    assert await listed(f"body_id={BODY}&limit=100") == await listed("limit=100", CHAIR)
    assert await listed(f"body_id={uuid4()}") == []
    due = await desk.due_at(case)
    later, earlier = ((due + timedelta(seconds=n)).strftime("%Y-%m-%dT%H:%M:%SZ") for n in (1, -1))
    assert await listed(f"due_before={later}") == [str(IDEA)]
    assert await listed(f"due_before={earlier}") == []
    await desk.gets(CHAIR, "POST", f"{case}/waiver", {"reason": "Known already."})
    assert await listed("result=waived") == [str(IDEA)]
    first = await desk.gets(OFFICER, "GET", "/cases?limit=3")
    rest = await desk.gets(OFFICER, "GET", first["next"].removeprefix("/api"))
    everything = [item["case_id"] for item in first["items"] + rest["items"]]
    assert everything == sorted(everything, reverse=True)
    assert len(set(everything)) == 5


async def waiting(desk: Dialogue, who: UUID) -> list[str]:
    return [item["kind"] for item in await desk.gets(who, "GET", "/union-dialogue/tasks")]


async def test_what_waits_for_whom_follows_the_case(desk: Dialogue) -> None:
    async def all_waiting() -> tuple[list[str], ...]:
        return tuple([await waiting(desk, who) for who in (OFFICER, HEAD, CHAIR, MEMBER)])

    case = await desk.case()
    assert await all_waiting() == (["case.package-owed"], [], [], [])
    await desk.provided()
    assert await all_waiting() == ([], [], ["case.receipt-owed"], ["case.receipt-owed"])
    await desk.gets(CHAIR, "POST", f"{case}/receipt", {})
    (owed,) = await desk.gets(MEMBER, "GET", "/union-dialogue/tasks")
    last_day = (await desk.gets(MEMBER, "GET", f"{case}/clock"))["last_day"]
    assert (owed["kind"], owed["due_on"], owed["link"]) == ("case.opinion-owed", last_day, f"/api{case}")
    await desk.gets(CHAIR, "POST", f"{case}/completeness", {})
    assert await all_waiting() == (["case.completion-owed"], [], [], [])
    await desk.gets(OFFICER, "POST", f"{case}/package", PACKAGE, expect=201)
    assert await all_waiting() == ([], [], ["case.completion-to-settle"], ["case.completion-to-settle"])
    await desk.gets(MEMBER, "POST", f"{case}/completeness/settlement", {"outcome": "completed"})
    terms = {"span": {"n": 15, "unit": "working-days"}}
    await desk.gets(OFFICER, "POST", f"{case}/clock/agreements", terms, expect=201)
    assert await waiting(desk, CHAIR) == ["case.opinion-owed", "case.agreement-to-confirm"]
    await desk.gets(CHAIR, "POST", f"{case}/opinion", OPINION, expect=201)
    assert await all_waiting() == (["case.answers-owed"], ["case.answers-owed"], [], [])
    await desk.gets(HEAD, "POST", f"{case}/response", ANSWER, expect=201)
    assert await all_waiting() == (["case.closing-owed"], [], ["case.answers-to-consider"], [])
    await desk.gets(OFFICER, "POST", f"{case}/closing", {"result": "agreed"})
    assert await all_waiting() == ([], [], [], [])


async def test_an_idea_said_to_need_no_consultation_waits_for_the_chair_while_it_may_be_contested(
    desk: Dialogue,
) -> None:
    idea, until = uuid4(), clock.now().date() + timedelta(days=7)
    await desk.provided()
    await desk.hear(fact(ConsultationNotRequired, idea_id=idea, why="No right is touched.", contestable_until=until))
    items = await desk.gets(CHAIR, "GET", "/union-dialogue/tasks")
    assert [(each["kind"], each["due_on"]) for each in items] == [
        ("consultation.contestable", until.isoformat()),
        ("case.receipt-owed", None),
    ]
    assert items[0]["idea_id"] == str(idea)
    for who in (OFFICER, MEMBER, SCHEME):
        assert "consultation.contestable" not in await waiting(desk, who)
    with fake_clock(clock.now()) as moved:
        moved.move_forward(timedelta(days=8))
        assert "consultation.contestable" not in await waiting(desk, CHAIR)
    await desk.hear(required(idea))
    assert "consultation.contestable" not in await waiting(desk, CHAIR)


async def test_what_cannot_be_is_said_where_it_stands(desk: Dialogue) -> None:
    case = await desk.delivered()
    twice: dict[str, Any] = {"points": ANSWER["points"] * 2}
    answer = await desk.ask(HEAD, "POST", f"{case}/response", twice)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/points/1/number")
    words: dict[Language, str] = {"fr": "point", "de": "Punkt"}
    for language, word in words.items():
        told = await desk.send(HEAD, "POST", f"/api{case}/response", twice, language=language)
        assert word in told.json()["detail"]
    assert (await desk.gets(HEAD, "GET", case))["unanswered"] == [1]
