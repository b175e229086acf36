"""Any order and any repetition of a set of HR events ends in the same state and the same last people.v1 for each key."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.conftest import PostgresServer

from people.actions import hearing, saying
from people.domain.house import House
from people.domain.state import HandAct
from people.main import SERVICE
from shared import db, scheduler
from shared.db import Pool
from shared.events import hr
from shared.testing import fact, fake_clock

DAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 12, 9, tzinfo=UTC)
HOUSE = House(ZoneInfo("Europe/Brussels"), timedelta(days=5), timedelta(days=30))
DAYS = st.integers(0, 19).map(lambda number: DAY + timedelta(days=number))  # half of them lie in the future
PEOPLE, UNITS = st.sampled_from(["P1", "P2", "P3"]), st.sampled_from(["U1", "U2"])
TABLES = ("entity", "hr_fact", "administered", "erasure", "outbox", "deadline")


def told(kind: type[hr.HrEvent], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[hr.HrEvent]:
    def build(given: dict[str, Any]) -> hr.HrEvent:
        at = NOW - timedelta(hours=given.pop("hours"))
        return fact(kind, **{"occurred_at": at, **given})

    return st.fixed_dictionaries({"effective_on": DAYS, "hours": st.integers(0, 3), **fields}).map(build)


EMPLOYEE = {
    "external_id": PEOPLE,
    "given_name": st.sampled_from(["Ada", "Bo"]),
    "unit_external_id": UNITS,
    "manager_external_id": st.just("P9"),
}
HELD_BY = {"external_id": st.sampled_from(["P1", "P2"]), "role": st.sampled_from(["implementer", "administrator"])}
HOLDER = {"external_id": PEOPLE, "role": st.sampled_from(["implementer", "administrator"])}
EVENTS = st.one_of(
    told(hr.HrEmployeeHired, **EMPLOYEE),
    told(hr.HrEmployeeChanged, **EMPLOYEE),
    told(hr.HrEmployeeLeft, external_id=PEOPLE),
    told(hr.HrEmployeeErased, external_id=st.just("P3")),
    told(hr.HrRoleGranted, **HOLDER, unit_external_id=UNITS),
    told(hr.HrRoleEnded, **HOLDER),
    told(
        hr.HrMandateGranted,
        external_id=PEOPLE,
        body_external_id=st.just("B1"),
        role=st.sampled_from(["chair", "member"]),
    ),
    told(hr.HrMandateEnded, external_id=PEOPLE, body_external_id=st.just("B1")),
    told(hr.HrUnitChanged, external_id=UNITS, parent_external_id=st.sampled_from([None, "U3"])),
    told(
        hr.HrBodyChanged,
        external_id=st.just("B1"),
        scope_unit_external_ids=st.just(["U1"]),
        calendar_external_id=st.just("C1"),
        regime=st.sampled_from(["one", "other"]),
    ),
    told(hr.HrCalendarChanged, external_id=st.just("C1")),
    told(hr.HrEmployeeHired, **EMPLOYEE | {"external_id": st.just("P9"), "manager_external_id": st.none()}),
)


class ByHand(NamedTuple):
    """What the administration says; it says one thing after the other."""

    event: hr.HrEvent


OFFICE = HandAct(UUID(int=7))
BY_HAND = st.one_of(
    told(hr.HrRoleGranted, **HELD_BY, unit_external_id=UNITS),
    told(hr.HrRoleEnded, **HELD_BY),
    told(
        hr.HrMandateGranted,
        external_id=st.sampled_from(["P1", "P2"]),
        body_external_id=st.just("B1"),
        role=st.sampled_from(["chair", "deputy"]),
    ),
    told(hr.HrCalendarChanged, external_id=st.just("C1"), subdivision=st.sampled_from(["BY", "RP"])),
).map(ByHand)


async def heard(pool: Pool, events: Sequence[hr.HrEvent | ByHand]) -> dict[str, Any]:
    """Start from nothing, hear the events, let 40 days pass; then what was told last of each key, without our ids."""
    await pool.execute(f"TRUNCATE {', '.join(TABLES)}")
    with fake_clock(NOW) as time:
        for event in events:
            async with db.transaction(pool, "test") as tx:
                if isinstance(event, ByHand):
                    await saying.say(tx, [saying.ours(event.event)], OFFICE, HOUSE)
                else:
                    await hearing.take(tx, event, HOUSE)
        for _ in range(40):
            time.move_forward(timedelta(days=1))
            await scheduler.fire_due(SERVICE, pool)
    return await last_told(pool)


async def last_told(pool: Pool) -> dict[str, Any]:
    rows = await pool.fetch("SELECT kind, external_id, entity_id, version, published FROM entity ORDER BY 1, 2")
    names = {str(row["entity_id"]): f"{row['kind']}:{row['external_id']}" for row in rows}
    last: dict[str, Any] = {}
    for row in await pool.fetch("SELECT payload FROM outbox ORDER BY id"):
        event = json.loads(row["payload"])
        last[next(event[f"{kind}_id"] for kind in ("person", "unit", "body", "calendar") if f"{kind}_id" in event)] = (
            event
        )
    gone = {key for key, event in last.items() if event["type"] == "person.erased"}
    assert set(last) - gone == {str(row["entity_id"]) for row in rows if row["published"]}
    for row in rows:
        event = last.get(str(row["entity_id"]))
        assert row["version"] == (event["aggregate_version"] if event else 0)
        assert row["published"] == (
            {name: value for name, value in event.items() if name in row["published"]} if event else None
        )
    return {names[key]: _nameless(event, names) for key, event in last.items() if key not in gone}


def _nameless(value: Any, names: dict[str, str]) -> Any:
    """Our ids replaced by what they stand for; what differs by nature is left out."""
    if isinstance(value, dict):
        differs = {"aggregate_version", "calendar_version", "occurred_at", "mandate_id", "by"}
        return {key: _nameless(each, names) for key, each in value.items() if key not in differs}
    if isinstance(value, list):
        return [_nameless(each, names) for each in value]
    return names.get(value, value) if isinstance(value, str) else value


def employee(external_id: str, on: int, hours: int = 3, name: str = "Ada") -> hr.HrEvent:
    return fact(
        hr.HrEmployeeHired,
        external_id=external_id,
        effective_on=DAY + timedelta(days=on),
        occurred_at=NOW - timedelta(hours=hours),
        given_name=name,
        unit_external_id="U1",
    )


def erased(on: int, hours: int) -> hr.HrEvent:
    at = NOW - timedelta(hours=hours)
    return fact(hr.HrEmployeeErased, external_id="P3", effective_on=DAY + timedelta(days=on), occurred_at=at)


def test_any_order_and_repetition_ends_alike(postgres: PostgresServer) -> None:
    url = postgres.admin(postgres.database("people"))
    with asyncio.Runner() as runner:
        pool = runner.run(db.connect_pool(url, 2))

        @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.data_too_large])
        @example([employee("P3", 0), erased(2, 2), employee("P3", 15, 1, "Bo")], random.Random(1))
        @example([erased(5, 3), employee("P3", 0, 1)], random.Random(2))
        @example([erased(5, 3), employee("P3", 0, 1)], random.Random(5))
        @example([employee("P3", 5, 3), erased(2, 1)], random.Random(2))
        @example([employee("P3", 5, 3), erased(2, 1)], random.Random(5))
        @example([employee("P1", 0, 3), employee("P1", 0, 3, "Bo")], random.Random(2))
        @example([erased(0, 5), erased(1, 5), employee("P3", 0, 3)], random.Random(2))
        @example([erased(0, 5), erased(15, 5), employee("P3", 0, 3)], random.Random(2))
        @given(st.lists(EVENTS, min_size=1, max_size=14), st.randoms(use_true_random=False))
        def alike(events: list[hr.HrEvent], chance: random.Random) -> None:
            again = [*events, *chance.sample(events, chance.randint(0, len(events)))]
            chance.shuffle(again)
            as_told = sorted(events, key=lambda event: event.occurred_at)
            assert runner.run(heard(pool, again)) == runner.run(heard(pool, as_told))

        @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.data_too_large])
        @given(
            st.lists(EVENTS, min_size=1, max_size=10),
            st.lists(BY_HAND, min_size=1, max_size=5),
            st.randoms(use_true_random=False),
        )
        def alike_beside_the_administration(
            events: list[hr.HrEvent], by_hand: list[ByHand], chance: random.Random
        ) -> None:
            """Wherever HR's events come between what is said by hand, which keeps its order."""
            runs = []
            for _ in range(2):
                mixed: list[hr.HrEvent | ByHand] = [*events, *chance.sample(events, chance.randint(0, len(events)))]
                chance.shuffle(mixed)
                for place, each in zip(
                    sorted(chance.choices(range(len(mixed) + 1), k=len(by_hand))), by_hand, strict=True
                ):
                    mixed.insert(place + by_hand.index(each), each)
                runs.append(runner.run(heard(pool, mixed)))
            assert runs[0] == runs[1]

        try:
            alike()
            alike_beside_the_administration()
        finally:
            runner.run(pool.close())
