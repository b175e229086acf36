"""Notes in PostgreSQL how far behind the partitions are: those who ask the service over HTTP meet another process."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from typing import Any

import structlog

from shared import db, inbox
from shared.consumer.held import Held
from shared.db import Pool

_log = structlog.get_logger(__name__)

PAUSE = 15.0  # seconds between two notes
_TIMEOUT = 5.0


class Notes:
    """Of one client; while it holds nothing that was measured there is nothing to note."""

    def __init__(self) -> None:
        self._next = 0.0

    async def lazily(self, pool: Pool, holding: Mapping[Any, Held]) -> None:
        """Note it when it is time; what cannot be noted now is the next time."""
        now = time.monotonic()
        lags = [inbox.Lag(p.topic, p.partition, *held.lag) for p, held in holding.items() if held.lag is not None]
        if now < self._next or not lags:
            return
        self._next = now + PAUSE
        try:
            async with asyncio.timeout(_TIMEOUT), db.transaction(pool, "note lag", polls=True) as tx:
                await inbox.note_lag(tx, lags)
        except Exception as error:  # noqa: BLE001 - consuming goes on
            _log.warning("the lag cannot be noted now", error_type=type(error).__qualname__)
