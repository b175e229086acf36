"""The journey of an idea over HTTP, on a real database: who does what, and what the others' events change."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from tests.conftest import PostgresServer
from tests.integration.ideas.steps import (
    AUTHOR,
    BOSS,
    CONSULTS,
    COUNCIL,
    DECISION,
    DECLINED,
    DEPUTY,
    DISABLED,
    ELSEWHERE,
    FAR,
    HEAD,
    LEFT,
    MEMBER,
    OTHER,
    SCHEME,
    TO_REVIEW,
    Ideas,
    opened,
    person,
    seat,
)

from ideas.handlers import HANDLERS
from ideas.main import SERVICE
from shared import clock, scheduler
from shared.events import catalog
from shared.events.base import Event
from shared.events.implementation import BenefitMeasured, IdeaCompleted, IdeaImplemented, PlanOpened
from shared.events.people import BodyChanged
from shared.events.review import ReviewSubmitted, RoundConcluded
from shared.events.union_dialogue import CaseClosed, CasePrepared, CaseWithdrawn
from shared.testing import fact, fake_clock

NOTED_BEFORE = """
INSERT INTO conflict (idea_id, person_id, kind, text, noted_by, at) VALUES ($1, $2, 'relation', 'A flat.', $2, now())
"""
VERSIONS = """
SELECT (convert_from(payload, 'UTF8')::jsonb ->> 'aggregate_version')::bigint AS version FROM outbox
WHERE subject = $1 ORDER BY id
"""


def test_the_handlers_are_those_that_the_catalogue_names() -> None:
    named = {kind for topic in catalog.TOPICS.values() for kind, who in topic.events.items() if "ideas" in who}
    assert set(HANDLERS) == named


async def test_a_draft_exists_for_its_author_alone(desk: Ideas) -> None:
    idea = await desk.draft()
    assert (await desk.ask(AUTHOR, "GET", f"/ideas/{idea}")).json()["number"] is None
    for path in (f"/ideas/{idea}", f"/ideas/{idea}/timeline", f"/ideas/{idea}/impact-screen"):
        assert (await desk.ask(OTHER, "GET", path)).status_code == 404
    assert (await desk.ask(OTHER, "POST", f"/ideas/{idea}/submission", {})).status_code == 404
    assert (await desk.ask(OTHER, "GET", "/ideas")).json()["items"] == []
    assert await desk.announced() == []


async def test_who_has_left_starts_nothing_and_sees_nothing(desk: Ideas) -> None:
    body = {"title": "Rooms", "text": "Sensors", "language": "en"}
    assert (await desk.ask(LEFT, "POST", "/ideas", body)).status_code == 403
    assert (await desk.ask(LEFT, "GET", "/ideas")).status_code == 403


async def test_who_leaves_is_not_shown_what_they_wrote(desk: Ideas) -> None:
    await desk.draft()
    await desk.submitted("Handed in")
    await desk.hear(person(AUTHOR, version=2, employed=False))
    for query in ("", "?status=draft", "?author=me", "?q=rooms", "?sort=support"):
        assert await desk.refused(AUTHOR, "GET", f"/ideas{query}") == "not-allowed", query


@pytest.mark.parametrize(
    ("since", "until", "sees"),
    [(-9, None, True), (-9, 2, True), (-9, -2, False), (2, None, False)],
    ids=["open", "still", "ended", "not yet"],
)
async def test_who_sits_in_a_body_reads_what_its_units_and_those_below_keep_among_themselves(
    desk: Ideas, since: int, until: int | None, sees: bool
) -> None:
    await desk.submitted("Of the unit", visibility="unit")
    below = {"title": "Of the one below", "text": "Sensors", "language": "en", "visibility": "unit"}
    idea = (await desk.does(OTHER, "POST", "/ideas", below))["idea_id"]
    await desk.does(OTHER, "POST", f"/ideas/{idea}/submission", {})
    today = clock.now().date()
    ends_on = None if until is None else f"{today + timedelta(until)}"
    held = seat(COUNCIL, starts_on=f"{today + timedelta(since)}", ends_on=ends_on)
    await desk.hear(person(MEMBER, unit=ELSEWHERE, version=2, mandates=(held,)))
    assert await desk.titles(MEMBER) == (["Of the one below", "Of the unit"] if sees else [])
    assert await desk.titles(FAR) == []


async def test_a_change_says_which_version_it_was_made_on(desk: Ideas) -> None:
    idea = await desk.draft()
    assert (await desk.ask(AUTHOR, "PATCH", f"/ideas/{idea}", {"title": "Better"})).status_code == 428
    changed = await desk.ask(AUTHOR, "PATCH", f"/ideas/{idea}", {"title": "Better"}, if_match='"1"')
    assert (changed.json()["title"], changed.headers["etag"]) == ("Better", '"2"')
    assert (await desk.ask(AUTHOR, "PATCH", f"/ideas/{idea}", {"title": "Worse"}, if_match='"1"')).status_code == 412


async def test_numbers_rise_and_are_given_at_submission(desk: Ideas) -> None:
    numbers = []
    for _ in range(2):
        idea = await desk.draft()
        numbers.append((await desk.ask(AUTHOR, "POST", f"/ideas/{idea}/submission", {})).json()["number"])
    assert numbers[1] == numbers[0] + 1
    assert await desk.announced() == ["idea.submitted"] * 2


async def test_a_list_goes_page_by_page_and_takes_signs_literally(desk: Ideas) -> None:
    made = [await desk.draft(title) for title in ("One a_b", "Two axb", "Three")]
    first = (await desk.ask(AUTHOR, "GET", "/ideas?limit=2&author=me")).json()
    second = (await desk.ask(AUTHOR, "GET", first["next"].removeprefix("/api"))).json()
    assert [item["idea_id"] for item in first["items"] + second["items"]] == made[::-1]
    assert second["next"] is None
    found = (await desk.ask(AUTHOR, "GET", "/ideas?q=A_B&status=draft")).json()["items"]
    assert [item["title"] for item in found] == ["One a_b"]


async def test_only_the_scheme_office_triages(desk: Ideas) -> None:
    idea = await desk.draft()
    await desk.ask(AUTHOR, "POST", f"/ideas/{idea}/submission", {})
    back = {"action": "return", "reason_code": "unclear", "text": "Which building?"}
    assert (await desk.ask(OTHER, "POST", f"/ideas/{idea}/triage", back)).status_code == 403
    assert (await desk.ask(SCHEME, "POST", f"/ideas/{idea}/triage", back)).json()["status"] == "returned"
    tasks = (await desk.ask(AUTHOR, "GET", "/ideas/tasks")).json()
    assert [task["kind"] for task in tasks] == ["idea.returned"]


async def test_invariant_03_who_has_an_interest_is_named_to_review(desk: Ideas) -> None:
    idea = await desk.submitted()
    noted = {"person_id": str(OTHER), "kind": "beneficiary", "text": "It is their room."}
    assert (await desk.ask(SCHEME, "POST", f"/ideas/{idea}/conflicts", noted)).status_code == 204
    await desk.does(SCHEME, "POST", f"/ideas/{idea}/triage", TO_REVIEW)
    (told,) = await desk.told("review.requested")
    assert (json.loads(told)["interested"], "their room" in told) == ([str(OTHER)], False)


async def test_invariant_03_who_has_an_interest_is_told_whenever_it_is_noted(desk: Ideas) -> None:
    """All of them each time, never why nor who said so; nothing that anybody sees of the idea changes."""
    idea = await desk.submitted()
    before = await desk.ask(OTHER, "GET", f"/ideas/{idea}"), await desk.ask(OTHER, "GET", f"/ideas/{idea}/timeline")
    interest = {"kind": "relation", "text": "We share a flat."}
    for who in (HEAD, OTHER, HEAD):
        await desk.does(who, "POST", f"/ideas/{idea}/conflicts", interest)
    told = await desk.told("interest.noted")
    assert [set(json.loads(each)["interested"]) for each in told] == [{str(HEAD)}, {str(HEAD), str(OTHER)}]
    assert [json.loads(each)["by"] for each in told] == [None, None]
    assert "flat" not in "".join(told)
    after = await desk.ask(OTHER, "GET", f"/ideas/{idea}"), await desk.ask(OTHER, "GET", f"/ideas/{idea}/timeline")
    assert [each.json() for each in after] == [each.json() for each in before]
    assert after[0].headers["etag"] == before[0].headers["etag"]
    versions = await desk.pool.fetch(VERSIONS, idea)
    assert [row["version"] for row in versions] == list(range(1, len(versions) + 1)), "gapless all the same"


async def test_invariant_03_an_interest_in_what_was_merged_is_one_in_what_it_lives_on_in(desk: Ideas) -> None:
    first, second, third = [await desk.submitted(title) for title in ("Rooms", "Other rooms", "All rooms")]
    interest = {"kind": "beneficiary", "text": "It is my room."}
    await desk.does(HEAD, "POST", f"/ideas/{first}/conflicts", interest)
    for origin, into in ((first, second), (second, third)):
        await desk.does(SCHEME, "POST", f"/ideas/{origin}/merge", {"into_idea_id": into})
    await desk.does(OTHER, "POST", f"/ideas/{first}/conflicts", interest)
    told = [json.loads(each) for each in await desk.told("interest.noted")]
    assert [(each["idea_id"], set(each["interested"])) for each in told] == [
        (first, {str(HEAD)}),
        (second, {str(HEAD)}),
        (third, {str(HEAD)}),
        (third, {str(HEAD), str(OTHER)}),
    ]


async def test_invariant_03_an_interest_that_the_version_before_noted_is_told_once(desk: Ideas) -> None:
    """Of that version is what stands in the table as not told: the worker tells it, of a merged idea under its heir."""
    alone, origin, heir = [await desk.submitted(title) for title in ("Lights", "Rooms", "All rooms")]
    await desk.does(SCHEME, "POST", f"/ideas/{origin}/merge", {"into_idea_id": heir})
    for idea, who in ((alone, HEAD), (alone, OTHER), (origin, HEAD)):
        await desk.pool.execute(NOTED_BEFORE, idea, who)
    for _ in range(2):
        await desk.do_chores()
        told = {each["idea_id"]: set(each["interested"]) for each in map(json.loads, await desk.told("interest.noted"))}
        assert told == {alone: {str(HEAD), str(OTHER)}, heir: {str(HEAD)}}
        assert len(await desk.told("interest.noted")) == 2
    await desk.does(OTHER, "POST", f"/ideas/{alone}/conflicts", {"kind": "relation", "text": "We share a flat."})
    assert len(await desk.told("interest.noted")) == 2, "noted before, and told"


async def test_invariant_04_nobody_asks_for_a_single_review(desk: Ideas) -> None:
    """Its outcome would show whose it is."""
    idea = await desk.submitted()
    refused = await desk.ask(SCHEME, "POST", f"/ideas/{idea}/triage", TO_REVIEW | {"quorum": 1})
    assert refused.status_code == 422
    assert [each["pointer"] for each in refused.json()["errors"]] == ["/review/quorum"]


async def test_the_screen_shows_its_questions_and_what_was_answered(desk: Ideas) -> None:
    idea = await desk.screened()
    seen = (await desk.ask(OTHER, "GET", f"/ideas/{idea}/impact-screen")).json()
    assert "monitoring" in [each["question"] for each in seen["questions"]]
    assert seen["recorded"]["answers"] == {"monitoring": True}
    assert (await desk.announced())[-1] == "consultation.required"


async def test_the_decision_waits_for_the_last_mandatory_case(desk: Ideas) -> None:
    idea = await desk.screened()
    await desk.hear(fact(CasePrepared, idea_id=idea, body_id=COUNCIL))
    await desk.hear(fact(CaseClosed, idea_id=idea, body_id=COUNCIL))
    refused = await desk.ask(HEAD, "POST", f"/ideas/{idea}/decision", DECISION)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/consultation-open")
    assert "Disability council" in refused.json()["detail"]
    assert "Staff council" not in refused.json()["detail"]
    await desk.hear(fact(CaseClosed, idea_id=idea, body_id=DISABLED))
    assert await desk.status(idea) == "decision_pending"
    assert (await desk.ask(AUTHOR, "POST", f"/ideas/{idea}/decision", DECISION)).status_code == 403
    assert (await desk.ask(SCHEME, "POST", f"/ideas/{idea}/decision", DECISION)).status_code == 403
    assert (await desk.ask(HEAD, "POST", f"/ideas/{idea}/decision", DECISION)).json()["status"] == "accepted"
    assert (await desk.ask(HEAD, "POST", f"/ideas/{idea}/decision", DECISION)).status_code == 409


async def test_a_case_prepared_late_does_not_open_what_is_closed(desk: Ideas) -> None:
    idea = await desk.screened()
    await desk.hear(*(fact(CaseClosed, idea_id=idea, body_id=body) for body in (COUNCIL, DISABLED)))
    await desk.hear(fact(CasePrepared, idea_id=idea, body_id=COUNCIL))
    assert (await desk.ask(HEAD, "POST", f"/ideas/{idea}/decision", DECISION)).status_code == 200


async def test_the_journey_ends_closed_and_late_events_change_nothing(desk: Ideas) -> None:
    idea = await desk.screened()
    await desk.hear(*(fact(CaseClosed, idea_id=idea, body_id=body) for body in (COUNCIL, DISABLED)))
    await desk.ask(HEAD, "POST", f"/ideas/{idea}/decision", DECISION)
    steps: dict[type[Event], str] = {
        PlanOpened: "implementing",
        IdeaImplemented: "implemented",
        BenefitMeasured: "benefits_tracking",
    }
    for kind, status in (steps | {IdeaCompleted: "closed"}).items():
        await desk.hear(fact(kind, idea_id=idea))
        assert await desk.status(idea) == status
    await desk.hear(fact(PlanOpened, idea_id=idea), fact(CaseClosed, idea_id=idea, body_id=COUNCIL))
    assert await desk.status(idea) == "closed"
    assert [entry["ignored"] for entry in (await desk.timeline(idea))[-2:]] == ["the idea is closed"] * 2


async def test_the_timeline_never_says_who_reviewed(desk: Ideas) -> None:
    idea = await desk.reviewed()
    await desk.hear(fact(ReviewSubmitted, idea_id=idea))
    by = {entry["kind"]: entry["by"] for entry in await desk.timeline(idea)}
    assert by["review.submitted"] is None
    assert by["round.concluded"] is None
    assert by["idea.submitted"] == f"P {AUTHOR}"


async def test_an_event_about_an_unknown_idea_is_no_error(desk: Ideas) -> None:
    await desk.hear(fact(PlanOpened), fact(CaseClosed), fact(CasePrepared))
    assert await desk.pool.fetchval("SELECT count(*) FROM timeline") == 0


async def test_each_step_names_its_cause(desk: Ideas) -> None:
    idea = await desk.screened()
    await desk.hear(fact(CasePrepared, idea_id=idea, body_id=COUNCIL))
    steps = {entry["kind"]: entry for entry in await desk.timeline(idea)}
    assert (steps["review.requested"]["source"], steps["review.requested"]["by"]) == ("ideas", f"P {SCHEME}")
    assert (steps["round.concluded"]["source"], steps["round.concluded"]["status"]) == ("review", "reviewed")
    assert (steps["case.prepared"]["source"], steps["case.prepared"]["detail"]) == (
        "union-dialogue",
        {"body_id": str(COUNCIL)},
    )
    assert steps["consultation.required"]["status"] == "in_consultation"


async def test_invariant_04_until_the_reviews_are_in_no_surface_says_who_wrote_it(desk: Ideas) -> None:
    idea = await desk.submitted()
    await desk.does(SCHEME, "POST", f"/ideas/{idea}/triage", TO_REVIEW)
    surfaces = ("", "/timeline", "/versions", "/impact-screen", "/comments", "/endorsement", "/facets", "/decision")
    addresses = [f"/ideas/{idea}{surface}" for surface in surfaces]
    addresses += [
        "/ideas",
        "/ideas?q=rooms",
        "/ideas?sort=support",
        "/ideas/similar?title=Show+free+rooms",
        "/ideas/tasks",
    ]
    for address in addresses:
        for who in (OTHER, FAR, MEMBER, HEAD):
            assert str(AUTHOR) not in (await desk.ask(who, "GET", address)).text, address
    assert str(AUTHOR) in (await desk.ask(SCHEME, "GET", f"/ideas/{idea}")).text
    await desk.hear(fact(RoundConcluded, idea_id=idea))
    assert str(AUTHOR) in (await desk.ask(OTHER, "GET", f"/ideas/{idea}")).text


async def test_another_unit_answers_and_its_bodies_are_heard_too(desk: Ideas) -> None:
    theirs = uuid4()
    await desk.hear(fact(BodyChanged, body_id=theirs, names={"en": "Their council"}, scope_unit_ids=(ELSEWHERE,)))
    idea = await desk.submitted(visibility="unit")
    assert await desk.refused(FAR, "GET", f"/ideas/{idea}") == "not-found"
    away = {"action": "reroute", "unit_id": str(ELSEWHERE), "reason_code": "out-of-remit", "text": "Theirs."}
    unknown = {**away, "unit_id": str(uuid4())}
    assert await desk.refused(SCHEME, "POST", f"/ideas/{idea}/triage", unknown) == "unknown-unit"
    await desk.does(SCHEME, "POST", f"/ideas/{idea}/triage", away)
    assert (await desk.does(FAR, "GET", f"/ideas/{idea}"))["remit_unit_id"] == str(ELSEWHERE)
    await desk.does(SCHEME, "POST", f"/ideas/{idea}/triage", TO_REVIEW)
    await desk.hear(fact(RoundConcluded, idea_id=idea))
    await desk.does(SCHEME, "POST", f"/ideas/{idea}/impact-screen", {"answers": {"pay": True}, "measure": "x"})
    required = await desk.pool.fetchval("SELECT payload FROM outbox WHERE type = 'consultation.required'")
    assert all(str(body).encode() in required for body in (COUNCIL, DISABLED, theirs))


async def test_a_body_contests_and_the_impact_is_screened_again(desk: Ideas) -> None:
    idea = await desk.screened({})
    path = f"/ideas/{idea}/impact-screen"
    raised = {"body_id": str(COUNCIL), "questions": ["monitoring"], "text": "They can count people."}
    for who in (OTHER, HEAD, CONSULTS):
        assert await desk.refused(who, "POST", f"{path}/contest", raised) == "not-allowed"
    unknown = {**raised, "questions": ["colour"]}
    assert await desk.refused(MEMBER, "POST", f"{path}/contest", unknown) == "unknown-question"
    await desk.does(MEMBER, "POST", f"{path}/contest", raised)
    assert await desk.refused(HEAD, "POST", f"/ideas/{idea}/decision", DECISION) == "contest-open"
    asked = {
        who: {task["kind"] for task in await desk.does(who, "GET", "/ideas/tasks") if task["idea_id"] == idea}
        for who in (CONSULTS, SCHEME, HEAD)
    }
    assert asked == {CONSULTS: {"idea.contested"}, SCHEME: {"idea.contested"}, HEAD: set()}
    again = {"answers": {}, "measure": "Sensors"}
    assert await desk.refused(CONSULTS, "POST", path, again) == "contest-unanswered"
    await desk.does(CONSULTS, "POST", path, {**again, "reasons": {"monitoring": "They count doors."}})
    (shown,) = (await desk.does(OTHER, "GET", path))["contests"]
    assert (shown["body"], shown["answer"]["reasons"]) == ("Staff council", {"monitoring": "They count doors."})
    assert await desk.refused(MEMBER, "POST", f"{path}/contest", raised) == "already-contested"
    acted = await desk.pool.fetchval("SELECT payload FROM outbox WHERE type = 'consultation.contested'")
    assert b"acting_for" in acted
    assert b"count people" not in acted, "the body's words stay here"
    await desk.does(HEAD, "POST", f"/ideas/{idea}/decision", DECISION)


async def test_invariant_02_who_holds_no_mandate_today_does_not_act_for_the_body(desk: Ideas) -> None:
    idea = await desk.screened({})
    ended = person(MEMBER, unit=ELSEWHERE, version=2, mandates=(seat(COUNCIL, ends_on="2021-01-01"),))
    await desk.hear(ended)
    raised = {"body_id": str(COUNCIL), "questions": ["monitoring"], "text": "They can count people."}
    assert await desk.refused(MEMBER, "POST", f"/ideas/{idea}/impact-screen/contest", raised) == "not-allowed"


async def test_invariant_03_who_manages_an_author_or_has_an_interest_does_not_decide(desk: Ideas) -> None:
    idea = await desk.screened({})
    decision = f"/ideas/{idea}/decision"
    assert await desk.refused(BOSS, "POST", decision, DECISION) == "conflict-of-interest"
    interest = {"kind": "beneficiary", "text": "My unit would get the rooms."}
    await desk.does(HEAD, "POST", f"/ideas/{idea}/conflicts", interest)
    assert await desk.refused(HEAD, "POST", decision, DECISION) == "conflict-of-interest"
    other = {**interest, "person_id": str(DEPUTY)}
    assert await desk.refused(OTHER, "POST", f"/ideas/{idea}/conflicts", other) == "not-allowed"
    assert [each["person_id"] for each in await desk.does(SCHEME, "GET", f"/ideas/{idea}/conflicts")] == [str(HEAD)]
    assert await desk.refused(HEAD, "GET", f"/ideas/{idea}/conflicts") == "not-allowed"
    await desk.does(DEPUTY, "POST", decision, DECISION)


async def test_invariant_03_where_managers_may_decide_authors_and_the_interested_still_do_not(
    postgres: PostgresServer,
) -> None:
    async with opened(postgres, managers_may_decide=True) as desk:
        first, second = await desk.screened({}), await desk.screened({})
        interest = {"kind": "beneficiary", "text": "My unit would get the rooms.", "person_id": str(BOSS)}
        await desk.does(SCHEME, "POST", f"/ideas/{second}/conflicts", interest)
        offered = {each["idea_id"] for each in await desk.does(BOSS, "GET", "/ideas/tasks")}
        assert offered == {first}, "neither what they would be refused, nor what they may not decide"
        assert await desk.refused(AUTHOR, "POST", f"/ideas/{first}/decision", DECISION) == "own-idea"
        assert await desk.refused(BOSS, "POST", f"/ideas/{second}/decision", DECISION) == "conflict-of-interest"
        assert "decide" in (await desk.does(BOSS, "GET", f"/ideas/{first}"))["may"]
        await desk.does(BOSS, "POST", f"/ideas/{first}/decision", DECLINED)
        await desk.does(AUTHOR, "POST", f"/ideas/{first}/appeal", {"grounds": "Counted twice."})
        upheld = {"result": "upheld", "text": "As it was.", "due_on": "2099-01-31"}
        decision = f"/ideas/{first}/appeal/decision"
        assert await desk.refused(AUTHOR, "POST", decision, upheld) == "own-idea"
        assert await desk.refused(BOSS, "POST", decision, upheld) == "appeal-to-the-decider"
        await desk.does(HEAD, "POST", decision, upheld)


async def test_declined_appealed_reopened_goes_to_a_second_round(desk: Ideas) -> None:
    idea = await desk.declined()
    appeal, grounds = f"/ideas/{idea}/appeal", {"grounds": "Counted twice."}
    assert await desk.refused(OTHER, "POST", appeal, grounds) == "for-its-authors"
    await desk.does(AUTHOR, "POST", appeal, grounds)
    assert await desk.does(HEAD, "GET", "/ideas/tasks") == [], "nobody is offered what they would be refused"
    reopened = {"result": "reopened", "text": "Look again.", "quorum": 3, "due_on": "2027-01-31"}
    assert await desk.refused(HEAD, "POST", f"{appeal}/decision", reopened) == "appeal-to-the-decider"
    assert await desk.refused(BOSS, "POST", f"{appeal}/decision", reopened) == "conflict-of-interest"
    assert (await desk.does(DEPUTY, "POST", f"{appeal}/decision", reopened))["status"] == "under_review"
    assert (await desk.announced())[-3:] == ["appeal.lodged", "appeal.decided", "review.requested"]
    await desk.hear(fact(RoundConcluded, idea_id=idea))
    await desk.does(SCHEME, "POST", f"/ideas/{idea}/impact-screen", {"answers": {}, "measure": "Sensors"})
    assert await desk.refused(HEAD, "POST", f"/ideas/{idea}/decision", DECISION) == "decided-before"
    assert await desk.does(HEAD, "GET", "/ideas/tasks") == []
    assert [task["kind"] for task in await desk.does(DEPUTY, "GET", "/ideas/tasks")] == ["idea.decision_pending"]
    await desk.does(DEPUTY, "POST", f"/ideas/{idea}/decision", DECISION)
    given = await desk.does(OTHER, "GET", f"/ideas/{idea}/decision")
    assert [each["outcome"] for each in given] == ["declined", "accepted"], "the first one stays as it was"


DEFERRED = {
    **DECISION,
    "outcome": "deferred",
    "reason_code": "needs-budget",
    "appeal_until": "2026-04-10",
    "deferred_until": "2026-03-10",
}


async def test_the_least_time_to_appeal_is_a_setting(postgres: PostgresServer) -> None:
    with fake_clock():
        async with opened(postgres, appeal_open_days=45) as desk:
            idea = await desk.screened({})
            path = f"/ideas/{idea}/decision"
            assert await desk.refused(HEAD, "POST", path, DEFERRED) == "appeal-too-short"
            assert await desk.refused(HEAD, "POST", path, {**DEFERRED, "appeal_until": None}) == "day-needed"
            await desk.does(HEAD, "POST", path, {**DEFERRED, "appeal_until": "2026-04-16"})


@pytest.mark.parametrize("days", [3, 20])
async def test_a_deferral_that_stands_on_appeal_wakes_on_its_day_also_when_that_came_meanwhile(
    desk: Ideas, days: int
) -> None:
    with fake_clock() as now:
        idea = await desk.screened({})
        await desk.does(HEAD, "POST", f"/ideas/{idea}/decision", DEFERRED)
        appeal = f"/ideas/{idea}/appeal"
        assert (await desk.does(AUTHOR, "POST", appeal, {"grounds": "The money is there."}))["status"] == "appealed"
        now.move_forward(timedelta(days=days))
        await desk.pass_deadlines()
        assert await desk.status(idea) == "appealed"
        upheld = {"result": "upheld", "text": "It is not.", "due_on": "2027-01-31"}
        assert await desk.refused(HEAD, "POST", f"{appeal}/decision", upheld) == "appeal-to-the-decider"
        assert (await desk.does(DEPUTY, "POST", f"{appeal}/decision", upheld))["status"] == "deferred"
        now.move_forward(timedelta(days=max(0, 8 - days)))
        await desk.pass_deadlines()
        assert await desk.status(idea) == "decision_pending"
        assert await desk.refused(HEAD, "POST", f"/ideas/{idea}/decision", DECISION) == "decided-before"
        await desk.does(DEPUTY, "POST", f"/ideas/{idea}/decision", DECISION)


async def test_invariant_03_who_has_an_interest_neither_triages_nor_screens(desk: Ideas) -> None:
    idea, other = await desk.submitted(), await desk.submitted("Other rooms")
    interest = {"kind": "relation", "text": "We share a flat."}
    await desk.does(SCHEME, "POST", f"/ideas/{other}/conflicts", interest)
    await desk.does(CONSULTS, "POST", f"/ideas/{other}/conflicts", interest)
    back = {"action": "return", "reason_code": "unclear", "text": "Which?"}
    for body in (TO_REVIEW, back):
        assert await desk.refused(SCHEME, "POST", f"/ideas/{other}/triage", body) == "conflict-of-interest"
    for one, into in ((idea, other), (other, idea)):
        merge = {"into_idea_id": into}
        assert await desk.refused(SCHEME, "POST", f"/ideas/{one}/merge", merge) == "conflict-of-interest"
    assert [task["idea_id"] for task in await desk.does(SCHEME, "GET", "/ideas/tasks")] == [idea]
    second = uuid4()
    await desk.hear(person(second, "scheme-officer", unit=ELSEWHERE))
    await desk.does(second, "POST", f"/ideas/{other}/merge", {"into_idea_id": idea})
    assert await desk.refused(SCHEME, "POST", f"/ideas/{idea}/triage", TO_REVIEW) == "conflict-of-interest", (
        "it lives on"
    )
    await desk.does(second, "POST", f"/ideas/{idea}/triage", TO_REVIEW)
    await desk.hear(fact(RoundConcluded, idea_id=idea))
    screen = {"answers": {}, "measure": "Sensors"}
    for who in (SCHEME, CONSULTS):
        assert await desk.refused(who, "POST", f"/ideas/{idea}/impact-screen", screen) == "conflict-of-interest"
        assert await desk.does(who, "GET", "/ideas/tasks") == []
    await desk.does(second, "POST", f"/ideas/{idea}/impact-screen", screen)


async def test_a_deferral_wakes_by_itself_on_its_date(desk: Ideas) -> None:
    with fake_clock() as now:
        idea = await desk.screened({})
        await desk.does(HEAD, "POST", f"/ideas/{idea}/decision", DEFERRED)
        now.move_forward(timedelta(days=7))
        assert await scheduler.fire_due(SERVICE, desk.pool) == 0
        now.move_forward(timedelta(days=1))
        assert await scheduler.fire_due(SERVICE, desk.pool) == 1
        assert await desk.status(idea) == "decision_pending"
        (woken,) = [entry for entry in await desk.timeline(idea) if entry["kind"] == "idea.woken"]
        assert (woken["by"], woken["status"]) == (None, "decision_pending")
        assert await scheduler.fire_due(SERVICE, desk.pool) == 0


async def reviewed_again(desk: Ideas) -> str:
    """Both bodies were heard on monitoring; declined, appealed against, reopened and reviewed a second time."""
    idea = await desk.screened()
    await desk.hear(*(fact(CaseClosed, idea_id=idea, body_id=body) for body in (COUNCIL, DISABLED)))
    await desk.does(HEAD, "POST", f"/ideas/{idea}/decision", DECLINED)
    await desk.does(AUTHOR, "POST", f"/ideas/{idea}/appeal", {"grounds": "Counted twice."})
    reopened = {"result": "reopened", "text": "Look again.", "quorum": 2, "due_on": "2027-01-31"}
    await desk.does(DEPUTY, "POST", f"/ideas/{idea}/appeal/decision", reopened)
    await desk.hear(fact(RoundConcluded, idea_id=idea))
    return idea


async def test_an_idea_that_was_heard_once_is_not_stuck_in_its_second_round(desk: Ideas) -> None:
    idea = await reviewed_again(desk)
    screen = {"answers": {"monitoring": True}, "measure": "Sensors"}
    assert (await desk.does(SCHEME, "POST", f"/ideas/{idea}/impact-screen", screen))["status"] == "decision_pending"


@pytest.mark.parametrize(
    "screen",
    [
        {"answers": {"monitoring": True, "pay": True}, "measure": "Sensors"},
        {"answers": {"monitoring": True}, "measure": "Cameras"},
    ],
)
async def test_invariant_01_a_new_right_or_another_measure_locks_the_decision_again(
    desk: Ideas, screen: dict[str, object]
) -> None:
    idea = await reviewed_again(desk)
    assert (await desk.does(SCHEME, "POST", f"/ideas/{idea}/impact-screen", screen))["status"] == "in_consultation"
    second = json.loads((await desk.told("consultation.required"))[-1])
    assert (second["round"], set(second["body_ids"])) == (2, {str(COUNCIL), str(DISABLED)})
    late = [fact(CaseClosed, idea_id=idea, body_id=body) for body in (COUNCIL, DISABLED)]
    await desk.hear(*late)  # those of the first round, again: they discharge nothing of the second
    await desk.hear(*(fact(CaseClosed, idea_id=idea, body_id=body, round=2) for body in (DISABLED, DISABLED)))
    assert await desk.refused(DEPUTY, "POST", f"/ideas/{idea}/decision", DECISION) == "consultation-open"
    await desk.hear(fact(CasePrepared, idea_id=idea, body_id=DISABLED, round=2))
    await desk.hear(fact(CaseClosed, idea_id=idea, body_id=COUNCIL, round=2))
    assert await desk.status(idea) == "decision_pending"
    assert (await desk.does(DEPUTY, "POST", f"/ideas/{idea}/decision", DECISION))["status"] == "accepted"


async def test_after_a_second_review_a_body_may_contest_again(desk: Ideas) -> None:
    idea = await desk.screened({})
    path = f"/ideas/{idea}/impact-screen"
    raised = {"body_id": str(COUNCIL), "questions": ["monitoring"], "text": "They can count people."}
    await desk.does(MEMBER, "POST", f"{path}/contest", raised)
    answered = {"answers": {}, "measure": "Sensors", "reasons": {"monitoring": "They count doors."}}
    await desk.does(CONSULTS, "POST", path, answered)
    assert await desk.refused(MEMBER, "POST", f"{path}/contest", raised) == "already-contested"
    await desk.does(HEAD, "POST", f"/ideas/{idea}/decision", DECLINED)
    await desk.does(AUTHOR, "POST", f"/ideas/{idea}/appeal", {"grounds": "Counted twice."})
    reopened = {"result": "reopened", "text": "Look again.", "quorum": 2, "due_on": "2027-01-31"}
    await desk.does(DEPUTY, "POST", f"/ideas/{idea}/appeal/decision", reopened)
    await desk.hear(fact(RoundConcluded, idea_id=idea))
    await desk.does(CONSULTS, "POST", path, {"answers": {}, "measure": "Sensors"})
    await desk.does(MEMBER, "POST", f"{path}/contest", raised)
    assert len((await desk.does(OTHER, "GET", path))["contests"]) == 2


async def test_a_case_that_ends_with_the_withdrawn_idea_is_a_step_and_owes_nothing(desk: Ideas) -> None:
    idea = await desk.screened()
    await desk.does(AUTHOR, "POST", f"/ideas/{idea}/withdrawal", {})
    await desk.hear(*(fact(CaseWithdrawn, idea_id=idea, body_id=body) for body in (COUNCIL, DISABLED)))
    assert (await desk.does(AUTHOR, "GET", f"/ideas/{idea}"))["status"] == "withdrawn"
    open_ = await desk.pool.fetchval("SELECT count(*) FROM duty WHERE result IS DISTINCT FROM 'withdrawn'")
    assert open_ == 0


async def test_what_is_declined_needs_no_hearing_and_reopened_it_is_heard(desk: Ideas) -> None:
    idea = await desk.screened()
    assert await desk.refused(HEAD, "POST", f"/ideas/{idea}/decision", DECISION) == "consultation-open"
    assert (await desk.does(HEAD, "POST", f"/ideas/{idea}/decision", DECLINED))["status"] == "declined"
    await desk.hear(*(fact(CaseWithdrawn, idea_id=idea, body_id=body) for body in (COUNCIL, DISABLED)))
    await desk.does(AUTHOR, "POST", f"/ideas/{idea}/appeal", {"grounds": "Counted twice."})
    reopened = {"result": "reopened", "text": "Look again.", "quorum": 2, "due_on": "2027-01-31"}
    await desk.does(DEPUTY, "POST", f"/ideas/{idea}/appeal/decision", reopened)
    await desk.hear(fact(RoundConcluded, idea_id=idea))
    screen = {"answers": {"monitoring": True}, "measure": "Sensors"}
    assert (await desk.does(SCHEME, "POST", f"/ideas/{idea}/impact-screen", screen))["status"] == "in_consultation"
