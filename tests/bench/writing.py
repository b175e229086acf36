"""Writers in another process: pgbench commits events by an open-loop schedule, each with its aggregate's row locked."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg

from shared.events import catalog
from shared.events.base import Event
from stack import postgres as postgres_server
from tests.bench import programs
from tests.bench.events import NOBODYS, SOME_VERSION, UNSAMPLED

AGGREGATES = 1000
CLIENTS = 16
_SCRIPT = """\\set k random(1, {aggregates})
WITH one AS (UPDATE bench_aggregate SET v = v + 1 WHERE k = :k RETURNING id, v)
INSERT INTO outbox (shard, event_id, topic, key, type, schema_version, subject, aggregate_version, occurred_at, traceparent, payload)
SELECT 0, uuidv7(), '{topic}', convert_to(CAST(id AS text), 'UTF8'), '{type}', 1, CAST(id AS text), v, now(), '{trace}',
    convert_to(replace(replace(bench_payload.text, '{nobody}', CAST(id AS text)), '{version}', CAST(v AS text)), 'UTF8')
FROM one, bench_payload;
"""
# The server's own time of the commit, taken before it waits for the disk: so what is measured includes that wait.
_COMMITTED = """
SELECT event_id, key, aggregate_version, extract(epoch FROM pg_xact_commit_timestamp(xid::xid)) * 1e9 AS at
FROM outbox WHERE id > $1
"""
_LAST = "SELECT coalesce(max(id), 0) FROM outbox"
_FIRST_OF_ALL = """
INSERT INTO outbox (shard, event_id, topic, key, type, schema_version, subject, aggregate_version, occurred_at, payload)
VALUES (0, uuidv7(), 'ideas.v1', 'opened long ago', 'idea.submitted', 1, 'x', 1, now(), '{}')
"""


@dataclass(frozen=True, slots=True)
class Committed:
    """An event in the outbox; ``at`` is the commit, nanoseconds since 1970."""

    event_id: UUID
    key: bytes
    version: int
    at: int


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes into the outbox of one database."""

    url: str
    script: Path

    @classmethod
    def of(cls, event: Event, url: str, folder: Path) -> Writer:
        """A writer of events like this one, each of one of many aggregates and with that one's next version."""
        postgres_server.run_sql(url, *_prepare(event.payload().decode()))
        topic = catalog.topic_of(type(event))
        given = {"topic": topic, "type": event.type, "trace": UNSAMPLED, "nobody": NOBODYS, "version": SOME_VERSION}
        script = folder / f"{topic}.pgbench"
        script.write_text(_SCRIPT.format(aggregates=AGGREGATES, **given))
        return cls(url, script)

    def write(self, rate: int, seconds: float) -> float:
        """Commit that many events a second; returns the rate that was reached."""
        return programs.run_pgbench(self.url, self.script, seconds, clients=CLIENTS, rate=rate)["tps"]

    def last(self) -> int:
        """The outbox's highest id."""
        return int(self._ask(_LAST)[0][0])

    def committed(self, after: int = 0) -> list[Committed]:
        return [Committed(row[0], row[1], row[2], int(row[3])) for row in self._ask(_COMMITTED, after)]

    def _ask(self, sql: str, *args: object) -> list[Any]:
        async def ask() -> list[Any]:
            conn = await asyncpg.connect(self.url)
            try:
                return list(await conn.fetch(sql, *args))
            finally:
                await conn.close()

        return asyncio.run(ask())


def _prepare(payload: str) -> tuple[str, ...]:
    return (
        "CREATE TABLE bench_aggregate (k integer PRIMARY KEY, id uuid NOT NULL, v bigint NOT NULL) WITH (fillfactor=50)",
        f"INSERT INTO bench_aggregate SELECT k, uuidv7(), 0 FROM generate_series(1, {AGGREGATES}) k",
        "CREATE TABLE bench_payload (text text NOT NULL)",
        f"INSERT INTO bench_payload VALUES ($text${payload}$text$)",
    )


@contextmanager
def open_transaction(url: str) -> Iterator[None]:
    """A transaction that has written an event and stays open meanwhile; it commits at the end."""
    with asyncio.Runner() as runner:

        async def begin() -> Any:
            conn = await asyncpg.connect(url)
            await conn.execute("BEGIN")
            await conn.execute(_FIRST_OF_ALL)
            return conn

        async def end(conn: Any) -> None:
            await conn.execute("COMMIT")
            await conn.close()

        conn = runner.run(begin())
        try:
            yield
        finally:
            runner.run(end(conn))
