"""What somebody owes, of which they are reminded."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from notify.domain.reminders import Duty, Whom
from shared.db import Row, Tx

SAVE = """
INSERT INTO duty (duty_id, kind, of_id, idea_id, within_id, person_id, role, body_id, case_id, link, asked_at, asked_by, last_day)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
ON CONFLICT (duty_id) DO UPDATE SET person_id = excluded.person_id, link = excluded.link, asked_at = excluded.asked_at,
    asked_by = excluded.asked_by, last_day = excluded.last_day
"""


async def save(tx: Tx, duty: Duty) -> None:
    """It is owed from now on; asked again, it has another day, or another person owes it."""
    whom = duty.whom
    await tx.execute(
        SAVE,
        duty.duty_id,
        duty.kind,
        duty.of_id,
        duty.idea_id,
        duty.within_id,
        whom.person_id,
        whom.role,
        whom.body_id,
        whom.case_id,
        duty.link,
        duty.asked_at,
        duty.asked_by,
        duty.last_day,
    )


LOCK = """
SELECT kind, of_id, idea_id, within_id, person_id, role, body_id, case_id, link, asked_at, asked_by, last_day
FROM duty WHERE duty_id = $1 FOR UPDATE
"""


async def lock(tx: Tx, duty_id: UUID) -> Duty | None:
    """The duty, held; None when it is owed no more."""
    row = await tx.fetchrow(LOCK, duty_id)
    return _duty(row) if row else None


OF = """
SELECT kind, of_id, idea_id, within_id, person_id, role, body_id, case_id, link, asked_at, asked_by, last_day
FROM duty WHERE kind = $1 AND of_id = $2 ORDER BY duty_id
"""


async def of(tx: Tx, kind: str, about: UUID) -> list[Duty]:
    """What is owed about something."""
    return [_duty(row) for row in await tx.fetch(OF, kind, about)]


def _duty(row: Row) -> Duty:
    fields = dict(row)
    whom = Whom(**{name: fields.pop(name) for name in ("person_id", "role", "body_id", "case_id")})
    return Duty(whom=whom, **fields)


END = """
DELETE FROM duty WHERE kind = ANY($1::text[]) AND (of_id = ANY($2::uuid[]) OR within_id = ANY($2))
  AND ($3::uuid IS NULL OR $3 IN (person_id, body_id)) RETURNING duty_id
"""


async def end(tx: Tx, kinds: Collection[str], of: Collection[UUID], whose: UUID | None = None) -> list[UUID]:
    """Forget what is owed about these things or within them, of everybody or of one person or body; which duties it was."""
    rows = await tx.fetch(END, list(kinds), list(of), whose)
    return [row["duty_id"] for row in rows]


END_OF_PEOPLE = "DELETE FROM duty WHERE person_id = ANY($1::uuid[]) RETURNING duty_id"


async def end_of_people(tx: Tx, person_ids: Collection[UUID]) -> list[UUID]:
    """Forget what these people owe."""
    rows = await tx.fetch(END_OF_PEOPLE, list(person_ids))
    return [row["duty_id"] for row in rows]
