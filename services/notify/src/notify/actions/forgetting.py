"""Forgetting: what is old after so many days, and at once everything of somebody who is erased."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from notify.domain.kinds import KINDS
from notify.store import duties, forgetting, untold
from shared import deadlines
from shared.db import Tx

LEGAL = tuple(name for name, kind in KINDS.items() if kind.law)
_AT_ONCE = 500


async def forget_old(tx: Tx, kept: timedelta) -> bool:
    """Forget notifications that are older, with their mails and digests; whether there may be more.

    Notices on which a period set by law depends stay while a case of their idea is open, and as long again after.
    """
    before = tx.now - kept
    gone = await forgetting.old(tx, before, LEGAL, _AT_ONCE)
    if gone:
        await forgetting.forget(tx, gone)
    await forgetting.forget_digests(tx, before, _AT_ONCE)
    await untold.forget(tx, before)
    return len(gone) == _AT_ONCE


async def erase(tx: Tx, person_ids: Collection[UUID]) -> None:
    """Somebody is erased: nothing of theirs stays, and nobody waits for them."""
    ended = await duties.end_of_people(tx, person_ids)
    await deadlines.cancel_of(tx, [*person_ids, *ended])
    await forgetting.erase(tx, person_ids)
