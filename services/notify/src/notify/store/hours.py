"""When e-mail may reach whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from notify.domain.hours import Day, Hours, Quiet
from shared import directory
from shared.db import Row, Tx
from shared.working_days import Week

OF = """
SELECT person_id, p.time_zone, h.quiet_from, h.quiet_until, h.digest_at, h.digest_on
FROM directory_person p LEFT JOIN hours h USING (person_id) WHERE person_id = ANY($1::uuid[])
"""


async def days(tx: Tx, person_ids: Collection[UUID]) -> Mapping[UUID, Day]:
    """What each of them chose, or what is usual, with the working days at their seat."""
    known = {row["person_id"]: row for row in await tx.fetch(OF, list(person_ids))}
    seats = await directory.calendars_of(tx, person_ids)
    return {each: _day(known.get(each), Week(seats.get(each))) for each in person_ids}


MOVED = """
SELECT person_id FROM jsonb_to_recordset($1) AS told (person_id uuid, time_zone text)
JOIN directory_person p USING (person_id) WHERE p.time_zone IS DISTINCT FROM told.time_zone
"""


async def moved(tx: Tx, zones: Mapping[UUID, str | None]) -> list[UUID]:
    """Those of whom another time zone is known here."""
    told = [{"person_id": str(each), "time_zone": zone} for each, zone in zones.items()]
    return [row["person_id"] for row in await tx.fetch(MOVED, told)]


async def day(tx: Tx, person_id: UUID) -> Day:
    return (await days(tx, [person_id]))[person_id]


def _day(row: Row | None, week: Week) -> Day:
    """``row`` None: somebody who is not known here yet."""
    if row is None:
        return Day(Hours(), week)
    return Day(_hours(row) if row["digest_at"] else Hours(), week, row["time_zone"])


def _hours(row: Row) -> Hours:
    quiet = Quiet(row["quiet_from"], row["quiet_until"]) if row["quiet_from"] else None
    return Hours(quiet, row["digest_at"], row["digest_on"])


CHOOSE = """
INSERT INTO hours (person_id, quiet_from, quiet_until, digest_at, digest_on) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (person_id) DO UPDATE SET quiet_from = excluded.quiet_from,
    quiet_until = excluded.quiet_until, digest_at = excluded.digest_at, digest_on = excluded.digest_on
"""


async def choose(tx: Tx, person_id: UUID, hours: Hours) -> None:
    quiet = hours.quiet
    edges = (quiet.starts, quiet.ends) if quiet else (None, None)
    await tx.execute(CHOOSE, person_id, *edges, hours.digest_at, hours.digest_on)
