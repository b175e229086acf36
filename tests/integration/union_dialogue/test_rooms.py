"""The rooms over HTTP: who may enter, what leaves them, how messages change, and a mandate that ends in the middle."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest
from tests.integration.union_dialogue.dialogue import (
    ADMIN,
    AUTHOR,
    CHAIR,
    HEAD,
    MEMBER,
    OFFICER,
    OTHER,
    SCHEME,
    SPOKEN,
    SUBSTITUTE,
    Dialogue,
    changed,
    person,
)

EVERYBODY = (CHAIR, MEMBER, SUBSTITUTE, OFFICER, HEAD, SCHEME, ADMIN, AUTHOR, OTHER)
REPRESENTATIVES = (CHAIR, MEMBER)
OUTSIDERS = (OFFICER, HEAD, SCHEME, ADMIN, AUTHOR, OTHER, SUBSTITUTE)


@pytest.mark.parametrize("who", OUTSIDERS)
async def test_invariant_14_the_representatives_room_does_not_exist_for_others_on_any_surface(
    desk: Dialogue, who: UUID
) -> None:
    case = await desk.case()
    room = f"{case}/rooms/representatives/messages"
    looks = [case, f"{case}/rooms", f"{case}/clock", "/cases", "/union-dialogue/tasks"]
    looks += [f"/union-dialogue/operations/{page}" for page in ("outbox", "consumers", "parked", "dead-letters")]

    async def seen() -> list[tuple[int, str, str | None]]:
        answers = [await desk.ask(who, "GET", path) for path in looks]
        return [
            (a.status_code, str({k: v for k, v in a.json().items() if k != "trace_id"}) if isinstance(a.json(), dict) else a.text, a.headers.get("etag"))
            for a in answers
        ]  # fmt: skip

    before = await seen()
    said = await desk.gets(MEMBER, "POST", room, {"text": "Only among us", "mentions": [str(CHAIR)]}, expect=201)
    message = f"{room}/{said['message_id']}"
    await desk.gets(MEMBER, "PATCH", message, {"text": "Only us"}, if_match='"1"')
    after = await seen()
    rows_waiting = looks.index("/union-dialogue/operations/outbox")
    if who == ADMIN:  # how many events wait to be published is a number of the whole service
        before[rows_waiting] = after[rows_waiting]
    assert after == before  # neither words, nor counts, nor versions
    assert not any("Only" in text or str(said["message_id"]) in text for _, text, _ in after)
    nowhere = f"{case}/rooms/representatives/messages"
    for method, path, body, headers in (
        ("GET", room, None, {}),
        ("POST", room, SPOKEN, {}),
        ("PATCH", message, SPOKEN, {"if_match": '"2"'}),
        ("GET", f"{message}/editions", None, {}),
    ):
        assert await desk.status(who, method, path, body, **headers) == 404
    assert nowhere == room


async def test_each_room_has_its_people_and_the_list_shows_only_ones_own(desk: Dialogue) -> None:
    case = await desk.case()
    may = {
        "management": {OFFICER, HEAD},
        "joint": {OFFICER, HEAD, *REPRESENTATIVES},
        "representatives": set(REPRESENTATIVES),
    }
    for who in EVERYBODY:
        for room, people in may.items():
            assert await desk.status(who, "GET", f"{case}/rooms/{room}/messages") == (200 if who in people else 404)
        if who in (ADMIN, AUTHOR, OTHER, SUBSTITUTE):
            assert await desk.status(who, "GET", f"{case}/rooms") == 404
        else:
            listed = {each["room"] for each in await desk.gets(who, "GET", f"{case}/rooms")}
            assert listed == {room for room, people in may.items() if who in people}
    await desk.gets(MEMBER, "POST", f"{case}/rooms/joint/messages", {"text": "Questions?"}, expect=201)
    counted = {each["room"]: each["messages"] for each in await desk.gets(HEAD, "GET", f"{case}/rooms")}
    assert counted == {"management": 0, "joint": 1}


async def test_invariant_14_what_is_said_in_one_room_is_heard_and_counted_in_no_other(desk: Dialogue) -> None:
    case = await desk.case()
    speakers = {"management": OFFICER, "joint": HEAD, "representatives": CHAIR}
    for number, (room, who) in enumerate(speakers.items(), 1):
        for _ in range(number):
            await desk.gets(who, "POST", f"{case}/rooms/{room}/messages", {"text": f"Said in {room}."}, expect=201)
    for room, who in speakers.items():
        heard = (await desk.gets(who, "GET", f"{case}/rooms/{room}/messages"))["items"]
        assert {each["text"] for each in heard} == {f"Said in {room}."}
    for who, counts in ((OFFICER, {"management": 1, "joint": 2}), (MEMBER, {"joint": 2, "representatives": 3})):
        seen = {each["room"]: each["messages"] for each in await desk.gets(who, "GET", f"{case}/rooms")}
        assert seen == counts


async def test_invariant_2_a_mandate_that_ends_closes_the_room_in_the_same_transaction(desk: Dialogue) -> None:
    case = await desk.running()
    room = f"{case}/rooms/representatives/messages"
    said = await desk.gets(MEMBER, "POST", room, {"text": "My last words here."}, expect=201)
    await desk.hear(changed(person(MEMBER, mandate="member", ends_on=date(2020, 6, 1))))
    message = f"{room}/{said['message_id']}"
    for method, path, body, headers in (
        ("GET", room, None, {}),
        ("POST", room, SPOKEN, {}),
        ("PATCH", message, SPOKEN, {"if_match": '"1"'}),
        ("GET", f"{message}/editions", None, {}),
        ("GET", f"{case}/rooms", None, {}),
        ("GET", f"{case}/rooms/joint/messages", None, {}),
        ("GET", case, None, {}),
        ("GET", f"{case}/clock", None, {}),
        ("GET", f"{case}/package", None, {}),
        ("GET", f"{case}/attendance", None, {}),
        ("POST", f"{case}/completeness", {}, {}),
    ):
        assert await desk.status(MEMBER, method, path, body, **headers) == 404, path
    assert (await desk.gets(MEMBER, "GET", "/cases"))["items"] == []
    assert await desk.gets(MEMBER, "GET", "/union-dialogue/tasks") == []
    mention = {"text": "Are you there?", "mentions": [str(MEMBER)]}
    assert await desk.refused(CHAIR, "POST", room, mention) == (422, "mention-outside-room")
    # what was done stays attributed
    words = (await desk.gets(CHAIR, "GET", room))["items"]
    assert [(each["author_id"], each["text"]) for each in words] == [(str(MEMBER), "My last words here.")]


async def test_a_leaver_loses_everything_at_once_and_a_later_mandate_opens_it_again(desk: Dialogue) -> None:
    room = f"{await desk.case()}/rooms/representatives/messages"
    await desk.hear(changed(person(MEMBER, mandate="member")).model_copy(update={"employed": False}))
    assert await desk.status(MEMBER, "GET", room) == 403
    back = changed(person(MEMBER, mandate="member")).model_copy(update={"aggregate_version": 100})
    await desk.hear(back)
    assert await desk.status(MEMBER, "GET", room) == 200


async def test_a_message_leaves_neither_text_nor_speaker_in_the_event(desk: Dialogue) -> None:
    room = f"{await desk.case()}/rooms/representatives/messages"
    for number in range(3):
        said = await desk.gets(CHAIR, "POST", room, {"text": f"secret {number}", "mentions": [str(MEMBER)]}, expect=201)
    await desk.gets(CHAIR, "PATCH", f"{room}/{said['message_id']}", {"text": "secret 2"}, if_match='"1"')
    rows = await desk.pool.fetch("SELECT * FROM outbox WHERE type IN ('message.posted', 'message.edited')")
    assert len(rows) == 4
    assert not any(word in repr(dict(row)) for row in rows for word in ("secret", str(CHAIR)))
    first = await desk.gets(MEMBER, "GET", f"{room}?limit=2")
    rest = await desk.gets(MEMBER, "GET", first["next"].removeprefix("/api"))
    assert [m["text"] for m in first["items"] + rest["items"]] == ["secret 0", "secret 1", "secret 2"]


@pytest.mark.parametrize("outsider", [OFFICER, SCHEME, ADMIN, OTHER, SUBSTITUTE, uuid4()])
async def test_nobody_outside_a_room_is_mentioned_in_it(desk: Dialogue, outsider: UUID) -> None:
    room = f"{await desk.case()}/rooms/representatives/messages"
    mention = {"text": "See this", "mentions": [str(outsider)]}
    assert await desk.refused(CHAIR, "POST", room, mention) == (422, "mention-outside-room")
    said = await desk.gets(CHAIR, "POST", room, SPOKEN, expect=201)
    refused = await desk.refused(CHAIR, "PATCH", f"{room}/{said['message_id']}", mention, if_match='"1"')
    assert refused == (422, "mention-outside-room")
    assert (await desk.gets(CHAIR, "GET", room))["items"][0]["edition"] == 1


async def test_a_message_keeps_all_that_it_has_said(desk: Dialogue) -> None:
    room = f"{await desk.case()}/rooms/joint/messages"
    said = await desk.gets(CHAIR, "POST", room, {"text": "first"}, expect=201)
    message = f"{room}/{said['message_id']}"
    assert await desk.status(CHAIR, "PATCH", message, {"text": "x"}) == 428
    changed_ = await desk.ask(CHAIR, "PATCH", message, {"text": "second"}, if_match='"1"')
    assert (changed_.status_code, changed_.headers["etag"]) == (200, '"2"')
    assert await desk.refused(CHAIR, "PATCH", message, {"text": "third"}, if_match='"1"') == (412, "stale-version")
    assert await desk.refused(MEMBER, "PATCH", message, {"text": "mine"}, if_match='"2"') == (403, "not-your-message")
    editions = await desk.gets(OFFICER, "GET", f"{message}/editions")
    assert [(each["edition"], each["text"]) for each in editions] == [(1, "first"), (2, "second")]
    assert (await desk.gets(OFFICER, "GET", room))["items"][0]["text"] == "second"
    elsewhere = message.replace("/joint/", "/management/")
    assert await desk.status(OFFICER, "GET", f"{elsewhere}/editions") == 404
    assert await desk.status(OFFICER, "GET", f"{room}/{uuid4()}/editions") == 404


async def test_a_room_says_how_many_read_it_and_what_they_are(desk: Dialogue) -> None:
    async def readers(who: UUID) -> dict[str, dict[str, int]]:
        return {each["room"]: each["readers"] for each in await desk.gets(who, "GET", f"{case}/rooms")}

    case = await desk.case()
    body, management = (
        {"members": 2, "substitutes": 0, "management": 0},
        {"members": 0, "substitutes": 0, "management": 2},
    )
    assert await readers(CHAIR) == {"representatives": body, "joint": body | {"management": 2}}
    assert await readers(OFFICER) == {"management": management, "joint": body | {"management": 2}}
    seat = {"substitute_id": str(SUBSTITUTE), "member_id": str(MEMBER)}
    await desk.gets(CHAIR, "POST", f"{case}/substitutes", seat, expect=201)
    assert (await readers(CHAIR))["representatives"] == body | {"substitutes": 1}
    await desk.hear(changed(person(MEMBER, mandate="member", ends_on=date(2021, 1, 1))))
    assert (await readers(CHAIR))["joint"] == {"members": 1, "substitutes": 1, "management": 2}
    outside = (await readers(OFFICER))["joint"]
    assert outside == {"members": 1, "substitutes": 0, "management": 2}, "who sits in is for the body alone"
