"""A broker that is killed and comes back: clients end for good, consumers go on within seconds."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from shared import consumer, db, ending, ids, readiness
from shared import kafka as kafka_clients
from shared.consumer import watch
from shared.db import Pool, Tx
from shared.events.ideas import IdeaSubmitted
from shared.service import Service
from shared.settings import ServiceSettings
from shared.testing.facts import fact
from stack import kafka as kafka_server
from stack import layout as places
from stack import process

if TYPE_CHECKING:
    from tests.conftest import PostgresServer

RECOVERED_WITHIN = 10.0  # seconds after the broker takes connections again


@dataclass
class Broker:
    """A broker of this module's own, which may be killed."""

    layout: places.Layout
    running: kafka_server.Kafka

    def kill(self) -> None:
        self.running.child.process.kill()
        self.running.child.process.wait()

    async def come_back(self) -> None:
        """Launched by this thread, with which it would die; the loop goes on meanwhile."""
        self.running = kafka_server.launch(self.layout)
        async with asyncio.timeout(60):
            while not process.listening(self.running.port):
                await asyncio.sleep(0.05)


@pytest.fixture(scope="module")
def broker() -> Iterator[Broker]:
    data = Path(tempfile.mkdtemp(prefix="parley-test-"))
    layout = places.test_layout(data)
    layout.prepare()
    made = Broker(layout, kafka_server.start(layout))
    yield made
    process.stop([made.running.child], 3)
    shutil.rmtree(data, ignore_errors=True)


def _theirs() -> list[str]:
    """Tasks of the client library that run now."""
    running = [each for each in asyncio.all_tasks() if not each.done()]
    return [
        name
        for each in running
        if (name := getattr(each.get_coro(), "__qualname__", "")).split(".")[0]
        in {"GroupCoordinator", "Fetcher", "AIOKafkaClient", "AIOKafkaConnection", "Sender", "MessageAccumulator"}
    ]


async def test_clients_that_are_closed_while_the_broker_is_away_end_for_good(broker: Broker) -> None:
    bootstrap = broker.running.bootstrap
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    await admin.create_topics([NewTopic("mortal", 4, 1)])
    await ending.close_admin(admin, 1)
    clients = [await _consuming(bootstrap, f"mortal-{n}") for n in range(8)]
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap, enable_idempotence=True)
    await producer.start()
    await producer.send_and_wait("mortal", b"x")
    broker.kill()
    for _ in range(3):
        await producer.send("mortal", b"never acknowledged")
    try:
        for number, client in enumerate(clients):  # a client dies in another moment of its retries each time
            await asyncio.sleep(0.13)
            began = time.monotonic()
            await ending.close_consumer(client, 2)
            assert time.monotonic() - began < 5, number
        await ending.close_producer(producer, 0.5)
        await asyncio.sleep(0.1)
        assert _theirs() == []
    finally:
        await broker.come_back()


async def _consuming(bootstrap: str, group: str) -> Any:
    client = AIOKafkaConsumer("mortal", bootstrap_servers=bootstrap, group_id=group, enable_auto_commit=False)
    await client.start()
    async with asyncio.timeout(20):
        while not client.assignment():
            await client.getmany(timeout_ms=20)
    return client


async def on_submitted(tx: Tx, event: IdeaSubmitted) -> None:
    await tx.execute("INSERT INTO applied (title) VALUES ($1)", event.title)


@pytest.fixture
async def pool(postgres: PostgresServer) -> AsyncIterator[Pool]:
    made = await db.connect_pool(postgres.database(), 4)
    await made.execute("CREATE TABLE applied (title text)")
    yield made
    await made.close()


@pytest.mark.parametrize("client_fails", [False, True], ids=["the client lives on", "the client is replaced meanwhile"])
async def test_a_consumer_goes_on_when_the_broker_is_back(
    broker: Broker, pool: Pool, monkeypatch: pytest.MonkeyPatch, client_fails: bool
) -> None:
    settings = ServiceSettings(
        database_url="unused",
        kafka_bootstrap=broker.running.bootstrap,
        kafka_replication=1,
        cursor_secret="a secret of 16 or more",
    )
    await kafka_clients.create_topics(settings)
    service = Service(f"probe-{uuid4().hex[:8]}", ServiceSettings, (), {IdeaSubmitted: on_submitted})
    before, after = uuid4().hex, uuid4().hex
    failing = asyncio.Event()
    look = watch.Watch.look

    async def look_or_fail(self: Any, *given: Any, **named: Any) -> None:
        if failing.is_set():
            failing.clear()
            raise watch.StuckError("for the test")
        await look(self, *given, **named)

    monkeypatch.setattr(watch.Watch, "look", look_or_fail)
    stop, joined = asyncio.Event(), asyncio.Event()
    ready = readiness.consumer_joined(joined)
    task = asyncio.create_task(consumer.run(service, settings, pool, stop, joined))
    try:
        await _send(settings, before)
        await _applied(pool, before, 20)
        broker.kill()
        if client_fails:
            failing.set()
        await asyncio.sleep(2.5)
        assert not failing.is_set()
        assert await ready() is None, "an outage makes no worker unready"
        await broker.come_back()
        began = time.monotonic()
        await _send(settings, after)
        await _applied(pool, after, RECOVERED_WITHIN - (time.monotonic() - began))
    finally:
        stop.set()
        await asyncio.wait_for(task, 10)
    assert await pool.fetchval("SELECT count(*) FROM applied WHERE title = ANY($1)", [before, after]) == 2


async def _send(settings: ServiceSettings, title: str) -> None:
    event = fact(IdeaSubmitted, idea_id=uuid4(), title=title)
    said = {"ce_id": str(ids.new_id()), "ce_source": "/parley/ideas", "ce_type": event.ce_type()}
    said["ce_time"] = "2026-05-04T08:00:00Z"
    async with AIOKafkaProducer(bootstrap_servers=settings.kafka_bootstrap) as producer:
        headers = [(name, value.encode()) for name, value in said.items()]
        await producer.send_and_wait("ideas.v1", event.payload(), event.key, headers=headers)


async def _applied(pool: Pool, title: str, seconds: float) -> None:
    async with asyncio.timeout(seconds):
        while not await pool.fetchval("SELECT count(*) FROM applied WHERE title = $1", title):
            await asyncio.sleep(0.05)
