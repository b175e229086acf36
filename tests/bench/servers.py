"""The servers of a bench: PostgreSQL as durable as in production, and Kafka, on free ports in a folder of their own."""

from __future__ import annotations

import asyncio
import dataclasses
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from shared import kafka
from stack import kafka as kafka_server
from stack import place, process
from stack import postgres as postgres_server
from stack.layout import Layout, test_layout
from stack.secret import Secrets
from tests.bench.events import kafka_settings
from tests.conftest import PostgresServer, postgres_of

PARTITIONS = 12  # as the catalogue's topics


@contextmanager
def layout(*, durable: bool = True) -> Iterator[Layout]:
    """A folder that goes with the bench. It lies beside the data of `make run`: on the disk that is to be measured."""
    local = Layout().data
    local.mkdir(exist_ok=True)
    data = Path(tempfile.mkdtemp(prefix="bench-", dir=local))
    made = dataclasses.replace(test_layout(data), durable=durable)
    made.prepare()
    try:
        yield made
    finally:
        place.forget(data)
        shutil.rmtree(data, ignore_errors=True)


@contextmanager
def postgres(of: Layout) -> Iterator[PostgresServer]:
    """A server that keeps the time of each commit, which is what latencies are measured from."""
    first = postgres_server.start(of, Secrets(of.data / "secrets.json"))
    try:
        postgres_server.run_sql(first.url(), "ALTER SYSTEM SET track_commit_timestamp = on")
    finally:
        process.stop([first.child], 10)
    with postgres_of(of) as server:
        yield server


@contextmanager
def broker(of: Layout) -> Iterator[str]:
    """``host:port`` of a running broker."""
    running = kafka_server.start(of)
    try:
        yield running.bootstrap
    finally:
        process.stop([running.child], 5)


def create_topics(bootstrap: str, *more: str) -> None:
    """Those of the catalogue, and ``more`` alike."""
    settings = kafka_settings(bootstrap)

    async def create() -> None:
        await kafka.create_topics(settings)
        admin = AIOKafkaAdminClient(**kafka.client_arguments(settings))
        await admin.start()
        await admin.create_topics([NewTopic(name, PARTITIONS, 1) for name in more])
        await admin.close()

    asyncio.run(create())
