"""Notices a client that has quietly stopped: records lie ready and none comes, or no partition ever does."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterable
from typing import Any, Protocol

LOOK = 15.0  # seconds between two looks
STUCK = 60.0  # seconds without a step although there are records
ALONE = 300.0  # seconds without a partition, at least; spread, so that spare processes do not rejoin together
_TIMEOUT = 10.0


class Client(Protocol):
    """What is asked of the Kafka client."""

    async def end_offsets(self, partitions: Any) -> Any: ...

    async def position(self, partition: Any) -> int: ...


class StuckError(Exception):
    """The client does not deliver what is there; a new one is the cure."""


class Watch:
    """Looks at one client from time to time. ``clock`` is monotonic seconds."""

    def __init__(self, clock: Any = time.monotonic) -> None:
        self._clock = clock
        self._look_at = clock() + LOOK
        self._seen: dict[Any, tuple[int, float]] = {}
        self._alone_until = clock() + ALONE * (1 + random.random())  # noqa: S311 - spreads load, guards nothing

    async def look(self, client: Client, flowing: Iterable[Any], *, holds_any: bool) -> None:
        """StuckError when a ``flowing`` partition has records but has not moved, or when nothing was ever assigned.

        A broker that does not answer is a TimeoutError or the client's error; the caller starts anew either way.
        """
        now = self._clock()
        if now < self._look_at:
            return
        self._look_at = now + LOOK
        if holds_any:
            self._alone_until = now + ALONE * (1 + random.random())  # noqa: S311
        elif now > self._alone_until:
            raise StuckError("no partition for a long time")
        await self._compare(client, list(flowing), now)

    async def _compare(self, client: Client, flowing: list[Any], now: float) -> None:
        if not flowing:
            self._seen = {}
            return
        async with asyncio.timeout(_TIMEOUT):
            ends = await client.end_offsets(flowing)
            positions = {partition: await client.position(partition) for partition in flowing}
        seen = {}
        for partition, position in positions.items():
            before, since = self._seen.get(partition, (None, now))
            moved = position != before or position >= ends[partition]
            seen[partition] = (position, now if moved else since)
            if now - seen[partition][1] >= STUCK:
                raise StuckError(f"{partition} stands at {position} of {ends[partition]}")
        self._seen = seen
