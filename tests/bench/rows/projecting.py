"""Commit in one service -> the effect visible in another: real relay, real consumer, each in its own process."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

import asyncpg

from tests.bench import programs
from tests.bench.bench import Bench, below_ceiling
from tests.bench.events import PERSON
from tests.bench.figures import Cpu, Latency, latency
from tests.bench.table import Row
from tests.bench.writing import Committed, Writer

RATE = 500
TIMES = 5  # the floor that the figure may take
_SEEN_WITHIN = 60.0
# The inbox row and the projection are one transaction: its commit is when the effect can be seen.
_VISIBLE = """
SELECT event_id, extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1e9 AS at FROM inbox WHERE event_id = ANY($1)
"""


@dataclass(frozen=True, slots=True)
class Phase:
    rate: int
    found: Latency
    cpu: float


def rows(bench: Bench) -> Iterator[Row]:
    writer = Writer.of(PERSON, bench.postgres.database("people"), bench.layout.data)
    reader = bench.postgres.database("ideas")
    with (
        programs.service(bench.layout, "people", "worker", writer.url, bench.bootstrap),
        programs.service(bench.layout, "ideas", "worker", reader, bench.bootstrap),
    ):
        writer.write(10, 3)
        _seen(reader, writer.committed(0))  # the consumer has its partitions
        phase = below_ceiling(RATE, lambda rate: _phase(bench, writer, reader, rate))
    floor = bench.floor(phase.rate)
    lowered = f"at {phase.rate}/s, the highest below 80 % CPU; " if phase.rate != RATE else ""
    yield Row(
        f"commit -> visible in another service, {RATE} events/s (people.v1 -> directory of ideas)",
        str(phase.found),
        f"bare send {floor}",
        f"p99 <= {TIMES} x bare = {TIMES * floor.p99:.1f} ms",
        phase.found.p99 <= TIMES * floor.p99,
        f"{lowered}{phase.found.p99 / floor.p99:.1f} x, CPU {phase.cpu:.0%}",
        {"rate": phase.rate, "cpu": phase.cpu, "found": phase.found._asdict(), "bare": floor._asdict()},
    )


def _phase(bench: Bench, writer: Writer, reader: str, rate: int) -> Phase:
    bench.floor(rate)
    before, cpu = writer.last(), Cpu()
    writer.write(rate, bench.seconds)
    busy = cpu.busy()
    events = writer.committed(before)
    seen = _seen(reader, events)
    from_then = min(each.at for each in events) + int(bench.warm * 1e9)
    took = [(seen[each.event_id] - each.at) / 1e6 for each in events if each.at >= from_then]
    found = Phase(rate, latency(took), busy)
    bench.say(f"commit -> visible at {rate}/s: {found.found}, bare {bench.floor(rate)}, CPU {busy:.0%}")
    return found


def _seen(reader: str, events: list[Committed]) -> dict[object, int]:
    """When each event took effect, once all have."""
    found: dict[object, int] = {}

    def all_there() -> bool:
        found.update(asyncio.run(_look(reader, [each.event_id for each in events if each.event_id not in found])))
        return len(found) == len(events)

    programs.wait_for(all_there, _SEEN_WITHIN, "the last effect")
    return found


async def _look(reader: str, wanted: list[object]) -> dict[object, int]:
    conn = await asyncpg.connect(reader)
    try:
        return {row["event_id"]: int(row["at"]) for row in await conn.fetch(_VISIBLE, wanted)}
    finally:
        await conn.close()
