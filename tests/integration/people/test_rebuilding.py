"""What people tells is enough: from the last event of each key, as compaction leaves it, a service knows all that people knows."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import asyncpg
from aiokafka import AIOKafkaProducer
from tests.conftest import PostgresServer
from tests.integration.people.test_hearing import (
    BODY,
    CALENDAR,
    HIRED,
    LEFT,
    MANAGER,
    MANDATE,
    ROLE,
    UNIT,
    hear,
)
from tests.integration.shared.test_kafka import settings
from tests.integration.shared.test_rebuild import _rebuild

from shared import db
from shared import kafka as ours
from shared.db import Pool
from shared.events import hr
from shared.relay import record
from shared.testing import fact

ERASED = fact(hr.HrEmployeeErased, external_id="P3", effective_on=LEFT.effective_on)
TOLD = [
    HIRED,
    MANDATE,
    HIRED.model_copy(update={"external_id": "P3", "given_name": "Gone"}),
    HIRED.model_copy(update={"external_id": "P4", "given_name": "Left"}),
    ROLE,
    BODY,
    UNIT,
    MANAGER,
    CALENDAR,
    LEFT.model_copy(update={"external_id": "P4"}),
    ERASED,
    UNIT.model_copy(update={"effective_on": UNIT.effective_on + timedelta(days=1), "names": {"en": "Rivers"}}),
]
COPIES = {
    "person": "SELECT to_jsonb(d) - 'version' FROM directory_person d WHERE person_id = $1",
    "unit": "SELECT to_jsonb(d) - 'version' FROM directory_unit d WHERE unit_id = $1",
    "body": "SELECT to_jsonb(d) - 'version' FROM directory_body d WHERE body_id = $1",
    "calendar": "SELECT calendar - 'calendar_version' FROM directory_calendar WHERE calendar_id = $1",
}


async def compacted(pool: Pool) -> dict[bytes, asyncpg.Record]:
    """The last row of each key."""
    return {bytes(row["key"]): row for row in await pool.fetch("SELECT * FROM outbox ORDER BY id")}


async def publish(kafka: str, rows: dict[bytes, asyncpg.Record]) -> None:
    """The rows as the relay sends them, and a tombstone for a key that nobody knows."""
    async with AIOKafkaProducer(bootstrap_servers=kafka) as producer:
        for key, row in rows.items():
            headers = record.headers(row, "/parley/people", (row["traceparent"], row["tracestate"]))
            await producer.send_and_wait("people.v1", bytes(row["payload"]), key, headers=headers)
        await producer.send_and_wait("people.v1", None, str(uuid4()).encode())


async def test_an_emptied_service_knows_all_that_people_knows(postgres: PostgresServer, kafka: str) -> None:
    await ours.create_topics(settings(kafka))
    people = await db.connect_pool(postgres.database("people"), 2)
    copy_url = postgres.database("review")
    copy = await db.connect_pool(copy_url, 2)
    try:
        await hear(people, *TOLD)
        rows = await compacted(people)
        await publish(kafka, rows)
        done = await asyncio.to_thread(_rebuild, copy_url, kafka)
        assert done.returncode == 0, done.stderr
        known = await people.fetch("SELECT kind, entity_id, published FROM entity")
        assert {row["kind"] for row in known} == set(COPIES)
        for row in known:
            assert await copy.fetchval(COPIES[row["kind"]], row["entity_id"]) == row["published"], row["published"]
        (gone,) = [json.loads(row["payload"]) for row in rows.values() if row["type"] == "person.erased"]
        shown: dict[str, Any] = await copy.fetchval(COPIES["person"], gone["person_id"])
        assert (shown["display_name"], shown["email"], shown["employed"]) == ("—", None, False)
        assert await copy.fetchval("SELECT count(*) FROM directory_person WHERE display_name LIKE 'Gone%'") == 0
    finally:
        await people.close()
        await copy.close()
