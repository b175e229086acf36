"""Opinion, answers and ends over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from tests.integration.union_dialogue.dialogue import (
    ANSWER,
    AUTHOR,
    CHAIR,
    HEAD,
    MEMBER,
    OFFICER,
    OPINION,
    SCHEME,
    SUBSTITUTE,
    Dialogue,
    changed,
    person,
)


def attended(*present: Any, excluded: tuple[Any, ...] = (), **votes: int) -> dict[str, Any]:
    cast = {"in_favour": 0, "against": 0, "abstained": 0} | votes
    people = {"present": [str(each) for each in present], "excluded": [str(each) for each in excluded]}
    return OPINION | people | {"votes": cast}


async def test_the_council_sees_before_the_vote_who_may_vote(desk: Dialogue) -> None:
    await desk.hear(changed(person(AUTHOR, mandate="member")))
    case = await desk.running()
    seen = await desk.gets(MEMBER, "GET", f"{case}/attendance")
    assert (seen["seats"], seen["quorum"], seen["majority"]) == (3, 2, "of-present")
    assert {(each["person_id"], each["role"], each["conflicted"]) for each in seen["members"]} == {
        (str(CHAIR), "chair", False),
        (str(MEMBER), "member", False),
        (str(AUTHOR), "member", True),
        (str(SUBSTITUTE), "substitute", False),
    }
    for who in (OFFICER, HEAD, SCHEME):
        assert await desk.status(who, "GET", f"{case}/attendance") == 403


async def test_a_vote_that_cannot_stand_is_refused_with_its_reason(desk: Dialogue) -> None:
    await desk.hear(changed(person(AUTHOR, mandate="member")))
    case = await desk.running()
    for body, slug in (
        (attended(CHAIR, in_favour=1), "no-quorum"),
        (attended(CHAIR, MEMBER, in_favour=1, against=1), "resolution-lost"),
        (attended(CHAIR, MEMBER, in_favour=1, abstained=1), "resolution-lost"),
        (attended(CHAIR, MEMBER, in_favour=3), "votes-do-not-add-up"),
        (attended(CHAIR, MEMBER, uuid4(), in_favour=3), "not-a-member"),
        (attended(CHAIR, MEMBER, AUTHOR, SUBSTITUTE, in_favour=4), "too-many-substitutes"),
        (attended(CHAIR, MEMBER, AUTHOR, in_favour=2, against=1), "vote-void"),
    ):
        assert (await desk.refused(CHAIR, "POST", f"{case}/opinion", body))[1] == slug
    seat = {"substitute_id": str(SUBSTITUTE), "member_id": str(AUTHOR)}
    await desk.gets(CHAIR, "POST", f"{case}/substitutes", seat, expect=201)
    sits_in = attended(CHAIR, MEMBER, SUBSTITUTE, excluded=(AUTHOR,), in_favour=2, against=1)
    seen = await desk.gets(CHAIR, "POST", f"{case}/opinion", sits_in, expect=201)
    assert (seen["state"], seen["warnings"]) == ("opinion", [])
    assert seen["opinion"]["excluded"] == [str(AUTHOR)]


async def test_doubts_about_a_vote_are_shown_in_the_readers_language(desk: Dialogue) -> None:
    case = await desk.delivered()
    told = [
        (await desk.send(HEAD, "GET", f"/api{case}", language=language)).json()["warnings"]
        for language in ("en", "fr", "de")
    ]
    assert [each[0]["code"] for each in told] == ["attendance-not-recorded"] * 3
    assert len({each[0]["text"] for each in told}) == 3


async def test_invariant_6_opinion_and_answers_are_immutable_and_corrections_are_new_events(desk: Dialogue) -> None:
    case = await desk.delivered()
    issued = (await desk.gets(CHAIR, "GET", case))["opinion"]
    assert await desk.refused(CHAIR, "POST", f"{case}/opinion", OPINION) == (409, "wrong-case-state")
    slip = {"point": 1, "text": "Floor 2, not floor 3."}
    assert await desk.status(OFFICER, "POST", f"{case}/opinion/corrections", slip) == 403
    seen = await desk.gets(CHAIR, "POST", f"{case}/opinion/corrections", slip, expect=201)
    assert (seen["opinion"], seen["corrections"][0]["text"]) == (issued, "Floor 2, not floor 3.")
    await desk.gets(HEAD, "POST", f"{case}/response", ANSWER, expect=201)
    assert await desk.refused(HEAD, "POST", f"{case}/response", ANSWER) == (422, "unknown-point")
    other = {"number": 1, "answer": "partly", "reason": "From June.", "why": "The vendor is late."}
    assert await desk.status(CHAIR, "POST", f"{case}/response/corrections", other) == 403
    seen = await desk.gets(OFFICER, "POST", f"{case}/response/corrections", other, expect=201)
    assert (seen["answers"][0]["answer"], seen["corrections"][1]["former"]["answer"]) == ("partly", "adopted")
    assert (await desk.announced())[-3:] == ["opinion.corrected", "response.published", "response.corrected"]


async def test_invariant_8_closing_is_refused_while_a_point_is_unanswered(desk: Dialogue) -> None:
    case = await desk.delivered()
    for body in ({"result": "agreed"}, {"result": "disagreed", "reason": "We differ."}):
        assert await desk.refused(OFFICER, "POST", f"{case}/closing", body) == (409, "points-unanswered")
    assert await desk.refused(CHAIR, "POST", f"{case}/closing", {"result": "agreed"}) == (409, "points-unanswered")
    assert (await desk.gets(CHAIR, "GET", case))["state"] == "opinion"


async def test_a_disagreement_is_closed_with_its_reason_and_an_agreement_over_open_points_by_the_body(
    desk: Dialogue,
) -> None:
    case = await desk.delivered()
    partly = {"points": [{"number": 1, "answer": "partly", "reason": "Not all."}]}
    await desk.gets(HEAD, "POST", f"{case}/response", partly, expect=201)
    closing = f"{case}/closing"
    assert await desk.refused(OFFICER, "POST", closing, {"result": "agreed"}) == (409, "agreement-needs-the-body")
    assert await desk.refused(OFFICER, "POST", closing, {"result": "disagreed"}) == (422, "say-why")
    assert await desk.status(CHAIR, "POST", closing, {"result": "disagreed", "reason": "No."}) == 403
    assert await desk.status(MEMBER, "POST", closing, {"result": "agreed"}) == 403
    seen = await desk.gets(CHAIR, "POST", closing, {"result": "agreed"})
    assert (seen["state"], seen["result"]) == ("closed", "agreed")


async def test_a_waiver_closes_with_its_reason_and_stops_the_clock(desk: Dialogue) -> None:
    case = await desk.running()
    assert await desk.status(CHAIR, "POST", f"{case}/waiver", {}) == 422
    seen = await desk.gets(CHAIR, "POST", f"{case}/waiver", {"reason": "Settled last year."})
    assert (seen["result"], seen["reason"], await desk.deadlines()) == ("waived", "Settled last year.", [])
    assert "Settled last year." in (await desk.told("case.closed"))[0]


async def test_an_author_in_management_neither_answers_nor_closes_the_case_of_their_idea(desk: Dialogue) -> None:
    case = await desk.delivered()
    await desk.hear(changed(person(AUTHOR, "consultation-officer")))
    assert await desk.refused(AUTHOR, "POST", f"{case}/response", ANSWER) == (403, "own-idea-case")
    await desk.gets(HEAD, "POST", f"{case}/response", ANSWER, expect=201)
    assert await desk.refused(AUTHOR, "POST", f"{case}/closing", {"result": "agreed"}) == (403, "own-idea-case")
