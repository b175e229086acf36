"""A member whom a case concerns: no vote anywhere, no room where the regime says so; and whose turn it is to sit in."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.desk import a_person
from tests.integration.union_dialogue.dialogue import (
    AUTHOR,
    BODY,
    CHAIR,
    IDEA,
    MEMBER,
    OFFICER,
    OTHER,
    SCHEME,
    SPOKEN,
    SUBSTITUTE,
    Dialogue,
    a_body,
    a_calendar,
    changed,
    held,
    required,
)

from shared.events.ideas import Author, IdeaMerged
from shared.testing import fact

SECOND = uuid4()
ROOM = "rooms/representatives/messages"


def a_member(who: UUID, role: str = "member", rank: int | None = None, **given: Any) -> Any:
    mandate = held(role).model_copy(update={"rank": rank})
    return changed(a_person(who, mandates=(mandate,), **given))


async def surfaces(desk: Dialogue, who: UUID, case: str) -> set[int]:
    """What somebody gets wherever a case shows; a list or the home page with the case in it counts as 200."""
    looks = ["", "/rooms", f"/{ROOM}", "/rooms/joint/messages", "/clock", "/package", "/attendance"]
    found = {await desk.status(who, "GET", f"{case}{path}") for path in looks}
    listed = [f"/cases/{item['case_id']}" for item in (await desk.gets(who, "GET", "/cases"))["items"]]
    waits = [item["link"] for item in await desk.gets(who, "GET", "/union-dialogue/tasks")]
    return found | {200 if case in listed else 404, 200 if f"/api{case}" in waits else 404}


async def concerned_author(desk: Dialogue) -> None:
    await desk.hear(a_member(AUTHOR))


async def concerned_author_of_a_merged_idea(desk: Dialogue) -> None:
    await desk.hear(a_member(AUTHOR))
    authors = (Author(person_id=OTHER, share=60), Author(person_id=MEMBER, share=40))
    await desk.hear(fact(IdeaMerged, idea_id=uuid4(), into_idea_id=IDEA, authors=authors))


@pytest.mark.parametrize(
    ("made", "who"), [(concerned_author, AUTHOR), (concerned_author_of_a_merged_idea, MEMBER)], ids=["own", "merged"]
)
async def test_for_a_member_who_wrote_the_idea_its_case_does_not_exist(desk: Dialogue, made: Any, who: UUID) -> None:
    case = await desk.provided()
    await made(desk)
    assert await surfaces(desk, CHAIR, case) == {200}
    assert await surfaces(desk, who, case) == {404}
    for method, path, body in (
        ("POST", f"{case}/{ROOM}", SPOKEN),
        ("POST", f"{case}/receipt", {}),
        ("POST", f"{case}/substitutes", {"member_id": str(CHAIR)}),
        ("POST", f"{case}/absences", {"person_id": str(CHAIR)}),
        ("POST", f"{case}/recusal", None),
    ):
        assert await desk.status(who, method, path, body) == 404
    said = {"text": "What do you say?", "mentions": [str(who)]}
    assert await desk.refused(CHAIR, "POST", f"{case}/{ROOM}", said) == (422, "mention-outside-room")
    members = {each["person_id"]: each for each in (await desk.gets(CHAIR, "GET", f"{case}/attendance"))["members"]}
    assert members[str(who)]["conflicted"]


async def test_a_mandate_that_began_after_the_case_does_not_open_ones_own_case(desk: Dialogue) -> None:
    """Her words from before she was concerned stay hers, and she reads them no more."""
    case = await desk.provided()
    word = await desk.gets(MEMBER, "POST", f"{case}/{ROOM}", SPOKEN, expect=201)
    await desk.hear(
        fact(IdeaMerged, idea_id=uuid4(), into_idea_id=IDEA, authors=(Author(person_id=MEMBER, share=100),))
    )
    message = f"{case}/{ROOM}/{word['message_id']}"
    assert await desk.status(MEMBER, "PATCH", message, SPOKEN, if_match='"1"') == 404
    assert await desk.status(MEMBER, "GET", f"{message}/editions") == 404
    (kept,) = (await desk.gets(CHAIR, "GET", f"{case}/{ROOM}"))["items"]
    assert kept["author_id"] == str(MEMBER)
    assert set(json.loads((await desk.told("members.left-out"))[-1])["person_ids"]) == {str(AUTHOR), str(MEMBER)}


async def test_a_merge_that_is_heard_before_the_case_counts_too(empty: Dialogue) -> None:
    merged = fact(IdeaMerged, idea_id=uuid4(), into_idea_id=IDEA, authors=(Author(person_id=MEMBER, share=100),))
    await empty.hear(merged)
    await empty.hear(a_body(), a_calendar(), required())
    case = await empty.case()
    assert await empty.status(MEMBER, "GET", case) == 404
    (told,) = await empty.told("case.prepared")
    assert set(json.loads(told)["left_out"]) == {str(AUTHOR), str(MEMBER)}


@pytest.mark.parametrize(("regime", "expected"), [("DE-BPersVG-70", 200), ("EU-2002-14", 404), ("FR-CSE", 200)])
async def test_a_line_manager_of_an_author_is_out_where_the_regime_counts_them(
    empty: Dialogue, regime: str, expected: int
) -> None:
    await empty.hear(a_body(regime), a_calendar(), required())
    await empty.hear(changed(a_person(AUTHOR, manager_id=MEMBER)))
    case = await empty.provided()
    assert await surfaces(empty, MEMBER, case) == {expected}
    await empty.hear(changed(a_person(AUTHOR, manager_id=OTHER)).model_copy(update={"aggregate_version": 100}))
    assert await surfaces(empty, MEMBER, case) == {200}


async def test_a_cse_keeps_its_author_and_flags_a_vote_that_she_could_have_decided(empty: Dialogue) -> None:
    await empty.hear(a_body("FR-CSE"), a_calendar(country="FR", subdivision=None, zone="Europe/Paris"), required())
    await empty.hear(a_member(AUTHOR))
    case = await empty.provided()
    assert await surfaces(empty, AUTHOR, case) == {200}
    await empty.gets(AUTHOR, "POST", f"{case}/receipt", {})
    present = [str(each) for each in (CHAIR, MEMBER, AUTHOR)]
    votes = {"in_favour": 2, "against": 1, "abstained": 0}
    opinion = {"stance": "consent", "resolution": "Yes.", "present": present, "votes": votes}
    seen = await empty.gets(CHAIR, "POST", f"{case}/opinion", opinion, expect=201)
    assert [each["code"] for each in seen["warnings"]] == ["conflicted-member-could-decide"]
    (told,) = await empty.told("case.prepared")
    assert json.loads(told)["left_out"] == []


async def test_who_says_that_it_concerns_them_leaves_until_the_body_finds_otherwise(desk: Dialogue) -> None:
    case = await desk.provided()
    await desk.gets(MEMBER, "POST", f"{case}/recusal", expect=204)
    assert await surfaces(desk, MEMBER, case) == {404}
    assert "case.substitute-to-seat" in [
        each["kind"] for each in await desk.gets(CHAIR, "GET", "/union-dialogue/tasks")
    ]
    assert await desk.status(MEMBER, "DELETE", f"{case}/recusals/{MEMBER}") == 404
    assert await desk.status(OFFICER, "DELETE", f"{case}/recusals/{MEMBER}") == 403
    await desk.gets(CHAIR, "DELETE", f"{case}/recusals/{MEMBER}", expect=204)
    assert await surfaces(desk, MEMBER, case) == {200}
    assert await desk.refused(CHAIR, "DELETE", f"{case}/recusals/{AUTHOR}") == (404, "not-recused")
    gone, back = await desk.told("members.left-out")
    assert (str(MEMBER) in gone, str(MEMBER) in back) == (True, False)


async def test_a_substitute_sits_in_her_place_in_the_order_of_substitutes(desk: Dialogue) -> None:
    await desk.hear(a_member(AUTHOR), a_member(SUBSTITUTE, "substitute", 2), a_member(SECOND, "substitute", 1))
    case = await desk.provided()
    kinds = [each["kind"] for each in await desk.gets(MEMBER, "GET", "/union-dialogue/tasks")]
    assert "case.substitute-to-seat" in kinds
    wanted = {"member_id": str(AUTHOR), "substitute_id": str(SUBSTITUTE)}
    answer = await desk.ask(CHAIR, "POST", f"{case}/substitutes", wanted)
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/not-next-substitute")
    assert answer.json()["errors"][0]["pointer"] == "/substitute_id"
    seen = await desk.gets(CHAIR, "POST", f"{case}/substitutes", {"member_id": str(AUTHOR)}, expect=201)
    members = {each["person_id"]: each for each in seen["members"]}
    assert members[str(SECOND)]["sits_in_for"] == str(AUTHOR)
    assert seen["next_substitute"] == str(SUBSTITUTE)
    assert await surfaces(desk, SECOND, case) == {200}
    kinds = [each["kind"] for each in await desk.gets(MEMBER, "GET", "/union-dialogue/tasks")]
    assert "case.substitute-to-seat" not in kinds


async def test_another_substitute_sits_in_with_a_reason_or_when_the_first_is_away(desk: Dialogue) -> None:
    await desk.hear(a_member(SUBSTITUTE, "substitute", 2), a_member(SECOND, "substitute", 1))
    case = await desk.provided()
    reason = {"member_id": str(MEMBER), "substitute_id": str(SUBSTITUTE), "out_of_turn": "Of her own list."}
    seen = await desk.gets(CHAIR, "POST", f"{case}/substitutes", reason, expect=201)
    members = {each["person_id"]: each for each in seen["members"]}
    assert members[str(SUBSTITUTE)]["out_of_turn"] == "Of her own list."
    await desk.gets(CHAIR, "DELETE", f"{case}/substitutes/{SUBSTITUTE}", expect=204)
    await desk.gets(CHAIR, "POST", f"{case}/absences", {"person_id": str(SECOND)}, expect=201)
    first = {"member_id": str(MEMBER), "substitute_id": str(SECOND)}
    assert await desk.refused(CHAIR, "POST", f"{case}/substitutes", first) == (422, "substitute-cannot")
    seen = await desk.gets(CHAIR, "POST", f"{case}/substitutes", {"member_id": str(MEMBER)}, expect=201)
    assert {each["person_id"]: each["sits_in_for"] for each in seen["members"]}[str(SUBSTITUTE)] == str(MEMBER)
    none_left = {"member_id": str(CHAIR)}
    assert await desk.refused(CHAIR, "POST", f"{case}/substitutes", none_left) == (409, "no-substitute-left")


async def test_a_substitute_who_wrote_the_idea_does_not_sit_in(desk: Dialogue) -> None:
    await desk.hear(a_member(AUTHOR, "substitute", 1), a_member(SUBSTITUTE, "substitute", 2))
    case = await desk.provided()
    wanted = {"member_id": str(MEMBER), "substitute_id": str(AUTHOR)}
    assert await desk.refused(CHAIR, "POST", f"{case}/substitutes", wanted) == (422, "substitute-cannot")
    seen = await desk.gets(CHAIR, "POST", f"{case}/substitutes", {"member_id": str(MEMBER)}, expect=201)
    assert {each["person_id"]: each["sits_in_for"] for each in seen["members"]}[str(SUBSTITUTE)] == str(MEMBER)


async def test_the_list_says_what_the_case_says_to_everybody(desk: Dialogue) -> None:
    """The rule stands in the domain and in SQL; here both answer for each person under each profile that was kept."""
    await desk.hear(a_member(AUTHOR), changed(a_person(OTHER, mandates=(held("member"),), manager_id=None)))
    await desk.hear(a_member(MEMBER), a_person(SECOND, manager_id=OTHER))
    await desk.hear(
        fact(IdeaMerged, idea_id=uuid4(), into_idea_id=IDEA, authors=(Author(person_id=SECOND, share=100),))
    )
    case = await desk.case()
    await desk.gets(MEMBER, "POST", f"{case}/recusal", expect=204)
    for change in (
        "profile",
        'profile || \'{"concerned": ["line-manager"]}\'',
        'profile || \'{"concerned": [], "concerned_member": null}\'',
        "profile - 'concerned_member' - 'concerned'",
        'profile || \'{"concerned_vote": "flagged"}\'',
        'profile || \'{"concerned_member": "stays"}\'',
        'profile || \'{"concerned_member": "leaves", "concerned": ["author", "line-manager"]}\'',
    ):
        await desk.pool.execute(f"UPDATE consultation SET profile = {change}")  # noqa: S608 - the lines above
        for who in (CHAIR, MEMBER, AUTHOR, OTHER, SECOND):
            listed = bool((await desk.gets(who, "GET", f"/cases?body_id={BODY}"))["items"])
            assert listed == (await desk.status(who, "GET", case) == 200), (change, who)


async def test_who_sees_every_case_enters_no_room_of_their_own(desk: Dialogue) -> None:
    """A scheme officer who sits in the body and wrote the idea sees the case as such, and nothing of the body."""
    await desk.hear(changed(a_person(AUTHOR, "scheme-officer", mandates=(held("member"),))))
    case = await desk.provided()
    assert await desk.status(AUTHOR, "GET", case) == 200
    assert await desk.gets(AUTHOR, "GET", f"{case}/rooms") == []
    assert await desk.status(AUTHOR, "GET", f"{case}/{ROOM}") == 404
    assert await desk.status(AUTHOR, "GET", f"{case}/attendance") == 403
    assert await desk.status(SCHEME, "GET", case) == 200
