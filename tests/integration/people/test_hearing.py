"""HR events on a real database: what is told on people.v1, whatever the order in which they come."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.conftest import PostgresServer

from people.actions import hearing
from people.domain.house import House
from people.main import SERVICE
from shared import clock, db, scheduler
from shared.db import Pool
from shared.errors import Poison
from shared.events import hr
from shared.testing import fact, fake_clock

ZONE = ZoneInfo("Europe/Brussels")
HOUSE = House(ZONE, timedelta(days=365), timedelta(days=30))
DAY = date(2026, 1, 1)
HIRED = fact(
    hr.HrEmployeeHired,
    external_id="P1",
    effective_on=DAY,
    given_name="Ada",
    family_name="Example",
    unit_external_id="U1",
    manager_external_id="P2",
)
MANAGER = HIRED.model_copy(update={"external_id": "P2", "manager_external_id": None, "given_name": "Max"})
UNIT = fact(hr.HrUnitChanged, external_id="U1", effective_on=DAY)
BODY = fact(
    hr.HrBodyChanged,
    external_id="B1",
    effective_on=DAY,
    scope_unit_external_ids=["U1"],
    calendar_external_id="C1",
    regime="a-regime",
)
CALENDAR = fact(hr.HrCalendarChanged, external_id="C1", effective_on=DAY)
MANDATE = fact(hr.HrMandateGranted, external_id="P1", effective_on=DAY, body_external_id="B1", role="chair")
ROLE = fact(hr.HrRoleGranted, external_id="P1", effective_on=DAY, role="implementer", unit_external_id="U1")
LEFT = fact(hr.HrEmployeeLeft, external_id="P1", effective_on=DAY + timedelta(days=60))


@pytest.fixture
async def pool(postgres: PostgresServer) -> AsyncIterator[Pool]:
    made = await db.connect_pool(postgres.database("people"), 4)
    yield made
    await made.close()


async def hear(pool: Pool, *events: hr.HrEvent) -> None:
    for event in events:
        async with db.transaction(pool, "test") as tx:
            await hearing.take(tx, event, HOUSE)


async def told(pool: Pool) -> list[dict[str, Any]]:
    """All that was announced, in order."""
    return [json.loads(row["payload"]) for row in await pool.fetch("SELECT payload FROM outbox ORDER BY id")]


async def person(pool: Pool, external_id: str = "P1") -> dict[str, Any]:
    sql = "SELECT published FROM entity WHERE kind = 'person' AND external_id = $1"
    found: dict[str, Any] = await pool.fetchval(sql, external_id)
    return found


async def test_what_refers_to_the_unknown_is_completed_when_that_comes(pool: Pool) -> None:
    await hear(pool, MANDATE, ROLE, HIRED)
    first = await person(pool)
    assert (first["unit_id"], first["manager_id"], first["mandates"]) == (None, None, [])
    await hear(pool, BODY, UNIT, MANAGER, CALENDAR)
    last = await person(pool)
    assert last["unit_id"]
    assert last["manager_id"] == (await person(pool, "P2"))["person_id"]
    assert last["roles"] == [{"role": "implementer", "unit_id": last["unit_id"]}]
    body = (await pool.fetchrow("SELECT published FROM entity WHERE kind = 'body'"))["published"]
    assert body["scope_unit_ids"] == [last["unit_id"]]
    assert body["calendar_id"]
    assert [held["body_id"] for held in last["mandates"]] == [body["body_id"]]


async def test_versions_have_no_gap_and_nothing_is_told_twice(pool: Pool) -> None:
    events = [MANDATE, HIRED, BODY, UNIT, MANAGER, CALENDAR, ROLE]
    await hear(pool, *events)
    before = await told(pool)
    await hear(pool, *events)
    assert await told(pool) == before
    versions: dict[str, list[int]] = {}
    for each in before:
        key = next(value for name, value in each.items() if name == each["type"].split(".")[0] + "_id")
        versions.setdefault(key, []).append(each["aggregate_version"])
    assert versions
    for seen in versions.values():
        assert seen == list(range(1, len(seen) + 1))


async def test_older_facts_never_overwrite_newer_ones(pool: Pool) -> None:
    newer = fact(
        hr.HrEmployeeChanged,
        **(HIRED.model_dump(exclude={"type", "version"}) | {"effective_on": date(2026, 2, 1), "family_name": "New"}),
    )
    await hear(pool, newer, HIRED)
    assert (await person(pool))["display_name"] == "Ada New"


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
async def test_a_role_that_ended_stays_ended(pool: Pool, order: tuple[int, ...]) -> None:
    ended = fact(hr.HrRoleEnded, external_id="P1", effective_on=date(2026, 2, 1), role="implementer")
    events = [HIRED, ROLE, ended]
    await hear(pool, *(events[n] for n in order))
    assert (await person(pool))["roles"] == []


async def test_an_ended_mandate_stays_ended_whichever_comes_first(pool: Pool) -> None:
    ended = fact(hr.HrMandateEnded, external_id="P1", effective_on=date(2026, 2, 1), body_external_id="B1")
    await hear(pool, BODY, HIRED, ended, MANDATE, MANDATE)
    assert [held["ends_on"] for held in (await person(pool))["mandates"]] == ["2026-01-31"]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
async def test_a_leaver_is_gone_in_every_order(pool: Pool, order: tuple[int, ...]) -> None:
    events = [HIRED, MANDATE, LEFT]
    await hear(pool, BODY, ROLE, *(events[n] for n in order))
    found = await person(pool)
    assert (found["employed"], found["roles"]) == (False, [])
    assert [held["ends_on"] for held in found["mandates"]] == [(LEFT.effective_on - timedelta(days=1)).isoformat()]


async def test_who_is_hired_again_starts_without_functions(pool: Pool) -> None:
    again = HIRED.model_copy(update={"effective_on": date(2026, 6, 1)})
    await hear(pool, HIRED, ROLE, LEFT, again)
    found = await person(pool)
    assert (found["employed"], found["roles"]) == (True, [])


async def test_a_change_in_the_future_takes_effect_at_midnight_of_its_day(pool: Pool) -> None:
    with fake_clock(clock.wall()) as time:
        today = time.now().astimezone(ZONE).date()
        await hear(pool, HIRED, LEFT.model_copy(update={"effective_on": today + timedelta(days=3)}))
        assert await scheduler.fire_due(SERVICE, pool) == 0
        assert (await person(pool))["employed"]
        time.move_forward(timedelta(days=3))
        assert await scheduler.fire_due(SERVICE, pool) == 1
        assert not (await person(pool))["employed"]


async def test_what_is_impossible_changes_nothing(pool: Pool) -> None:
    with pytest.raises(Poison):
        await hear(pool, MANDATE.model_copy(update={"ends_on": DAY - timedelta(days=1)}))
    assert await pool.fetchval("SELECT count(*) FROM hr_fact") == 0


async def test_two_that_refer_to_each_other_and_come_at_once_find_each_other(pool: Pool) -> None:
    async with db.transaction(pool, "first") as tx:
        await hearing.take(tx, UNIT, HOUSE)
        other = asyncio.create_task(hear(pool, HIRED))
        await asyncio.wait([other], timeout=0.3)
        assert not other.done()
    await other
    assert (await person(pool))["unit_id"]


async def test_a_correction_of_what_is_to_come_takes_effect_instead(pool: Pool) -> None:
    with fake_clock(clock.wall()) as time:
        day = time.now().astimezone(ZONE).date() + timedelta(days=3)
        first, second = (
            fact(
                hr.HrEmployeeChanged,
                **HIRED.model_dump(exclude={"type", "version"})
                | {"effective_on": day, "family_name": name, "occurred_at": time.now() - timedelta(minutes=ago)},
            )
            for name, ago in (("Nwe", 2), ("New", 1))
        )
        await hear(pool, HIRED, second, first)
        time.move_forward(timedelta(days=3))
        await scheduler.fire_due(SERVICE, pool)
        assert (await person(pool))["display_name"] == "Ada New"


async def test_changes_of_one_thing_on_several_days_come_one_after_the_other(pool: Pool) -> None:
    with fake_clock(clock.wall()) as time:
        today = time.now().astimezone(ZONE).date()
        hired = HIRED.model_copy(update={"effective_on": today + timedelta(days=2)})
        left = LEFT.model_copy(update={"effective_on": today + timedelta(days=5)})
        await hear(pool, left, hired)
        seen = []
        for _ in range(6):
            time.move_forward(timedelta(days=1))
            await scheduler.fire_due(SERVICE, pool)
            found = await person(pool)
            seen.append(found["employed"] if found else None)
        assert seen == [None, True, True, True, False, False]


async def test_the_name_of_a_leaver_goes_when_its_time_is_over(pool: Pool) -> None:
    with fake_clock(clock.wall()) as time:
        left = LEFT.model_copy(update={"effective_on": time.now().astimezone(ZONE).date()})
        await hear(pool, HIRED, left)
        assert ((await person(pool))["display_name"], (await person(pool))["email"]) == ("Ada Example", None)
        time.move_forward(timedelta(days=364))
        await scheduler.fire_due(SERVICE, pool)
        assert (await person(pool))["display_name"] == "Ada Example"
        time.move_forward(timedelta(days=1))
        await scheduler.fire_due(SERVICE, pool)
        assert (await person(pool))["display_name"] == "—"


async def test_who_is_erased_is_forgotten_and_does_not_come_back_by_a_repeated_event(pool: Pool) -> None:
    report = MANAGER.model_copy(update={"manager_external_id": "P1"})
    erased = fact(hr.HrEmployeeErased, external_id="P1", effective_on=LEFT.effective_on)
    await hear(pool, HIRED, MANDATE, report, LEFT)
    person_id = (await person(pool))["person_id"]
    await hear(pool, erased, HIRED, MANDATE)
    assert await pool.fetchval("SELECT count(*) FROM entity WHERE external_id = 'P1'") == 0
    assert await pool.fetchval("SELECT count(*) FROM hr_fact WHERE external_id = 'P1'") == 0
    assert (await person(pool, "P2"))["manager_id"] is None
    last = [each for each in await told(pool) if each.get("person_id") == person_id][-1]
    assert (last["type"], last["aggregate_version"]) == ("person.erased", 4)
    kept = await pool.fetchrow("SELECT * FROM erasure")
    assert b"P1" not in kept["digest"]


async def test_who_is_hired_after_an_erasure_is_somebody_new(pool: Pool) -> None:
    erased = fact(hr.HrEmployeeErased, external_id="P1", effective_on=LEFT.effective_on)
    await hear(pool, HIRED, LEFT)
    before = (await person(pool))["person_id"]
    again = {"effective_on": LEFT.effective_on + timedelta(days=9), "occurred_at": clock.now() + timedelta(minutes=1)}
    await hear(pool, erased, HIRED.model_copy(update=again))
    after = await person(pool)
    assert after["person_id"] != before
    assert after["employed"]


async def test_a_unit_that_many_waited_for_completes_some_at_once_and_the_rest_soon(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hearing, "AT_ONCE", 2)
    waiting = "SELECT count(*) FROM entity WHERE kind = 'person' AND published ->> 'unit_id' IS NULL"
    with fake_clock(clock.wall()) as time:
        later = time.now().astimezone(ZONE).date() + timedelta(days=3)
        many = [HIRED.model_copy(update={"external_id": f"P{number}"}) for number in range(3, 8)]
        await hear(pool, *many, LEFT.model_copy(update={"external_id": "P7", "effective_on": later}))
        await hear(pool, UNIT)
        assert await pool.fetchval(waiting) == 3
        assert await scheduler.fire_due(SERVICE, pool) == 3
        assert await pool.fetchval(waiting) == 0
        time.move_forward(timedelta(days=3))
        await scheduler.fire_due(SERVICE, pool)
        assert not (await person(pool, "P7"))["employed"], "what was to come still came"
