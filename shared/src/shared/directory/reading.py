"""Questions to the copy of people.v1."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from shared.db import Row, Tx
from shared.directory.values import Body, Calendar, Mandate, Person, Role, Unit
from shared.errors import NotAllowed, Unknown

PEOPLE = """
SELECT person_id, display_name, email, locale, unit_id, manager_id, employed, roles, mandates, time_zone
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
        raise NotAllowed("employee")
    return found


def require_role(who: Person, *roles: str) -> None:
    """Refuse a caller who has none of these functions."""
    if not any(who.has_role(role) for role in roles):
        raise NotAllowed(*roles)


_ABOVE = """
WITH RECURSIVE above AS (
    SELECT manager_id AS person_id, 1 AS level FROM directory_person WHERE person_id = ANY({persons})
    UNION
    SELECT p.manager_id, a.level + 1 FROM above a JOIN directory_person p ON p.person_id = a.person_id
    WHERE a.level < 20
)
SELECT DISTINCT person_id FROM above WHERE person_id IS NOT NULL
"""


def above(persons: str) -> str:
    """The statement for everybody above persons, whom an expression of SQL gives as an array of ids."""
    return _ABOVE.format(persons=persons)


MANAGERS_ABOVE = above("$1::uuid[]")


async def managers_above(tx: Tx, person_ids: Collection[UUID]) -> set[UUID]:
    """Everybody above these persons in the line of management; a line that is a loop in the data ends at 20 levels."""
    return {row["person_id"] for row in await tx.fetch(MANAGERS_ABOVE, list(person_ids))}


WITH_ROLE = """
SELECT person_id, display_name, email, locale, unit_id, manager_id, employed, roles, mandates
FROM directory_person WHERE roles @> jsonb_build_array(jsonb_build_object('role', $1::text)) AND employed
ORDER BY person_id
"""


async def with_role(tx: Tx, role: str) -> list[Person]:
    return [_person(row) for row in await tx.fetch(WITH_ROLE, role)]


PEOPLE_IN = """
SELECT person_id, display_name, email, locale, unit_id, manager_id, employed, roles, mandates
FROM directory_person WHERE unit_id = $1 AND employed ORDER BY person_id
"""


async def people_in(tx: Tx, unit_id: UUID) -> list[Person]:
    """Those employed in this very unit (not in the units below it)."""
    return [_person(row) for row in await tx.fetch(PEOPLE_IN, unit_id)]


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


HEADCOUNT = "SELECT count(*) FROM (SELECT FROM directory_person WHERE employed LIMIT $1) AS counted"


async def headcount(tx: Tx, most: int) -> int:
    """How many are employed now; ``most`` when there are as many or more, for a rule that need not know how many."""
    return int(await tx.fetchval(HEADCOUNT, most))


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


CALENDAR_OF = """
SELECT c.calendar FROM directory_body b JOIN directory_calendar c ON c.calendar_id = b.calendar_id WHERE b.body_id = $1
"""


async def calendar_of(tx: Tx, body_id: UUID) -> Calendar | None:
    """The calendar of a body's seat; None until both are known here."""
    value = await tx.fetchval(CALENDAR_OF, body_id)
    return _calendar(value) if value else None


async def today_at(tx: Tx, body_id: UUID) -> date:
    """The date at a body's seat, on which its mandates are looked up; in UTC until its calendar is known."""
    seat = await calendar_of(tx, body_id)
    return tx.now.astimezone(ZoneInfo(seat.zone) if seat else UTC).date()


CALENDAR_AT = """
SELECT c.calendar FROM directory_unit u
JOIN directory_calendar c ON u.seat = concat_ws('-', c.calendar ->> 'country', c.calendar ->> 'subdivision')
WHERE u.unit_id = $1 ORDER BY c.calendar_id LIMIT 1
"""


async def calendar_at(tx: Tx, unit_id: UUID) -> Calendar | None:
    """The calendar of a unit's seat; None when no calendar is for that place."""
    value = await tx.fetchval(CALENDAR_AT, unit_id)
    return _calendar(value) if value else None


CALENDARS_OF = """
SELECT p.person_id, c.calendar FROM directory_person p JOIN directory_unit u USING (unit_id) CROSS JOIN LATERAL (
    SELECT calendar FROM directory_calendar
    WHERE u.seat = concat_ws('-', calendar ->> 'country', calendar ->> 'subdivision') ORDER BY calendar_id LIMIT 1
) c WHERE p.person_id = ANY($1::uuid[])
"""


async def calendars_of(tx: Tx, person_ids: Collection[UUID]) -> dict[UUID, Calendar]:
    """The calendars of the seats where these persons work; without those whose place has none."""
    rows = await tx.fetch(CALENDARS_OF, list(person_ids))
    return {row["person_id"]: _calendar(row["calendar"]) for row in rows}


async def now_at(tx: Tx, person_id: UUID) -> datetime:
    """Now, as told where somebody works; in UTC where that place has no calendar."""
    calendar = (await calendars_of(tx, [person_id])).get(person_id)
    return tx.now.astimezone(ZoneInfo(calendar.zone) if calendar else UTC)


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
        held.get("rank"),
    )


def _body(row: Row) -> Body:
    return Body(**dict(row) | {"scope_unit_ids": tuple(row["scope_unit_ids"])})


def _calendar(value: dict[str, Any]) -> Calendar:
    days = {name: tuple(date.fromisoformat(d) for d in value[name]) for name in ("local_holidays", "closure_days")}
    return Calendar(**value | days | {"calendar_id": UUID(value["calendar_id"])})


def _uuid(text: str | None) -> UUID | None:
    return UUID(text) if text else None
