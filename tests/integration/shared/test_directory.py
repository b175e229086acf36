"""A service's own copy of people.v1."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from shared import db, directory
from shared.db import Pool, Tx
from shared.errors import NotAllowed, Unknown
from shared.events.people import (
    BodyChanged,
    CalendarChanged,
    MandateHeld,
    PersonChanged,
    PersonErased,
    RoleHeld,
    UnitChanged,
)
from shared.testing import fake_clock
from shared.testing.facts import fact

if TYPE_CHECKING:
    from tests.conftest import PostgresServer


@pytest.fixture
async def pool(postgres: PostgresServer) -> AsyncIterator[Pool]:
    pool = await db.connect_pool(postgres.database(), 2)
    yield pool
    await pool.close()


async def hear(tx: Tx, *events: object) -> None:
    for event in events:
        await directory.HANDLERS[type(event)].handle(tx, [event])  # type: ignore[index]


def somebody(person_id: UUID, version: int = 1, **changed: object) -> PersonChanged:
    given = {"employed": True, "roles": (), "mandates": (), "aggregate_version": version} | changed
    return fact(PersonChanged, person_id=person_id, **given)


async def test_people_roles_and_mandates(pool: Pool) -> None:
    me, left, body = uuid4(), uuid4(), uuid4()
    unit = uuid4()
    days = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 6, 30)}
    mandate = fact(MandateHeld, body_id=body, role="substitute", rank=2, **days)
    async with db.transaction(pool, "test") as tx:
        await hear(
            tx,
            somebody(me, roles=(RoleHeld(role="scheme-officer"),), mandates=(mandate,), unit_id=unit),
            somebody(left, employed=False, roles=(RoleHeld(role="scheme-officer"),)),
        )
        who = await directory.caller(tx, me)
        held = who.mandate_for(body, date(2026, 6, 30))
        assert held is not None
        assert (held.role, held.rank) == ("substitute", 2)
        assert not who.mandate_for(body, date(2026, 7, 1))
        directory.require_role(who, "implementer", "scheme-officer")
        with pytest.raises(NotAllowed):
            directory.require_role(who, "implementer")
        with pytest.raises(NotAllowed):
            await directory.caller(tx, left)
        with pytest.raises(NotAllowed):
            await directory.caller(tx, uuid4())
        with pytest.raises(Unknown):
            await directory.person(tx, uuid4())
        assert not (await directory.person(tx, left)).employed
        assert [p.person_id for p in await directory.with_role(tx, "scheme-officer")] == [me]
        assert [p.person_id for p in await directory.members_of(tx, body, date(2026, 2, 1))] == [me]
        assert await directory.members_of(tx, body, date(2027, 2, 1)) == []
        assert [p.person_id for p in await directory.people_in(tx, unit)] == [me]
        assert set(await directory.people(tx, [me, left, uuid4()])) == {me, left}
        assert [await directory.headcount(tx, most) for most in (0, 1, 9)] == [0, 1, 1], "no further than asked"


async def test_units_bodies_and_calendars(pool: Pool) -> None:
    root, middle, leaf, other = uuid4(), uuid4(), uuid4(), uuid4()
    body, calendar = uuid4(), uuid4()
    async with db.transaction(pool, "test") as tx:
        for unit_id, parent in ((root, None), (middle, root), (leaf, middle), (other, root)):
            await hear(tx, fact(UnitChanged, unit_id=unit_id, parent_id=parent))
        await hear(
            tx,
            fact(BodyChanged, body_id=body, scope_unit_ids=(middle,), calendar_id=calendar),
            fact(CalendarChanged, calendar_id=calendar, local_holidays=(date(2026, 8, 8),)),
        )
        assert await directory.unit_path(tx, leaf) == [leaf, middle, root]
        assert [b.body_id for b in await directory.bodies_covering(tx, leaf)] == [body]
        assert await directory.bodies_covering(tx, other) == []
        assert (await directory.unit(tx, leaf)).parent_id == middle  # type: ignore[union-attr]
        assert (await directory.body(tx, body)).scope_unit_ids == (middle,)  # type: ignore[union-attr]
        assert (await directory.calendar(tx, calendar)).local_holidays == (date(2026, 8, 8),)  # type: ignore[union-attr]
        assert await directory.unit(tx, uuid4()) is None


async def test_an_older_state_never_overwrites_and_nobody_comes_back_after_erasure(pool: Pool) -> None:
    me, never_seen = uuid4(), uuid4()
    async with db.transaction(pool, "test") as tx:
        await hear(tx, somebody(me, 3, display_name="New"), somebody(me, 2, display_name="Old"))
        assert (await directory.person(tx, me)).display_name == "New"
        for person_id in (me, never_seen):
            await hear(tx, fact(PersonErased, person_id=person_id, aggregate_version=4), somebody(person_id, 3))
            erased = await directory.person(tx, person_id)
            assert (erased.display_name, erased.email, erased.employed) == ("—", None, False)


async def test_what_somebody_was_answered_goes_with_them(pool: Pool) -> None:
    me, other = uuid4(), uuid4()
    keep = "INSERT INTO idempotency (principal, key, request_hash, status, headers, body) VALUES ($1, 'k', '', 201, '{}', $2)"
    async with db.transaction(pool, "test") as tx:
        for person_id in (me, other):
            await tx.execute(keep, person_id, b"My idea")
        await hear(tx, fact(PersonErased, person_id=me, aggregate_version=4))
        assert [row["principal"] for row in await tx.fetch("SELECT principal FROM idempotency")] == [other]


async def test_a_batch_with_several_states_of_one_person_ends_with_the_newest(pool: Pool) -> None:
    me = uuid4()
    async with db.transaction(pool, "test") as tx:
        handler = directory.HANDLERS[PersonChanged]
        await handler.handle(tx, [somebody(me, n, display_name=f"v{n}") for n in (1, 3, 2)])
        assert (await directory.person(tx, me)).display_name == "v3"


async def test_today_is_the_date_at_the_seat_of_a_body(pool: Pool) -> None:
    body, calendar = uuid4(), uuid4()
    evening = datetime(2026, 3, 1, 22, 30, tzinfo=UTC)
    with fake_clock(evening):
        async with db.transaction(pool, "test") as tx:
            assert await directory.today_at(tx, body) == date(2026, 3, 1)
            await hear(
                tx,
                fact(BodyChanged, body_id=body, calendar_id=calendar),
                fact(CalendarChanged, calendar_id=calendar, zone="Europe/Helsinki"),
            )
            assert (await directory.calendar_of(tx, body)).zone == "Europe/Helsinki"  # type: ignore[union-attr]
            assert await directory.today_at(tx, body) == date(2026, 3, 2)


async def test_the_line_of_management_ends_also_when_it_is_a_loop(pool: Pool) -> None:
    worker, lead, head, one, two = (uuid4() for _ in range(5))
    async with db.transaction(pool, "test") as tx:
        await hear(
            tx,
            somebody(worker, manager_id=lead),
            somebody(lead, manager_id=head),
            somebody(head),
            somebody(one, manager_id=two),
            somebody(two, manager_id=one),
        )
        assert await directory.managers_above(tx, [worker]) == {lead, head}
        assert await directory.managers_above(tx, [head]) == set()
        assert await directory.managers_above(tx, [one, worker]) == {one, two, lead, head}


async def test_the_calendar_at_a_units_seat(pool: Pool) -> None:
    here, elsewhere, calendar = uuid4(), uuid4(), uuid4()
    async with db.transaction(pool, "test") as tx:
        await hear(
            tx,
            fact(UnitChanged, unit_id=here, seat="DE-RP"),
            fact(UnitChanged, unit_id=elsewhere, seat="FR-GES"),
            fact(CalendarChanged, calendar_id=calendar, country="DE", subdivision="RP", closure_days_agreement=None),
        )
        found = await directory.calendar_at(tx, here)
        assert found is not None
        assert found.calendar_id == calendar
        assert await directory.calendar_at(tx, elsewhere) is None
