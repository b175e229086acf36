"""Commit -> broker's acknowledgement, against a bare producer at the same rate; nothing lost, nothing reordered."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from aiokafka import AIOKafkaConsumer

from shared import kafka
from tests.bench import programs
from tests.bench.bench import Bench, below_ceiling
from tests.bench.children.stamped_relay import NOTE
from tests.bench.events import SUBMITTED, kafka_settings
from tests.bench.figures import Cpu, Latency, latency
from tests.bench.table import Row
from tests.bench.writing import Committed, Writer, open_transaction

RATES = (500, 1_000, 2_000)
TOPIC = "ideas.v1"
_DRAINED_WITHIN = 60.0


@dataclass(frozen=True, slots=True)
class Phase:
    """One run: what was asked for and reached, commit to acknowledgement, the share of all processors."""

    rate: int
    reached: float
    found: Latency
    cpu: float


@dataclass(slots=True)
class Notes:
    """The relay's notes of acknowledgements: event -> nanoseconds since 1970, read as far as they are written."""

    file: Path
    found: dict[UUID, int] = field(default_factory=dict)
    _read: int = 0

    def look(self) -> dict[UUID, int]:
        with self.file.open("rb") as notes:
            notes.seek(self._read)
            raw = notes.read()
        whole = raw[: len(raw) // NOTE.size * NOTE.size]
        self._read += len(whole)
        for event_id, at in NOTE.iter_unpack(whole):
            self.found.setdefault(UUID(bytes=event_id), at)
        return self.found

    def wait_for(self, events: Sequence[Committed]) -> dict[UUID, int]:
        """Once all of these are acknowledged."""
        wanted = {each.event_id for each in events}
        programs.wait_for(lambda: wanted <= self.look().keys(), _DRAINED_WITHIN, "the last acknowledgement")
        return self.found


def rows(bench: Bench) -> Iterator[Row]:
    writer = Writer.of(SUBMITTED, bench.postgres.database("ideas"), bench.layout.data)
    with _relay(bench, writer) as notes:
        quiet = _phases(bench, writer, notes)
        began = time.monotonic()
        with open_transaction(writer.url):
            busy = _phases(bench, writer, notes)
            lasted = time.monotonic() - began
        notes.wait_for(writer.committed())
    for asked, phase in zip(RATES, quiet, strict=True):
        yield _row(bench, asked, phase, "")
    for asked, phase in zip(RATES, busy, strict=True):
        yield _row(bench, asked, phase, f", while a write transaction is open ({lasted:.0f} s)")
    yield _complete(writer.committed(), asyncio.run(_kept(bench.bootstrap)))


@contextmanager
def _relay(bench: Bench, writer: Writer) -> Iterator[Notes]:
    file = bench.layout.data / "acknowledged"
    running = programs.child("stamped_relay", bench.log, url=writer.url, bootstrap=bench.bootstrap, notes=file)
    try:
        programs.wait_for(file.exists, 30, "the relay")
        yield Notes(file)
    finally:
        running.process.terminate()
        running.told(15)


def _phases(bench: Bench, writer: Writer, notes: Notes) -> list[Phase]:
    return [below_ceiling(rate, lambda r: _phase(bench, writer, notes, r)) for rate in RATES]


def _phase(bench: Bench, writer: Writer, notes: Notes, rate: int) -> Phase:
    bench.floor(rate)
    before, cpu = writer.last(), Cpu()
    reached = writer.write(rate, bench.seconds)
    busy = cpu.busy()
    events = writer.committed(before)
    acknowledged = notes.wait_for(events)
    from_then = min(each.at for each in events) + int(bench.warm * 1e9)
    took = [(acknowledged[each.event_id] - each.at) / 1e6 for each in events if each.at >= from_then]
    found = Phase(rate, reached, latency(took), busy)
    bench.say(f"commit -> ack at {rate}/s: {found.found}, bare {bench.floor(rate)}, CPU {busy:.0%}")
    return found


def _row(bench: Bench, asked: int, phase: Phase, while_what: str) -> Row:
    floor, allowed = bench.floor(phase.rate), 10.0 if phase.rate <= 1_000 else 20.0
    met = phase.found.p99 <= floor.p99 + allowed and phase.reached >= phase.rate * 0.95
    lowered = f"at {phase.rate}/s, the highest below 80 % CPU; " if phase.rate != asked else ""
    return Row(
        f"commit -> ack, {asked} events/s{while_what}",
        str(phase.found),
        f"bare send {floor}",
        f"p99 <= bare + {allowed:.0f} = {floor.p99 + allowed:.1f} ms",
        met,
        f"{lowered}{phase.reached:.0f}/s reached, CPU {phase.cpu:.0%}",
        {"rate": phase.rate, "reached": phase.reached, "cpu": phase.cpu}
        | {"found": phase.found._asdict(), "bare": floor._asdict()},
    )


def _complete(committed: Sequence[Committed], kept: Sequence[tuple[UUID, bytes, int]]) -> Row:
    """What the outbox holds against what Kafka holds: all of it, and in the order of each key's versions."""
    arrived = {event_id for event_id, _, _ in kept}
    lost = sum(each.event_id not in arrived for each in committed)
    reordered = order_breaks(kept)
    return Row(
        "commit -> Kafka: events lost, reordered within a key",
        f"{lost} lost, {reordered} reordered",
        f"{len(committed)} committed",
        "0 and 0",
        lost == 0 and reordered == 0 and bool(committed),
        f"{len(kept) - len(arrived)} sent twice",
        {"committed": len(committed), "lost": lost, "reordered": reordered, "repeated": len(kept) - len(arrived)},
    )


def order_breaks(kept: Sequence[tuple[UUID, bytes, int]]) -> int:
    """Events of a key that came, for the first time, after one with a higher version."""
    highest: dict[bytes, int] = defaultdict(int)
    seen: set[UUID] = set()
    breaks = 0
    for event_id, key, version in kept:
        if event_id not in seen:
            seen.add(event_id)
            breaks += version < highest[key]
            highest[key] = max(highest[key], version)
    return breaks


async def _kept(bootstrap: str) -> list[tuple[UUID, bytes, int]]:
    """(event id, key, version) of every record in the topic, partition by partition in its order."""
    consumer = AIOKafkaConsumer(TOPIC, **kafka.consumer_arguments(kafka_settings(bootstrap)), group_id=None)
    await consumer.start()
    try:
        partitions = sorted(consumer.assignment())
        ends = await consumer.end_offsets(partitions)
        found = []
        while any([await consumer.position(each) < ends[each] for each in partitions]):
            for records in (await consumer.getmany(timeout_ms=500, max_records=5000)).values():
                for each in records:
                    said = dict(each.headers)
                    found.append((UUID(said["ce_id"].decode()), each.key, int(said["ce_sequence"])))
        return found
    finally:
        await consumer.stop()
