"""The floor of consuming: aiokafka's getmany alone, over everything in a topic; records a second."""

from __future__ import annotations

import argparse
import asyncio
import json
import time

import uvloop
from aiokafka import AIOKafkaConsumer

from shared import kafka
from tests.bench.events import kafka_settings

RECORDS = 500  # in one poll, as the consumer's


async def drain(bootstrap: str, topic: str) -> float:
    consumer = AIOKafkaConsumer(topic, **kafka.consumer_arguments(kafka_settings(bootstrap)), group_id=None)
    await consumer.start()
    try:
        wanted = sum((await consumer.end_offsets(list(consumer.assignment()))).values())
        count, began = 0, time.perf_counter()
        while count < wanted:
            polled = await consumer.getmany(timeout_ms=200, max_records=RECORDS)
            count += sum(len(records) for records in polled.values())
        return count / (time.perf_counter() - began)
    finally:
        await consumer.stop()


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--bootstrap", required=True)
    words.add_argument("--topic", required=True)
    given = words.parse_args()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(json.dumps(runner.run(drain(given.bootstrap, given.topic))))


if __name__ == "__main__":
    main()
