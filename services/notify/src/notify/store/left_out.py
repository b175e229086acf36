"""Statements about members whom a case concerns themselves."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from shared.db import Tx

FORGET_LEFT_OUT = "DELETE FROM left_out WHERE case_id = $1"
LEAVE_OUT = "INSERT INTO left_out (case_id, person_id) SELECT $1, unnest($2::uuid[])"
LEFT_OUT_OF = "SELECT case_id, person_id FROM left_out WHERE case_id = ANY($1::uuid[])"
# What a notification is open to besides the body stays; where there is nothing else, nobody holds the key that is left.
CLOSE_TO = """
UPDATE notification SET open_to = coalesce(
    nullif(ARRAY(SELECT key FROM unnest(open_to) AS key WHERE key NOT LIKE 'body:%' AND key NOT LIKE 'case:%'), '{}'),
    ARRAY['left-out']
)
WHERE person_id = ANY($2::uuid[]) AND 'case:' || $1::uuid::text = ANY(open_to)
"""


async def leave_out(tx: Tx, case_id: UUID, person_ids: Collection[UUID]) -> None:
    """These are left out of the case, and nobody else; what they were told of it as members is closed to them."""
    await tx.execute(FORGET_LEFT_OUT, case_id)
    await tx.execute(LEAVE_OUT, case_id, list(person_ids))
    await tx.execute(CLOSE_TO, case_id, list(person_ids))


async def left_out_of(tx: Tx, case_ids: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """Each of these cases with each person who is left out of it."""
    return {(row["case_id"], row["person_id"]) for row in await tx.fetch(LEFT_OUT_OF, list(case_ids))}
