"""Puts states of many persons onto people.v1, as people would, as fast as Kafka takes them."""

from __future__ import annotations

import argparse
import asyncio
import json
from uuid import UUID

import uvloop

from shared import kafka, outbox
from shared.relay import record
from tests.bench.events import PERSON, kafka_settings

PERSONS = 5_000
_PAGE = 1_000


def changed(number: int) -> outbox.Record:
    """The ``number``-th change, of one person after another."""
    person = UUID(int=(7 << 76) | (2 << 62) | (number % PERSONS))
    return outbox.record(PERSON.model_copy(update={"person_id": person, "aggregate_version": 1 + number // PERSONS}))


async def fill(bootstrap: str, count: int) -> None:
    producer = kafka.producer(kafka_settings(bootstrap), "bench-fill")
    await producer.start()
    pending = []
    for number in range(count):
        pending.append(await record.send(producer, changed(number)._asdict(), "/parley/people"))
        if len(pending) >= _PAGE:
            await asyncio.wait(pending)
            pending = []
    await producer.stop()


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--bootstrap", required=True)
    words.add_argument("--count", type=int, required=True)
    given = words.parse_args()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(fill(given.bootstrap, given.count))
    print(json.dumps(True))


if __name__ == "__main__":
    main()
