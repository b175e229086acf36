"""Which units are near somebody: their own and those above it, and those that the bodies cover for which they hold a mandate."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from shared.db import Tx
from shared.errors import NotAllowed

REACH = """
WITH RECURSIVE near AS (
    SELECT p.unit_id, true AS upwards, 0 AS depth FROM directory_person p WHERE p.person_id = $1 AND p.unit_id IS NOT NULL
    UNION
    SELECT unnest(b.scope_unit_ids), false, 0
    FROM directory_person p, jsonb_to_recordset(p.mandates) AS held (body_id uuid, starts_on date, ends_on date)
    JOIN directory_body b USING (body_id) LEFT JOIN directory_calendar c USING (calendar_id)
    WHERE p.person_id = $1 AND ($2::timestamptz AT TIME ZONE coalesce(c.calendar ->> 'zone', 'UTC'))::date
        BETWEEN held.starts_on AND coalesce(held.ends_on, 'infinity'::date)
    UNION
    SELECT CASE WHEN n.upwards THEN u.parent_id ELSE u.unit_id END, n.upwards, n.depth + 1
    FROM near n JOIN directory_unit u ON CASE WHEN n.upwards THEN u.unit_id ELSE u.parent_id END = n.unit_id
    WHERE n.depth < 20
)
SELECT ARRAY(SELECT DISTINCT held ->> 'role' FROM jsonb_array_elements(p.roles) AS held) AS roles,
    ARRAY(SELECT DISTINCT unit_id FROM near WHERE unit_id IS NOT NULL) AS unit_ids
FROM directory_person p WHERE p.person_id = $1 AND p.employed
"""


@dataclass(frozen=True, slots=True)
class Reach:
    """Somebody who looks now: what they do in the scheme, and the units near them."""

    person_id: UUID
    roles: frozenset[str]
    unit_ids: frozenset[UUID]

    @property
    def all_units(self) -> bool:
        """Works on ideas of all units; an administrator does not."""
        return bool(self.roles - {"administrator"})


async def reach(tx: Tx, person_id: UUID) -> Reach:
    """Somebody who acts now; NotAllowed for whom is not known here or has left."""
    row = await tx.fetchrow(REACH, person_id, tx.now)
    if row is None:
        raise NotAllowed("employee")
    return Reach(person_id, frozenset(row["roles"]), frozenset(row["unit_ids"]))
