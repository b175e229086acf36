"""The floor of sending: aiokafka alone, at a rate, by a schedule that does not wait; milliseconds until the ack."""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import time

import uvloop

from shared import kafka
from tests.bench.events import HEADERS, PAYLOAD, kafka_settings
from tests.bench.figures import latency


async def send(bootstrap: str, topic: str, rate: float, seconds: float, warm: float) -> list[float]:
    producer = kafka.producer(kafka_settings(bootstrap), "bench-bare")
    await producer.start()
    found: list[float] = []
    began = time.perf_counter()
    due = began
    while due < began + seconds:
        due += random.expovariate(rate)
        if (pause := due - time.perf_counter()) > 0:
            await asyncio.sleep(pause)
        sent = time.perf_counter()
        key = str(random.randrange(1000)).encode()
        acknowledged = await producer.send(topic, PAYLOAD, key, headers=HEADERS)
        if sent > began + warm:
            acknowledged.add_done_callback(lambda _done, sent=sent: found.append((time.perf_counter() - sent) * 1000))
    await producer.stop()
    return found


def main() -> None:
    words = argparse.ArgumentParser()
    for name, kind in (("bootstrap", str), ("topic", str), ("rate", float), ("seconds", float), ("warm", float)):
        words.add_argument(f"--{name}", type=kind, required=True)
    given = words.parse_args()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        found = runner.run(send(given.bootstrap, given.topic, given.rate, given.seconds, given.warm))
    print(json.dumps(latency(found)))


if __name__ == "__main__":
    main()
