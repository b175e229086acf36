"""What people want to be told, and what they follow, over HTTP."""

from __future__ import annotations

from uuid import uuid4

from tests.desk import Desk
from tests.integration.notify.office import (
    AUTHOR,
    BODY,
    COLLEAGUE,
    MEMBER,
    OFFICER,
    REVIEWER,
    a_case,
    an_idea,
    kinds,
    later,
    member,
    yesterday,
)

from shared.events.ideas import IdeaCommented, IdeaDecided, IdeaEndorsed, IdeaWithdrawn, SupportReached
from shared.events.implementation import IdeaImplemented
from shared.events.review import ReviewerAssigned
from shared.events.union_dialogue import ClockStarted
from shared.testing import fact

SILENT = {"inbox": False, "mail": False, "digest": False}


async def test_a_muted_kind_stays_out_of_the_inbox_from_then_on(desk: Desk) -> None:
    idea = await an_idea(desk)
    said = await desk.gets(AUTHOR, "PUT", "/preferences/support.reached", SILENT)
    assert (said["channels"], said["default"]["inbox"]) == (SILENT, True)
    await desk.hear(fact(SupportReached, idea_id=idea), fact(IdeaDecided, idea_id=idea))
    assert await kinds(desk, AUTHOR) == ["idea.decided"]
    assert (await desk.gets(AUTHOR, "GET", "/notifications/unread"))["unread"] == 1
    listed = {each["kind"]: each for each in await desk.gets(AUTHOR, "GET", "/preferences")}
    assert listed["support.reached"]["channels"] == SILENT
    assert listed["idea.decided"]["channels"] == {"inbox": True, "mail": True, "digest": False}
    assert {k["kind"] for k in await desk.gets(OFFICER, "GET", "/preferences") if k["channels"] == SILENT} == set()


async def test_what_a_period_set_by_law_depends_on_is_refused_with_the_reason(desk: Desk) -> None:
    answer = await desk.ask(MEMBER, "PUT", "/preferences/clock.started", SILENT)
    problem = answer.json()
    assert (answer.status_code, problem["type"]) == (422, "/problems/required-by-law")
    assert "period set by law" in problem["detail"]
    assert problem["errors"][0]["pointer"] == "/inbox"
    both = {"inbox": True, "mail": True, "digest": False}
    assert (await desk.gets(MEMBER, "PUT", "/preferences/clock.started", both))["channels"] == both
    await desk.hear(fact(ClockStarted, idea_id=await an_idea(desk), body_id=BODY))
    assert await kinds(desk, MEMBER) == ["clock.started"]
    assert await desk.refused(MEMBER, "PUT", "/preferences/no.such.kind", SILENT) == (404, "not-found")


async def test_taking_part_subscribes_and_may_be_ended(desk: Desk) -> None:
    idea = await an_idea(desk)
    await desk.hear(
        fact(IdeaCommented, idea_id=idea, by=COLLEAGUE),
        fact(IdeaEndorsed, idea_id=idea, by=COLLEAGUE, count=1),
        fact(ReviewerAssigned, idea_id=idea, person_id=REVIEWER),
    )
    (mine,) = (await desk.gets(COLLEAGUE, "GET", "/subscriptions"))["items"]
    assert (mine["reasons"], mine["may_end"], mine["ended"]) == (["commented", "endorsed"], True, False)
    assert mine["why"] == ["You commented on it.", "You stand behind it."]
    await desk.hear(fact(IdeaDecided, idea_id=idea))
    await desk.gets(COLLEAGUE, "DELETE", f"/subscriptions/{idea}", expect=204)
    assert (await desk.gets(COLLEAGUE, "GET", "/subscriptions"))["items"][0]["ended"] is True
    await desk.hear(fact(IdeaCommented, idea_id=idea, by=COLLEAGUE), fact(IdeaImplemented, idea_id=idea))
    assert await kinds(desk, COLLEAGUE) == ["idea.decided"], "a later comment does not subscribe against one's will"
    assert await kinds(desk, REVIEWER) == ["idea.implemented", "idea.commented", "idea.decided", "reviewer.assigned"]
    await desk.gets(COLLEAGUE, "PUT", f"/subscriptions/{idea}", expect=204)
    await desk.hear(fact(IdeaWithdrawn, idea_id=idea, by=AUTHOR))
    assert await kinds(desk, COLLEAGUE) == ["idea.withdrawn", "idea.decided"]


async def test_an_endorsement_taken_back_follows_no_more(desk: Desk) -> None:
    idea = await an_idea(desk)
    await desk.hear(
        fact(IdeaEndorsed, idea_id=idea, by=COLLEAGUE, count=1),
        fact(IdeaEndorsed, idea_id=idea, by=COLLEAGUE, count=0, taken_back=True),
        fact(IdeaDecided, idea_id=idea),
    )
    assert (await desk.gets(COLLEAGUE, "GET", "/subscriptions"))["items"] == []
    assert await kinds(desk, COLLEAGUE) == []


async def test_authors_and_representatives_stay_subscribed(desk: Desk) -> None:
    idea = await an_idea(desk)
    await a_case(desk, idea)
    for who in (AUTHOR, MEMBER):
        assert await desk.refused(who, "DELETE", f"/subscriptions/{idea}") == (409, "subscription-stays")
    assert await desk.refused(COLLEAGUE, "DELETE", f"/subscriptions/{idea}") == (404, "not-found")
    assert await desk.refused(COLLEAGUE, "PUT", f"/subscriptions/{uuid4()}") == (404, "not-found")
    await desk.hear(later(member(MEMBER, ends_on=yesterday())))
    assert (await desk.gets(MEMBER, "GET", "/subscriptions"))["items"] == []
    assert await desk.refused(MEMBER, "DELETE", f"/subscriptions/{idea}") == (404, "not-found")


async def test_subscriptions_have_pages(desk: Desk) -> None:
    ideas = [str(await an_idea(desk)) for _ in range(5)]
    page = await desk.gets(AUTHOR, "GET", "/subscriptions?limit=2")
    got = [line["idea_id"] for line in page["items"]]
    while page["next"]:
        page = (await desk.send(AUTHOR, "GET", page["next"])).json()
        got += [line["idea_id"] for line in page["items"]]
    assert got == ideas[::-1]
