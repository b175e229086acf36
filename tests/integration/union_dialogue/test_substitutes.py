"""A substitute has a member's rights while sitting in for somebody, and none before or after."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from tests.integration.union_dialogue.dialogue import (
    CHAIR,
    HEAD,
    MEMBER,
    OFFICER,
    OTHER,
    SPOKEN,
    SUBSTITUTE,
    Dialogue,
    changed,
    person,
)

from shared.testing.still_clock import fake_clock

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


async def seat(desk: Dialogue, case: str, *, by: UUID = CHAIR, last_day: date | None = None) -> None:
    body = {"substitute_id": str(SUBSTITUTE), "member_id": str(MEMBER), "last_day": last_day and last_day.isoformat()}
    await desk.gets(by, "POST", f"{case}/substitutes", body, expect=201)


async def surfaces(desk: Dialogue, case: str) -> set[int]:
    """What a substitute gets wherever a case shows; a list or the home page with the case in it counts as 200."""
    room = f"{case}/rooms/representatives/messages"
    looks = [case, f"{case}/rooms", room, f"{case}/clock", f"{case}/package", f"{case}/attendance"]
    found = {await desk.status(SUBSTITUTE, "GET", path) for path in looks}
    listed = [item["case_id"] for item in (await desk.gets(SUBSTITUTE, "GET", "/cases"))["items"]]
    waits = [item["link"] for item in await desk.gets(SUBSTITUTE, "GET", "/union-dialogue/tasks")]
    return found | {200 if case.endswith(tuple(listed or ["-"])) else 404, 200 if f"/api{case}" in waits else 404}


async def test_invariant_2_a_substitute_acts_only_while_sitting_in(desk: Dialogue) -> None:
    case = await desk.provided()
    assert await surfaces(desk, case) == {404}
    assert await desk.status(SUBSTITUTE, "POST", f"{case}/receipt", {}) == 404
    await seat(desk, case)
    assert await surfaces(desk, case) == {200}
    room = f"{case}/rooms/representatives/messages"
    await desk.gets(SUBSTITUTE, "POST", room, {"text": "I am here for her.", "mentions": [str(CHAIR)]}, expect=201)
    await desk.gets(SUBSTITUTE, "POST", f"{case}/receipt", {})
    assert await desk.status(SUBSTITUTE, "POST", f"{case}/waiver", {"reason": "x"}) == 403  # that is for the chair
    await desk.gets(CHAIR, "DELETE", f"{case}/substitutes/{SUBSTITUTE}", expect=204)
    assert await surfaces(desk, case) == {404}
    assert await desk.status(SUBSTITUTE, "POST", room, SPOKEN) == 404
    (word,) = (await desk.gets(CHAIR, "GET", room))["items"]  # what was done stays attributed
    assert word["author_id"] == str(SUBSTITUTE)


async def test_a_seat_ends_by_itself_after_its_last_day_at_the_seat(desk: Dialogue) -> None:
    with fake_clock(MONDAY) as time:
        case = await desk.provided()
        await seat(desk, case, by=MEMBER, last_day=date(2026, 3, 3))
        last_moment = datetime(2026, 3, 3, 22, 59, 59, tzinfo=UTC)  # 23:59:59 in Mainz
        time.move_forward(last_moment - MONDAY)
        assert await surfaces(desk, case) == {200}
        time.move_forward(timedelta(seconds=1))
        assert await surfaces(desk, case) == {404}
        await seat(desk, case)


async def test_a_seat_without_a_last_day_ends_with_the_case(desk: Dialogue) -> None:
    case = await desk.provided()
    await seat(desk, case)
    await desk.gets(CHAIR, "POST", f"{case}/waiver", {"reason": "Agreed before."})
    assert await surfaces(desk, case) == {404}
    again = {"substitute_id": str(SUBSTITUTE), "member_id": str(MEMBER)}
    assert await desk.refused(CHAIR, "POST", f"{case}/substitutes", again) == (409, "wrong-case-state")


async def test_a_substitutes_mandate_that_ends_closes_the_room_at_once(desk: Dialogue) -> None:
    case = await desk.provided()
    await seat(desk, case)
    await desk.hear(changed(person(SUBSTITUTE, mandate="substitute", ends_on=date(2020, 6, 1))))
    assert await surfaces(desk, case) == {404}


async def test_who_sits_in_for_whom_is_for_the_body_alone(desk: Dialogue) -> None:
    case = await desk.provided()
    before = [(await desk.ask(HEAD, "GET", path)).text for path in (case, f"{case}/rooms", "/cases")]
    etag = (await desk.ask(HEAD, "GET", case)).headers["etag"]
    await seat(desk, case, last_day=date(2099, 1, 1))
    assert [(await desk.ask(HEAD, "GET", path)).text for path in (case, f"{case}/rooms", "/cases")] == before
    assert (await desk.ask(HEAD, "GET", case)).headers["etag"] == etag
    assert await desk.status(OFFICER, "GET", f"{case}/attendance") == 403
    members = {each["person_id"]: each for each in (await desk.gets(MEMBER, "GET", f"{case}/attendance"))["members"]}
    assert members[str(SUBSTITUTE)]["sits_in_for"] == str(MEMBER)
    assert members[str(SUBSTITUTE)]["last_day"] == "2099-01-01"
    (told,) = await desk.told("substitute.seated")
    assert str(SUBSTITUTE) in told
    assert str(MEMBER) not in told


@pytest.mark.parametrize(
    ("substitute", "member", "last_day", "refusal"),
    [
        (OTHER, MEMBER, None, (422, "not-a-substitute")),
        (MEMBER, CHAIR, None, (422, "not-a-substitute")),
        (uuid4(), MEMBER, None, (422, "not-a-substitute")),
        (SUBSTITUTE, OTHER, None, (422, "no-seat")),
        (SUBSTITUTE, SUBSTITUTE, None, (422, "no-seat")),
        (SUBSTITUTE, MEMBER, "2020-01-01", (422, "last-day-past")),
    ],
)
async def test_only_a_substitute_sits_in_for_a_member(
    desk: Dialogue, substitute: UUID, member: UUID, last_day: str | None, refusal: tuple[int, str]
) -> None:
    case = await desk.provided()
    body = {"substitute_id": str(substitute), "member_id": str(member), "last_day": last_day}
    assert await desk.refused(CHAIR, "POST", f"{case}/substitutes", body) == refusal


async def test_one_seat_is_taken_once(desk: Dialogue) -> None:
    case = await desk.provided()
    second = uuid4()
    await desk.hear(person(second, mandate="substitute"))
    await seat(desk, case)
    for substitute, member in ((SUBSTITUTE, CHAIR), (second, MEMBER)):
        body = {"substitute_id": str(substitute), "member_id": str(member)}
        assert await desk.refused(CHAIR, "POST", f"{case}/substitutes", body) == (409, "seat-taken")
    gone = f"{case}/substitutes/{second}"
    assert await desk.refused(CHAIR, "DELETE", gone) == (404, "not-seated")
