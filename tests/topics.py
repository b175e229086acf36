"""Topics for tests: each key in its own order, keys and topics beside each other in any, some records again."""

from __future__ import annotations

import random
from collections.abc import Sequence

from shared import clock, ids
from shared.consumer.batch import Progress, read, take
from shared.db import Pool
from shared.events.base import Event
from shared.events.catalog import topic_of
from shared.events.message import Message
from shared.service import Service


class Topics:
    """What a service takes, as its consumer does. Without ``chance`` everything comes once and as it was told."""

    def __init__(self, service: Service, pool: Pool, chance: random.Random | None) -> None:
        self._service, self._pool, self._chance = service, pool, chance
        self._logs: dict[str, list[Message]] = {}
        self._at: dict[str, Progress] = {}

    async def hear(self, *stories: Sequence[Event]) -> None:
        """Tell the stories and take them. The events of a story keep their order, stories mix."""
        for event in self._mixed(stories):
            log = self._logs.setdefault(topic_of(type(event)), [])
            log.append(_record(topic_of(type(event)), event)._replace(offset=len(log)))
            if self._chance and self._chance.random() < 0.6:  # as after a relay that was not sure
                log.append(self._chance.choice(log)._replace(offset=len(log)))
        await self._take()

    async def hear_again(self) -> None:
        """Everything once more, as after a topic was sent anew."""
        for log in self._logs.values():
            log += [message._replace(offset=len(log) + n) for n, message in enumerate(log)]
        await self._take()

    def _mixed(self, stories: Sequence[Sequence[Event]]) -> list[Event]:
        turns = [number for number, events in enumerate(stories) for _ in events]
        if self._chance:
            self._chance.shuffle(turns)
        queues = [iter(events) for events in stories]
        return [next(queues[number]) for number in turns]

    async def _take(self) -> None:
        while waiting := [name for name, log in self._logs.items() if self._taken(name) < len(log)]:
            name = self._chance.choice(waiting) if self._chance else waiting[0]
            begin, size = self._taken(name), self._chance.randint(1, 3) if self._chance else 1
            chunk = [read(self._service, each) for each in self._logs[name][begin : begin + size]]
            await take(self._service, self._pool, self._at.setdefault(name, Progress(None)), chunk)
        assert await self._pool.fetchval("SELECT count(*) FROM parked") == 0
        assert await self._pool.fetchval("SELECT count(*) FROM dead_letter") == 0

    def _taken(self, name: str) -> int:
        return self._at[name].stored or 0 if name in self._at else 0


def _record(topic: str, event: Event) -> Message:
    said = {
        "ce_id": str(ids.new_id()),
        "ce_source": "/s",
        "ce_type": event.ce_type(),
        "ce_time": clock.wall().isoformat(),
    }
    headers = tuple((name, value.encode()) for name, value in said.items())
    return Message(topic, 0, 0, clock.wall(), event.key, headers, event.payload())
