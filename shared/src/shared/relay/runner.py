"""The loop of the relay: be elected, read, send, wait for the acknowledgements, move the cursor."""

from __future__ import annotations

import asyncio
import os
import socket
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import asyncpg
import structlog
from aiokafka.errors import KafkaError

from shared import clock, db, ending, kafka, outbox
from shared.backoff import back_off, wait
from shared.outbox_state import outbox_state
from shared.relay import cursor, record
from shared.relay.cursor import Cursor, LeadershipLostError
from shared.relay.record import Sender
from shared.service import Service
from shared.settings import ServiceSettings
from shared.telemetry import metrics

_log = structlog.get_logger(__name__)

IDLE = (0.002, 0.005, 0.010, 0.025)  # seconds between two looks at an empty outbox, longer and longer
ACKNOWLEDGED_WITHIN = 30.0  # seconds for a page; the idempotent producer itself never gives up
_CLOSED_WITHIN = 1.0  # seconds that a producer may take to end
_GRACE = 2.0  # seconds after stop for the page that is being sent
_PING = 2.0  # seconds: the idle cursor is stored this often, which also notices a lost connection or epoch
STORED_EVERY = 0.1  # seconds between two stores of a moving cursor: what a crash may repeat, beside the page under way
_MEASURE = 5.0  # seconds between two counts of what waits
_STANDBY = 1.0  # seconds between two tries to become the leader
_WORST_PAUSE = 1.0  # seconds between two tries when Kafka or PostgreSQL is away


class SendError(Exception):
    """A page was not acknowledged as a whole; it will be sent again from its start."""


@dataclass(slots=True)
class _Looks:
    """When to look at the outbox again, to store the cursor and to measure."""

    empty: int = 0
    _moved: bool = False
    _stored: float = 0.0
    _measured: float = 0.0

    def storing_is_due(self, every: float, *, moved: bool) -> bool:
        """Each store leaves a dead row behind, and one transaction that stays open keeps all of them in the way of the
        next: a store for every page would become slower and slower.
        """
        self._moved = self._moved or moved
        passed = asyncio.get_running_loop().time() - self._stored
        return passed >= (every if self._moved else _PING)

    def stored(self) -> None:
        self._moved, self._stored = False, asyncio.get_running_loop().time()

    async def pause(self, stop: asyncio.Event, *, found: bool) -> None:
        if found:
            self.empty = 0
            return
        await wait(stop, idle_pause(self.empty))
        self.empty += 1

    async def measure(self, conn: db.Connection) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._measured > _MEASURE:
            self._measured = now
            state = await outbox_state(conn)
            metrics.outbox(state.oldest_age_seconds, state.rows)


@dataclass(slots=True)
class Relay:
    """The relay of one shard. ``make_producer`` gives a new producer, not started."""

    url: str
    source: str
    make_producer: Callable[[], Sender]
    shard: int = 0
    page: int = cursor.PAGE
    owner: str = field(default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}")
    acknowledged_within: float = ACKNOWLEDGED_WITHIN
    stored_every: float = STORED_EVERY
    _producer: Sender | None = None
    _failures: int = 0
    _looks: _Looks = field(default_factory=_Looks)

    async def run(self, stop: asyncio.Event) -> None:
        """Relay until ``stop``, and end within 5 s of it; neither PostgreSQL nor Kafka being away ends it."""
        work = asyncio.create_task(self._run(stop))
        ended = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait((work, ended), return_when=asyncio.FIRST_COMPLETED)
            await asyncio.wait((work,), timeout=_GRACE)
        finally:
            ended.cancel()
            work.cancel()
            await asyncio.wait((work,))
        if not work.cancelled():
            work.result()

    async def _run(self, stop: asyncio.Event) -> None:
        tries = 0
        while not stop.is_set():
            try:
                if await self._lead(stop):
                    tries = 0
                await wait(stop, _STANDBY)
            except cursor.RestoredElsewhereError:
                tries += 1
                _log.critical("the outbox comes from another cluster: run `parley outbox restamp`", shard=self.shard)
                await back_off(stop, tries, _WORST_PAUSE)
            except LeadershipLostError:
                _log.warning("relay lost its leadership", shard=self.shard)
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, TimeoutError):
                tries += 1
                _log.warning("relay has no database", shard=self.shard, exc_info=True)
                await back_off(stop, tries, _WORST_PAUSE)

    async def _lead(self, stop: asyncio.Event) -> bool:
        """Try to become the leader, and relay for as long as that lasts. False: another process leads."""
        conn = await db.connect(self.url, f"relay {self.shard}")
        try:
            at = await cursor.elect(conn, self.shard, self.owner)
            if at is None:
                await self._looks.measure(conn)  # a leader that hangs reports nothing
                return False
            _log.info("relay leads", shard=self.shard, epoch=at.epoch)
            metrics.relay_leader(self.shard, at.epoch)
            await self._relay(conn, at, stop)
        finally:
            metrics.relay_leader(self.shard, None)
            await self._drop_producer()
            await _close(conn)
        return True

    async def _relay(self, conn: db.Connection, at: Cursor, stop: asyncio.Event) -> None:
        looks = self._looks
        while not stop.is_set():
            found = await cursor.read(conn, at, self.page)
            if found.rows and not await self._delivered(found.rows, stop):
                await looks.measure(conn)
                continue
            moved, at = bool(found.rows) or found.then.page != at.page, found.then
            if looks.storing_is_due(self.stored_every, moved=moved):
                await cursor.advance(conn, at)
                looks.stored()
            await looks.measure(conn)
            await looks.pause(stop, found=bool(found.rows))
        await cursor.advance(conn, at)

    async def _delivered(self, rows: list[db.Row], stop: asyncio.Event) -> bool:
        """Whether Kafka has all of them. If not, the producer is gone and some time has passed."""
        try:
            await self._send(rows)
        except (SendError, KafkaError, OSError, TimeoutError):
            self._failures += 1
            _log.warning("relay could not send", shard=self.shard, attempt=self._failures, exc_info=True)
            await self._drop_producer()
            await back_off(stop, self._failures, _WORST_PAUSE)
            return False
        self._failures = 0
        _measure_published(rows)
        return True

    async def _send(self, rows: list[db.Row]) -> None:
        """All from this one task, in order of id; then wait for all."""
        async with asyncio.timeout(self.acknowledged_within):
            producer = await self._started_producer()
            pending = []
            try:
                for row in rows:
                    pending.append(await record.send(producer, row, self.source))  # noqa: PERF401 - kept on failure
                await asyncio.wait(pending)
            finally:
                failed = _failures_of(pending)
        if failed:
            raise SendError(f"{len(failed)} of {len(rows)} records failed") from failed[0]

    async def _started_producer(self) -> Sender:
        if self._producer is None:
            self._producer = self.make_producer()
            await self._producer.start()
        return self._producer

    async def _drop_producer(self) -> None:
        """Close it, and do not wait for one that cannot be closed."""
        producer, self._producer = self._producer, None
        if producer is not None:
            await ending.close_producer(producer, _CLOSED_WITHIN)


def idle_pause(empty_looks: int) -> float:
    """Seconds until the next look, after so many empty ones in a row."""
    return IDLE[min(empty_looks, len(IDLE) - 1)]


def _failures_of(pending: list[asyncio.Future[Any]]) -> list[BaseException]:
    """The errors of those that are done; the others' are looked at when they come, so that none is reported as lost."""
    failed = []
    for future in pending:
        if not future.done():
            future.add_done_callback(_look_at)
        elif (error := future.exception() if not future.cancelled() else asyncio.CancelledError()) is not None:
            failed.append(error)
    return failed


def _look_at(future: asyncio.Future[Any]) -> None:
    if not future.cancelled():
        future.exception()


def _measure_published(rows: list[db.Row]) -> None:
    now = clock.wall()
    for topic, count in Counter(row["topic"] for row in rows).items():
        oldest = min(row["created_at"] for row in rows if row["topic"] == topic)
        metrics.published(topic, (now - oldest).total_seconds(), count)
    for kind, count in Counter(row["type"] for row in rows if row["type"]).items():
        metrics.told(kind, count)


async def _close(conn: db.Connection) -> None:
    try:
        await conn.close(timeout=2)
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
        conn.terminate()


async def run(service: Service, settings: ServiceSettings, stop: asyncio.Event) -> None:
    """Relay all shards of the service's outbox until ``stop``; ends within some seconds of it."""

    def make() -> Sender:
        made: Sender = kafka.producer(settings, f"parley-{service.name}-relay")
        return made

    async with asyncio.TaskGroup() as tasks:
        for shard in range(outbox.SHARDS):
            tasks.create_task(Relay(settings.database_url, service.source, make, shard).run(stop))
