"""A service's copy of people.v1 can be thrown away: the compacted topic fills it again, by itself or by ``parley rebuild``."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from aiokafka import AIOKafkaProducer

from shared import consumer, db, directory, ids
from shared import kafka as kafka_clients
from shared.events.people import PersonChanged
from shared.service import Service
from shared.settings import ServiceSettings
from shared.testing.facts import fact

NAMES = "SELECT person_id, display_name FROM directory_person"


async def tell(kafka: str, person: UUID, version: int, name: str) -> None:
    event = fact(PersonChanged, person_id=person, aggregate_version=version, display_name=name, roles=(), mandates=())
    said = {
        "ce_id": str(ids.new_id()),
        "ce_source": "/s",
        "ce_type": event.ce_type(),
        "ce_time": "2026-05-04T08:00:00Z",
    }
    async with AIOKafkaProducer(bootstrap_servers=kafka) as producer:
        headers = [(key, value.encode()) for key, value in said.items()]
        await producer.send_and_wait("people.v1", event.payload(), event.key, headers=headers)


async def until(done: Callable[[], Awaitable[Any]]) -> None:
    async with asyncio.timeout(30):
        while not await done():
            await asyncio.sleep(0.1)


async def test_an_emptied_copy_is_filled_from_the_topic(postgres: Any, kafka: str) -> None:
    url = postgres.database("notify")
    settings = ServiceSettings(
        database_url=url, kafka_bootstrap=kafka, kafka_replication=1, cursor_secret="a secret of 16 or more"
    )
    await kafka_clients.create_topics(settings)
    people = {uuid4(): f"person {n}" for n in range(5)}
    for person, name in people.items():
        await tell(kafka, person, 1, "an older name")
        await tell(kafka, person, 2, name)
    pool = await db.connect_pool(url, 4)

    async def knows(wanted: dict[UUID, str]) -> bool:
        return wanted.items() <= {row["person_id"]: row["display_name"] for row in await pool.fetch(NAMES)}.items()

    service, stop = Service(f"probe-{uuid4().hex[:8]}", ServiceSettings, (), directory.HANDLERS), asyncio.Event()
    task = asyncio.create_task(consumer.run(service, settings, pool, stop))
    await until(lambda: knows(people))  # a service with an empty database hears everything from the beginning

    stranger, first = uuid4(), next(iter(people))
    async with db.transaction(pool, "damage") as tx:
        await directory.HANDLERS[PersonChanged].handle(tx, [fact(PersonChanged, person_id=stranger)])
        await tx.execute("DELETE FROM directory_person WHERE person_id = $1", first)
    done = await asyncio.to_thread(_rebuild, url, kafka)
    assert done.returncode == 0, done.stderr
    assert "The copy was made again from" in done.stdout
    assert await knows(people), "the ids are in the inbox, and still every state came back"
    assert not await knows({stranger: "some display name"}), "what the topic does not tell is gone"

    await tell(kafka, first, 3, "a new name")
    await until(lambda: knows({first: "a new name"}))  # the running worker goes on behind it
    stop.set()
    await asyncio.wait_for(task, 12)
    await pool.close()


def _rebuild(url: str, kafka: str) -> subprocess.CompletedProcess[str]:
    tool = Path(sys.executable).with_name("parley")
    words = [str(tool), "rebuild", "--database-url", url, "--bootstrap", kafka]
    return subprocess.run(words, capture_output=True, text=True, check=False)
