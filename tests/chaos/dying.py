"""A service that kills itself at a chosen point: ``python -m tests.chaos.dying ideas worker relay.acknowledged 3``.

The last word is how often the point is passed before it is deadly. SIGKILL: nothing is flushed, closed or rolled back.
"""

from __future__ import annotations

import asyncio
import importlib
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from shared import run
from shared.consumer import batch
from shared.consumer.commits import Commits
from shared.relay import record
from shared.relay.runner import Relay


class Point:
    """Counts how often it was passed."""

    def __init__(self, alive: int) -> None:
        self.alive = alive

    def passed(self) -> None:
        self.alive -= 1
        if self.alive < 0:
            os.kill(os.getpid(), signal.SIGKILL)


def relay_before_send(point: Point) -> None:
    """Some of a page's records may be in the producer, this one is not."""
    send = record.send

    async def dying(*given: Any) -> Any:
        point.passed()
        return await send(*given)

    record.send = dying  # type: ignore[assignment]


def relay_in_flight(point: Point) -> None:
    """The producer has the record, and may have sent it; nobody has seen an acknowledgement."""
    send = record.send

    async def dying(*given: Any) -> Any:
        future = await send(*given)
        await asyncio.sleep(0.001)
        point.passed()
        return future

    record.send = dying  # type: ignore[assignment]


def relay_acknowledged(point: Point) -> None:
    """Kafka has the whole page, the cursor does not say so."""
    delivered = Relay._delivered

    async def dying(self: Relay, *given: Any) -> bool:
        done = await delivered(self, *given)
        point.passed()
        return done

    Relay._delivered = dying  # type: ignore[method-assign, assignment]


def consumer_in_transaction(point: Point) -> None:
    """The handler's rows are written, the transaction is open."""
    apply = batch.apply  # type: ignore[attr-defined]

    async def dying(*given: Any) -> None:
        await apply(*given)
        point.passed()

    batch.apply = dying  # type: ignore[attr-defined, assignment]


def consumer_committed(point: Point) -> None:
    """The transaction is committed, Kafka knows nothing of it, nor does the loop."""
    count = batch._count

    def dying(*given: Any) -> None:
        point.passed()
        count(*given)

    batch._count = dying  # type: ignore[assignment]


def consumer_before_kafka_commit(point: Point) -> None:
    """The loop is about to tell Kafka what it took."""
    commit = Commits.now

    async def dying(self: Any, client: Any, parts: dict[Any, Any]) -> None:
        if any(held.progress and held.progress.stored not in (None, held.committed) for held in parts.values()):
            point.passed()
        await commit(self, client, parts)

    Commits.now = dying  # type: ignore[method-assign]


POINTS: dict[str, Callable[[Point], None]] = {
    "relay.before_send": relay_before_send,
    "relay.in_flight": relay_in_flight,
    "relay.acknowledged": relay_acknowledged,
    "consumer.in_transaction": consumer_in_transaction,
    "consumer.committed": consumer_committed,
    "consumer.before_kafka_commit": consumer_before_kafka_commit,
}


if __name__ == "__main__":
    package, verb, name, alive = sys.argv[1:]
    POINTS[name](Point(int(alive)))
    sys.argv = [package, verb]
    run.main(importlib.import_module(f"{package}.main").SERVICE)
