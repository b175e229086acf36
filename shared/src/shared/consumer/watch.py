"""Notices a client that has quietly stopped: records lie ready and none comes, or no partition ever does.

Brokers that are away are not its fault: the client keeps its place in the group and goes on by itself, while a new one
would have to wait until the group has given the old one up. Only when the brokers answer others but not this client is
it lost (aio-libs/aiokafka#703).
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Protocol

from aiokafka.errors import KafkaError

LOOK = 15.0  # seconds between two looks
STUCK = 60.0  # seconds without a step although there are records
ALONE = 300.0  # seconds without a partition, at least; spread, so that spare processes do not rejoin together
_TIMEOUT = 5.0  # seconds for the brokers to answer


class Client(Protocol):
    """What is asked of the Kafka client."""

    async def end_offsets(self, partitions: Any) -> Any: ...

    async def position(self, partition: Any) -> int: ...


class StuckError(Exception):
    """The client does not deliver what is there; a new one is the cure."""


class Watch:
    """Looks at one client from time to time. ``clock`` is monotonic seconds; ``others_reach`` asks the brokers anew."""

    def __init__(self, others_reach: Callable[[], Awaitable[bool]], clock: Any = time.monotonic) -> None:
        self._others_reach = others_reach
        self._clock = clock
        self._unanswered = 0
        self._look_at = clock() + LOOK
        self._seen: dict[Any, tuple[int, float]] = {}
        self._alone_until = clock() + ALONE * (1 + random.random())  # noqa: S311 - spreads load, guards nothing

    async def look(self, client: Client, flowing: Iterable[Any], *, holds_any: bool) -> None:
        """StuckError when a ``flowing`` partition has records but has not moved, when nothing was ever assigned, or
        when two looks in a row went unanswered although the brokers answer others.
        """
        now = self._clock()
        if now < self._look_at:
            return
        self._look_at = now + LOOK
        if holds_any:
            self._alone_until = now + ALONE * (1 + random.random())  # noqa: S311
        elif now > self._alone_until:
            raise StuckError("no partition for a long time")
        flowing = list(flowing)
        try:
            await self._compare(client, flowing, now)
        except (KafkaError, OSError, TimeoutError):
            self._unanswered += 1
            if self._unanswered > 1 and await self._others_reach():
                await self._ask_again(client, flowing)
        else:
            self._unanswered = 0

    async def _ask_again(self, client: Client, flowing: list[Any]) -> None:
        """The brokers answer others now. They may have come back since the client asked, and then it goes on by itself:
        thrown away it would have to find its place in the group again, while everything waits.
        """
        try:
            await self._compare(client, flowing, self._clock())
        except (KafkaError, OSError, TimeoutError) as error:
            raise StuckError("the brokers answer others but not this client") from error
        self._unanswered = 0

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
