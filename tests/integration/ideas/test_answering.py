"""Each answer has its day, in working days at the seat; when it passes, that is told once, shown, and goes further."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from functools import partial
from uuid import UUID, uuid4

import pytest
from tests.integration.ideas.steps import (
    AUTHOR,
    CONSULTS,
    DECISION,
    DECLINED,
    DEPUTY,
    ELSEWHERE,
    HEAD,
    OTHER,
    SCHEME,
    TO_REVIEW,
    UNIT,
    Ideas,
)

from ideas.main import SERVICE
from shared import db, scheduler
from shared.events.people import CalendarChanged, UnitChanged
from shared.events.review import RoundConcluded
from shared.testing import FakeClock, fact, fake_clock

CALENDAR = {"country": "DE", "subdivision": "RP", "zone": "Europe/Berlin", "local_holidays": ("2026-03-04",)}
CLOSED = {"closure_days": ("2026-03-05",), "closure_days_agreement": None}


@pytest.fixture
async def time(desk: Ideas) -> FakeClock:  # type: ignore[misc]
    """Monday 2 March 2026, at a seat in Mainz where Wednesday is a holiday of the town."""
    with fake_clock() as now:
        await desk.hear(
            fact(UnitChanged, unit_id=UNIT, seat="DE-RP", aggregate_version=2),
            fact(CalendarChanged, calendar_id=uuid4(), **CALENDAR, **CLOSED),
        )
        yield now


async def seen(desk: Ideas, idea: str, who: UUID = OTHER) -> tuple[str | None, str | None, bool]:
    shown = await desk.does(who, "GET", f"/ideas/{idea}")
    return shown["owed"], shown["due_on"], shown["late"]


async def tasks(desk: Ideas, who: UUID) -> list[tuple[str, str | None]]:
    return [(each["kind"], each["due_on"]) for each in await desk.does(who, "GET", "/ideas/tasks")]


async def test_the_day_counts_working_days_at_the_seat_of_the_unit(desk: Ideas, time: FakeClock) -> None:
    """Ten working days after 2 March, without the holiday of the town; a closure day that is not agreed counts."""
    idea = await desk.submitted()
    await desk.do_chores()
    assert await seen(desk, idea) == ("triage", "2026-03-17", False)
    (told,) = await desk.told("answer.due")
    assert {name: json.loads(told)[name] for name in ("stage", "due_on", "role")} == {
        "stage": "triage",
        "due_on": "2026-03-17",
        "role": "scheme-officer",
    }
    assert await tasks(desk, SCHEME) == [("idea.submitted", "2026-03-17")]
    assert [each["kind"] for each in await desk.timeline(idea)] == ["idea.submitted"], "a day is no step"


async def test_a_unit_without_a_calendar_counts_mondays_to_fridays(desk: Ideas, time: FakeClock) -> None:
    """The unit that answers counts, not the one in which the idea was written."""
    await desk.hear(fact(UnitChanged, unit_id=ELSEWHERE, seat="FR-GES", aggregate_version=2))
    idea = await desk.submitted()
    body = {"action": "reroute", "unit_id": str(ELSEWHERE), "reason_code": "out-of-remit", "text": "Theirs."}
    await desk.does(SCHEME, "POST", f"/ideas/{idea}/triage", body)
    await desk.do_chores()
    assert (await seen(desk, idea))[1] == "2026-03-16"


async def test_the_promise_of_a_campaign_holds_for_the_first_answer_alone(desk: Ideas, time: FakeClock) -> None:
    """Five working days after 2 March, past the holiday of the town, where the scheme promises ten."""
    call = {"names": {"en": "Less paper"}, "text": "Where?", "opens_on": "2026-01-01"}
    soon = (await desk.does(SCHEME, "POST", "/campaigns", {**call, "first_answer_days": 5}))["campaign_id"]
    plain = (await desk.does(SCHEME, "POST", "/campaigns", call))["campaign_id"]
    called, other, box = [await desk.submitted(campaign_id=each) for each in (soon, plain, None)]
    await desk.do_chores()
    assert await seen(desk, called) == ("triage", "2026-03-10", False)
    assert await seen(desk, other) == await seen(desk, box) == ("triage", "2026-03-17", False)
    await desk.does(SCHEME, "POST", f"/ideas/{called}/triage", TO_REVIEW)
    await desk.hear(fact(RoundConcluded, idea_id=called))
    await desk.do_chores()
    assert await seen(desk, called) == ("screening", "2026-03-17", False)


async def test_a_day_that_passes_is_told_once_shown_and_taken_further(desk: Ideas, time: FakeClock) -> None:
    idea = await desk.submitted()
    await desk.do_chores()
    time.move_forward(timedelta(days=15))
    await desk.pass_deadlines()
    assert "answer.overdue" not in await desk.announced(), "the last day is not over yet"
    time.move_forward(timedelta(days=1))
    await asyncio.gather(*(scheduler.fire_due(SERVICE, desk.pool) for _ in range(3)))
    await desk.pass_deadlines()
    (told,) = await desk.told("answer.overdue")
    assert {name: json.loads(told)[name] for name in ("stage", "role", "escalated_to", "due_on")} == {
        "stage": "triage",
        "role": "scheme-officer",
        "escalated_to": "decision-maker",
        "due_on": "2026-03-17",
    }
    assert await seen(desk, idea) == ("triage", "2026-03-17", True)
    assert await tasks(desk, HEAD) == [("answer.overdue", "2026-03-17")]
    assert await tasks(desk, SCHEME) == [("idea.submitted", "2026-03-17")]
    assert await tasks(desk, CONSULTS) == []
    (entry,) = [each for each in await desk.timeline(idea) if each["kind"] == "answer.overdue"]
    assert entry["detail"] == {"stage": "triage", "due_on": "2026-03-17", "escalated_to": "decision-maker"}


async def test_the_late_ones_are_found_in_the_list(desk: Ideas, time: FakeClock) -> None:
    await desk.submitted("Waits too long")
    await desk.do_chores()
    time.move_forward(timedelta(days=16))
    await desk.submitted("Has just come")
    await desk.do_chores()
    await desk.pass_deadlines()
    assert await desk.titles(OTHER, "late=true") == ["Waits too long"]
    (line,) = (await desk.does(OTHER, "GET", "/ideas?late=true"))["items"]
    assert (line["due_on"], line["late"]) == ("2026-03-17", True)
    assert await desk.titles(OTHER) == ["Has just come", "Waits too long"]


async def test_acting_ends_the_wait_also_a_late_one(desk: Ideas, time: FakeClock) -> None:
    idea = await desk.submitted()
    await desk.do_chores()
    time.move_forward(timedelta(days=16))
    await desk.pass_deadlines()
    answer = await desk.does(SCHEME, "POST", f"/ideas/{idea}/triage", TO_REVIEW)
    assert (answer["owed"], answer["due_on"], answer["late"]) == (None, None, False)
    assert await seen(desk, idea) == (None, None, False)
    assert await tasks(desk, HEAD) == []
    assert await desk.titles(OTHER, "late=true") == []


async def test_who_acts_in_time_is_never_told_of(desk: Ideas, time: FakeClock) -> None:
    idea = await desk.submitted()
    await desk.do_chores()
    await desk.does(SCHEME, "POST", f"/ideas/{idea}/triage", TO_REVIEW)
    time.move_forward(timedelta(days=60))
    await desk.pass_deadlines()
    assert "answer.overdue" not in await desk.announced()


async def test_an_idea_that_comes_back_gets_another_day(desk: Ideas, time: FakeClock) -> None:
    """Also when nobody looked in between: the former day is of the former wait."""
    idea = await desk.submitted()
    await desk.do_chores()
    time.move_forward(timedelta(days=14))
    back = {"action": "return", "reason_code": "unclear", "text": "Which building?"}
    await desk.does(SCHEME, "POST", f"/ideas/{idea}/triage", back)
    await desk.does(AUTHOR, "POST", f"/ideas/{idea}/submission", {})
    assert await seen(desk, idea) == (None, None, False)
    await desk.do_chores()
    assert await seen(desk, idea) == ("triage", "2026-03-30", False)
    time.move_forward(timedelta(days=2))
    await desk.pass_deadlines()
    assert "answer.overdue" not in await desk.announced()


async def test_screening_decision_and_appeal_have_their_days_too(desk: Ideas, time: FakeClock) -> None:
    idea = await desk.reviewed()
    await desk.do_chores()
    assert await seen(desk, idea) == ("screening", "2026-03-17", False)
    await desk.does(SCHEME, "POST", f"/ideas/{idea}/impact-screen", {"answers": {}, "measure": "Sensors"})
    await desk.do_chores()
    assert await seen(desk, idea) == ("decision", "2026-03-31", False)
    assert ("idea.decision_pending", "2026-03-31") in await tasks(desk, HEAD)
    await desk.does(HEAD, "POST", f"/ideas/{idea}/decision", DECLINED)
    await desk.do_chores()
    assert await seen(desk, idea) == (None, None, False)
    await desk.does(AUTHOR, "POST", f"/ideas/{idea}/appeal", {"grounds": "Counted twice."})
    await desk.do_chores()
    assert await seen(desk, idea) == ("appeal", "2026-03-31", False)
    time.move_forward(timedelta(days=30))
    await desk.pass_deadlines()
    assert ("answer.overdue", "2026-03-31") in await tasks(desk, SCHEME)
    upheld = {"result": "upheld", "text": "No.", "due_on": "2027-01-31"}
    await desk.does(DEPUTY, "POST", f"/ideas/{idea}/appeal/decision", upheld)
    assert await seen(desk, idea) == (None, None, False)


async def test_the_versions_of_an_idea_have_no_gap(desk: Ideas, time: FakeClock) -> None:
    idea = await desk.submitted()
    await desk.do_chores()
    await desk.does(OTHER, "PUT", f"/ideas/{idea}/endorsement")
    time.move_forward(timedelta(days=16))
    await desk.pass_deadlines()
    await desk.does(SCHEME, "POST", f"/ideas/{idea}/triage", TO_REVIEW)
    rows = await desk.pool.fetch("SELECT payload FROM outbox ORDER BY id")
    versions = [json.loads(bytes(row["payload"]))["aggregate_version"] for row in rows]
    assert versions == list(range(1, len(versions) + 1))


async def test_two_workers_set_each_day_once(desk: Ideas, time: FakeClock) -> None:
    for number in range(5):
        await desk.submitted(f"Idea number {number}")
    chore = SERVICE.chores[0]
    await asyncio.gather(*(chore.turn(partial(db.transaction, desk.pool, "test"), desk.settings) for _ in range(3)))
    await desk.do_chores()
    assert (await desk.announced()).count("answer.due") == 5


async def test_an_idea_that_waited_before_there_were_days_gets_one(desk: Ideas, time: FakeClock) -> None:
    """After an upgrade, or while no worker ran: from now on, so that nobody is late by what was never told."""
    idea = await desk.screened({})
    time.move_forward(timedelta(days=100))
    await desk.do_chores()
    assert await seen(desk, idea) == ("decision", "2026-07-08", False)
    await desk.does(HEAD, "POST", f"/ideas/{idea}/decision", DECISION)
