"""What is told to a body in a case is not for a member whom the case concerns: neither in the inbox, nor counted, nor mailed."""

from __future__ import annotations

from uuid import UUID

from tests.desk import Desk
from tests.integration.notify.office import BODY, HEAD, MEMBER, SUBSTITUTE

from shared import ids
from shared.events.base import Event
from shared.events.union_dialogue import (
    CasePrepared,
    ClockChanged,
    MembersLeftOut,
    MessagePosted,
    OpinionDeemed,
    PackageProvided,
)
from shared.testing import fact

IDEA, CASE, OTHER_CASE = ids.new_id(), ids.new_id(), ids.new_id()


def of_case(kind: type[Event], case_id: UUID = CASE, **given: object) -> Event:
    return fact(kind, body_id=BODY, idea_id=IDEA, case_id=case_id, **given)


async def kinds(desk: Desk, who: UUID) -> list[str]:
    """What the inbox shows; the count says as many."""
    items = (await desk.gets(who, "GET", "/notifications"))["items"]
    assert (await desk.gets(who, "GET", "/notifications/unread"))["unread"] == len(items)
    return [each["kind"] for each in items]


async def mails_for(desk: Desk, who: UUID) -> int:
    """E-mails that wait about something that its reader may see."""
    found = "SELECT count(*) FROM mail JOIN notification USING (notification_id) WHERE notification.person_id = $1"
    return int(await desk.pool.fetchval(f"{found} AND NOT open_to @> ARRAY['left-out']", who))


async def test_who_is_left_out_from_the_beginning_is_told_nothing_of_the_case(desk: Desk) -> None:
    await desk.hear(of_case(CasePrepared, left_out=(MEMBER,)), of_case(CasePrepared, OTHER_CASE, left_out=()))
    await desk.hear(of_case(PackageProvided), of_case(ClockChanged), of_case(OpinionDeemed))
    await desk.hear(of_case(MessagePosted, room="representatives", mentions=(MEMBER, SUBSTITUTE), by=None))
    assert await kinds(desk, MEMBER) == []
    assert await mails_for(desk, MEMBER) == 0
    assert len(await kinds(desk, SUBSTITUTE)) == 4
    assert not any(str(MEMBER) in payload for payload in await desk.told("notification.delivered"))
    await desk.hear(of_case(PackageProvided, OTHER_CASE))
    assert await kinds(desk, MEMBER) == ["package.provided"], "another case does not concern them"


async def test_what_was_told_before_is_gone_and_comes_again_for_what_is_told_later(desk: Desk) -> None:
    await desk.hear(of_case(CasePrepared, left_out=()), of_case(PackageProvided), of_case(PackageProvided, OTHER_CASE))
    assert await kinds(desk, MEMBER) == ["package.provided"] * 2
    for _ in range(2):  # told twice, it is one state
        await desk.hear(of_case(MembersLeftOut, person_ids=(MEMBER, HEAD)))
    assert await kinds(desk, MEMBER) == ["package.provided"]
    await desk.hear(of_case(ClockChanged))
    assert await kinds(desk, MEMBER) == ["package.provided"]
    await desk.hear(of_case(MembersLeftOut, person_ids=()), of_case(ClockChanged))
    assert await kinds(desk, MEMBER) == ["clock.changed", "package.provided"]


async def test_what_a_function_of_management_opens_stays_open_to_an_author(desk: Desk) -> None:
    """An author who decides is left out as a member of the body, and is still told what the joint room tells management."""
    await desk.hear(of_case(CasePrepared, left_out=(HEAD,)))
    await desk.hear(of_case(MessagePosted, room="joint", mentions=(HEAD,), by=None))
    assert await kinds(desk, HEAD) == ["message.posted"]
    await desk.hear(of_case(MembersLeftOut, person_ids=(HEAD, MEMBER)))
    assert await kinds(desk, HEAD) == ["message.posted"]
