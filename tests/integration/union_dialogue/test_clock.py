"""The clock of a case over HTTP: receipt, objections, agreements, orders, calendars, silence, and what if."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.integration.union_dialogue.dialogue import (
    CHAIR,
    HEAD,
    MEMBER,
    OFFICER,
    OPINION,
    OTHER,
    PACKAGE,
    SCHEME,
    Dialogue,
    a_body,
    a_calendar,
    required,
)

from shared import clock
from shared.testing.still_clock import fake_clock

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


async def clock_of(desk: Dialogue, case: str, query: str = "", language: Any = "en") -> dict[str, Any]:
    answer = await desk.send(CHAIR, "GET", f"/api{case}/clock{query}", language=language)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def codes(seen: dict[str, Any]) -> set[str]:
    return {reason["code"] for reason in seen["reasons"]}


async def test_silence_takes_effect_once_when_the_period_is_over_and_not_before(desk: Dialogue) -> None:
    with fake_clock(MONDAY) as time:
        case = await desk.running()
        due = await desk.due_at(case)
        time.move_forward(due - MONDAY - timedelta(seconds=1))
        await desk.pass_deadlines()
        await desk.falls_due("case-clock", UUID(case.removeprefix("/cases/")))
        assert (await desk.gets(CHAIR, "GET", case))["state"] == "running"
        time.move_forward(timedelta(seconds=1))
        assert await desk.refused(CHAIR, "POST", f"{case}/opinion", OPINION) == (409, "period-over")
        for _ in range(2):
            await desk.pass_deadlines()
        await desk.falls_due("case-clock", UUID(case.removeprefix("/cases/")))
        assert (await desk.announced())[-3:] == ["clock.expired", "opinion.deemed", "case.closed"]
        seen = await desk.gets(CHAIR, "GET", case)
        assert (seen["state"], seen["result"]) == ("closed", "deemed-approved")


async def test_only_a_mandate_confirms_receipt_and_not_for_before_the_package(desk: Dialogue) -> None:
    case = await desk.provided()
    assert await desk.status(OFFICER, "POST", f"{case}/receipt", {}) == 403
    assert await desk.status(OTHER, "POST", f"{case}/receipt", {}) == 404
    for off in (-timedelta(hours=1), timedelta(hours=1)):
        when = {"received_at": (clock.now() + off).isoformat()}
        assert await desk.refused(CHAIR, "POST", f"{case}/receipt", when) == (422, "receipt-outside")
    assert (await desk.gets(CHAIR, "GET", f"{case}/package"))["documents"] == ["plan.pdf"]
    assert await desk.status(OTHER, "GET", f"{case}/package") == 404


async def test_the_mailbox_starts_the_clock_without_the_body_and_shows_both_readings(desk: Dialogue) -> None:
    evening = datetime(2026, 3, 2, 18, tzinfo=UTC)
    with fake_clock(evening):
        case = await desk.provided()
        receipt = {"mode": "mailbox", "service_ends": "16:00:00"}
        assert await desk.status(CHAIR, "POST", f"{case}/receipt", receipt) == 403
        await desk.gets(OFFICER, "POST", f"{case}/receipt", receipt)
        seen = await clock_of(desk, case)
    assert (seen["day_zero"], seen["last_day"]) == ("2026-03-03", "2026-03-17")
    assert seen["other"] == {"day_zero": "2026-03-02", "last_day": "2026-03-16"}
    assert seen["due_at"] == "2026-03-18T00:00:00+01:00"


async def test_the_clock_explains_itself_in_three_languages(desk: Dialogue) -> None:
    with fake_clock(datetime(2027, 5, 3, 9, tzinfo=UTC)):
        case = await desk.running()
        told = {language: await clock_of(desk, case, language=language) for language in ("en", "fr", "de")}
    assert told["en"]["state"] == "runs"
    assert "Thursday 6 May 2027 (Christi Himmelfahrt)" in " ".join(told["en"]["reasoning"])
    assert "vendredi" not in told["en"]["notice"]
    assert "jeudi 6 mai 2027" in " ".join(told["fr"]["reasoning"])
    assert "Donnerstag, 6. Mai 2027" in " ".join(told["de"]["reasoning"])
    assert len({view["notice"] for view in told.values()}) == 3


async def test_what_if_it_is_received_on_another_day(desk: Dialogue) -> None:
    case = await desk.case()
    before = await clock_of(desk, case)
    assert before["state"] == "if-received"
    what_if = await clock_of(desk, case, "?if_received_on=2027-05-18")
    assert (what_if["day_zero"], what_if["last_day"]) == ("2027-05-18", "2027-06-02")
    assert await desk.status(CHAIR, "GET", f"{case}/clock?if_received_on=1850-01-01") == 422


async def test_invariant_5_a_running_clock_stands_whatever_the_calendar_says_later_until_it_is_taken(
    desk: Dialogue,
) -> None:
    with fake_clock(MONDAY) as time:
        case = await desk.running()
        before = await clock_of(desk, case)
        deadlines, told = await desk.deadlines(), await desk.announced()
        holiday = {"local_holidays": (date(2026, 3, 10),), "calendar_version": 999, "aggregate_version": 999}
        await desk.hear(a_calendar(**holiday))
        after = await clock_of(desk, case)
        assert after | {"by_todays_calendar": None} == before
        assert after["by_todays_calendar"] == {
            "calendar_version": 999,
            "last_day": "2026-03-17",
            "due_at": "2026-03-18T00:00:00+01:00",
        }
        assert (await desk.deadlines(), await desk.announced()) == (deadlines, told)
        # another fact is counted by the calendar of the receipt, too
        await desk.gets(CHAIR, "POST", f"{case}/clock/events", {"kind": "reasons-requested", "on": "2026-03-03"})
        assert (await clock_of(desk, case))["last_day"] == before["last_day"]
        for who in (CHAIR, HEAD, SCHEME):
            assert await desk.status(who, "POST", f"{case}/clock/recount") == 403
        await desk.gets(OFFICER, "POST", f"{case}/clock/recount")
        moved = await clock_of(desk, case)
        assert (moved["last_day"], moved["calendar_version"], moved["by_todays_calendar"]) == ("2026-03-17", 999, None)
        assert (await desk.announced())[len(told) :] == ["clock.changed"]
        # what is over stays over
        time.move_forward(timedelta(days=30))
        await desk.pass_deadlines()
        await desk.hear(a_calendar(local_holidays=(), calendar_version=1000, aggregate_version=1000))
        assert await desk.refused(OFFICER, "POST", f"{case}/clock/recount") == (409, "wrong-case-state")
        assert (await clock_of(desk, case))["last_day"] == "2026-03-17"


async def test_an_objection_stops_the_clock_until_the_package_is_completed(desk: Dialogue) -> None:
    with fake_clock(MONDAY) as time:
        case = await desk.running()
        assert await desk.status(OFFICER, "POST", f"{case}/completeness", {}) == 403
        await desk.gets(MEMBER, "POST", f"{case}/completeness", {"kind": "insufficient"})
        assert (await desk.deadlines(), await clock_of(desk, case))[0] == []
        assert (await clock_of(desk, case))["state"] == "does-not-run"
        time.move_forward(timedelta(days=60))
        await desk.pass_deadlines()
        completed = {"outcome": "completed"}
        settlement = f"{case}/completeness/settlement"
        assert await desk.refused(OFFICER, "POST", settlement, completed) == (409, "nothing-added")
        assert await desk.refused(CHAIR, "POST", settlement, {"outcome": "withdrawn"}) == (409, "period-would-be-over")
        await desk.gets(OFFICER, "POST", f"{case}/package", PACKAGE | {"alternatives": "A list."}, expect=201)
        await desk.gets(CHAIR, "POST", settlement, completed)
        seen = await clock_of(desk, case)
        assert (seen["state"], seen["day_zero"], await desk.deadlines()) == (
            "runs",
            "2026-05-01",
            [datetime.fromisoformat(seen["due_at"])],
        )
    assert (await desk.gets(CHAIR, "GET", f"{case}/package?version=1")).get("alternatives") is None
    assert (await desk.gets(CHAIR, "GET", f"{case}/package"))["alternatives"] == "A list."
    assert (await desk.announced())[5:] == [
        "completeness.disputed",
        "clock.stopped",
        "package.provided",
        "completeness.settled",
        "clock.started",
    ]


async def test_a_package_changed_while_the_clock_runs_asks_whether_it_restarts(desk: Dialogue) -> None:
    case = await desk.running()
    answer = await desk.ask(OFFICER, "POST", f"{case}/package", PACKAGE)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/restarts_clock")
    assert (await desk.gets(OFFICER, "GET", case))["package_version"] == 1
    await desk.gets(OFFICER, "POST", f"{case}/package", PACKAGE | {"restarts_clock": False}, expect=201)
    assert len(await desk.deadlines()) == 1
    seen = await desk.gets(OFFICER, "POST", f"{case}/package", PACKAGE | {"restarts_clock": True}, expect=201)
    assert (seen["state"], seen["due_at"], await desk.deadlines()) == ("provided", None, [])
    await desk.gets(MEMBER, "POST", f"{case}/receipt", {})
    assert len(await desk.deadlines()) == 1


async def test_an_agreement_needs_both_sides_and_one_for_the_term_serves_later_cases(empty: Dialogue) -> None:
    await empty.hear(a_body("LU-AGREED"), a_calendar(country="LU", subdivision=None, zone="Europe/Luxembourg"))
    await empty.hear(required())
    with fake_clock(datetime(2027, 4, 26, 8, tzinfo=UTC)):
        case = await empty.running()
        assert (await clock_of(empty, case))["state"] == "does-not-run"
        terms = {"span": {"n": 10, "unit": "working-days"}, "silence": "deemed-approved", "scope": "term"}
        assert await empty.status(HEAD, "POST", f"{case}/clock/agreements", terms) == 403
        await empty.gets(CHAIR, "POST", f"{case}/clock/agreements", terms, expect=201)
        confirmation = f"{case}/clock/agreements/1/confirmation"
        assert await empty.refused(CHAIR, "POST", confirmation) == (403, "other-side-confirms")
        assert await empty.refused(OFFICER, "POST", confirmation.replace("/1/", "/2/")) == (404, "no-such-proposal")
        await empty.gets(OFFICER, "POST", confirmation)
        seen = await clock_of(empty, case)
        assert (seen["state"], seen["last_day"], seen["silence"]) == ("runs", "2027-05-11", "deemed-approved")
        assert len(await empty.deadlines()) == 1
        second = uuid4()
        await empty.hear(required(second))
        items = (await empty.gets(OFFICER, "GET", f"/cases?idea_id={second}"))["items"]
        later = await clock_of(empty, f"/cases/{items[0]['case_id']}", "?if_received_on=2027-04-26")
        assert later["last_day"] == "2027-05-11"


async def test_experts_courts_and_oral_words_count_where_the_regime_says_so(empty: Dialogue) -> None:
    await empty.hear(a_body("FR-CSE"), a_calendar(country="FR", subdivision=None, zone="Europe/Paris"), required())
    with fake_clock(datetime(2026, 3, 4, 9, tzinfo=UTC)):
        case = await empty.running()
        await empty.gets(CHAIR, "POST", f"{case}/clock/events", {"kind": "expert-appointed", "on": "2026-03-04"})
        assert (await clock_of(empty, case))["last_day"] == "2026-05-04"
        await empty.gets(CHAIR, "POST", f"{case}/clock/events", {"kind": "court-action", "on": "2026-03-04"})
        order = {"granted_on": "2026-03-04", "last_day": "2026-06-30"}
        for who in (HEAD, MEMBER, SCHEME):
            assert await empty.status(who, "POST", f"{case}/clock/orders", order) == 403
        await empty.gets(OFFICER, "POST", f"{case}/clock/orders", order)
        seen = await clock_of(empty, case)
    assert (seen["last_day"], seen["silence"]) == ("2026-06-30", "deemed-negative")
    assert {"expert", "court-action-no-effect", "court-order"} <= codes(seen)
    assert (await empty.announced())[5:] == ["clock.changed", "clock.changed"]


async def test_a_change_into_the_past_is_refused_and_changes_nothing(desk: Dialogue) -> None:
    with fake_clock(MONDAY) as time:
        case = await desk.running()
        time.move_forward(timedelta(days=8))
        proposed = {"span": {"n": 2, "unit": "working-days"}}
        await desk.gets(OFFICER, "POST", f"{case}/clock/agreements", proposed, expect=201)
        before = await desk.gets(CHAIR, "GET", case)
        refused = await desk.refused(CHAIR, "POST", f"{case}/clock/agreements/1/confirmation")
        assert refused == (409, "period-would-be-over")
        assert await desk.gets(CHAIR, "GET", case) == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "information-added", "on": "2026-03-03"},
        {"kind": "reasons-requested"},
        {"kind": "reasons-requested", "on": "9999-12-31"},
        {"kind": "resolution-suspended", "on": "2026-03-03", "working_days": 0},
    ],
)
async def test_an_event_that_is_none_is_refused(desk: Dialogue, wrong: dict[str, Any]) -> None:
    case = await desk.running()
    assert await desk.status(CHAIR, "POST", f"{case}/clock/events", wrong) == 422


async def test_the_clock_tells_of_each_day_whether_it_counts_and_why_not(desk: Dialogue) -> None:
    holiday, closed = date(2026, 3, 4), date(2026, 3, 6)
    await desk.hear(
        a_calendar(local_holidays=(holiday,), closure_days=(closed,)).model_copy(update={"aggregate_version": 9})
    )
    with fake_clock(MONDAY):
        seen = await clock_of(desk, await desk.running(), language="de")
    days = {day["day"]: day for day in seen["days"]}
    assert (seen["days"][0]["day"], seen["days"][0]["code"]) == (seen["day_zero"], "day-zero")
    assert seen["days"][-1] == {"day": seen["last_day"], "number": 10, "code": None, "text": None}
    assert (days["2026-03-04"]["number"], days["2026-03-04"]["code"]) == (None, "holiday-skipped")
    assert (days["2026-03-06"]["number"], days["2026-03-06"]["code"]) == (3, "closure-day-counts")
    assert (days["2026-03-07"]["number"], days["2026-03-07"]["code"]) == (None, "weekends")
    told = {reason["text"] for reason in seen["reasons"]}
    assert {day["text"] for day in seen["days"] if day["text"]} <= told


async def test_an_open_objection_is_seen_in_the_case_until_it_is_settled(desk: Dialogue) -> None:
    case = await desk.running()
    assert (await desk.gets(SCHEME, "GET", case))["dispute"] is None
    await desk.gets(MEMBER, "POST", f"{case}/completeness", {"kind": "insufficient"})
    seen = (await desk.gets(OFFICER, "GET", case))["dispute"]
    assert (seen["kind"], seen["package_version"]) == ("insufficient", 1)
    await desk.gets(MEMBER, "POST", f"{case}/completeness/settlement", {"outcome": "withdrawn"})
    assert (await desk.gets(SCHEME, "GET", case))["dispute"] is None


async def test_cases_stand_in_the_order_in_which_their_periods_end(desk: Dialogue) -> None:
    with fake_clock(MONDAY) as time:
        later, sooner, still = uuid4(), uuid4(), uuid4()
        for idea in (sooner, later, still):
            await desk.hear(required(idea))
        found = {}
        for idea in (sooner, later):
            (item,) = (await desk.gets(OFFICER, "GET", f"/cases?idea_id={idea}"))["items"]
            found[idea] = item["case_id"]
            await desk.gets(OFFICER, "POST", f"/cases/{item['case_id']}/package", PACKAGE, expect=201)
            await desk.gets(MEMBER, "POST", f"/cases/{item['case_id']}/receipt", {})
            time.move_forward(timedelta(days=2))
        seen, address = [], "/cases?order=due&limit=1"
        for _ in range(4):
            page = await desk.gets(MEMBER, "GET", address)
            seen += [item["case_id"] for item in page["items"]]
            address = (page["next"] or "").removeprefix("/api")
        assert address == ""
        assert seen[:2] == [found[sooner], found[later]]
        assert len(set(seen)) == 4
        soon = (await desk.gets(MEMBER, "GET", "/cases?order=due&due_before=2026-03-18T00:00:00Z"))["items"]
        assert [item["case_id"] for item in soon] == [found[sooner]]
        assert (await desk.gets(OTHER, "GET", "/cases?order=due"))["items"] == []
