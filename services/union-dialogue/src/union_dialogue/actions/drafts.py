"""Drafts that a side writes together. Nothing of them is told: no event, and no other edition of the case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from shared.db import Tx
from shared.errors import Unknown, check_version
from union_dialogue.actions.access import enter, locked
from union_dialogue.domain import drafts
from union_dialogue.domain.drafts import Draft, Kind
from union_dialogue.store.drafts import forget_drafts, get_draft, keep_draft


async def read(tx: Tx, by: UUID, case_id: UUID, kind: Kind) -> Draft | None:
    """The draft of the caller's side, None before anybody wrote; Unknown once it is over, and for everybody else."""
    case, _ = await enter(tx, by, case_id, drafts.ROOM_OF[kind], what="draft")
    if kind not in drafts.kept(case):
        raise Unknown(what="draft")
    return await get_draft(tx, case_id, kind)


async def write(tx: Tx, by: UUID, place: tuple[UUID, Kind], seen: int, content: Mapping[str, Any]) -> Draft:
    """Save the draft of the caller's side (``place``: case, kind). ``seen``: its version, 0 before anybody wrote.

    Saving what is there already changes nothing.
    """
    case_id, kind = place
    _, act = await enter(tx, by, case_id, drafts.ROOM_OF[kind], what="draft")
    case = await locked(tx, case_id)
    drafts.check_writable(case, kind, act)
    last = await get_draft(tx, case_id, kind)
    check_version(seen, last.version if last else 0)
    if last and last.content == content:
        return last
    return await keep_draft(tx, case_id, kind, content, by)


async def forget(tx: Tx) -> None:
    """Drafts of closed cases go. A process of an earlier release, which knows none, leaves one when it closes a case."""
    await forget_drafts(tx)
