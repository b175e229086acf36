"""The watch: the streams of one process, woken by one look at the database for all of them."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

import structlog

from notify.store import stream
from shared import backoff, db
from shared.db import Pool
from shared.http import ProtocolError

_log = structlog.get_logger(__name__)

MOST_STREAMS = 20  # of one person in one process
_LOOK = 0.5  # seconds between two looks
_WORST_AWAY = 5.0


@dataclass(slots=True)
class Watch:
    """Keeps a flag for each stream and no news: however slow a reader is, nothing piles up for them here."""

    pool: Pool
    flags: dict[UUID, set[asyncio.Event]] = field(default_factory=lambda: defaultdict(set))
    looking: asyncio.Task[None] | None = None

    @contextmanager
    def joined(self, person_id: UUID) -> Iterator[asyncio.Event]:
        """A flag that is set whenever the person's inbox may have news; at first it is set."""
        flag = asyncio.Event()
        flag.set()
        self.flags[person_id].add(flag)
        if self.looking is None or self.looking.done():
            self.looking = asyncio.create_task(self._look_on())
        try:
            yield flag
        finally:
            self.flags[person_id].discard(flag)
            if not self.flags[person_id]:
                del self.flags[person_id]

    def refuse_more(self, person_id: UUID) -> None:
        """A person who has many streams open here is asked to come back."""
        if len(self.flags.get(person_id, ())) >= MOST_STREAMS:
            raise ProtocolError("busy")

    async def _look_on(self) -> None:
        """Look as long as there is a stream; whatever happened before the first look, each stream reads by itself."""
        seen, failures = None, 0
        while self.flags:
            try:
                seen = await self._look(seen)
            except db.AWAY:
                failures += 1
                _log.warning("streams have no database", attempt=failures, exc_info=True)
                await asyncio.sleep(backoff.pause(failures, _WORST_AWAY))
            else:
                failures = 0
                await asyncio.sleep(_LOOK)

    async def _look(self, seen: int | None) -> int:
        async with db.reading(self.pool) as tx:
            if seen is None:
                newest, people = await stream.newest(tx), list(self.flags)
            else:
                newest, people = await stream.news(tx, seen)
        for person_id in people:
            for flag in self.flags.get(person_id, ()):
                flag.set()
        return newest


async def flagged(flag: asyncio.Event, stopping: asyncio.Event, seconds: float) -> None:
    """Wait for either, so many seconds at most."""
    waits = [asyncio.ensure_future(each.wait()) for each in (flag, stopping)]
    try:
        await asyncio.wait(waits, timeout=max(seconds, 0), return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in waits:
            each.cancel()
