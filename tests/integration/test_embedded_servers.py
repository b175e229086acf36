"""The embedded servers do what the product relies on."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import asyncpg
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

if TYPE_CHECKING:
    from tests.conftest import PostgresServer


async def test_a_fresh_database_is_migrated_and_costs_little(postgres: PostgresServer) -> None:
    postgres.database()
    began = time.monotonic()
    url = postgres.database()
    assert time.monotonic() - began < 5
    conn = await asyncpg.connect(url)
    try:
        assert await conn.fetchval("SELECT count(*) FROM outbox") == 0
        assert await conn.fetchval("SELECT upper('straße élan')") == "STRASSE ÉLAN"
        assert await conn.fetchval("SELECT similarity(unaccent('élan'), 'elan')") == pytest.approx(1)
        assert not await conn.fetchval("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    finally:
        await conn.close()


async def test_a_wrong_password_is_refused(postgres: PostgresServer) -> None:
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(postgres.server.url(password="wrong"))


async def test_the_broker_takes_and_gives_records(kafka: str) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    await admin.create_topics([NewTopic("smoke", 1, 1)])
    await admin.close()
    async with AIOKafkaProducer(bootstrap_servers=kafka, enable_idempotence=True) as producer:
        await producer.send_and_wait("smoke", b"hello")
    async with AIOKafkaConsumer("smoke", bootstrap_servers=kafka, auto_offset_reset="earliest") as consumer:
        assert (await consumer.getone()).value == b"hello"
