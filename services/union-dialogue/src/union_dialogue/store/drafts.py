"""Statements about drafts. What is over is deleted where the case is saved (``store/cases.py``), whatever is left here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from shared.db import Tx
from union_dialogue.domain.drafts import Draft, Kind

_NAME = "(SELECT p.display_name FROM directory_person p WHERE p.person_id = d.changed_by)"
_DRAFT = f"d.content, d.version, d.changed_by AS changed_by_id, {_NAME} AS changed_by, d.changed_at"

GET_DRAFT = f"SELECT {_DRAFT} FROM shared_draft d WHERE d.case_id = $1 AND d.kind = $2"
KEEP_DRAFT = f"""
INSERT INTO shared_draft AS d (case_id, kind, content, version, changed_by, changed_at) VALUES ($1, $2, $3, 1, $4, $5)
ON CONFLICT (case_id, kind) DO UPDATE SET content = excluded.content, version = d.version + 1,
    changed_by = excluded.changed_by, changed_at = excluded.changed_at
RETURNING {_DRAFT}
"""
FORGET_DRAFTS = "DELETE FROM shared_draft d USING consultation c WHERE c.case_id = d.case_id AND c.state = 'closed'"


async def get_draft(tx: Tx, case_id: UUID, kind: Kind) -> Draft | None:
    """A draft as it was last saved; None before anybody wrote."""
    row = await tx.fetchrow(GET_DRAFT, case_id, kind)
    return Draft(**dict(row)) if row else None


async def keep_draft(tx: Tx, case_id: UUID, kind: Kind, content: Mapping[str, Any], by: UUID) -> Draft:
    """The draft in its next version. The caller holds the case, so that no version is written over."""
    row = await tx.fetchrow(KEEP_DRAFT, case_id, kind, content, by, tx.now)
    assert row is not None  # noqa: S101 - the statement writes one row, and returns it
    return Draft(**dict(row))


async def forget_drafts(tx: Tx) -> None:
    """Those of closed cases go."""
    await tx.execute(FORGET_DRAFTS)
