"""How fast a real consumer takes a backlog: inbox, offset and effect in one transaction a batch."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import asyncpg

from tests.bench import programs
from tests.bench.bench import Bench
from tests.bench.figures import Cpu
from tests.bench.table import Row

TOPIC = "people.v1"
A_SECOND = 3_000  # records of backlog for each second of a phase
LEAST, MOST = 20_000, 60_000
RATE, SHARE = 10_000, 0.25
# The first commit is the start: starting the process and joining the group are not consuming.
_APPLIED = """
SELECT count(*) AS count, extract(epoch FROM max(at) - min(at))::float8 AS seconds,
       count(*) FILTER (WHERE at = first) AS in_first
FROM (SELECT at, min(at) OVER () AS first FROM (SELECT pg_xact_commit_timestamp(xmin) AS at FROM inbox) taken) all_of_them
"""


def rows(bench: Bench) -> Iterator[Row]:
    count = int(min(max(A_SECOND * bench.seconds, LEAST), MOST))
    programs.child("fill", bench.log, bootstrap=bench.bootstrap, count=count).told(300)
    running = programs.child("bare_getmany", bench.log, bootstrap=bench.bootstrap, topic=TOPIC)
    bare = float(running.told(300))
    url = bench.postgres.database("ideas")
    cpu = Cpu()
    with programs.service(bench.layout, "ideas", "worker", url, bench.bootstrap):
        programs.wait_for(lambda: asyncio.run(_applied(url))[0] >= count, 300, "the backlog's end")
    busy = cpu.busy()
    taken, seconds, in_first = asyncio.run(_applied(url))
    rate = (taken - in_first) / seconds
    by = f"{RATE:,}/s" if rate >= RATE else f"{SHARE:.0%} of bare getmany"
    yield Row(
        "consumer with inbox, batched (people.v1 into the directory)",
        f"{rate:,.0f} events/s",
        f"bare getmany {bare:,.0f}/s",
        f">= {RATE:,}/s or >= {SHARE:.0%} of bare",
        rate >= RATE or rate >= SHARE * bare,
        f"{rate / bare:.0%} of bare; held against {by}; {count:,} events, CPU {busy:.0%}",
        {"rate": rate, "bare": bare, "count": count, "cpu": busy},
    )


async def _applied(url: str) -> tuple[int, float, int]:
    """(events applied, seconds from the first commit to the last, events in the first)."""
    conn = await asyncpg.connect(url)
    try:
        row = await conn.fetchrow(_APPLIED)
        return row["count"], row["seconds"] or 0.0, row["in_first"] or 0
    finally:
        await conn.close()
