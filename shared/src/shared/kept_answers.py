"""Answers to POSTs with an Idempotency-Key, as rows: what is kept of a person goes with the person."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from shared.db import Tx

FORGET = "DELETE FROM idempotency WHERE principal = ANY($1::uuid[])"


async def forget(tx: Tx, person_ids: Collection[UUID]) -> None:
    """Erase what these people were answered."""
    await tx.execute(FORGET, list(person_ids))
