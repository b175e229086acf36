"""What the measures of one bench share: the servers, how long each phase takes, and the floors found so far."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from stack.layout import Layout
from tests.bench import programs, servers
from tests.bench.figures import CEILING, Latency
from tests.conftest import PostgresServer

SLOWER = 0.75  # a rate that saturates the processors is lowered by this factor
TRIES = 3  # runs at ever lower rates, at most
_NOTABLE = 0.04  # of all processors; less is chance
BARE_TOPIC = "bench.bare"
SIZES = (1_000, 10_000, 100_000)


class AtRate(Protocol):
    """A run at a rate, and the share of all processors that it took."""

    @property
    def rate(self) -> int: ...

    @property
    def cpu(self) -> float: ...


R = TypeVar("R", bound=AtRate)


@dataclass(slots=True)
class Bench:
    layout: Layout
    postgres: PostgresServer
    bootstrap: str
    seconds: float
    """Of one phase at one rate."""
    sizes: tuple[int, ...] = SIZES
    """Numbers of ideas that measures of growth go through."""
    floors: dict[int, Latency] = field(default_factory=dict)

    @property
    def warm(self) -> float:
        """The first seconds of a phase, which do not count: plans, connections and caches are made."""
        return min(2.0, self.seconds / 4)

    @property
    def log(self) -> Path:
        """What the load generators complain about."""
        return self.layout.logs / "bench.log"

    def say(self, what: str) -> None:
        """Progress, for whoever waits."""
        print(f"[{time.strftime('%H:%M:%S')}] {what}", file=sys.stderr, flush=True)

    def floor(self, rate: int) -> Latency:
        """A bare producer at this rate: milliseconds from send to acknowledgement. Measured once a rate."""
        if rate not in self.floors:
            options = {"bootstrap": self.bootstrap, "topic": BARE_TOPIC, "rate": rate}
            running = programs.child("bare_send", self.log, **options, seconds=self.seconds, warm=self.warm)
            self.floors[rate] = Latency(*running.told(self.seconds + 60))
        return self.floors[rate]


@contextmanager
def prepared(seconds: float, sizes: tuple[int, ...] = SIZES) -> Iterator[Bench]:
    """The servers run, the topics are there."""
    with servers.layout() as layout, servers.postgres(layout) as postgres, servers.broker(layout) as bootstrap:
        servers.create_topics(bootstrap, BARE_TOPIC)
        yield Bench(layout, postgres, bootstrap, seconds, sizes)


def below_ceiling(rate: int, run: Callable[[int], R]) -> R:
    """The run at this rate or, where that saturates the processors, at the highest lower one that does not.

    Where a lower rate leaves them as busy as before, it is not our load that saturates them: the first run counts.
    """
    first = found = run(rate)
    for _ in range(TRIES - 1):
        if found.cpu < CEILING:
            break
        before, rate = found, round(rate * SLOWER)
        found = run(rate)
        if found.cpu > before.cpu - _NOTABLE:
            return first
    return found
