"""Endorsements, comments, mentions, facets and merging over HTTP, and who is kept out of them."""

from __future__ import annotations

import asyncio
import json
from uuid import UUID, uuid4

import pytest
from tests.integration.ideas.steps import (
    AUTHOR,
    BOSS,
    DECLINED,
    ELSEWHERE,
    FAR,
    FRIEND,
    HEAD,
    MEMBER,
    OTHER,
    SCHEME,
    TO_REVIEW,
    Ideas,
    person,
)

from ideas import actions
from ideas.settings import Settings
from shared import db
from shared.events.review import RoundConcluded
from shared.testing import fact

ADDED_BEFORE = """
INSERT INTO comment (comment_id, idea_id, depth, author_id, text, mentions, made_at, changed_at, edition)
VALUES (gen_random_uuid(), $1, 0, $2, 'Said before.', '{}', now(), now(), 1)
"""


async def test_support_is_reached_once_on_the_headcount_of_the_day(desk: Ideas) -> None:
    idea = await desk.submitted()
    employed = await desk.pool.fetchval("SELECT count(*) FROM directory_person WHERE employed")
    assert employed <= 20
    await desk.hear(*(person(uuid4(), unit=ELSEWHERE) for _ in range(41 - employed)))
    for who in (OTHER, FAR):
        await desk.does(who, "PUT", f"/ideas/{idea}/endorsement")
    assert "support.reached" not in await desk.announced()
    for who in (FRIEND, FRIEND, BOSS):
        shown = await desk.does(who, "PUT", f"/ideas/{idea}/endorsement")
    assert (shown["count"], shown["mine"]) == (4, True)
    assert (await desk.announced()).count("support.reached") == 1
    (reached,) = [entry for entry in await desk.timeline(idea) if entry["kind"] == "support.reached"]
    assert reached["detail"] == {"threshold": 3, "headcount": 41}
    await desk.does(FAR, "DELETE", f"/ideas/{idea}/endorsement")
    await desk.does(FAR, "PUT", f"/ideas/{idea}/endorsement")
    assert (await desk.announced()).count("support.reached") == 1
    assert await desk.refused(AUTHOR, "PUT", f"/ideas/{idea}/endorsement") == "own-idea"


async def test_a_thread_with_mentions_and_what_was_said_before(desk: Ideas) -> None:
    idea = await desk.submitted()
    path = f"/ideas/{idea}/comments"
    first = await desk.does(OTHER, "POST", path, {"text": "*Which* rooms?", "mentions": [str(FAR), str(FAR)]})
    answer = {"text": "All", "parent_id": first["comment_id"]}
    await desk.does(FAR, "POST", path, answer)
    said = f"{path}/{first['comment_id']}"
    assert await desk.refused(FAR, "PATCH", said, {"text": "Mine"}, if_match='"1"') == "not-your-comment"
    await desk.change(OTHER, said, {"text": "Which <b>of</b> them?"})
    assert await desk.refused(OTHER, "PATCH", said, {"text": "Stale"}, if_match='"1"') == "stale-version"
    shown = (await desk.does(AUTHOR, "GET", path))["items"]
    assert [(each["depth"], each["parent_id"]) for each in shown] == [(0, None), (1, first["comment_id"])]
    assert shown[0]["mentions"] == [str(FAR)]
    assert "<b>" not in shown[0]["html"]
    assert [each["text"] for each in await desk.does(AUTHOR, "GET", f"{said}/versions")] == ["*Which* rooms?"]
    await desk.does(OTHER, "DELETE", said)
    assert [each["text"] for each in (await desk.does(AUTHOR, "GET", path))["items"]] == [None, "All"]
    assert await desk.does(AUTHOR, "GET", f"{said}/versions") == []
    assert (await desk.announced()).count("idea.commented") == 2
    payloads = await desk.pool.fetch("SELECT payload FROM outbox WHERE type = 'idea.commented'")
    assert all(b"rooms" not in row["payload"] for row in payloads)


async def test_nobody_is_mentioned_who_may_not_see(desk: Ideas) -> None:
    idea = await desk.submitted(visibility="unit")
    for who in (FAR, uuid4()):
        said = {"text": "Look", "mentions": [str(OTHER), str(who)]}
        assert await desk.refused(OTHER, "POST", f"/ideas/{idea}/comments", said) == "unknown-person"
    answer = {"text": "x", "parent_id": str(uuid4())}
    assert await desk.refused(OTHER, "POST", f"/ideas/{idea}/comments", answer) == "not-found"


SURFACES = (
    "",
    "/versions",
    "/timeline",
    "/impact-screen",
    "/comments",
    "/comments/{comment}",
    "/comments/{comment}/versions",
    "/endorsement",
    "/facets",
    "/decision",
)


@pytest.mark.parametrize(
    ("who", "sees"), [(OTHER, True), (SCHEME, True), (MEMBER, True), (FAR, False), (FRIEND, False)]
)
async def test_visibility_holds_on_every_derived_surface(desk: Ideas, who: UUID, sees: bool) -> None:
    idea = await desk.submitted("Sensors in rooms", visibility="unit")
    comment = (await desk.does(OTHER, "POST", f"/ideas/{idea}/comments", {"text": "Which?"}))["comment_id"]
    for surface in SURFACES:
        answer = await desk.ask(who, "GET", f"/ideas/{idea}{surface.format(comment=comment)}")
        assert answer.status_code == (200 if sees else 404), surface
    found = ["Sensors in rooms"] if sees else []
    for query in ("", "q=rooms", "q=rooms&sort=relevance", "sort=support", "status=submitted"):
        assert await desk.titles(who, query) == found, query
    similar = await desk.does(who, "GET", "/ideas/similar?title=Sensors+in+rooms")
    assert [each["title"] for each in similar] == found
    if not sees:
        for step in ("PUT /endorsement", "POST /comments", "PUT /facets", "POST /withdrawal", "POST /appeal"):
            method, _, path = step.partition(" ")
            body = {"/comments": {"text": "x"}, "/facets": RATING, "/appeal": {"grounds": "x"}}.get(path, {})
            assert (await desk.ask(who, method, f"/ideas/{idea}{path}", body)).status_code == 404, step


RATING = {"enhancement": 4, "mission": 0, "adaptive": 1, "anticipatory": 2}


async def test_invariant_11_no_spread_of_a_few_and_no_difference_of_a_few(desk: Ideas) -> None:
    idea = await desk.submitted()
    path, k = f"/ideas/{idea}/facets", Settings.model_fields["facet_raters"].default
    assert k >= 5
    raters = [uuid4() for _ in range(2 * k)]
    await desk.hear(*(person(who) for who in raters))
    assert await desk.refused(AUTHOR, "PUT", path, RATING) == "own-idea"
    for number, who in enumerate(raters[: k - 1]):
        shown = await desk.does(who, "PUT", path, {**RATING, "mission": number % 5})
    assert shown["spread"] is None
    assert shown["mine"]["enhancement"] == 4
    drawn = await desk.does(raters[k - 1], "PUT", path, RATING)
    assert (drawn["raters"], drawn["spread"]["mission"]["lowest"], drawn["spread"]["mission"]["highest"]) == (k, 0, 4)
    for who in (raters[0], *raters[k : 2 * k - 1]):
        between = await desk.does(who, "PUT", path, {**RATING, "enhancement": 0})
        assert (between["raters"], between["spread"]) == (k, drawn["spread"])
    assert (await desk.does(raters[-1], "PUT", path, RATING))["raters"] == 2 * k


async def test_what_a_version_adds_that_counts_no_comments_is_counted_by_the_worker(desk: Ideas) -> None:
    """As while both versions run: one adds comments and takes them back, and says nothing of it on the idea."""
    more, fewer, right = [await desk.submitted(title) for title in ("More", "Fewer", "Right")]
    for idea in (more, fewer, right):
        for said in ("Where?", "When?"):
            await desk.does(OTHER, "POST", f"/ideas/{idea}/comments", {"text": said})
    await desk.pool.execute(ADDED_BEFORE, more, OTHER)
    await desk.pool.execute("UPDATE comment SET text = NULL WHERE idea_id = $1", fewer)
    async with db.transaction(desk.pool, "test") as tx:
        await actions.comment(tx, OTHER, UUID(more), "Who?", parent_id=None, mentions=())
        counting = asyncio.create_task(desk.do_chores())
        await asyncio.sleep(0.5)  # it waits for the idea, on which somebody comments
        assert not counting.done()
    await counting
    shown = {line["title"]: line["comments"] for line in (await desk.does(OTHER, "GET", "/ideas"))["items"]}
    assert shown == {"More": 4, "Fewer": 0, "Right": 2}
    await desk.does(OTHER, "POST", f"/ideas/{fewer}/comments", {"text": "Why?"})
    await desk.do_chores()
    shown = {line["title"]: line["comments"] for line in (await desk.does(OTHER, "GET", "/ideas"))["items"]}
    assert shown == {"More": 4, "Fewer": 1, "Right": 2}


async def test_invariant_09_a_merge_keeps_credit_and_asks_again(desk: Ideas) -> None:
    origin, into = await desk.submitted("Free rooms"), await desk.submitted("Rooms that are free")
    for who in (OTHER, FAR):
        await desk.does(who, "PUT", f"/ideas/{origin}/endorsement")
    before = await desk.does(SCHEME, "GET", f"/ideas/{origin}")
    merged = await desk.does(SCHEME, "POST", f"/ideas/{origin}/merge", {"into_idea_id": into})
    assert (merged["status"], merged["merged_into"]) == ("merged", into)
    kept = ("priority_at", "authors", "endorsements", "number", "text")
    assert {name: merged[name] for name in kept} == {name: before[name] for name in kept}
    target = await desk.does(SCHEME, "GET", f"/ideas/{into}")
    assert target["endorsements"] == 0
    (shown,) = target["origins"]
    assert (shown["idea_id"], shown["authors"], shown["endorsements"]) == (origin, before["authors"], 2)
    for looked_at in (
        (await desk.does(FAR, "GET", f"/ideas/{into}"))["origins"][0],
        await desk.does(FAR, "GET", f"/ideas/{origin}"),
    ):
        assert looked_at["authors"] is None, "blind until reviewed, also where it came from"
    assert str(AUTHOR) not in json.dumps(await desk.timeline(origin, FAR))
    for who, answer, count in ((OTHER, "PUT", 1), (FAR, "DELETE", 1)):
        assert (await desk.does(who, "GET", f"/ideas/{into}/endorsement"))["asked_again"]
        assert [each["kind"] for each in await desk.does(who, "GET", "/ideas/tasks")] == ["endorsement.asked-again"]
        await desk.does(who, answer, f"/ideas/{into}/endorsement")
        seen = await desk.does(who, "GET", f"/ideas/{into}/endorsement")
        assert (seen["count"], seen["asked_again"]) == (count, False)
        assert await desk.does(who, "GET", "/ideas/tasks") == []
    assert "idea.merged" in [entry["kind"] for entry in await desk.timeline(into)]


async def test_a_merge_hides_an_idea_from_nobody(desk: Ideas) -> None:
    origin, hidden = await desk.submitted("Free rooms"), await desk.submitted("Rooms of ours", visibility="unit")
    await desk.does(FAR, "PUT", f"/ideas/{origin}/endorsement")
    merge = {"into_idea_id": hidden}
    assert await desk.refused(SCHEME, "POST", f"/ideas/{origin}/merge", merge) == "merge-into-hidden"
    assert await desk.does(FAR, "GET", "/ideas/tasks") == []
    await desk.does(SCHEME, "POST", f"/ideas/{hidden}/merge", {"into_idea_id": origin})
    back = {"action": "return", "reason_code": "unclear", "text": "Which rooms?"}
    await desk.does(SCHEME, "POST", f"/ideas/{origin}/triage", back)
    etag = (await desk.ask(AUTHOR, "GET", f"/ideas/{origin}")).headers["etag"]
    await desk.does(AUTHOR, "PATCH", f"/ideas/{origin}", {"visibility": "unit"}, if_match=etag)
    other = await desk.submitted("Rooms of all")
    third = await desk.submitted("Rooms once more")
    await desk.does(SCHEME, "POST", f"/ideas/{third}/merge", {"into_idea_id": other})
    await desk.does(SCHEME, "POST", f"/ideas/{other}/triage", back)
    etag = (await desk.ask(AUTHOR, "GET", f"/ideas/{other}")).headers["etag"]
    refused = await desk.refused(AUTHOR, "PATCH", f"/ideas/{other}", {"visibility": "unit"}, if_match=etag)
    assert refused == "stays-in-the-open"


async def test_nobody_is_offered_their_own_idea_or_one_in_which_it_lives_on(desk: Ideas) -> None:
    """The author is a decision maker, and here a scheme officer too."""
    await desk.hear(person(AUTHOR, "decision-maker", "scheme-officer", manager_id=BOSS, version=2))
    mine = await desk.submitted("Free rooms")
    draft = {"title": "Rooms that are free", "text": "x", "language": "en"}
    theirs = (await desk.does(FRIEND, "POST", "/ideas", draft))["idea_id"]
    await desk.does(FRIEND, "POST", f"/ideas/{theirs}/submission", {})

    async def offered(who: UUID) -> set[str]:
        return {each["idea_id"] for each in await desk.does(who, "GET", "/ideas/tasks")}

    assert (await offered(AUTHOR), await offered(SCHEME)) == ({theirs}, {mine, theirs})
    await desk.does(SCHEME, "POST", f"/ideas/{mine}/merge", {"into_idea_id": theirs})
    assert (await offered(AUTHOR), await offered(SCHEME)) == (set(), {theirs})
    assert await desk.refused(AUTHOR, "POST", f"/ideas/{theirs}/triage", TO_REVIEW) == "own-idea"


async def test_invariant_09_what_was_merged_into_a_merged_idea_lives_on_where_that_one_does(desk: Ideas) -> None:
    first = (await desk.does(FRIEND, "POST", "/ideas", {"title": "Free rooms", "text": "x", "language": "en"}))[
        "idea_id"
    ]
    await desk.does(FRIEND, "POST", f"/ideas/{first}/submission", {})
    second, third = await desk.submitted("Rooms"), await desk.submitted("Rooms that are free")
    await desk.does(OTHER, "PUT", f"/ideas/{first}/endorsement")
    await desk.does(SCHEME, "POST", f"/ideas/{first}/merge", {"into_idea_id": second})
    await desk.does(SCHEME, "POST", f"/ideas/{second}/merge", {"into_idea_id": third})
    origins = {each["idea_id"] for each in (await desk.does(SCHEME, "GET", f"/ideas/{third}"))["origins"]}
    assert origins == {first, second}
    assert (await desk.does(OTHER, "GET", f"/ideas/{third}/endorsement"))["asked_again"]
    assert (await desk.does(FRIEND, "GET", f"/ideas/{first}"))["merged_into"] == third
    await desk.does(SCHEME, "POST", f"/ideas/{third}/triage", TO_REVIEW)
    (asked,) = await desk.told("review.requested")
    assert str(FRIEND) in asked
    assert [json.loads(each)["into_idea_id"] for each in await desk.told("idea.merged")] == [second, third, third]


async def declined_with_a_merged_one(desk: Ideas) -> tuple[str, str]:
    """A friend's idea that was merged into one which is declined; both ids."""
    friends = (await desk.does(FRIEND, "POST", "/ideas", {"title": "Free rooms", "text": "x", "language": "en"}))[
        "idea_id"
    ]
    await desk.does(FRIEND, "POST", f"/ideas/{friends}/submission", {})
    into = await desk.submitted()
    await desk.does(SCHEME, "POST", f"/ideas/{friends}/merge", {"into_idea_id": into})
    await desk.does(SCHEME, "POST", f"/ideas/{into}/triage", TO_REVIEW)
    await desk.hear(fact(RoundConcluded, idea_id=into))
    await desk.does(SCHEME, "POST", f"/ideas/{into}/impact-screen", {"answers": {}, "measure": "Signs"})
    await desk.does(HEAD, "POST", f"/ideas/{into}/decision", DECLINED)
    return friends, into


async def test_the_decision_names_the_authors_of_merged_ideas(desk: Ideas) -> None:
    await declined_with_a_merged_one(desk)
    (decided,) = await desk.told("idea.decided")
    assert json.loads(decided)["merged_authors"] == [str(FRIEND)]
    assert str(FRIEND) not in [each["person_id"] for each in json.loads(decided)["authors"]]


async def test_who_wrote_a_merged_idea_appeals_when_it_is_refused_with_the_other(desk: Ideas) -> None:
    _, into = await declined_with_a_merged_one(desk)
    assert await desk.refused(OTHER, "POST", f"/ideas/{into}/appeal", {"grounds": "Mine."}) == "for-its-authors"
    assert (await desk.does(FRIEND, "POST", f"/ideas/{into}/appeal", {"grounds": "Mine."}))["status"] == "appealed"


async def test_an_idea_that_is_taken_back_names_the_authors_of_those_merged_into_it(desk: Ideas) -> None:
    friends = (await desk.does(FRIEND, "POST", "/ideas", {"title": "Free rooms", "text": "x", "language": "en"}))[
        "idea_id"
    ]
    await desk.does(FRIEND, "POST", f"/ideas/{friends}/submission", {})
    into = await desk.submitted()
    await desk.does(SCHEME, "POST", f"/ideas/{friends}/merge", {"into_idea_id": into})
    await desk.does(AUTHOR, "POST", f"/ideas/{into}/withdrawal", {})
    (withdrawn,) = await desk.told("idea.withdrawn")
    assert json.loads(withdrawn)["merged_authors"] == [str(FRIEND)]


async def test_who_wrote_a_merged_idea_does_not_decide_on_the_one_it_lives_on_in(desk: Ideas) -> None:
    made = await desk.does(HEAD, "POST", "/ideas", {"title": "Free rooms", "text": "x", "language": "en"})
    await desk.does(HEAD, "POST", f"/ideas/{made['idea_id']}/submission", {})
    into = await desk.submitted()
    await desk.does(SCHEME, "POST", f"/ideas/{made['idea_id']}/merge", {"into_idea_id": into})
    await desk.does(SCHEME, "POST", f"/ideas/{into}/triage", TO_REVIEW)
    asked = await desk.pool.fetchval("SELECT payload FROM outbox WHERE type = 'review.requested'")
    assert str(HEAD).encode() in asked
    await desk.hear(fact(RoundConcluded, idea_id=into))
    await desk.does(SCHEME, "POST", f"/ideas/{into}/impact-screen", {"answers": {}, "measure": "Signs"})
    decision = {"outcome": "accepted", "reason_code": "mission-need", "text": "Yes.", "office": "Head"}
    assert await desk.refused(HEAD, "POST", f"/ideas/{into}/decision", decision) == "own-idea"
