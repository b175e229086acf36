"""A service's own copy of people.v1: who is who, in which unit, with which functions and mandates."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from shared.db import Row, Tx
from shared.errors import NotAllowed, Unknown
from shared.events.people import BodyChanged, CalendarChanged, PersonChanged, PersonErased, UnitChanged
from shared.service import Batched


@dataclass(frozen=True, slots=True)
class Role:
    """A function in the scheme; for the whole organisation when ``unit_id`` is None."""

    role: str
    unit_id: UUID | None


@dataclass(frozen=True, slots=True)
class Mandate:
    """A mandate for a body, valid from ``starts_on`` through ``ends_on`` (None: open)."""

    mandate_id: UUID
    body_id: UUID
    role: str
    starts_on: date
    ends_on: date | None

    def valid_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Person:
    person_id: UUID
    display_name: str
    email: str | None
    locale: str
    unit_id: UUID | None
    manager_id: UUID | None
    employed: bool
    roles: tuple[Role, ...]
    mandates: tuple[Mandate, ...]

    def has_role(self, role: str) -> bool:
        return any(held.role == role for held in self.roles)

    def mandate_for(self, body_id: UUID, on: date) -> Mandate | None:
        """The person's mandate for a body that is valid on a day; None for leavers."""
        valid = (m for m in self.mandates if m.body_id == body_id and m.valid_on(on))
        return next(valid, None) if self.employed else None


@dataclass(frozen=True, slots=True)
class Unit:
    unit_id: UUID
    names: dict[str, str]
    parent_id: UUID | None
    seat: str


@dataclass(frozen=True, slots=True)
class Body:
    body_id: UUID
    names: dict[str, str]
    kind: str
    scope_unit_ids: tuple[UUID, ...]
    regime: str
    calendar_id: UUID | None


@dataclass(frozen=True, slots=True)
class Calendar:
    calendar_id: UUID
    country: str
    subdivision: str | None
    zone: str
    local_holidays: tuple[date, ...]
    closure_days: tuple[date, ...]
    closure_days_agreement: str | None
    calendar_version: int


PEOPLE = """
SELECT person_id, display_name, email, locale, unit_id, manager_id, employed, roles, mandates
FROM directory_person WHERE person_id = ANY($1::uuid[])
"""


async def people(tx: Tx, ids: Collection[UUID]) -> dict[UUID, Person]:
    """The persons known among ``ids``."""
    return {row["person_id"]: _person(row) for row in await tx.fetch(PEOPLE, list(ids))}


async def person(tx: Tx, person_id: UUID) -> Person:
    """One person, employed or not; Unknown when there is none."""
    found = await people(tx, [person_id])
    if person_id not in found:
        raise Unknown(what="person")
    return found[person_id]


async def caller(tx: Tx, person_id: UUID) -> Person:
    """Somebody who acts now: known here and employed, else NotAllowed."""
    found = (await people(tx, [person_id])).get(person_id)
    if found is None or not found.employed:
        raise NotAllowed(needs="employee")
    return found


def require_role(who: Person, *roles: str) -> None:
    """Refuse a caller who has none of these functions."""
    if not any(who.has_role(role) for role in roles):
        raise NotAllowed(needs=" / ".join(roles))


WITH_ROLE = """
SELECT person_id, display_name, email, locale, unit_id, manager_id, employed, roles, mandates
FROM directory_person WHERE roles @> jsonb_build_array(jsonb_build_object('role', $1::text)) AND employed
ORDER BY person_id
"""


async def with_role(tx: Tx, role: str) -> list[Person]:
    return [_person(row) for row in await tx.fetch(WITH_ROLE, role)]


MEMBERS = """
SELECT person_id, display_name, email, locale, unit_id, manager_id, employed, roles, mandates
FROM directory_person WHERE mandates @> jsonb_build_array(jsonb_build_object('body_id', $1::text)) AND employed
ORDER BY person_id
"""


async def members_of(tx: Tx, body_id: UUID, on: date) -> list[Person]:
    """Those whose mandate for the body is valid on a day."""
    found = [_person(row) for row in await tx.fetch(MEMBERS, str(body_id))]
    return [member for member in found if member.mandate_for(body_id, on)]


UNIT_PATH = """
WITH RECURSIVE path AS (
    SELECT unit_id, parent_id, 0 AS depth FROM directory_unit WHERE unit_id = $1
    UNION ALL
    SELECT u.unit_id, u.parent_id, p.depth + 1 FROM directory_unit u JOIN path p ON u.unit_id = p.parent_id
    WHERE p.depth < 20
)
SELECT unit_id FROM path ORDER BY depth
"""


async def unit_path(tx: Tx, unit_id: UUID) -> list[UUID]:
    """The unit and those above it, up to the root."""
    return [row["unit_id"] for row in await tx.fetch(UNIT_PATH, unit_id)]


UNIT = "SELECT unit_id, names, parent_id, seat FROM directory_unit WHERE unit_id = $1"


async def unit(tx: Tx, unit_id: UUID) -> Unit | None:
    row = await tx.fetchrow(UNIT, unit_id)
    return Unit(**dict(row)) if row else None


HEADCOUNT = "SELECT count(*) FROM directory_person WHERE employed"


async def headcount(tx: Tx) -> int:
    return int(await tx.fetchval(HEADCOUNT))


BODY = "SELECT body_id, names, kind, scope_unit_ids, regime, calendar_id FROM directory_body WHERE body_id = $1"


async def body(tx: Tx, body_id: UUID) -> Body | None:
    row = await tx.fetchrow(BODY, body_id)
    return _body(row) if row else None


BODIES_COVERING = """
SELECT body_id, names, kind, scope_unit_ids, regime, calendar_id FROM directory_body
WHERE scope_unit_ids && $1::uuid[] ORDER BY body_id
"""


async def bodies_covering(tx: Tx, unit_id: UUID) -> list[Body]:
    """Bodies whose scope holds the unit or one above it."""
    return [_body(row) for row in await tx.fetch(BODIES_COVERING, await unit_path(tx, unit_id))]


CALENDAR = "SELECT calendar FROM directory_calendar WHERE calendar_id = $1"


async def calendar(tx: Tx, calendar_id: UUID) -> Calendar | None:
    value = await tx.fetchval(CALENDAR, calendar_id)
    return _calendar(value) if value else None


SAVE_PERSON = """
INSERT INTO directory_person AS p (person_id, display_name, email, locale, unit_id, manager_id, employed, roles, mandates, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (person_id) DO UPDATE SET display_name = excluded.display_name, email = excluded.email,
    locale = excluded.locale, unit_id = excluded.unit_id, manager_id = excluded.manager_id,
    employed = excluded.employed, roles = excluded.roles, mandates = excluded.mandates, version = excluded.version
WHERE p.version < excluded.version
"""


async def on_persons_changed(tx: Tx, events: list[PersonChanged]) -> None:
    await tx.executemany(
        SAVE_PERSON,
        [
            (
                event.person_id,
                event.display_name,
                event.email,
                event.locale,
                event.unit_id,
                event.manager_id,
                event.employed,
                [held.model_dump(mode="json") for held in event.roles],
                [held.model_dump(mode="json") for held in event.mandates],
                event.aggregate_version,
            )
            for event in events
        ],
    )


ERASE_PERSON = """
UPDATE directory_person SET display_name = '—', email = NULL, employed = false, roles = '[]', mandates = '[]', version = $2
WHERE person_id = $1 AND version < $2
"""


async def on_persons_erased(tx: Tx, events: list[PersonErased]) -> None:
    await tx.executemany(ERASE_PERSON, [(event.person_id, event.aggregate_version) for event in events])


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


HANDLERS = {
    PersonChanged: Batched(on_persons_changed),
    PersonErased: Batched(on_persons_erased),
    UnitChanged: Batched(on_units_changed),
    BodyChanged: Batched(on_bodies_changed),
    CalendarChanged: Batched(on_calendars_changed),
}


def _person(row: Row) -> Person:
    fields = dict(row)
    roles = tuple(Role(held["role"], _uuid(held["unit_id"])) for held in fields.pop("roles"))
    mandates = tuple(_mandate(held) for held in fields.pop("mandates"))
    return Person(**fields, roles=roles, mandates=mandates)


def _mandate(held: dict[str, Any]) -> Mandate:
    return Mandate(
        UUID(held["mandate_id"]),
        UUID(held["body_id"]),
        held["role"],
        date.fromisoformat(held["starts_on"]),
        date.fromisoformat(held["ends_on"]) if held["ends_on"] else None,
    )


def _body(row: Row) -> Body:
    return Body(**dict(row) | {"scope_unit_ids": tuple(row["scope_unit_ids"])})


def _calendar(value: dict[str, Any]) -> Calendar:
    days = {name: tuple(date.fromisoformat(d) for d in value[name]) for name in ("local_holidays", "closure_days")}
    return Calendar(**value | days | {"calendar_id": UUID(value["calendar_id"])})


def _uuid(text: str | None) -> UUID | None:
    return UUID(text) if text else None
