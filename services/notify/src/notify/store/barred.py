"""Statements about those who may not judge an idea."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from shared.db import Tx

BAR = "INSERT INTO barred (idea_id, person_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING"
BARRED_FROM = """
SELECT idea_id, array_agg(person_id) AS person_ids FROM (
    SELECT idea_id, person_id FROM barred UNION ALL SELECT idea_id, person_id FROM follower WHERE why = 'author'
) AS barred WHERE idea_id = ANY($1::uuid[]) GROUP BY idea_id
"""


async def bar(tx: Tx, idea_id: UUID, person_ids: Collection[UUID]) -> None:
    """These have an interest in the idea, beside those known before."""
    await tx.execute(BAR, idea_id, list(person_ids))


async def barred_from(tx: Tx, idea_ids: Collection[UUID]) -> Mapping[UUID, list[UUID]]:
    """Who wrote each of these ideas or has an interest in it; those of which nobody is known are not among them."""
    return {row["idea_id"]: row["person_ids"] for row in await tx.fetch(BARRED_FROM, list(idea_ids))}
