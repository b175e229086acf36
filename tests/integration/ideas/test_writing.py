"""Drafts over HTTP: saving while typing, versions, co-authors, shares, submission, return, withdrawal, campaigns."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from tests.integration.ideas.steps import AUTHOR, FAR, FRIEND, LEFT, OTHER, SCHEME, Ideas

from shared.testing import fake_clock


async def versions(desk: Ideas, idea: str, who: Any = AUTHOR) -> list[tuple[int, str]]:
    found = await desk.does(who, "GET", f"/ideas/{idea}/versions")
    return [(each["revision"], each["text"]) for each in found["items"]]


async def test_saving_while_typing_keeps_what_is_not_named_and_makes_one_version(desk: Ideas) -> None:
    idea = await desk.draft(facets=["mission"], visibility="unit")
    for text in ("S", "Se", "Sensors"):
        shown = await desk.change(AUTHOR, f"/ideas/{idea}", {"text": text})
    assert (shown["text"], shown["title"], shown["facets"], shown["visibility"]) == (
        "Sensors",
        "Show free rooms",
        ["mission"],
        "unit",
    )
    assert await versions(desk, idea) == [(1, "Sensors")]


async def test_saving_the_same_again_leaves_the_version_as_it_is(desk: Ideas) -> None:
    idea = await desk.draft()
    for _ in range(2):
        same = await desk.ask(AUTHOR, "PATCH", f"/ideas/{idea}", {"title": "Show free rooms"}, if_match='"1"')
        assert same.headers["etag"] == '"1"'


async def test_two_who_write_at_once_do_not_overwrite_each_other(desk: Ideas) -> None:
    idea = await shared(desk)
    seen = (await desk.ask(AUTHOR, "GET", f"/ideas/{idea}")).headers["etag"]
    await desk.does(FRIEND, "PATCH", f"/ideas/{idea}", {"text": "Mine"}, if_match=seen)
    assert await desk.refused(AUTHOR, "PATCH", f"/ideas/{idea}", {"text": "Ours"}, if_match=seen) == "stale-version"
    assert await versions(desk, idea) == [(2, "Mine"), (1, "By 100 % sensors")], "another writer, another version"


async def shared(desk: Ideas) -> str:
    """A draft of two who agreed to 60 and 40."""
    idea = await desk.draft()
    await desk.does(AUTHOR, "POST", f"/ideas/{idea}/co-authors", {"person_id": str(FRIEND)})
    await desk.does(FRIEND, "POST", f"/ideas/{idea}/co-authors/acceptance", {})
    await desk.change(AUTHOR, f"/ideas/{idea}/shares", SHARES, "PUT", f"/ideas/{idea}")
    await desk.does(FRIEND, "POST", f"/ideas/{idea}/shares/agreement", SHARES)
    return idea


SHARES = {"shares": [{"person_id": str(AUTHOR), "share": 60}, {"person_id": str(FRIEND), "share": 40}]}


async def test_co_authors_agree_before_anything_is_handed_in(desk: Ideas) -> None:
    idea = await desk.draft()
    hand_in = f"/ideas/{idea}/submission"
    assert await desk.refused(FRIEND, "GET", f"/ideas/{idea}") == "not-found"
    await desk.does(AUTHOR, "POST", f"/ideas/{idea}/co-authors", {"person_id": str(FRIEND)})
    assert [task["kind"] for task in await desk.does(FRIEND, "GET", "/ideas/tasks")] == ["co-author.invitation"]
    assert await desk.does(AUTHOR, "GET", "/ideas/tasks") == []
    assert await desk.refused(AUTHOR, "POST", hand_in, {}) == "shares-not-agreed"
    await desk.does(FRIEND, "POST", f"/ideas/{idea}/co-authors/acceptance", {})
    assert [task["kind"] for task in await desk.does(AUTHOR, "GET", "/ideas/tasks")] == ["co-author.unshared"]
    assert await desk.does(FRIEND, "GET", "/ideas/tasks") == [], "nothing is there to agree to"
    await desk.change(AUTHOR, f"/ideas/{idea}/shares", SHARES, "PUT", f"/ideas/{idea}")
    assert [task["kind"] for task in await desk.does(FRIEND, "GET", "/ideas/tasks")] == ["co-author.shares"]
    assert await desk.does(AUTHOR, "GET", "/ideas/tasks") == []
    assert await desk.refused(AUTHOR, "POST", hand_in, {}) == "shares-not-agreed"
    await desk.does(FRIEND, "POST", f"/ideas/{idea}/shares/agreement", SHARES)
    assert await desk.does(FRIEND, "GET", "/ideas/tasks") == []
    submitted = await desk.does(FRIEND, "POST", hand_in, {})
    assert [author["share"] for author in submitted["authors"]] == [60, 40]
    assert len(submitted["priority_at"].partition(".")[2]) >= 6, "to the microsecond"
    assert await desk.announced() == [
        *("author.invited", "invitation.settled", "shares.proposed", "shares.settled"),
        "idea.submitted",
    ]


async def test_changed_shares_must_be_agreed_again(desk: Ideas) -> None:
    idea = await shared(desk)
    other = {"shares": [{**each, "share": 50} for each in SHARES["shares"]]}
    await desk.change(AUTHOR, f"/ideas/{idea}/shares", other, "PUT", f"/ideas/{idea}")
    assert await desk.refused(AUTHOR, "POST", f"/ideas/{idea}/submission", {}) == "shares-not-agreed"
    assert await desk.refused(FRIEND, "POST", f"/ideas/{idea}/shares/agreement", SHARES) == "shares-changed"
    await desk.does(FRIEND, "POST", f"/ideas/{idea}/shares/agreement", other)
    await desk.does(AUTHOR, "POST", f"/ideas/{idea}/submission", {})


async def test_an_invitation_is_refused_and_a_leaver_is_not_invited(desk: Ideas) -> None:
    idea = await desk.draft()
    invite = f"/ideas/{idea}/co-authors"
    assert await desk.refused(AUTHOR, "POST", invite, {"person_id": str(LEFT)}) == "unknown-person"
    assert await desk.refused(AUTHOR, "POST", invite, {"person_id": str(AUTHOR)}) == "already-author"
    await desk.does(AUTHOR, "POST", invite, {"person_id": str(FRIEND)})
    await desk.does(FRIEND, "DELETE", f"{invite}/{FRIEND}")
    assert await desk.refused(FRIEND, "GET", f"/ideas/{idea}") == "not-found"
    await desk.does(AUTHOR, "POST", f"/ideas/{idea}/submission", {})


async def test_returned_and_revised_keeps_number_and_priority(desk: Ideas) -> None:
    idea = await desk.submitted()
    first = await desk.does(AUTHOR, "GET", f"/ideas/{idea}")
    back = {"action": "return", "reason_code": "unclear", "text": "Which building?"}
    await desk.does(SCHEME, "POST", f"/ideas/{idea}/triage", back)
    await desk.change(AUTHOR, f"/ideas/{idea}", {"text": "In the town hall."})
    again = await desk.does(AUTHOR, "POST", f"/ideas/{idea}/submission", {})
    assert (again["number"], again["priority_at"]) == (first["number"], first["priority_at"])
    assert await versions(desk, idea, SCHEME) == [(2, "In the town hall."), (1, "By 100 % sensors")]
    steps = [(entry["kind"], entry["detail"]) for entry in await desk.timeline(idea)]
    assert ("idea.returned", {"reason_code": "unclear", "text": "Which building?"}) in steps
    assert ("idea.revised", {"revision": 2}) in steps


async def test_what_was_never_handed_in_stays_with_the_authors(desk: Ideas) -> None:
    idea = await desk.submitted()
    await desk.does(SCHEME, "POST", f"/ideas/{idea}/triage", RETURN)
    await desk.change(AUTHOR, f"/ideas/{idea}", {"text": "Not yet for others."})
    assert [revision for revision, _ in await versions(desk, idea, AUTHOR)] == [2, 1]
    assert [revision for revision, _ in await versions(desk, idea, OTHER)] == [1]


RETURN = {"action": "return", "reason_code": "incomplete", "text": "Say more."}


async def test_a_withdrawn_idea_is_gone_unless_others_stood_behind_it(desk: Ideas) -> None:
    gone, sealed = await desk.submitted("Gone"), await desk.submitted("Sealed")
    await desk.does(OTHER, "PUT", f"/ideas/{sealed}/endorsement")
    for idea in (gone, sealed):
        await desk.does(AUTHOR, "POST", f"/ideas/{idea}/withdrawal", {})
    assert await desk.refused(OTHER, "GET", f"/ideas/{gone}") == "not-found"
    seen = await desk.does(OTHER, "GET", f"/ideas/{sealed}")
    assert (seen["status"], seen["text"], seen["html"]) == ("withdrawn", None, None)
    assert (await desk.does(AUTHOR, "GET", f"/ideas/{sealed}"))["text"] == "By 100 % sensors"
    assert (await desk.does(OTHER, "GET", f"/ideas/{sealed}/versions"))["items"] == []
    lines = (await desk.does(OTHER, "GET", "/ideas"))["items"]
    assert [(line["title"], line["excerpt"]) for line in lines] == [("Sealed", "")]
    assert await desk.does(OTHER, "GET", "/ideas/similar?title=Sealed") == []
    assert await desk.titles(OTHER, "q=sensors") == [], "what is sealed is not found by its words"


async def test_a_withdrawn_draft_is_announced_to_nobody(desk: Ideas) -> None:
    idea = await desk.draft()
    await desk.does(AUTHOR, "POST", f"/ideas/{idea}/withdrawal", {})
    assert await desk.announced() == []


async def test_a_campaign_takes_ideas_on_its_days(desk: Ideas) -> None:
    call = {"names": {"en": "Less paper"}, "text": "Where?", "opens_on": "2026-03-02", "closes_on": "2026-03-08"}
    assert await desk.refused(OTHER, "POST", "/campaigns", call) == "not-allowed"
    with fake_clock() as now:
        campaign = (await desk.does(SCHEME, "POST", "/campaigns", call))["campaign_id"]
        idea = await desk.draft(campaign_id=campaign)
        late = await desk.draft("Late", campaign_id=campaign)
        await desk.does(AUTHOR, "POST", f"/ideas/{idea}/submission", {})
        now.move_forward(now.now().replace(month=4) - now.now())
        assert await desk.refused(AUTHOR, "POST", f"/ideas/{late}/submission", {}) == "campaign-closed"
        await desk.change(AUTHOR, f"/ideas/{late}", {"campaign_id": None})
        await desk.does(AUTHOR, "POST", f"/ideas/{late}/submission", {})
    assert await desk.titles(FAR, f"campaign={campaign}") == ["Show free rooms"]
    changed = await desk.change(SCHEME, f"/campaigns/{campaign}", {**call, "closes_on": None}, "PUT")
    assert changed["closes_on"] is None
    assert [each["names"] for each in (await desk.does(FAR, "GET", "/campaigns"))["items"]] == [{"en": "Less paper"}]
    body = {"title": "Lost", "text": "x", "language": "en", "campaign_id": str(uuid4())}
    assert await desk.refused(AUTHOR, "POST", "/ideas", body) == "unknown-campaign"


BACK = {"action": "return", "reason_code": "unclear", "text": "Which building?"}
CALL = {
    "names": {"en": "Less paper", "fr": "Moins de papier"},
    "question": {"en": "Where do we print what nobody reads?"},
    "text": "Where is **paper** used?",
    "language": "en",
    "opens_on": "2026-01-01",
    "closes_on": "2099-12-31",
    "office": "Head of logistics",
    "first_answer_days": 5,
    "rules_version": 3,
    "rules_agreed_with": "Staff council",
}


async def test_a_campaign_says_what_it_asks_and_promises(desk: Ideas) -> None:
    made = await desk.does(SCHEME, "POST", "/campaigns", CALL)
    shown = await desk.does(FAR, "GET", f"/campaigns/{made['campaign_id']}")
    assert {name: shown[name] for name in CALL} == CALL
    assert (shown["state"], shown["answer_within"], shown["closed_at"], shown["ideas"]) == ("open", 5, None, {})
    assert "<strong>paper</strong>" in shown["html"]
    plain = await desk.does(SCHEME, "POST", "/campaigns", {**CALL, "first_answer_days": None})
    assert plain["answer_within"] == 10, "what the scheme promises"
    assert await desk.refused(SCHEME, "POST", "/campaigns", {**CALL, "rules_version": None}) == "invalid-request"
    assert await desk.announced() == ["campaign.announced"] * 2


async def test_the_page_of_a_campaign_counts_what_its_list_shows(desk: Ideas) -> None:
    campaign = (await desk.does(SCHEME, "POST", "/campaigns", CALL))["campaign_id"]
    await desk.draft("Still written", campaign_id=campaign)
    await desk.submitted("For all", campaign_id=campaign)
    await desk.submitted("For the unit", campaign_id=campaign, visibility="unit")
    gone = await desk.submitted("Withdrawn", campaign_id=campaign)
    await desk.does(AUTHOR, "POST", f"/ideas/{gone}/withdrawal", {})
    await desk.submitted("In the open box")
    seen = {}
    for who in (AUTHOR, OTHER, FAR):
        seen[who] = (await desk.does(who, "GET", f"/campaigns/{campaign}"))["ideas"]
        for status, number in seen[who].items():
            assert len(await desk.titles(who, f"campaign={campaign}&status={status}")) == number
    assert seen[AUTHOR] == {"submitted": 2, "withdrawn": 1}
    assert (seen[OTHER], seen[FAR]) == ({"submitted": 2}, {"submitted": 1})


async def test_a_closed_campaign_takes_nothing_and_is_not_changed(desk: Ideas) -> None:
    path = f"/campaigns/{(await desk.does(SCHEME, 'POST', '/campaigns', CALL))['campaign_id']}"
    campaign = path.rpartition("/")[2]
    idea, before = await desk.draft(campaign_id=campaign), await desk.submitted("In time", campaign_id=campaign)
    await desk.does(SCHEME, "POST", f"/ideas/{before}/triage", BACK)
    elsewhere = await desk.submitted("Never in it")
    await desk.does(SCHEME, "POST", f"/ideas/{elsewhere}/triage", BACK)
    assert await desk.refused(SCHEME, "POST", f"{path}/closing", {}) == "precondition-required"
    closed = await desk.change(SCHEME, f"{path}/closing", {}, "POST", at=path)
    assert (closed["state"], closed["closes_on"]) == ("closed", CALL["closes_on"])
    assert closed["closed_at"]
    assert await desk.refused(AUTHOR, "POST", f"/ideas/{idea}/submission", {}) == "campaign-closed"
    etag = (await desk.ask(AUTHOR, "GET", f"/ideas/{elsewhere}")).headers["etag"]
    into = {"campaign_id": campaign}
    assert await desk.refused(AUTHOR, "PATCH", f"/ideas/{elsewhere}", into, if_match=etag) == "campaign-closed"
    await desk.does(AUTHOR, "POST", f"/ideas/{before}/submission", {})
    etag = (await desk.ask(SCHEME, "GET", path)).headers["etag"]
    assert await desk.refused(SCHEME, "PUT", path, CALL, if_match=etag) == "campaign-over"
    assert await desk.refused(SCHEME, "POST", f"{path}/closing", {}, if_match=etag) == "campaign-over"
    told = [kind for kind in await desk.announced() if kind.startswith("campaign.")]
    assert told == ["campaign.announced", "campaign.closed"]
