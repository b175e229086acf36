"""Drafts that a side writes together over HTTP: who shares one, what the other side can see of it, and when it is gone."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from tests.integration.union_dialogue.dialogue import (
    ADMIN,
    ANSWER,
    AUTHOR,
    CHAIR,
    HEAD,
    IDEA,
    MEMBER,
    OFFICER,
    OPINION,
    OTHER,
    SCHEME,
    SUBSTITUTE,
    Dialogue,
    changed,
    person,
)

from shared.events.ideas import IdeaWithdrawn
from shared.testing import fact
from shared.testing.still_clock import fake_clock

SECRET = "Only among us so far"
OPINION_DRAFT: dict[str, Any] = {
    "stance": None,
    "resolution": SECRET,
    "points": [{"text": "No profiles", "demand": ""}],
    "present": [str(CHAIR)],
    "votes": {"in_favour": 1, "against": None, "abstained": None},
    "minority_views": [],
}
RESPONSE_DRAFT: dict[str, Any] = {"answers": [{"number": 1, "answer": None, "reason": SECRET}]}
DRAFTS: Mapping[str, dict[str, Any]] = {"opinion": OPINION_DRAFT, "response": RESPONSE_DRAFT}
OUTSIDE: Mapping[str, tuple[UUID, ...]] = {
    "opinion": (OFFICER, HEAD, SCHEME, ADMIN, AUTHOR, OTHER, SUBSTITUTE),
    "response": (CHAIR, MEMBER, SCHEME, ADMIN, AUTHOR, OTHER, SUBSTITUTE),
}
NEW = '"0"'
PASSING = ("trace_id", "oldest_age_seconds")
"""What an answer says anew each time."""


async def drafted(desk: Dialogue, kind: str) -> tuple[str, str]:
    """A case with a draft of one side; returns the case and the draft's address."""
    case, who = (await desk.running(), MEMBER) if kind == "opinion" else (await desk.delivered(), HEAD)
    draft = f"{case}/drafts/{kind}"
    await desk.gets(who, "PUT", draft, DRAFTS[kind], if_match=NEW)
    return case, draft


async def rows(desk: Dialogue) -> list[str]:
    return [row["kind"] for row in await desk.pool.fetch("SELECT kind FROM shared_draft ORDER BY kind")]


async def test_colleagues_work_on_one_draft_and_see_who_changed_it_last(desk: Dialogue) -> None:
    draft = f"{await desk.running()}/drafts/opinion"
    empty = await desk.ask(CHAIR, "GET", draft)
    assert (empty.headers["etag"], empty.json()) == (
        NEW,
        {"draft": None, "changed_by_id": None, "changed_by": None, "changed_at": None},
    )
    first = await desk.ask(MEMBER, "PUT", draft, OPINION_DRAFT, if_match=NEW)
    assert (first.status_code, first.headers["etag"]) == (200, '"1"')
    seen = await desk.ask(CHAIR, "GET", draft)
    assert (seen.headers["etag"], seen.json()) == ('"1"', first.json())
    told = seen.json()
    assert (told["draft"], told["changed_by_id"], told["changed_by"]) == (OPINION_DRAFT, str(MEMBER), f"P {MEMBER}")
    more = OPINION_DRAFT | {"stance": "consent"}
    await desk.gets(CHAIR, "PUT", draft, more, if_match='"1"')
    told = await desk.gets(MEMBER, "GET", draft)
    assert (told["draft"], told["changed_by_id"]) == (more, str(CHAIR))


@pytest.mark.parametrize("kind", ["opinion", "response"])
async def test_a_draft_is_written_over_by_nobody_who_has_not_seen_it(desk: Dialogue, kind: str) -> None:
    _, draft = await drafted(desk, kind)
    one, other = (MEMBER, CHAIR) if kind == "opinion" else (HEAD, OFFICER)
    assert await desk.refused(other, "PUT", draft, DRAFTS[kind]) == (428, "precondition-required")
    assert await desk.refused(other, "PUT", draft, DRAFTS[kind], if_match=NEW) == (412, "stale-version")
    again = await desk.ask(one, "PUT", draft, DRAFTS[kind], if_match='"1"')
    assert again.headers["etag"] == '"1"', "saving what is there already changes nothing"
    assert (await desk.gets(other, "GET", draft))["changed_by_id"] == str(one)


async def test_of_two_who_begin_at_once_one_is_told(desk: Dialogue) -> None:
    draft = f"{await desk.running()}/drafts/opinion"
    both = [
        desk.ask(who, "PUT", draft, OPINION_DRAFT | {"resolution": str(who)}, if_match=NEW) for who in (CHAIR, MEMBER)
    ]
    assert sorted([answer.status_code for answer in await asyncio.gather(*both)]) == [200, 412]


async def test_a_seated_substitute_shares_the_draft_while_seated(desk: Dialogue) -> None:
    case, draft = await drafted(desk, "opinion")
    seat = {"substitute_id": str(SUBSTITUTE), "member_id": str(MEMBER)}
    await desk.gets(CHAIR, "POST", f"{case}/substitutes", seat, expect=201)
    await desk.gets(SUBSTITUTE, "PUT", draft, OPINION_DRAFT | {"stance": "consent"}, if_match='"1"')
    await desk.gets(CHAIR, "DELETE", f"{case}/substitutes/{SUBSTITUTE}", expect=204)
    assert await desk.status(SUBSTITUTE, "GET", draft) == 404


@pytest.mark.parametrize(("kind", "who"), [(kind, who) for kind, people in OUTSIDE.items() for who in people])
async def test_invariant_14_a_draft_does_not_exist_for_others_on_any_surface(
    desk: Dialogue, kind: str, who: UUID
) -> None:
    case = await (desk.running() if kind == "opinion" else desk.delivered())
    draft = f"{case}/drafts/{kind}"
    looks = [draft, case, f"{case}/rooms", f"{case}/clock", "/cases", "/union-dialogue/tasks"]
    looks += [f"/union-dialogue/operations/{page}" for page in ("outbox", "consumers", "parked", "dead-letters")]

    async def seen() -> list[tuple[int, Any, str | None]]:
        found = [await desk.ask(who, "GET", path) for path in looks]
        bodies = [each.json() for each in found]
        told = [{k: v for k, v in b.items() if k not in PASSING} if isinstance(b, dict) else b for b in bodies]
        return [(a.status_code, b, a.headers.get("etag")) for a, b in zip(found, told, strict=True)]

    before = await seen()
    await desk.gets(MEMBER if kind == "opinion" else HEAD, "PUT", draft, DRAFTS[kind], if_match=NEW)
    assert await seen() == before  # neither words, nor versions, nor another refusal
    assert before[0][0] == 404
    for version in (NEW, '"1"'):
        assert await desk.status(who, "PUT", draft, DRAFTS[kind], if_match=version) == 404
    assert SECRET not in str(before)


async def test_invariant_2_a_mandate_that_ends_closes_the_draft_in_the_same_transaction(desk: Dialogue) -> None:
    _, draft = await drafted(desk, "opinion")
    await desk.hear(changed(person(MEMBER, mandate="member", ends_on=date(2020, 6, 1))))
    assert await desk.status(MEMBER, "GET", draft) == 404
    assert await desk.status(MEMBER, "PUT", draft, OPINION_DRAFT, if_match='"1"') == 404
    # what they wrote stays the body's, under their name
    assert (await desk.gets(CHAIR, "GET", draft))["changed_by_id"] == str(MEMBER)


async def test_a_function_that_ends_closes_the_draft_of_the_response(desk: Dialogue) -> None:
    _, draft = await drafted(desk, "response")
    await desk.hear(changed(person(HEAD)))
    assert await desk.status(HEAD, "GET", draft) == 404
    assert await desk.status(HEAD, "PUT", draft, RESPONSE_DRAFT, if_match='"1"') == 404


async def test_whom_the_matter_concerns_sees_no_draft_of_the_opinion(desk: Dialogue) -> None:
    case, draft = await drafted(desk, "opinion")
    await desk.gets(MEMBER, "POST", f"{case}/recusal", expect=204)
    assert await desk.status(MEMBER, "GET", draft) == 404


async def test_an_author_in_management_reads_the_draft_of_the_response_and_does_not_write_it(desk: Dialogue) -> None:
    _, draft = await drafted(desk, "response")
    await desk.hear(changed(person(AUTHOR, "consultation-officer")))
    assert await desk.status(AUTHOR, "GET", draft) == 200
    refused = await desk.refused(AUTHOR, "PUT", draft, RESPONSE_DRAFT, if_match='"1"')
    assert refused == (403, "own-idea-case")


async def test_a_draft_is_told_in_no_event_and_counts_no_version_of_the_case(desk: Dialogue) -> None:
    case = await desk.running()
    before = (await desk.announced(), await desk.ask(SCHEME, "GET", case))
    await desk.gets(MEMBER, "PUT", f"{case}/drafts/opinion", OPINION_DRAFT, if_match=NEW)
    after = (await desk.announced(), await desk.ask(SCHEME, "GET", case))
    assert (after[0], after[1].headers["etag"]) == (before[0], before[1].headers["etag"])
    await desk.gets(CHAIR, "POST", f"{case}/opinion", OPINION, expect=201)
    kept = await desk.pool.fetch("SELECT * FROM outbox")
    assert kept
    assert not any(SECRET in repr(dict(row)) or SECRET in bytes(row["payload"]).decode() for row in kept)


async def test_the_draft_of_the_opinion_goes_when_it_is_delivered_and_that_of_the_response_when_it_is_closed(
    desk: Dialogue,
) -> None:
    case, opinion = await drafted(desk, "opinion")
    response = f"{case}/drafts/response"
    assert await desk.refused(OFFICER, "GET", response) == (404, "not-found")
    assert await desk.refused(OFFICER, "PUT", response, RESPONSE_DRAFT, if_match=NEW) == (409, "wrong-case-state")
    await desk.gets(CHAIR, "POST", f"{case}/opinion", OPINION, expect=201)
    assert await rows(desk) == []
    assert await desk.refused(CHAIR, "GET", opinion) == (404, "not-found")
    assert await desk.refused(CHAIR, "PUT", opinion, OPINION_DRAFT, if_match=NEW) == (409, "wrong-case-state")
    await desk.gets(HEAD, "PUT", response, RESPONSE_DRAFT, if_match=NEW)
    await desk.gets(HEAD, "POST", f"{case}/response", ANSWER, expect=201)
    assert await rows(desk) == ["response"], "other points may still be drafted"
    await desk.gets(CHAIR, "POST", f"{case}/closing", {"result": "agreed"})
    assert await rows(desk) == []
    assert await desk.refused(HEAD, "GET", response) == (404, "not-found")


async def waived(desk: Dialogue, case: str) -> None:
    await desk.gets(CHAIR, "POST", f"{case}/waiver", {"reason": "Settled last year."})


async def called_off(desk: Dialogue, _case: str) -> None:
    await desk.hear(fact(IdeaWithdrawn, idea_id=IDEA))


async def lapsed(desk: Dialogue, case: str) -> None:
    with fake_clock(await desk.due_at(case)):
        await desk.pass_deadlines()


@pytest.mark.parametrize("end", [waived, called_off, lapsed])
async def test_however_a_case_is_closed_no_draft_stays(desk: Dialogue, end: Any) -> None:
    case, _ = await drafted(desk, "opinion")
    await end(desk, case)
    assert (await desk.gets(SCHEME, "GET", case))["state"] == "closed"
    assert await rows(desk) == []


async def test_a_draft_left_by_a_process_that_knows_none_is_read_by_nobody_and_goes(desk: Dialogue) -> None:
    case, draft = await drafted(desk, "response")
    await desk.do_chores()
    assert await rows(desk) == ["response"], "what is still written stays"
    # as a process of the release before drafts closes a case
    await desk.pool.execute("UPDATE consultation SET state = 'closed' WHERE case_id = $1", UUID(case.split("/")[-1]))
    assert await desk.refused(HEAD, "GET", draft) == (404, "not-found")
    assert await desk.refused(HEAD, "PUT", draft, RESPONSE_DRAFT, if_match='"1"') == (409, "wrong-case-state")
    await desk.do_chores()
    assert await rows(desk) == []


@pytest.mark.parametrize("kind", ["opinion", "response"])
async def test_what_no_form_holds_is_refused_at_its_member_and_what_was_saved_stays(desk: Dialogue, kind: str) -> None:
    _, draft = await drafted(desk, kind)
    who = MEMBER if kind == "opinion" else HEAD
    wrong: list[tuple[dict[str, Any], str]] = [(DRAFTS[kind] | {"other": 1}, "/other")]
    if kind == "opinion":
        wrong.append((OPINION_DRAFT | {"resolution": "x" * 20_001}, "/resolution"))
        wrong.append(({"resolution": "The rest is missing."}, "/stance"))
    else:
        wrong.append(({"answers": [RESPONSE_DRAFT["answers"][0] | {"answer": "maybe"}]}, "/answers/0/answer"))
    for body, pointer in wrong:
        answer = await desk.ask(who, "PUT", draft, body, if_match='"1"')
        assert answer.status_code == 422
        assert pointer in [fault["pointer"] for fault in answer.json()["errors"]]
    kept = await desk.ask(who, "GET", draft)
    assert (kept.headers["etag"], kept.json()["draft"]) == ('"1"', DRAFTS[kind])
