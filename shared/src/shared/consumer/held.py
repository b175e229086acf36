"""A partition that this process holds: how far it is, and whether it waits or is stopped."""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

import structlog
from aiokafka import TopicPartition

from shared import backoff
from shared.consumer.batch import Progress
from shared.inbox import Place
from shared.telemetry import metrics

_log = structlog.get_logger(__name__)

_LOOK_AGAIN = 1.0  # seconds between two looks whether somebody has let a stopped partition go on


@dataclass(slots=True)
class Held:
    """What the loop knows of one partition, from its assignment on."""

    progress: Progress | None = None
    """None until PostgreSQL has said where to go on."""
    failures: int = 0
    resume_at: float = 0.0
    """Monotonic seconds; until then the partition is paused."""
    stopped: bool = False
    """Too many died in a row: paused until an operator lets it go on (``inbox.resume``)."""
    committed: int | None = None
    waits_since: float | None = None
    """Seconds since 1970 for which at least a record has waited here; None when none does."""

    lag: tuple[int, float] | None = None
    """Records that it is behind, and seconds that the next of them has waited, as last reported."""

    @property
    def needs_place(self) -> bool:
        return self.progress is None or self.stopped

    def postpone(self, worst: float) -> None:
        """Wait after a failure, longer after each, up to ``worst`` seconds."""
        self.failures += 1
        self.resume_at = time.monotonic() + backoff.pause(self.failures, worst)

    def stop(self, partition: Any) -> None:
        """Say so once, and look again every second."""
        if not self.stopped:
            _log.critical(
                "too many dead letters in a row, the partition is stopped",
                topic=partition.topic,
                partition=partition.partition,
            )
            metrics.handled(partition.topic, "stopped")
        self.stopped, self.resume_at = True, time.monotonic() + _LOOK_AGAIN

    def stays_stopped(self, partition: Any, place: Place | None) -> bool:
        """Whether PostgreSQL says that the partition is stopped, also one that another process has stopped."""
        if place is not None and place.stopped:
            self.stop(partition)
            return True
        if self.stopped:
            _log.warning("an operator lets the partition go on", topic=partition.topic, partition=partition.partition)
        self.stopped = False
        return False


def report_lag(partition: Any, held: Held, highest: int | None, now: float) -> None:
    """Say how far behind it is, also while it stands still. ``highest``: offset after the last record there, if known."""
    if held.progress is None or held.progress.stored is None or highest is None:
        return
    behind = max(highest - held.progress.stored, 0)
    if not behind:
        held.waits_since = None
    elif held.waits_since is None:
        held.waits_since = now
    age = 0.0 if held.waits_since is None else max(now - held.waits_since, 0.0)
    held.lag = behind, age
    metrics.lag(partition.topic, partition.partition, behind, age)


class Polled(NamedTuple):
    """What one poll brought of a partition."""

    partition: TopicPartition
    held: Held
    records: list[Any]


def by_topic(polled: dict[TopicPartition, list[Any]], holding: dict[TopicPartition, Held]) -> list[list[Polled]]:
    """What was polled of partitions that are ours and have their place, topic by topic."""
    mine = [Polled(p, holding[p], records) for p, records in polled.items() if p in holding]
    ready = sorted((each for each in mine if each.held.progress is not None), key=_topic)
    return [list(parts) for _name, parts in groupby(ready, _topic)]


def _topic(polled: Polled) -> str:
    return str(polled.partition.topic)
