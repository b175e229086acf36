"""The days of an idea begin and end at the seat of the unit that answers: of an appeal, a contest, a deferral, a call."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from tests.integration.ideas.steps import AUTHOR, COUNCIL, DECLINED, HEAD, MEMBER, SCHEME, UNIT, Ideas

from shared.events.people import CalendarChanged, UnitChanged
from shared.testing import FakeClock, fact, fake_clock

DEFERRED = {**DECLINED, "outcome": "deferred", "reason_code": "needs-budget", "deferred_until": "2026-07-01"}
OBJECTS = {"body_id": str(COUNCIL), "questions": ["monitoring"], "text": "They can count people."}


@pytest.fixture
async def time(desk: Ideas) -> FakeClock:  # type: ignore[misc]
    """Monday 2 March 2026, at a seat in Berlin."""
    with fake_clock() as now:
        await desk.hear(
            fact(UnitChanged, unit_id=UNIT, seat="DE-BE", aggregate_version=2),
            fact(CalendarChanged, calendar_id=uuid4(), country="DE", subdivision="BE", zone="Europe/Berlin"),
        )
        yield now


def at(time: FakeClock, when: str) -> None:
    """The clock goes on to a moment in UTC."""
    time.move_forward(datetime.fromisoformat(when).replace(tzinfo=UTC) - time.now())


async def may(desk: Ideas, who: UUID, idea: str) -> list[str]:
    return list((await desk.does(who, "GET", f"/ideas/{idea}"))["may"])


async def test_an_appeal_is_open_until_midnight_at_the_seat(desk: Ideas, time: FakeClock) -> None:
    idea = await desk.screened({})
    await desk.does(HEAD, "POST", f"/ideas/{idea}/decision", {**DECLINED, "appeal_until": "2026-04-01"})
    at(time, "2026-04-01 21:59:59")
    assert "appeal" in await may(desk, AUTHOR, idea)
    at(time, "2026-04-01 22:00:00")  # midnight in Berlin, two hours before that of UTC
    assert "appeal" not in await may(desk, AUTHOR, idea)
    assert await desk.refused(AUTHOR, "POST", f"/ideas/{idea}/appeal", {"grounds": "Late"}) == "appeal-over"


async def test_a_deferral_wakes_at_midnight_at_the_seat(desk: Ideas, time: FakeClock) -> None:
    idea = await desk.screened({})
    await desk.does(HEAD, "POST", f"/ideas/{idea}/decision", {**DEFERRED, "appeal_until": "2026-04-30"})
    at(time, "2026-06-30 21:59:59")
    await desk.pass_deadlines()
    assert await desk.status(idea) == "deferred"
    at(time, "2026-06-30 22:00:00")
    await desk.pass_deadlines()
    assert await desk.status(idea) == "decision_pending"


async def test_a_screening_is_contested_until_midnight_at_the_seat(desk: Ideas, time: FakeClock) -> None:
    at(time, "2026-04-01 22:30:00")  # the second of April in Berlin
    idea = await desk.screened({})
    assert (await desk.does(MEMBER, "GET", f"/ideas/{idea}"))["contestable_until"] == "2026-04-16"
    at(time, "2026-04-16 21:59:00")
    assert "contest" in await may(desk, MEMBER, idea)
    at(time, "2026-04-16 22:00:00")
    assert "contest" not in await may(desk, MEMBER, idea)
    assert await desk.refused(MEMBER, "POST", f"/ideas/{idea}/impact-screen/contest", OBJECTS) == "contest-over"


async def test_a_call_opens_and_ends_at_midnight_at_the_seat(desk: Ideas, time: FakeClock) -> None:
    call = {"names": {"en": "Less paper"}, "text": "Where?", "opens_on": "2026-04-01", "closes_on": "2026-04-02"}
    campaign = (await desk.does(SCHEME, "POST", "/campaigns", call))["campaign_id"]
    early, late = [await desk.draft(title, campaign_id=campaign) for title in ("Early", "Late")]
    states = ["coming", "open", "open", "closed"]
    for state, when in zip(
        states, ("03-31 21:59:59", "03-31 22:00:00", "04-02 21:59:59", "04-02 22:00:00"), strict=True
    ):
        at(time, f"2026-{when}")
        assert (await desk.does(AUTHOR, "GET", f"/campaigns/{campaign}"))["state"] == state
        assert {each["state"] for each in (await desk.does(AUTHOR, "GET", "/campaigns"))["items"]} == {state}
        assert ("submit" in await may(desk, AUTHOR, late)) == (state == "open")
        if when == "03-31 22:00:00":
            submitted = await desk.does(AUTHOR, "POST", f"/ideas/{early}/submission", {})
            assert submitted["priority_at"] == "2026-03-31T22:00:00Z", "told in UTC"
    assert await desk.refused(AUTHOR, "POST", f"/ideas/{late}/submission", {}) == "campaign-closed"
