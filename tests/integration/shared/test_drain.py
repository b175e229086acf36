"""SIGTERM to a real worker: the batch at work ends, its offsets are stored and told to Kafka, the process ends in time."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from shared import db, ids
from shared import kafka as kafka_clients
from shared.events import catalog
from shared.events.ideas import IdeaSubmitted
from shared.settings import ServiceSettings
from shared.testing.facts import fact
from stack.layout import free_ports

PROGRAM = Path(__file__).with_name("draining.py")
PARTITIONS = [TopicPartition("ideas.v1", n) for n in range(catalog.TOPICS["ideas.v1"].partitions)]
AT_WORK = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query = 'SELECT pg_sleep(1)' AND state = 'active'"
PLACE = "INSERT INTO consumer_offset (topic, partition, next_offset) VALUES ('ideas.v1', $1, $2)"


async def until(done: Callable[[], Awaitable[Any]], seconds: float = 40) -> None:
    async with asyncio.timeout(seconds):
        while not await done():
            await asyncio.sleep(0.05)


async def test_sigterm_lets_the_batch_at_work_end(postgres: Any, kafka: str) -> None:
    url = postgres.database()
    settings = ServiceSettings(
        database_url=url, kafka_bootstrap=kafka, kafka_replication=1, cursor_secret="a secret of 16 or more"
    )
    await kafka_clients.create_topics(settings)
    pool = await db.connect_pool(url, 2)
    await pool.execute("CREATE TABLE applied (idea_id uuid)")
    async with AIOKafkaConsumer(bootstrap_servers=kafka) as client:
        for part, end in (await client.end_offsets(PARTITIONS)).items():
            await pool.execute(PLACE, part.partition, end)
    idea = uuid4()
    async with AIOKafkaProducer(bootstrap_servers=kafka) as producer:
        for _ in range(3):  # one partition, so one batch or a few
            event = fact(IdeaSubmitted, idea_id=idea)
            said = {
                "ce_id": str(ids.new_id()),
                "ce_source": "/s",
                "ce_type": event.ce_type(),
                "ce_time": "2026-05-04T08:00:00Z",
            }
            headers = [(name, value.encode()) for name, value in said.items()]
            sent = await producer.send_and_wait("ideas.v1", event.payload(), event.key, headers=headers)
    mine = TopicPartition("ideas.v1", sent.partition)
    process = await _started(url, kafka)
    await until(lambda: pool.fetchval(AT_WORK))
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    _out, log = await asyncio.wait_for(process.communicate(), 15)
    assert time.monotonic() - began < 10
    assert process.returncode == 0, log
    assert b'"event": "stopped"' in log
    assert b"did not end in time" not in log
    stored = await pool.fetchval("SELECT next_offset FROM consumer_offset WHERE partition = $1", mine.partition)
    applied = await pool.fetchval("SELECT count(*) FROM applied")
    assert applied >= 1, "the batch at work was cut off"
    assert stored == sent.offset + 1 - (3 - applied), "what took effect, and only that, is stored as taken"
    async with AIOKafkaConsumer(
        bootstrap_servers=kafka, group_id="parley.draining", enable_auto_commit=False
    ) as client:
        client.assign([mine])
        assert await client.committed(mine) == stored, "Kafka's tools know it too"
    await pool.close()


async def _started(url: str, kafka: str) -> asyncio.subprocess.Process:
    port, management = free_ports(2)
    env = os.environ | {
        "DATABASE_URL": url,
        "KAFKA_BOOTSTRAP": kafka,
        "KAFKA_REPLICATION": "1",
        "CURSOR_SECRET": "a secret of 16 or more",
        "PORT": str(port),
        "MANAGEMENT_PORT": str(management),
    }
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(
        sys.executable, str(PROGRAM), "worker", env=env, stdout=pipe, stderr=pipe
    )
