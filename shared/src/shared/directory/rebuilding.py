"""Make the copy of people.v1 again from the compacted topic, which keeps the newest state of every key."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition

from shared import inbox, kafka
from shared.db import Tx
from shared.directory.writing import HANDLERS
from shared.events import catalog, envelope
from shared.events.envelope import Received
from shared.events.message import from_kafka
from shared.settings import ServiceSettings

TOPIC = catalog.TOPICS["people.v1"]
_PATIENCE = 60.0  # seconds for the whole topic

EMPTY = (
    "DELETE FROM directory_person",
    "DELETE FROM directory_unit",
    "DELETE FROM directory_body",
    "DELETE FROM directory_calendar",
)


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that the topic told up to ``ends`` (partition -> offset), in its order."""

    events: list[Received]
    ends: dict[int, int]


async def read_topic(settings: ServiceSettings) -> Told:
    """Read people.v1 from its beginning to its present end. Poison when a record cannot be read, TimeoutError."""
    parts = [TopicPartition(TOPIC.name, number) for number in range(TOPIC.partitions)]
    events: list[Received] = []
    async with asyncio.timeout(_PATIENCE), AIOKafkaConsumer(**kafka.client_arguments(settings)) as client:
        ends = await client.end_offsets(parts)
        client.assign(parts)
        await client.seek_to_beginning(*parts)
        while [part for part in parts if await client.position(part) < ends[part]]:
            for part, records in (await client.getmany(timeout_ms=500)).items():
                events += [event for record in records if record.offset < ends[part] and (event := _read(record))]
    return Told(events, {part.partition: end for part, end in ends.items()})


def _read(record: Any) -> Received | None:
    message = from_kafka(record)
    if message.payload is None:
        return None
    return envelope.read(message.topic, message.headers, message.payload, HANDLERS)


async def rebuild(tx: Tx, told: Told) -> bool:
    """Replace the copy by what was told, and let the consumer go on behind it; others see the old copy until then.

    False when the consumer has read further than that meanwhile: read the topic again.
    """
    places = await inbox.lock_places(tx, TOPIC.name)
    if any(place > told.ends.get(partition, 0) for partition, place in places.items()):
        return False
    for statement in EMPTY:
        await tx.execute(statement)
    for received in told.events:
        await HANDLERS[type(received.event)].handle(tx, [received.event])
    for partition, end in told.ends.items():
        await inbox.set_offset(tx, TOPIC.name, partition, end)
    return True
