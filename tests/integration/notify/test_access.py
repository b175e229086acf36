"""Nobody is told what they may not see: when it is delivered, and again whenever it is read."""

from __future__ import annotations

import random
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from tests.desk import Desk, a_person
from tests.integration.notify.office import (
    ABROAD,
    ADMIN,
    AUTHOR,
    BODY,
    COLLEAGUE,
    HEAD,
    HOME,
    MANAGER,
    MEMBER,
    OFFICER,
    OTHER_BODY,
    OTHER_OFFICER,
    REVIEWER,
    SUBSTITUTE,
    a_case,
    a_message,
    an_idea,
    kinds,
    later,
    member,
    yesterday,
)

from notify.domain.access import Gate, Reader, may_see
from notify.store import inbox
from shared import db, ids
from shared.events.ideas import Author, IdeaCommented, IdeaDecided, IdeaMerged
from shared.events.people import MandateHeld
from shared.events.review import AssignmentEscalated, ReviewerAssigned, RoundOverdue
from shared.events.union_dialogue import ClockChanged, ClockStarted, SubstituteReleased, SubstituteSeated
from shared.testing import fact


async def seen(desk: Desk, who: UUID) -> dict[str, Any]:
    """What every surface of the inbox shows somebody."""
    lines = (await desk.gets(who, "GET", "/notifications"))["items"]
    unread = (await desk.gets(who, "GET", "/notifications/unread"))["unread"]
    return {"kinds": [line["kind"] for line in lines], "unread": unread}


NOTHING: dict[str, Any] = {"kinds": [], "unread": 0}


async def test_invariant_14_a_message_of_the_bodys_room_is_told_to_its_members_alone(desk: Desk) -> None:
    idea = await an_idea(desk, COLLEAGUE)
    everybody = (MEMBER, AUTHOR, MANAGER, HEAD, ADMIN)
    await a_message(desk, idea, *everybody)
    for who in everybody:
        assert (await seen(desk, who))["kinds"] == (["message.posted"] if who == MEMBER else []), who


async def test_invariant_14_when_a_mandate_ends_the_bodys_messages_are_gone(desk: Desk) -> None:
    idea = await an_idea(desk)
    await a_message(desk, idea, MEMBER, SUBSTITUTE)
    await desk.hear(fact(ClockStarted, idea_id=idea, body_id=BODY))
    line = (await desk.gets(MEMBER, "GET", "/notifications?kind=message.posted"))["items"][0]
    await desk.hear(later(member(MEMBER, ends_on=yesterday())))
    assert await seen(desk, MEMBER) == NOTHING
    assert await desk.gets(MEMBER, "POST", "/notifications/read", {}) == {"marked": 0}
    path = f"/notifications/{line['notification_id']}"
    assert await desk.refused(MEMBER, "PATCH", path, {"read": True}) == (404, "not-found")
    assert await seen(desk, SUBSTITUTE) == {"kinds": ["clock.started", "message.posted"], "unread": 2}
    await a_message(desk, idea, MEMBER)
    assert await seen(desk, MEMBER) == NOTHING
    delivered = await desk.told("notification.delivered")
    assert sum(str(MEMBER) in payload for payload in delivered) == 2, "the last one was not delivered either"


async def test_invariant_14_who_takes_a_function_of_management_loses_the_room(desk: Desk) -> None:
    idea = await an_idea(desk)
    await a_message(desk, idea, MEMBER)
    both = member(MEMBER).model_copy(update={"roles": a_person(MEMBER, "decision-maker").roles})
    await desk.hear(later(both))
    assert await seen(desk, MEMBER) == NOTHING


async def test_invariant_14_a_substitute_hears_what_the_body_hears_only_while_sitting_in(desk: Desk) -> None:
    held = (MandateHeld(mandate_id=uuid4(), body_id=BODY, role="substitute", starts_on=date(2020, 1, 1)),)
    await desk.hear(later(a_person(SUBSTITUTE, mandates=held)))
    idea, case = await an_idea(desk), ids.new_id()
    about = {"idea_id": idea, "case_id": case, "body_id": BODY}
    await a_message(desk, idea, SUBSTITUTE, case_id=case)
    await desk.hear(fact(ClockStarted, **about))
    assert await seen(desk, SUBSTITUTE) == NOTHING
    await desk.hear(fact(SubstituteSeated, **about, person_id=SUBSTITUTE), fact(ClockChanged, **about))
    await a_message(desk, idea, SUBSTITUTE, case_id=case)
    await a_message(desk, idea, SUBSTITUTE)  # of another case
    assert await kinds(desk, SUBSTITUTE) == ["message.posted", "clock.changed", "substitute.seated"]
    await desk.hear(fact(SubstituteReleased, **about, person_id=SUBSTITUTE))
    assert await kinds(desk, SUBSTITUTE) == ["substitute.released", "substitute.seated"]
    await desk.hear(fact(SubstituteSeated, **about, person_id=SUBSTITUTE, last_day=yesterday()))
    assert "clock.changed" not in await kinds(desk, SUBSTITUTE), "the seat ended yesterday"


async def test_a_mention_in_management_s_room_is_for_management(desk: Desk) -> None:
    idea = await an_idea(desk)
    await a_message(desk, idea, MEMBER, MANAGER, OFFICER, room="management")
    assert await kinds(desk, MEMBER) == []
    assert await kinds(desk, MANAGER) == ["message.posted"]
    assert "message.posted" not in await kinds(desk, OFFICER)
    await a_message(desk, idea, MEMBER, MANAGER, COLLEAGUE, room="joint")
    assert await kinds(desk, MEMBER) == ["message.posted"]
    assert await kinds(desk, MANAGER) == ["message.posted", "message.posted"]
    assert await kinds(desk, COLLEAGUE) == []


async def test_invariant_4_an_author_in_office_is_told_nothing_of_reviewers(desk: Desk) -> None:
    idea = await an_idea(desk, OFFICER)
    round_ = ids.new_id()
    await desk.hear(
        fact(ReviewerAssigned, idea_id=idea, round_id=round_, person_id=REVIEWER),
        fact(AssignmentEscalated, idea_id=idea, round_id=round_, person_id=REVIEWER, to=OFFICER),
        fact(RoundOverdue, idea_id=idea, round_id=round_),
    )
    assert await kinds(desk, OFFICER) == []
    assert await kinds(desk, OTHER_OFFICER) == ["round.overdue", "idea.submitted"]


async def test_invariant_4_who_becomes_an_author_sees_no_more_of_reviewers(desk: Desk) -> None:
    idea, origin, round_ = ids.new_id(), ids.new_id(), ids.new_id()
    await desk.hear(fact(RoundOverdue, idea_id=idea, round_id=round_))  # before anything of the idea is known
    assert await seen(desk, OFFICER) == {"kinds": ["round.overdue"], "unread": 1}
    authors = (Author(person_id=OFFICER, share=100),)
    await desk.hear(fact(IdeaMerged, idea_id=origin, into_idea_id=idea, by=OTHER_OFFICER, authors=authors))
    assert await seen(desk, OFFICER) == NOTHING
    assert await seen(desk, OTHER_OFFICER) == {"kinds": ["round.overdue"], "unread": 1}


async def test_invariant_4_no_line_and_no_event_names_a_person(desk: Desk) -> None:
    idea = await an_idea(desk)
    await desk.hear(
        fact(ReviewerAssigned, idea_id=idea, person_id=REVIEWER),
        fact(IdeaCommented, idea_id=idea, by=REVIEWER, mentions=(COLLEAGUE,)),
        fact(IdeaDecided, idea_id=idea, by=HEAD, authors=(Author(person_id=AUTHOR, share=100),)),
    )
    for who in (AUTHOR, COLLEAGUE, OFFICER, REVIEWER):
        text = (await desk.ask(who, "GET", "/notifications?limit=100")).text
        assert "items" in text
        for other in (AUTHOR, COLLEAGUE, OFFICER, REVIEWER, HEAD):
            assert str(other) not in text
    for payload in await desk.told("notification.delivered"):
        assert sum(str(each) in payload for each in (AUTHOR, COLLEAGUE, OFFICER, OTHER_OFFICER, REVIEWER, HEAD)) == 1


async def test_a_function_that_is_gone_takes_its_notifications_along(desk: Desk) -> None:
    await an_idea(desk)
    assert await kinds(desk, OFFICER) == ["idea.submitted"]
    await desk.hear(later(a_person(OFFICER)))
    assert await seen(desk, OFFICER) == NOTHING


async def test_a_leaver_is_told_nothing_and_sees_nothing(desk: Desk) -> None:
    idea = await an_idea(desk)
    await desk.hear(later(a_person(AUTHOR, employed=False)))
    await desk.hear(fact(IdeaDecided, idea_id=idea, authors=(Author(person_id=AUTHOR, share=100),)))
    assert await desk.refused(AUTHOR, "GET", "/notifications") == (403, "not-allowed")
    assert not any(str(AUTHOR) in payload for payload in await desk.told("notification.delivered"))


async def test_the_idea_of_a_unit_is_not_told_outside_it(desk: Desk) -> None:
    idea = await an_idea(desk, visibility="unit", unit_id=HOME)
    await desk.hear(fact(IdeaCommented, idea_id=idea, by=SUBSTITUTE, mentions=(COLLEAGUE, MEMBER)))
    assert await kinds(desk, COLLEAGUE) == []
    assert await kinds(desk, MEMBER) == ["idea.commented"]
    await desk.hear(later(a_person(MEMBER, unit_id=ABROAD)))
    assert await seen(desk, MEMBER) == NOTHING, "whoever leaves the unit sees no more of its ideas"
    await desk.hear(later(a_person(SUBSTITUTE, unit_id=ABROAD)))
    assert await desk.gets(SUBSTITUTE, "GET", "/subscriptions") == {"items": [], "next": None}


async def test_another_body_learns_nothing_of_a_case(desk: Desk) -> None:
    stranger = uuid4()
    await desk.hear(member(stranger, body=OTHER_BODY))
    idea = await an_idea(desk)
    await a_case(desk, idea)
    await desk.hear(fact(ClockStarted, idea_id=idea, body_id=BODY))
    assert await seen(desk, stranger) == NOTHING
    assert (await desk.gets(stranger, "GET", "/subscriptions"))["items"] == []
    assert [s["reasons"] for s in (await desk.gets(MEMBER, "GET", "/subscriptions"))["items"]] == [["mandate"]]


CASE = uuid4()
KEYS = ["role:scheme-officer", "role:decision-maker", f"body:{BODY}", f"body:{OTHER_BODY}", f"case:{CASE}"]
ROLES = ["scheme-officer", "decision-maker", "administrator"]


async def test_the_statement_and_the_rule_say_the_same(desk: Desk) -> None:
    """For gates and readers of every sort, drawn with a fixed seed; both answers occur often."""
    draw, answers = random.Random(14), []
    async with db.transaction(desk.pool, "test") as tx:
        for _ in range(400):
            gate = Gate(tuple(_some(draw, KEYS)), draw.random() < 0.3, draw.random() < 0.5)
            who = Reader(
                uuid4(),
                True,
                frozenset(_some(draw, ROLES)),
                frozenset(_some(draw, [BODY, OTHER_BODY])),
                frozenset(_some(draw, [CASE])),
                frozenset(_some(draw, [HOME, ABROAD])),
            )
            author, unit_only = draw.random() < 0.3, draw.random() < 0.5
            shown = await _shown(tx, gate, who, author=author, unit_only=unit_only)
            assert shown == may_see(gate, who, author=author, idea_units=[HOME] if unit_only else None), (gate, who)
            answers.append(shown)
    assert 80 < sum(answers) < 320


def _some(draw: random.Random, every: list[Any]) -> list[Any]:
    return [each for each in every if draw.random() < 0.35]


async def _shown(tx: db.Tx, gate: Gate, who: Reader, *, author: bool, unit_only: bool) -> bool:
    idea_id = ids.new_id()
    await tx.execute(
        "INSERT INTO known_idea (idea_id, title, unit_only, unit_ids) VALUES ($1, 'x', $2, $3)",
        *(idea_id, unit_only, [HOME]),
    )
    if author:
        await tx.execute("INSERT INTO follower VALUES ($1, $2, 'author')", idea_id, who.person_id)
    await tx.execute(
        """INSERT INTO notification (notification_id, person_id, idea_id, kind, why, link, cause, created_at,
            open_to, blind, of_idea) VALUES ($1, $2, $3, 'x', 'role', '', $1, $4, $5, $6, $7)""",
        *(ids.new_id(), who.person_id, idea_id, tx.now, list(gate.open_to), gate.blind, gate.of_idea),
    )
    return await inbox.count_unread(tx, who) == 1
