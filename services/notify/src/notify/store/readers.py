"""Who somebody is now, for what they may see, and what they want to be told."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from notify.domain.access import Reader
from notify.domain.preferences import Wanted
from shared.db import Row, Tx

# Of each person at once: functions, bodies with a mandate valid on this day at their seat, cases in which they sit in for
# a member, and the units whose ideas they may see: their own, those above it, and those that these bodies cover.
READERS = """
SELECT p.person_id, p.employed, m.body_ids, m.case_ids,
    (SELECT jsonb_object_agg(w.kind, jsonb_build_array(w.inbox, w.mail, w.digest)) FROM preference w
        WHERE w.person_id = p.person_id AND w.kind = ANY($3::text[])) AS wanted,
    ARRAY(SELECT DISTINCT held ->> 'role' FROM jsonb_array_elements(p.roles) AS held) AS roles,
    ARRAY(
        WITH RECURSIVE above AS (
            SELECT p.unit_id, 0 AS depth WHERE p.unit_id IS NOT NULL
            UNION
            SELECT u.parent_id, a.depth + 1 FROM above a JOIN directory_unit u USING (unit_id)
            WHERE u.parent_id IS NOT NULL AND a.depth < 20
        ), below AS (
            SELECT unnest(m.scope) AS unit_id, 0 AS depth
            UNION
            SELECT u.unit_id, b.depth + 1 FROM below b JOIN directory_unit u ON u.parent_id = b.unit_id
            WHERE b.depth < 20
        )
        SELECT unit_id FROM above UNION SELECT unit_id FROM below
    ) AS unit_ids
FROM directory_person p
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(DISTINCT h.body_id) FILTER (WHERE h.role <> 'substitute'), '{}') AS body_ids,
        coalesce(array_agg(DISTINCT s.case_id) FILTER (WHERE h.role = 'substitute'), '{}') AS case_ids,
        ARRAY(
            SELECT DISTINCT unnest(d.scope_unit_ids) FROM directory_body d WHERE d.body_id = ANY(array_agg(h.body_id))
        ) AS scope
    FROM jsonb_to_recordset(p.mandates) AS h (body_id uuid, role text, starts_on date, ends_on date)
    LEFT JOIN directory_body b USING (body_id) LEFT JOIN directory_calendar c USING (calendar_id)
    CROSS JOIN LATERAL (
        SELECT ($2::timestamptz AT TIME ZONE coalesce(c.calendar ->> 'zone', 'UTC'))::date AS today
    ) d
    LEFT JOIN sits_in s ON s.person_id = p.person_id AND s.body_id = h.body_id
        AND d.today <= coalesce(s.last_day, 'infinity'::date)
    WHERE d.today BETWEEN h.starts_on AND coalesce(h.ends_on, 'infinity'::date)
) m
WHERE p.person_id = ANY($1::uuid[])
"""


@dataclass(frozen=True, slots=True)
class Addressee:
    """A person as they are now; ``wanted``: what they said about kinds, by kind."""

    reader: Reader
    wanted: Mapping[str, Wanted]


async def readers(tx: Tx, person_ids: Collection[UUID], kinds: Collection[str] = ()) -> Mapping[UUID, Addressee]:
    """Those of them who are known here, with what each wants of these kinds."""
    rows = await tx.fetch(READERS, list(person_ids), tx.now, list(kinds))
    return {row["person_id"]: Addressee(_reader(row), _wanted_by_kind(row)) for row in rows}


async def reader(tx: Tx, person_id: UUID) -> Reader | None:
    """Somebody as they are now; None when they are not known here."""
    found = (await readers(tx, [person_id])).get(person_id)
    return found.reader if found else None


IN_ROLE = """
SELECT p.person_id, w.inbox, w.mail, w.digest
FROM directory_person p LEFT JOIN preference w ON w.person_id = p.person_id AND w.kind = $2
WHERE p.roles @> jsonb_build_array(jsonb_build_object('role', $1::text)) AND p.employed
"""


async def in_role(tx: Tx, role: str, kind: str) -> Mapping[UUID, Wanted | None]:
    """Everybody with a function in the scheme, with what each wants of a kind, if they said it."""
    return {row["person_id"]: _wanted(row) for row in await tx.fetch(IN_ROLE, role, kind)}


def _reader(row: Row) -> Reader:
    body_ids, unit_ids = frozenset(row["body_ids"]), frozenset(row["unit_ids"])
    case_ids = frozenset(each for each in row["case_ids"] if each)
    return Reader(row["person_id"], row["employed"], frozenset(row["roles"]), body_ids, case_ids, unit_ids)


def _wanted_by_kind(row: Row) -> Mapping[str, Wanted]:
    return {kind: Wanted(*channels) for kind, channels in (row["wanted"] or {}).items()}


def _wanted(row: Row) -> Wanted | None:
    return None if row["inbox"] is None else Wanted(row["inbox"], row["mail"], row["digest"])


PREFERENCES = "SELECT kind, inbox, mail, digest FROM preference WHERE person_id = $1"


async def preferences(tx: Tx, person_id: UUID) -> Mapping[str, Wanted]:
    """What somebody said, by kind."""
    rows = await tx.fetch(PREFERENCES, person_id)
    return {row["kind"]: Wanted(row["inbox"], row["mail"], row["digest"]) for row in rows}


PREFER = """
INSERT INTO preference (person_id, kind, inbox, mail, digest) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (person_id, kind) DO UPDATE SET inbox = excluded.inbox, mail = excluded.mail, digest = excluded.digest
"""


async def prefer(tx: Tx, person_id: UUID, kind: str, wanted: Wanted) -> None:
    await tx.execute(PREFER, person_id, kind, wanted.inbox, wanted.mail, wanted.digest)
