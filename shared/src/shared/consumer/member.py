"""A member of the consumer group: the loop between Kafka and the batches, through every rebalance."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Iterable, Mapping
from typing import Any

import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, TopicPartition

from shared import clock, db, ending, inbox, kafka
from shared.consumer.batch import DependencyDownError, Progress, Share, ZombieError, read, take, take_together
from shared.consumer.commits import Commits
from shared.consumer.held import Held, Polled, by_topic, report_lag
from shared.consumer.notes import Notes
from shared.consumer.watch import Watch
from shared.db import Pool
from shared.events import catalog
from shared.events.message import from_kafka
from shared.inbox import Place
from shared.service import Service
from shared.settings import ServiceSettings
from shared.telemetry import metrics

_log = structlog.get_logger(__name__)

_RECORDS = 500  # in one poll
_POLL = 200  # milliseconds
_STOP_TIMEOUT = 2.0
_WORST = 1.0  # seconds between two tries of a partition: each is cheap, and what waits is soon there
_YIELD = 30.0  # seconds that a revocation waits for the open transaction
_PROBE = 5.0
_REPORT = 5.0  # seconds between two reports of how far behind all partitions are


def topics_of(service: Service) -> list[str]:
    """Topics with an event that the service has a handler for."""
    return sorted({catalog.topic_of(event) for event in service.handlers})


class Consumer(ConsumerRebalanceListener):  # type: ignore[misc]  # the client has no types
    """One life of a Kafka consumer and of the partitions that it holds."""

    def __init__(
        self,
        service: Service,
        settings: ServiceSettings,
        pool: Pool,
        member: str = "",
        *,
        joined: asyncio.Event | None = None,
    ) -> None:
        """``member`` is the group's name for the client before this one; see ``member``."""
        self._service, self._settings, self._pool = service, settings, pool
        self._before = member
        self._joined = joined or asyncio.Event()
        self._held: dict[TopicPartition, Held] = {}
        self._busy: set[TopicPartition] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self._client: Any = None
        self._commits = Commits()
        self._report_at = 0.0
        self._notes = Notes()

    @property
    def member(self) -> str:
        """The name that the group knows this client by. A client that could not leave, because the broker was away,
        is still waited for when the group meets again, until its session ends; the next one takes its place at once.
        """
        coordinator = getattr(self._client, "_coordinator", None)
        return str(getattr(coordinator, "member_id", "")) or self._before

    async def consume(self, stop: asyncio.Event) -> None:
        """Poll and take until ``stop``. Raises what the client raises."""
        self._client = AIOKafkaConsumer(
            **kafka.consumer_arguments(self._settings),
            group_id=self._service.group,
            client_id=f"parley-{self._service.name}",
        )
        async with asyncio.timeout(60):
            await self._client.start()
        self._client._coordinator.member_id = self._before  # noqa: SLF001 - a group that has forgotten it gives a new one
        self._client.subscribe(topics=topics_of(self._service), listener=self)
        watch = Watch(lambda: kafka.reachable(self._settings, _PROBE))
        while not stop.is_set():
            await self._place()
            self._resume()
            polled = await self._client.getmany(timeout_ms=_POLL, max_records=_RECORDS)
            for parts in by_topic(polled, self._held):
                if not stop.is_set():
                    await self._take(parts)
            await self._commits.lazily(self._client, self._held)
            await watch.look(self._client, self._flowing(), holds_any=bool(self._held))
            self._report_sometimes()
            await self._notes.lazily(self._pool, self._held)

    def _report_sometimes(self) -> None:
        """A partition that stands still is not taken from, so nothing else would say that it falls behind."""
        if (now := time.monotonic()) >= self._report_at:
            self._report_at = now + _REPORT
            self._report(self._held)

    async def close(self) -> None:
        """Commit what was taken and leave the group; never waits longer than its timeouts."""
        if self._client is None:
            return
        await self._commits.now(self._client, self._held)
        for partition in self._held:
            _forget_lag(partition)
        self._held = {}
        await ending.close_consumer(self._client, _STOP_TIMEOUT)

    # The client calls these two between its rounds of the group protocol.

    async def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:
        """Nothing is taken before ``_place`` knows where to go on: an exception here would be swallowed.

        A group of more members than partitions gives the last of them none, but has taken them in.
        """
        self._joined.set()
        for partition in assigned:
            self._held[partition] = Held()
            self._client.pause(partition)

    async def on_partitions_revoked(self, revoked: Iterable[TopicPartition]) -> None:
        """Take no more of them, let the open transaction end, tell Kafka. Waits for no lock of the poll."""
        gone = {partition: self._held.pop(partition) for partition in revoked if partition in self._held}
        if self._busy & gone.keys():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_YIELD):
                    await self._idle.wait()
        await self._commits.now(self._client, gone)
        for partition in gone:
            _forget_lag(partition)

    async def _place(self) -> None:
        """Seek new partitions to PostgreSQL's offset, whatever Kafka has; no row: to the beginning.

        The same for stopped ones that an operator has let go on.
        """
        now = time.monotonic()
        new = {p: h for p, h in self._held.items() if h.needs_place and h.resume_at <= now}
        if not new:
            return
        try:
            async with db.reading(self._pool) as tx:
                stored = await inbox.places(tx, sorted({partition.topic for partition in new}))
        except Exception as error:  # noqa: BLE001 - they stay paused, the poll goes on
            for held in new.values():
                held.postpone(_WORST)
            _log.warning("offsets cannot be read now", error_type=type(error).__qualname__)
            return
        places = {partition: stored.get((partition.topic, partition.partition)) for partition in new}
        going = [partition for partition, place in places.items() if not new[partition].stays_stopped(partition, place)]
        if not going:
            return
        async with asyncio.timeout(30):
            beginnings = await self._client.beginning_offsets(going)
        for partition in going:
            if self._held.get(partition) is new[partition]:
                self._start_at(partition, places[partition], beginnings.get(partition, 0))

    def _start_at(self, partition: TopicPartition, place: Place | None, beginning: int) -> None:
        held, stored = self._held[partition], place.next_offset if place else None
        compacted = catalog.TOPICS[partition.topic].compacted
        if stored is not None and stored < beginning and not compacted:
            _log.error("records were deleted before they were taken", topic=partition.topic, count=beginning - stored)
        held.progress = Progress(stored, place.dead_in_a_row if place else 0)
        held.failures, held.resume_at = 0, 0.0
        self._client.seek(partition, beginning if stored is None else max(stored, beginning))
        self._client.resume(partition)

    def _flowing(self) -> list[TopicPartition]:
        return [p for p, held in self._held.items() if held.progress and not held.resume_at and not held.stopped]

    def _resume(self) -> None:
        now = time.monotonic()
        for partition, held in self._held.items():
            if held.progress is not None and held.resume_at and held.resume_at <= now and not held.stopped:
                held.resume_at = 0.0
                self._client.resume(partition)

    async def _take(self, parts: list[Polled]) -> None:
        """Take polled records of a topic: all partitions at once, or one by one when that cannot be.

        Whatever happens, the next poll goes on at the right offset. A revocation meanwhile waits for us; what it takes
        away is not taken any more.
        """
        parts = [each for each in parts if self._still_ours(each)]
        self._busy = {each.partition for each in parts}
        self._idle.clear()
        try:
            shares = [self._share(each) for each in parts]
            if len(parts) > 1 and await take_together(self._service, self._pool, shares):
                for each in parts:
                    self._taken(each)
                return
            for each, share in zip(parts, shares, strict=True):
                if self._still_ours(each):
                    self._busy = {each.partition}
                    await self._take_one(each, share)
        finally:
            self._busy = set()
            self._idle.set()

    def _still_ours(self, polled: Polled) -> bool:
        return self._held.get(polled.partition) is polled.held

    def _share(self, polled: Polled) -> Share:
        if polled.held.progress is None:
            raise RuntimeError(f"{polled.partition} has no place yet")
        return Share(polled.held.progress, [read(self._service, from_kafka(record)) for record in polled.records])

    async def _take_one(self, polled: Polled, share: Share) -> None:
        try:
            await take(self._service, self._pool, share.progress, share.reads)
            self._taken(polled)
        except DependencyDownError as error:
            self._pause(polled.partition, polled.held, polled.records, error)
        except ZombieError:
            self._drop(polled.partition, polled.held)

    def _taken(self, polled: Polled) -> None:
        polled.held.failures = 0
        if polled.held.progress and polled.held.progress.stopped:
            polled.held.stop(polled.partition)
            if self._still_ours(polled):
                self._client.pause(polled.partition)
        polled.held.waits_since = polled.records[-1].timestamp / 1000  # what comes after it is not older
        self._report({polled.partition: polled.held})

    def _report(self, held: Mapping[TopicPartition, Held]) -> None:
        now = clock.wall().timestamp()
        for partition, each in held.items():
            if self._held.get(partition) is each:
                report_lag(partition, each, self._client.highwater(partition), now)

    def _pause(self, partition: TopicPartition, held: Held, records: list[Any], error: DependencyDownError) -> None:
        """Go back to the first record not taken and wait, without limit: nothing dies of an outage."""
        held.postpone(_WORST)
        held.waits_since = records[0].timestamp / 1000
        cause = type(error.__cause__).__qualname__
        _log.warning("a dependency is down", topic=partition.topic, error_type=cause, attempt=held.failures)
        if self._held.get(partition) is not held or held.progress is None:
            return
        stored = held.progress.stored
        first = records[0].offset
        self._client.pause(partition)
        self._client.seek(partition, first if stored is None else max(first, stored))

    def _drop(self, partition: TopicPartition, held: Held) -> None:
        """Another process moved the offset. If the partition is ours again, PostgreSQL says where to go on."""
        _log.warning("another process has the partition", topic=partition.topic, partition=partition.partition)
        if self._held.get(partition) is held:
            self._client.pause(partition)
            self._held[partition] = fresh = Held(failures=held.failures)
            fresh.postpone(_WORST)


def _forget_lag(partition: TopicPartition) -> None:
    with contextlib.suppress(KeyError):
        metrics.lag_forget(partition.topic, partition.partition)
