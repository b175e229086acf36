"""Deadlines, as an action sets them: one that waits per kind and subject. ``shared.scheduler`` fires them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from shared import ids
from shared.db import Tx

SET = """
INSERT INTO deadline (id, kind, subject_id, due_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (kind, subject_id) WHERE state = 'waiting'
DO UPDATE SET due_at = EXCLUDED.due_at, attempts = 0, next_attempt_at = NULL, last_error = NULL
"""
CANCEL = """
UPDATE deadline SET state = 'cancelled', settled_at = $3 WHERE kind = $1 AND subject_id = $2 AND state = 'waiting'
"""


async def set(tx: Tx, kind: str, subject_id: UUID, due_at: datetime) -> None:  # noqa: A001 - read as deadlines.set
    """Fire ``kind`` for the subject at ``due_at`` (aware), instead of when it was set to before, if it was."""
    await tx.execute(SET, ids.new_id(), kind, subject_id, due_at)


async def cancel(tx: Tx, kind: str, subject_id: UUID) -> None:
    """Forget the deadline that waits; nothing happens if there is none."""
    await tx.execute(CANCEL, kind, subject_id, tx.now)


CANCEL_OF = """
UPDATE deadline SET state = 'cancelled', settled_at = $2 WHERE subject_id = ANY($1::uuid[]) AND state = 'waiting'
"""


async def cancel_of(tx: Tx, subject_ids: Collection[UUID]) -> None:
    """Forget every deadline that waits for one of these subjects, whatever its kind."""
    await tx.execute(CANCEL_OF, list(subject_ids), tx.now)


KEEP = """
INSERT INTO deadline (id, kind, subject_id, due_at)
SELECT d.id, $2, d.subject_id, d.due_at FROM unnest($1::uuid[], $3::uuid[], $4::timestamptz[]) AS d (id, subject_id, due_at)
ON CONFLICT (kind, subject_id) WHERE state = 'waiting' DO NOTHING
"""


async def keep(tx: Tx, kind: str, due: Mapping[UUID, datetime]) -> None:
    """Fire ``kind`` for each subject at its time (aware); one that waits already stays as it is, also when overdue."""
    subjects = sorted(due)  # in one order, so that two who keep the same ones wait for each other in a row
    drawn = [ids.new_id() for _ in subjects]
    await tx.execute(KEEP, drawn, kind, subjects, [due[each] for each in subjects])
