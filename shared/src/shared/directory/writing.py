"""How the copy follows people.v1: each event is the full state of its key, and an older one never overwrites."""

from __future__ import annotations

from uuid import UUID

from shared import kept_answers
from shared.db import Tx
from shared.directory.values import Calendar
from shared.events.base import Event
from shared.events.people import BodyChanged, CalendarChanged, PersonChanged, PersonErased, UnitChanged
from shared.service import Batched

SAVE_PEOPLE = """
INSERT INTO directory_person AS p
    (person_id, display_name, email, locale, unit_id, manager_id, employed, roles, mandates, time_zone, version)
SELECT * FROM jsonb_to_recordset($1) AS told (person_id uuid, display_name text, email text, locale text, unit_id uuid,
    manager_id uuid, employed boolean, roles jsonb, mandates jsonb, time_zone text, aggregate_version bigint)
ON CONFLICT (person_id) DO UPDATE SET display_name = excluded.display_name, email = excluded.email,
    locale = excluded.locale, unit_id = excluded.unit_id, manager_id = excluded.manager_id,
    employed = excluded.employed, roles = excluded.roles, mandates = excluded.mandates, time_zone = excluded.time_zone,
    version = excluded.version
WHERE p.version < excluded.version
"""
_OF_PERSON = {
    "person_id",
    "display_name",
    "email",
    "locale",
    "unit_id",
    "manager_id",
    "employed",
    "roles",
    "mandates",
    "time_zone",
    "aggregate_version",
}


async def on_persons_changed(tx: Tx, events: list[PersonChanged]) -> None:
    """One statement for all; of several states of a person only the newest, as it can write a row only once."""
    newest: dict[UUID, PersonChanged] = {}
    for event in events:
        known = newest.get(event.person_id)
        if known is None or known.aggregate_version < event.aggregate_version:
            newest[event.person_id] = event
    await tx.execute(SAVE_PEOPLE, [event.model_dump(mode="json", include=_OF_PERSON) for event in newest.values()])


# Also for a person not known yet: a late older state must not bring the person back.
ERASE_PERSON = """
INSERT INTO directory_person AS p (person_id, display_name, locale, employed, roles, mandates, version)
VALUES ($1, '—', 'en', false, '[]', '[]', $2)
ON CONFLICT (person_id) DO UPDATE SET display_name = excluded.display_name, email = NULL, unit_id = NULL,
    manager_id = NULL, employed = false, roles = '[]', mandates = '[]', time_zone = NULL, version = excluded.version
WHERE p.version < excluded.version
"""


async def on_persons_erased(tx: Tx, events: list[PersonErased]) -> None:
    await tx.executemany(ERASE_PERSON, [(event.person_id, event.aggregate_version) for event in events])
    await kept_answers.forget(tx, [event.person_id for event in events])


SAVE_UNIT = """
INSERT INTO directory_unit AS u (unit_id, names, parent_id, seat, version) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (unit_id) DO UPDATE SET names = excluded.names, parent_id = excluded.parent_id, seat = excluded.seat,
    version = excluded.version
WHERE u.version < excluded.version
"""


async def on_units_changed(tx: Tx, events: list[UnitChanged]) -> None:
    rows = [(e.unit_id, dict(e.names), e.parent_id, e.seat, e.aggregate_version) for e in events]
    await tx.executemany(SAVE_UNIT, rows)


SAVE_BODY = """
INSERT INTO directory_body AS b (body_id, names, kind, scope_unit_ids, regime, calendar_id, version)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (body_id) DO UPDATE SET names = excluded.names, kind = excluded.kind,
    scope_unit_ids = excluded.scope_unit_ids, regime = excluded.regime, calendar_id = excluded.calendar_id,
    version = excluded.version
WHERE b.version < excluded.version
"""


async def on_bodies_changed(tx: Tx, events: list[BodyChanged]) -> None:
    rows = [
        (e.body_id, dict(e.names), e.kind, list(e.scope_unit_ids), e.regime, e.calendar_id, e.aggregate_version)
        for e in events
    ]
    await tx.executemany(SAVE_BODY, rows)


SAVE_CALENDAR = """
INSERT INTO directory_calendar AS c (calendar_id, calendar, version) VALUES ($1, $2, $3)
ON CONFLICT (calendar_id) DO UPDATE SET calendar = excluded.calendar, version = excluded.version
WHERE c.version < excluded.version
"""


async def on_calendars_changed(tx: Tx, events: list[CalendarChanged]) -> None:
    kept = set(Calendar.__dataclass_fields__)
    rows = [(e.calendar_id, e.model_dump(mode="json", include=kept), e.aggregate_version) for e in events]
    await tx.executemany(SAVE_CALENDAR, rows)


HANDLERS: dict[type[Event], Batched] = {
    PersonChanged: Batched(on_persons_changed),
    PersonErased: Batched(on_persons_erased),
    UnitChanged: Batched(on_units_changed),
    BodyChanged: Batched(on_bodies_changed),
    CalendarChanged: Batched(on_calendars_changed),
}
