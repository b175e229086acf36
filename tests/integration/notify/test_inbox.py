"""The inbox over HTTP: why somebody is told, filters, counts, marks, stable pages."""

from __future__ import annotations

from itertools import permutations
from uuid import uuid4

import pytest
from tests.desk import Desk
from tests.integration.notify.office import (
    AUTHOR,
    COLLEAGUE,
    HEAD,
    MEMBER,
    OFFICER,
    OTHER_OFFICER,
    REVIEWER,
    a_case,
    an_idea,
    kinds,
)

from shared import ids
from shared.events.ideas import (
    AnswerOverdue,
    AppealDecided,
    AppealLodged,
    Author,
    IdeaCommented,
    IdeaDecided,
    IdeaMerged,
    IdeaReturned,
    IdeaWithdrawn,
    ReviewRequested,
    SupportReached,
)
from shared.events.review import ReviewerAssigned, Reviewing, RoundCalibrating
from shared.events.union_dialogue import ClockStarted
from shared.testing import fact


async def test_each_line_says_why_its_reader_gets_it(desk: Desk) -> None:
    idea = await an_idea(desk)
    await desk.hear(
        fact(IdeaReturned, idea_id=idea),
        fact(ReviewerAssigned, idea_id=idea, person_id=REVIEWER),
        fact(ClockStarted, idea_id=idea, body_id=(await _body(desk, idea))),
        fact(IdeaCommented, idea_id=idea, by=HEAD, mentions=(COLLEAGUE,)),
    )
    why = {}
    for who in (AUTHOR, OFFICER, REVIEWER, MEMBER, COLLEAGUE):
        line = (await desk.gets(who, "GET", "/notifications"))["items"][-1]
        why[who] = (line["kind"], line["reason"], line["why"], line["may_mute"])
    assert why == {
        AUTHOR: ("idea.returned", "author", "You are an author.", True),
        OFFICER: ("idea.submitted", "role", "It is part of your function: scheme office.", True),
        REVIEWER: ("reviewer.assigned", "assigned", "You are assigned.", True),
        MEMBER: ("clock.started", "mandate", "You represent Staff council.", False),
        COLLEAGUE: ("idea.commented", "mentioned", "You were mentioned.", True),
    }


async def _body(desk: Desk, idea: object) -> object:
    await a_case(desk, idea)  # type: ignore[arg-type]
    return await desk.pool.fetchval("SELECT body_id FROM known_case WHERE idea_id = $1", idea)


async def test_the_words_are_in_the_readers_language(desk: Desk) -> None:
    idea = await an_idea(desk, title="Räume")
    await desk.hear(fact(IdeaReturned, idea_id=idea))
    for language, text in (
        ("fr", "Votre idée vous revient avec une question\N{NARROW NO-BREAK SPACE}: Räume"),
        ("de", "Ihre Idee kam mit einer Frage zurück: Räume"),
    ):
        answer = await desk.send(AUTHOR, "GET", "/api/notifications", headers={"accept-language": language})
        assert [line["text"] for line in answer.json()["items"]] == [text]


async def test_filters_count_and_marks_agree(desk: Desk) -> None:
    first, second = await an_idea(desk), await an_idea(desk)
    await desk.hear(fact(IdeaReturned, idea_id=first), fact(SupportReached, idea_id=second))
    assert await kinds(desk, AUTHOR, f"?idea_id={first}") == ["idea.returned"]
    assert await kinds(desk, AUTHOR, "?kind=support.reached") == ["support.reached"]
    assert await desk.refused(AUTHOR, "GET", "/notifications?kind=no.such") == (422, "unknown-kind")
    newest, oldest = (await desk.gets(AUTHOR, "GET", "/notifications"))["items"]
    await desk.gets(AUTHOR, "PATCH", f"/notifications/{oldest['notification_id']}", {"read": True}, expect=204)
    assert await kinds(desk, AUTHOR, "?unread=true") == ["support.reached"]
    assert (await desk.gets(AUTHOR, "GET", "/notifications/unread"))["unread"] == 1
    await desk.gets(AUTHOR, "PATCH", f"/notifications/{oldest['notification_id']}", {"read": False}, expect=204)
    assert (await desk.gets(AUTHOR, "GET", "/notifications/unread"))["unread"] == 2
    assert await desk.refused(OFFICER, "PATCH", f"/notifications/{newest['notification_id']}", {"read": True}) == (
        404,
        "not-found",
    )


async def test_all_is_marked_as_read_up_to_what_was_seen(desk: Desk) -> None:
    first, second = await an_idea(desk), await an_idea(desk)
    await desk.hear(fact(IdeaReturned, idea_id=first), fact(SupportReached, idea_id=second))
    seen = (await desk.gets(AUTHOR, "GET", "/notifications"))["items"][0]["notification_id"]
    await desk.hear(fact(IdeaDecided, idea_id=first))
    assert await desk.gets(AUTHOR, "POST", "/notifications/read", {"up_to": seen, "idea_id": str(second)}) == {
        "marked": 1
    }
    assert await desk.gets(AUTHOR, "POST", "/notifications/read", {"up_to": seen}) == {"marked": 1}
    assert await kinds(desk, AUTHOR, "?unread=true") == ["idea.decided"]
    assert await desk.gets(AUTHOR, "POST", "/notifications/read", {}) == {"marked": 1}
    assert (await desk.gets(OFFICER, "GET", "/notifications/unread"))["unread"] == 2, "another inbox is not touched"


async def test_pages_are_stable_while_news_arrive(desk: Desk) -> None:
    ideas = [await an_idea(desk) for _ in range(5)]
    page = await desk.gets(OFFICER, "GET", "/notifications?limit=2")
    got = [line["idea_id"] for line in page["items"]]
    while page["next"]:
        await an_idea(desk)
        page = (await desk.send(OFFICER, "GET", page["next"])).json()
        got += [line["idea_id"] for line in page["items"]]
    assert got == [str(each) for each in reversed(ideas)]


async def test_kinds_are_described_and_say_which_may_not_be_muted(desk: Desk) -> None:
    answer = await desk.send(COLLEAGUE, "GET", "/api/notifications/kinds", language="de")
    said = {kind["kind"]: kind for kind in answer.json()}
    assert said["round.concluded"] == {
        "kind": "round.concluded",
        "about": "Die Begutachtung einer Idee ist abgeschlossen.",
        "may_mute": True,
        "why_not": None,
    }
    assert (said["clock.started"]["may_mute"], "gesetzliche Frist" in said["clock.started"]["why_not"]) == (False, True)


async def test_the_same_event_twice_is_told_once(desk: Desk) -> None:
    idea, cause = await an_idea(desk), ids.new_id()
    event = fact(SupportReached, idea_id=idea)
    for _ in range(2):
        await desk.hear(event, cause=cause)
    assert await kinds(desk, AUTHOR) == ["support.reached"]
    assert (await desk.announced()).count("notification.delivered") == 3  # the offices' two, and this one


async def test_a_person_with_two_parts_in_an_event_is_told_once(desk: Desk) -> None:
    idea = await an_idea(desk)
    await desk.hear(fact(IdeaCommented, idea_id=idea, by=COLLEAGUE))
    await desk.hear(fact(IdeaCommented, idea_id=idea, by=HEAD, mentions=(AUTHOR, COLLEAGUE, HEAD)))
    assert await kinds(desk, AUTHOR) == ["idea.commented", "idea.commented"]
    lines = (await desk.gets(COLLEAGUE, "GET", "/notifications"))["items"]
    assert [line["reason"] for line in lines] == ["mentioned"]
    assert await kinds(desk, HEAD) == [], "nobody is told of what they did"


async def test_who_concerned_by_what_is_told(desk: Desk) -> None:
    origin, into = await an_idea(desk, COLLEAGUE), await an_idea(desk)
    await desk.hear(
        fact(IdeaMerged, idea_id=origin, into_idea_id=into, by=OFFICER, authors=()),
        fact(ReviewRequested, idea_id=into, by=OFFICER),
        fact(AppealLodged, idea_id=into, by=AUTHOR),
    )
    assert await kinds(desk, COLLEAGUE) == ["idea.merged"]
    assert await kinds(desk, AUTHOR) == ["review.requested"]
    assert await kinds(desk, HEAD) == ["appeal.lodged"]
    assert await kinds(desk, OTHER_OFFICER) == ["idea.submitted", "idea.submitted"]


@pytest.mark.parametrize("order", list(permutations(range(2))))
async def test_authors_of_a_merged_idea_hear_how_the_other_one_ends(desk: Desk, order: tuple[int, ...]) -> None:
    """In whichever order the topic's two keys bring the merge and the answer."""
    origin, into = await an_idea(desk, COLLEAGUE), await an_idea(desk)
    merged = fact(
        IdeaMerged, idea_id=origin, into_idea_id=into, by=OFFICER, authors=(Author(person_id=COLLEAGUE, share=100),)
    )
    decided = fact(IdeaDecided, idea_id=into, by=HEAD, outcome="declined", authors=(), merged_authors=(COLLEAGUE,))
    await desk.hear(*((merged, decided)[place] for place in order))
    await desk.hear(fact(AppealDecided, idea_id=into, by=HEAD))
    assert set(await kinds(desk, COLLEAGUE)) == {"idea.merged", "idea.decided", "appeal.decided"}
    decision = [
        line
        for line in (await desk.gets(COLLEAGUE, "GET", "/notifications"))["items"]
        if line["kind"] == "idea.decided"
    ]
    assert [(line["idea_id"], line["reason"]) for line in decision] == [(str(into), "author")]


@pytest.mark.parametrize("order", list(permutations(range(2))))
async def test_authors_of_a_merged_idea_hear_that_the_other_one_was_taken_back(
    desk: Desk, order: tuple[int, ...]
) -> None:
    origin, into = await an_idea(desk, COLLEAGUE), await an_idea(desk)
    merged = fact(
        IdeaMerged, idea_id=origin, into_idea_id=into, by=OFFICER, authors=(Author(person_id=COLLEAGUE, share=100),)
    )
    withdrawn = fact(IdeaWithdrawn, idea_id=into, by=AUTHOR, merged_authors=(COLLEAGUE,))
    await desk.hear(*((merged, withdrawn)[place] for place in order))
    assert set(await kinds(desk, COLLEAGUE)) == {"idea.merged", "idea.withdrawn"}
    assert await kinds(desk, AUTHOR) == [], "who took it back knows"


async def test_a_late_answer_is_told_to_the_authors_and_to_whom_it_goes(desk: Desk) -> None:
    idea = await an_idea(desk)
    await desk.hear(
        fact(AnswerOverdue, idea_id=idea, stage="triage", role="scheme-officer", escalated_to="decision-maker")
    )
    assert await kinds(desk, AUTHOR) == ["answer.overdue"]
    assert await kinds(desk, HEAD) == ["answer.overdue"]
    assert await kinds(desk, OFFICER) == ["idea.submitted"]
    assert await kinds(desk, COLLEAGUE) == []


async def test_reviewers_far_apart_hear_until_when_they_may_change_their_scores_and_nobody_else(desk: Desk) -> None:
    idea, mine = await an_idea(desk), uuid4()
    reviewers = tuple(
        Reviewing(assignment_id=assignment, person_id=who)
        for assignment, who in ((mine, REVIEWER), (uuid4(), COLLEAGUE), (uuid4(), AUTHOR))
    )
    calibrating = fact(RoundCalibrating, idea_id=idea, until="2026-05-07", reviewers=reviewers)
    cause = ids.new_id()
    await desk.hear(calibrating, cause=cause)
    await desk.hear(calibrating, cause=cause)
    (line,) = (await desk.gets(REVIEWER, "GET", "/notifications"))["items"]
    assert (line["kind"], line["link"]) == ("round.calibrating", f"/api/assignments/{mine}")
    assert "Rooms" in line["text"]
    assert await kinds(desk, COLLEAGUE) == ["round.calibrating"]
    for who in (AUTHOR, OFFICER, HEAD):
        assert "round.calibrating" not in await kinds(desk, who), "blind: it would say who reviewed"


async def test_somebody_unknown_or_gone_has_no_inbox(desk: Desk) -> None:
    assert await desk.refused(uuid4(), "GET", "/notifications") == (403, "not-allowed")
