"""What review hears."""

from __future__ import annotations

from review import actions
from shared import directory
from shared.db import Tx
from shared.events.ideas import ReviewRequested
from shared.service import Handlers


async def on_review_requested(tx: Tx, event: ReviewRequested) -> None:
    await actions.open_round(tx, event)


HANDLERS: Handlers = {**directory.HANDLERS, ReviewRequested: on_review_requested}
