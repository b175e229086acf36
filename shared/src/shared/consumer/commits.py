"""Offsets told to Kafka, for its tools and for lag figures; PostgreSQL stays the authority, so a failure is no harm."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import structlog
from aiokafka import TopicPartition
from aiokafka.errors import CommitFailedError

from shared.consumer.held import Held

_log = structlog.get_logger(__name__)

_EVERY = 1.0  # seconds
_TIMEOUT = 2.0
_AGAIN = 10.0  # seconds after one that Kafka did not take, so that the wait for it costs little


class Commits:
    """The commits of one client."""

    def __init__(self) -> None:
        self._next = 0.0

    async def lazily(self, client: Any, parts: dict[TopicPartition, Held]) -> None:
        """Commit, if the last time is long enough ago."""
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + _EVERY
            await self.now(client, parts)

    async def now(self, client: Any, parts: dict[TopicPartition, Held]) -> None:
        """Commit what Kafka does not know yet; never raises."""
        mine = client.assignment()
        offsets = {
            partition: held.progress.stored
            for partition, held in parts.items()
            if partition in mine and held.progress and held.progress.stored not in (None, held.committed)
        }
        if not offsets:
            return
        try:
            async with asyncio.timeout(_TIMEOUT):
                await client.commit(offsets)
        except CommitFailedError:
            _log.info("Kafka refused the offsets: the group has changed", count=len(offsets))
        except Exception as error:  # noqa: BLE001 - a courtesy to Kafka must not end the loop
            self._next = time.monotonic() + _AGAIN
            _log.warning("offsets cannot be committed to Kafka now", error_type=type(error).__qualname__)
        else:
            for partition, offset in offsets.items():
                parts[partition].committed = offset
