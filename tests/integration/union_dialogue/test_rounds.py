"""An idea that is consulted on again, contested before it is, or withdrawn in the middle."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.desk import a_person
from tests.integration.union_dialogue.dialogue import (
    BODY,
    CHAIR,
    HEAD,
    IDEA,
    MEMBER,
    OFFICER,
    SCHEME,
    Dialogue,
    a_body,
    held,
    required,
)

from shared import clock
from shared.events.ideas import (
    ConsultationContested,
    ConsultationNotRequired,
    IdeaDecided,
    IdeaWithdrawn,
    RightTouched,
)
from shared.testing import fact


async def cases(desk: Dialogue) -> list[dict[str, Any]]:
    """All cases on the idea, the newest first."""
    return list((await desk.gets(SCHEME, "GET", f"/cases?idea_id={IDEA}"))["items"])


async def test_a_second_round_opens_a_second_case_once_the_first_is_closed(desk: Dialogue) -> None:
    first = await desk.running()
    await desk.gets(CHAIR, "POST", f"{first}/waiver", {"reason": "Known."})
    for _ in range(2):
        await desk.hear(required(round=2, measure="Cameras"))
    await desk.hear(required())  # the first one, late
    (second, before) = await cases(desk)
    assert (second["state"], second["round"], second["measure"]) == ("prepared", 2, "Cameras")
    assert (before["state"], before["round"]) == ("closed", 1)
    await desk.gets(CHAIR, "POST", f"/cases/{second['case_id']}/waiver", {"reason": "Known too."})
    assert ['"round":2' in told.replace(" ", "") for told in await desk.told("case.closed")] == [False, True]


async def test_an_open_case_stands_for_what_is_asked_meanwhile(desk: Dialogue) -> None:
    case = await desk.running()
    new = RightTouched(right="Pay", rule="No. 4", question="pay")
    await desk.hear(required(round=2, measure="Sensors and pay", rights=(new,)))
    (only,) = await cases(desk)
    assert (only["state"], only["round"], only["measure"]) == ("running", 2, "Sensors and pay")
    assert [right["question"] for right in only["rights"]][-1] == "pay"
    await desk.gets(CHAIR, "POST", f"{case}/waiver", {"reason": "Known."})
    assert '"round":2' in (await desk.told("case.closed"))[0].replace(" ", "")


@pytest.mark.parametrize("step", ["case", "provided", "running", "delivered"])
async def test_an_idea_withdrawn_closes_its_case_and_each_room_says_why(desk: Dialogue, step: str) -> None:
    case = await getattr(desk, step)()
    await desk.gets(CHAIR, "POST", f"{case}/rooms/joint/messages", {"text": "Questions?"}, expect=201)
    for _ in range(2):
        await desk.hear(fact(IdeaWithdrawn, idea_id=IDEA))
    seen = await desk.gets(CHAIR, "GET", case)
    assert (seen["state"], seen["result"]) == ("closed", "withdrawn")
    assert (await desk.announced()).count("case.withdrawn") == 1
    assert await desk.deadlines() == []
    for who in (CHAIR, MEMBER, OFFICER, HEAD):
        assert await desk.gets(who, "GET", "/union-dialogue/tasks") == []
    assert await desk.refused(OFFICER, "POST", f"{case}/package", {"measure": "x", "reasons": "x", "effects": "x"}) == (
        409,
        "wrong-case-state",
    )
    for who, room in ((CHAIR, "representatives"), (OFFICER, "management"), (CHAIR, "joint")):
        said = (await desk.gets(who, "GET", f"{case}/rooms/{room}/messages"))["items"]
        assert (said[-1]["author_id"], said[-1]["notice"]) == (None, "idea-withdrawn")
        assert "withdrawn" in said[-1]["text"]
    message = f"/api{case}/rooms/joint/messages/{said[-1]['message_id']}"
    german = await desk.send(CHAIR, "GET", f"{message}/editions", language="de")
    assert "zurückgezogen" in german.json()[0]["text"]
    edit = await desk.send(CHAIR, "PATCH", message, {"text": "x"}, {"if-match": '"1"'})
    assert edit.status_code == 403


async def test_a_case_that_waits_for_its_body_ends_with_the_idea_too(empty: Dialogue) -> None:
    await empty.hear(required(), fact(IdeaWithdrawn, idea_id=IDEA), a_body())
    assert [case["result"] for case in await cases(empty)] == ["withdrawn"]
    assert await empty.announced() == ["case.withdrawn"]


async def test_a_closed_case_keeps_its_result_when_the_idea_is_withdrawn(desk: Dialogue) -> None:
    case = await desk.running()
    await desk.gets(CHAIR, "POST", f"{case}/waiver", {"reason": "Known."})
    await desk.hear(fact(IdeaWithdrawn, idea_id=IDEA))
    assert (await desk.gets(CHAIR, "GET", case))["result"] == "waived"


async def waits(desk: Dialogue, who: UUID, idea: UUID) -> bool:
    found = await desk.gets(who, "GET", "/union-dialogue/tasks")
    return f"/api/ideas/{idea}/impact-screen" in [each["link"] for each in found]


@pytest.mark.parametrize("end", ["contested", "required", "withdrawn", "declined"])
async def test_what_may_be_contested_waits_for_the_chairs_who_may_until_something_ends_it(
    desk: Dialogue, end: str
) -> None:
    other, body, elsewhere, third, idea = (uuid4() for _ in range(5))
    chairs = {other: body, elsewhere: third}
    people = (a_person(who, mandates=(held("chair", body=of),)) for who, of in chairs.items())
    await desk.hear(a_body(body=body), a_body(body=third), *people)
    until = clock.now().date() + timedelta(days=9)
    await desk.hear(
        fact(ConsultationNotRequired, idea_id=idea, contestable_until=until, body_ids=(BODY, body)),
    )
    assert [await waits(desk, who, idea) for who in (CHAIR, other, elsewhere, MEMBER)] == [True, True, False, False]
    await desk.hear(
        {
            "contested": fact(ConsultationContested, idea_id=idea, body_id=BODY),
            "required": required(idea),
            "withdrawn": fact(IdeaWithdrawn, idea_id=idea),
            "declined": fact(IdeaDecided, idea_id=idea, outcome="declined"),
        }[end]
    )
    assert [await waits(desk, who, idea) for who in (CHAIR, other)] == [False, end == "contested"]
    await desk.hear(fact(ConsultationNotRequired, idea_id=idea, contestable_until=until, body_ids=(BODY, body)))
    assert await waits(desk, CHAIR, idea) == (end != "contested")  # a body contests a screening once


async def test_an_idea_declined_while_it_is_consulted_on_closes_its_case(desk: Dialogue) -> None:
    case = await desk.running()
    await desk.hear(fact(IdeaDecided, idea_id=IDEA, outcome="deferred"))
    assert (await desk.gets(CHAIR, "GET", case))["state"] == "running"
    await desk.hear(fact(IdeaDecided, idea_id=IDEA, outcome="declined"))
    assert (await desk.gets(CHAIR, "GET", case))["result"] == "withdrawn"
    said = (await desk.gets(MEMBER, "GET", f"{case}/rooms/representatives/messages"))["items"]
    assert said[-1]["notice"] == "idea-declined"
    assert "idea-declined" in (await desk.told("case.withdrawn"))[0]
