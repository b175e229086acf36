"""Places in the stream."""

from __future__ import annotations

from notify.store import stream
from shared.db import Tx

AT_ONCE = 500


async def place(tx: Tx) -> bool:
    """Give what has been committed its place in the stream; whether there may be more."""
    return await stream.place(tx, AT_ONCE) == AT_ONCE
