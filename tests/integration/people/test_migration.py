"""What a database of before knows is known after the migration to facts, and what waited goes on waiting."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from tests.conftest import MECHANISM, PostgresServer, _migrate
from tests.integration.people.test_hearing import HOUSE, ZONE, person

import people
from people.actions import hearing
from people.main import SERVICE
from shared import clock, db, scheduler
from shared.db import Pool
from shared.testing import fake_clock

OWN = Path(people.__file__).parent / "migrations"
ADA = {"given_name": "Ada", "family_name": "Example", "email": "ada@parley.example", "locale": "en"}
FILL = """
INSERT INTO entity (kind, external_id, entity_id, data, refs, effective_on, version, published) VALUES
    ('person', 'P1', $1, $2, '{unit:U1}', '2026-01-01', 2, '{}'),
    ('person', 'P2', gen_random_uuid(), $2::jsonb || '{"employed": false}', '{unit:U1}', '2026-02-01', 3, '{}'),
    ('unit', 'U1', gen_random_uuid(), '{"names": {"en": "Roads"}, "seat": "DE-RP"}', '{}', '2026-01-01', 1, '{}'),
    ('body', 'B1', gen_random_uuid(), $3, '{unit:U1}', '2026-01-01', 1, '{}')
"""
HELD = """
INSERT INTO role_held (person_external_id, role, unit_external_id, effective_on, held) VALUES
    ('P1', 'implementer', NULL, '2026-01-01', true), ('P1', 'administrator', NULL, '2026-01-01', false)
"""
MANDATES = """
INSERT INTO mandate (mandate_id, person_external_id, body_external_id, role, starts_on) VALUES
    ($1, 'P1', 'B1', 'chair', '2026-01-01'), (gen_random_uuid(), 'P2', 'B1', 'member', '2026-01-01')
"""
ENDINGS = """
INSERT INTO ending (person_external_id, body_external_id, effective_on) VALUES
    ('P1', 'B1', '2026-03-01'), ('P2', NULL, '2026-02-01')
"""


async def _fill(pool: Pool, person_id: UUID, mandate_id: UUID, change_id: UUID) -> None:
    body = {
        "names": {},
        "kind": "staff-council",
        "regime": "x",
        "scope_unit_external_ids": [],
        "calendar_external_id": "C1",
    }
    await pool.execute(FILL, person_id, ADA | {"unit_external_id": "U1"}, body)
    await pool.execute(HELD)
    await pool.execute(MANDATES, mandate_id)
    await pool.execute(ENDINGS)
    day = clock.now().astimezone(ZONE).date() + timedelta(days=3)
    payload = ADA | {
        "external_id": "P1",
        "effective_on": day.isoformat(),
        "family_name": "New",
        "unit_external_id": "U1",
    }
    payload |= {"type": "hr.employee.changed", "occurred_at": clock.now().isoformat()}
    change = "INSERT INTO future_change (change_id, type, payload) VALUES ($1, 'parley.hr.employee.changed.v1', $2)"
    await pool.execute(change, change_id, payload)
    wait = "INSERT INTO deadline (id, kind, subject_id, due_at) VALUES (gen_random_uuid(), 'hr-change', $1, $2)"
    await pool.execute(wait, change_id, clock.now() + timedelta(days=3))


async def test_what_was_known_is_known_and_what_waited_waits(postgres: PostgresServer, tmp_path: Path) -> None:
    for name in ("0100_people.sql", "0101_session.sql", "0102_endings.sql"):
        shutil.copy(OWN / name, tmp_path)
    url, person_id, mandate_id = postgres.database("people", MECHANISM, tmp_path), uuid4(), uuid4()
    pool = await db.connect_pool(url, 2)
    try:
        await _fill(pool, person_id, mandate_id, uuid4())
        _migrate(url, (MECHANISM, OWN))
        async with db.transaction(pool, "test") as tx:
            await hearing.retell(tx, "person", "P1", HOUSE)
            await hearing.retell(tx, "person", "P2", HOUSE)
        ada, left = await person(pool), await person(pool, "P2")
        assert (ada["person_id"], ada["display_name"], ada["employed"]) == (str(person_id), "Ada Example", True)
        assert [role["role"] for role in ada["roles"]] == ["implementer"]
        assert [(m["mandate_id"], m["ends_on"]) for m in ada["mandates"]] == [(str(mandate_id), "2026-02-28")]
        assert (left["employed"], [m["ends_on"] for m in left["mandates"]]) == (False, ["2026-01-31"])
        with fake_clock(clock.wall()) as time:
            time.move_forward(timedelta(days=4))
            await scheduler.fire_due(SERVICE, pool)
        assert (await person(pool))["display_name"] == "Ada New"
    finally:
        await pool.close()
