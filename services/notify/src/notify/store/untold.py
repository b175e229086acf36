"""News that waits until the authors of its idea are known."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from shared.db import Row, Tx

KEEP = """
INSERT INTO untold (cause, idea_id, kind, but, last_day, since) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING
"""


async def keep(tx: Tx, idea_id: UUID, kind: str, but: UUID | None, last_day: date | None) -> None:
    """The event at hand concerns the authors of an idea, who are not known yet; ``but`` is not told."""
    await tx.execute(KEEP, tx.cause, idea_id, kind, but, last_day, tx.now)


TAKE = "DELETE FROM untold WHERE idea_id = ANY($1::uuid[]) RETURNING cause, idea_id, kind, but, last_day"


async def take(tx: Tx, idea_ids: Collection[UUID]) -> list[Row]:
    """What has waited for the authors of these ideas; it waits no more."""
    return await tx.fetch(TAKE, list(idea_ids))


FORGET = "DELETE FROM untold WHERE since < $1"


async def forget(tx: Tx, before: datetime) -> None:
    """What waited so long concerns an idea that nobody told of."""
    await tx.execute(FORGET, before)
