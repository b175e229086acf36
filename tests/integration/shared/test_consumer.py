"""The consumer against a real broker: PostgreSQL says where to go on, and no outage loses or kills an event."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import asyncpg
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.partitioner import DefaultPartitioner

from shared import consumer, db, ids, inbox
from shared import kafka as kafka_clients
from shared.consumer import notes
from shared.db import Pool, Tx
from shared.events import catalog
from shared.events.ideas import IdeaSubmitted
from shared.service import Service
from shared.settings import ServiceSettings
from shared.testing.facts import fact

if TYPE_CHECKING:
    from tests.conftest import PostgresServer

TOPIC = "ideas.v1"
PARTITIONS = [TopicPartition(TOPIC, n) for n in range(catalog.TOPICS[TOPIC].partitions)]


async def on_submitted(tx: Tx, event: IdeaSubmitted) -> None:
    if event.title == "slow":
        await asyncio.sleep(1.5)
    await tx.execute("INSERT INTO applied (idea_id, title) VALUES ($1, $2)", event.idea_id, event.title)


@dataclass
class Probe:
    """A service of its own name and database, and a hand on the broker."""

    service: Service
    settings: ServiceSettings
    pool: Pool
    url: str
    producer: AIOKafkaProducer

    async def send(self, *titles: str, idea: UUID | None = None, payload: bytes | None = None) -> None:
        for title in titles:
            event = fact(IdeaSubmitted, idea_id=idea or uuid4(), title=title)
            headers = {
                "ce_id": str(ids.new_id()),
                "ce_source": "/parley/ideas",
                "ce_type": event.ce_type(),
                "ce_time": "2026-05-04T08:00:00Z",
            }
            pairs = [(name, value.encode()) for name, value in headers.items()]
            await self.producer.send_and_wait(TOPIC, payload or event.payload(), event.key, headers=pairs)

    async def applied(self) -> list[str]:
        return sorted(row["title"] for row in await self.pool.fetch("SELECT title FROM applied"))

    async def start_at_the_end(self) -> None:
        """Other tests wrote to the topic before."""
        async with AIOKafkaConsumer(bootstrap_servers=self.settings.kafka_bootstrap) as client:
            for part, end in (await client.end_offsets(PARTITIONS)).items():
                await self.pool.execute(
                    """INSERT INTO consumer_offset (topic, partition, next_offset) VALUES ($1, $2, $3)
                    ON CONFLICT (topic, partition) DO UPDATE SET next_offset = excluded.next_offset""",
                    TOPIC,
                    part.partition,
                    end,
                )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        stop = asyncio.Event()
        task = asyncio.create_task(consumer.run(self.service, self.settings, self.pool, stop))
        try:
            yield
        finally:
            stop.set()
            began = time.monotonic()
            await asyncio.wait_for(task, 12)
            assert time.monotonic() - began < 10, "the drain takes at most ten seconds"


def partition_of(idea: UUID) -> int:
    """Where the producer puts an idea."""
    return int(DefaultPartitioner()(str(idea).encode(), PARTITIONS, PARTITIONS).partition)


async def until(done: Callable[[], Awaitable[Any]], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not await done():
        assert time.monotonic() < end, "it did not happen in time"
        await asyncio.sleep(0.1)


@pytest.fixture
async def probe(postgres: PostgresServer, kafka: str) -> AsyncIterator[Probe]:
    url = postgres.database()
    pool = await db.connect_pool(url, 4)
    await pool.execute("CREATE TABLE applied (n bigint GENERATED ALWAYS AS IDENTITY, idea_id uuid, title text)")
    settings = ServiceSettings(
        database_url=url, kafka_bootstrap=kafka, kafka_replication=1, cursor_secret="a secret of 16 or more"
    )
    await kafka_clients.create_topics(settings)
    service = Service(f"probe-{uuid4().hex[:8]}", ServiceSettings, (), {IdeaSubmitted: on_submitted})
    async with AIOKafkaProducer(bootstrap_servers=kafka) as producer:
        made = Probe(service, settings, pool, url, producer)
        await made.start_at_the_end()
        yield made
    await pool.close()


async def test_events_take_effect_and_a_restart_goes_on_where_postgres_says(probe: Probe) -> None:
    async def has(*titles: str) -> bool:
        return await probe.applied() == sorted(titles)

    async with probe.running():
        await probe.send("one", "two")
        await until(lambda: has("one", "two"))
    await probe.send("three")
    # Kafka believes that everything was taken: it is not asked.
    async with AIOKafkaConsumer(
        bootstrap_servers=probe.settings.kafka_bootstrap, group_id=probe.service.group
    ) as other:
        ends = await other.end_offsets(PARTITIONS)
    client = AIOKafkaConsumer(
        bootstrap_servers=probe.settings.kafka_bootstrap, group_id=probe.service.group, enable_auto_commit=False
    )
    client.assign(PARTITIONS)
    await client.start()
    await client.commit(ends)
    await client.stop()
    async with probe.running():
        await until(lambda: has("one", "two", "three"))


async def test_what_was_taken_is_also_told_to_kafka(probe: Probe) -> None:
    async with probe.running():
        await probe.send("one")
        await until(probe.applied)
    moved = await probe.pool.fetch(
        "SELECT partition, next_offset FROM consumer_offset ORDER BY updated_at DESC LIMIT 1"
    )
    client = AIOKafkaConsumer(
        bootstrap_servers=probe.settings.kafka_bootstrap, group_id=probe.service.group, enable_auto_commit=False
    )
    client.assign([TopicPartition(TOPIC, moved[0]["partition"])])
    await client.start()
    try:
        assert await client.committed(TopicPartition(TOPIC, moved[0]["partition"])) == moved[0]["next_offset"]
    finally:
        await client.stop()


async def test_poison_goes_aside_and_everything_else_flows(probe: Probe) -> None:
    idea = uuid4()
    async with probe.running():
        await probe.send("before", idea=idea)
        await probe.send("poison", idea=idea, payload=b"not json")
        await probe.send("after", idea=idea)
        await until(lambda: probe.pool.fetchval("SELECT count(*) = 2 FROM applied"))
    assert await probe.pool.fetchval("SELECT reason FROM dead_letter") == "invalid-payload"
    assert await probe.pool.fetchval("SELECT headers->>'dlq_topic' FROM outbox") == TOPIC


async def test_a_database_that_is_down_pauses_and_nothing_dies(probe: Probe, postgres: PostgresServer) -> None:
    name = urlsplit(probe.url).path.lstrip("/")
    admin = await asyncpg.connect(postgres.server.url())
    async with probe.running():
        await probe.send("one")
        await until(probe.applied)
        await admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        await admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", name)
        await probe.send("two", "three")
        await asyncio.sleep(2)
        await admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
        await until(lambda: probe.pool.fetchval("SELECT count(*) = 3 FROM applied"))
    await admin.close()
    assert await probe.applied() == ["one", "three", "two"]
    assert await probe.pool.fetchval("SELECT count(*) FROM dead_letter") == 0
    assert await probe.pool.fetchval("SELECT count(*) FROM parked") == 0


async def test_a_rebalance_waits_for_the_open_transaction_and_loses_nothing(probe: Probe) -> None:
    titles = [f"{n}" for n in range(40)] + ["slow"]
    second_pool = await db.connect_pool(probe.url, 3)
    second = Probe(probe.service, probe.settings, second_pool, probe.url, probe.producer)
    async with probe.running():
        await probe.send("first")
        await until(probe.applied)
        await probe.send(*titles)
        async with second.running():
            await until(lambda: probe.pool.fetchval("SELECT count(*) = 42 FROM applied"), 40)
        await probe.send("last")
        await until(lambda: probe.pool.fetchval("SELECT count(*) = 43 FROM applied"), 40)
    await second_pool.close()
    assert await probe.applied() == sorted(["first", *titles, "last"])


async def test_the_drain_lets_the_open_transaction_end(probe: Probe) -> None:
    async with probe.running():
        await probe.send("first")
        await until(probe.applied)
        await probe.send("slow")
        await asyncio.sleep(0.7)
    assert await probe.applied() == ["first", "slow"]


async def test_a_partition_that_too_many_dead_letters_stopped_goes_on_when_somebody_says_so(
    probe: Probe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "DEAD_IN_A_ROW", 3)
    idea = uuid4()
    other = next(each for each in iter(uuid4, None) if partition_of(each) != partition_of(idea))
    for _ in range(4):
        await probe.send("x", idea=idea, payload=b"{}")
    await probe.send("at last", idea=idea)
    stopped = "SELECT topic, partition FROM consumer_offset WHERE stopped_at IS NOT NULL"
    dead = "SELECT count(*) FROM dead_letter"
    async with probe.running():
        await until(lambda: probe.pool.fetchrow(stopped))
    async with probe.running():  # a restart forgets nothing
        await probe.send("elsewhere", idea=other)
        await until(probe.applied)
        assert await probe.pool.fetchval(dead) == 3
        assert len(await probe.pool.fetch(stopped)) == 1
        async with db.transaction(probe.pool, "operations") as tx:
            row = await tx.fetchrow(stopped)
            assert row
            await inbox.resume(tx, *row)
        await until(lambda: probe.pool.fetchval("SELECT count(*) = 2 FROM applied"))
    assert await probe.applied() == ["at last", "elsewhere"]
    assert await probe.pool.fetchval(dead) == 4
    assert await probe.pool.fetchrow(stopped) is None


async def test_how_far_a_partition_is_behind_stands_beside_its_offset(
    probe: Probe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "DEAD_IN_A_ROW", 3)
    monkeypatch.setattr(notes, "PAUSE", 0.1)
    idea = uuid4()
    for _ in range(5):
        await probe.send("x", idea=idea, payload=b"{}")
    behind = "SELECT topic, partition FROM consumer_offset WHERE stopped_at IS NOT NULL AND lag_records = $1"
    async with probe.running():
        await until(lambda: probe.pool.fetchrow(behind, 2))
    row = await probe.pool.fetchrow(behind, 2)
    assert row
    lag = inbox.Lag(row["topic"], row["partition"], 7, 1.0)
    # who moves an offset is not waited for
    async with db.transaction(probe.pool, "moves") as moving, db.transaction(probe.pool, "notes") as noting:
        await inbox.lock_places(moving, row["topic"])
        async with asyncio.timeout(2):
            await inbox.note_lag(noting, [lag])
    assert await probe.pool.fetchrow(behind, 2)
    async with db.transaction(probe.pool, "notes") as noting:
        await inbox.note_lag(noting, [lag])
    assert await probe.pool.fetchrow(behind, 7)


async def test_without_a_broker_it_keeps_trying_and_still_ends_in_time(probe: Probe) -> None:
    nowhere = probe.settings.model_copy(update={"kafka_bootstrap": "127.0.0.1:1"})
    lost = Probe(probe.service, nowhere, probe.pool, probe.url, probe.producer)
    async with lost.running():
        await asyncio.sleep(1.5)
