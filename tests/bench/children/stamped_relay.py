"""The real relay with the real producer; beside it a note of when each event was acknowledged.

A record of the notes is 24 bytes: the event's id, and nanoseconds since 1970.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import struct
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

import structlog
import uvloop

from shared import kafka
from shared.relay import Relay
from tests.bench.events import kafka_settings

NOTE = struct.Struct("!16sq")


class Stamped:
    """A producer that notes the time of each acknowledgement."""

    def __init__(self, inner: Any, notes: BinaryIO) -> None:
        self._inner, self._notes = inner, notes

    async def start(self) -> None:
        await self._inner.start()

    async def stop(self) -> None:
        await self._inner.stop()

    async def send(self, topic: str, value: Any = None, key: Any = None, *, headers: Any = None) -> Any:
        acknowledged = await self._inner.send(topic, value, key, headers=headers)
        event_id = next(text for name, text in headers if name == "ce_id")
        acknowledged.add_done_callback(partial(self._note, event_id))
        return acknowledged

    def _note(self, event_id: bytes, done: asyncio.Future[Any]) -> None:
        if not done.cancelled() and done.exception() is None:
            self._notes.write(NOTE.pack(UUID(event_id.decode()).bytes, time.time_ns()))


async def relay(url: str, bootstrap: str, notes: Path) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    settings = kafka_settings(bootstrap)
    with notes.open("wb") as out:
        made = Relay(url, "/parley/ideas", lambda: Stamped(kafka.producer(settings, "bench-relay"), out))
        running = asyncio.create_task(made.run(stop))
        while not running.done():
            await asyncio.wait((running,), timeout=0.2)
            out.flush()
        running.result()


def main() -> None:
    words = argparse.ArgumentParser()
    for name, kind in (("url", str), ("bootstrap", str), ("notes", Path)):
        words.add_argument(f"--{name}", type=kind, required=True)
    given = words.parse_args()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(relay(given.url, given.bootstrap, given.notes))
    print(json.dumps(True))


if __name__ == "__main__":
    main()
