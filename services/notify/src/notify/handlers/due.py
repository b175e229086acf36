"""What happens when a deadline is due: somebody is reminded, or a digest is made."""

from __future__ import annotations

from notify import actions
from notify.actions.digesting import DIGEST
from notify.actions.reminding import REMINDER
from shared.db import Tx
from shared.service import Deadline, Deadlines


async def on_reminder_due(tx: Tx, due: Deadline) -> None:
    await actions.remind(tx, due)


async def on_digest_due(tx: Tx, due: Deadline) -> None:
    await actions.make_digest(tx, due.subject_id)


DEADLINES: Deadlines = {REMINDER: on_reminder_due, DIGEST: on_digest_due}
