"""PostgreSQL: the pool, and ``Tx``, one transaction with its clock reading and the events it announces."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar
from uuid import UUID

import asyncpg

from shared import clock, telemetry
from shared.errors import DomainError
from shared.telemetry import metrics

if TYPE_CHECKING:
    from shared.events.base import Event
    from shared.outbox import Record

Row: TypeAlias = asyncpg.Record
Connection: TypeAlias = asyncpg.Connection
Trace: TypeAlias = tuple[str | None, str | None]
"""A trace context: traceparent and tracestate."""
E = TypeVar("E")

_POSTGRESQL = {"db.system.name": "postgresql"}
"""What the span of a unit of work says of its database."""

# Server-side guards of every connection: nothing waits for ever, no transaction is left open.
_SERVER_SETTINGS = {
    "application_name": "parley",
    "statement_timeout": "5s",
    "lock_timeout": "2s",
    "idle_in_transaction_session_timeout": "10s",
    "timezone": "UTC",
}

AWAY = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
"""What is raised while the database is away; waiting too long for a connection is an OSError too."""

_HANDED = 1_000  # of so many connections one is given back to asyncpg, which looks whether it is to be made anew
_PATIENCE = 5.0  # seconds for a connection; then TimeoutError, for a caller who waits longer has gone


@dataclass(slots=True)
class Tx:
    """One unit of work. Only the edges (route, consumer, scheduler) open and end it; nobody commits."""

    conn: Connection
    now: datetime
    """The time that rules see, one reading for the whole transaction."""
    cause: UUID | None = None
    """Id of the event being handled; None when a person or a deadline is the cause, or several events are."""
    causes: Mapping[UUID, Trace] = field(default_factory=dict)
    """Of a run that is handled together: the id of each event, in order, and the trace that it came in."""
    announced: list[Event | Record] = field(default_factory=list)
    """What the outbox takes as the last statement of the transaction."""
    contexts: list[Trace] = field(default_factory=list)
    """Trace context in which each item was announced: the request, or the one event of a batch that caused it."""

    def caused(self, events: Sequence[E]) -> list[tuple[UUID, E]]:
        """Each event of the run at hand with its id, for what is kept or told because of it."""
        return list(zip([self.cause] if self.cause else self.causes, events, strict=True))

    async def fetch(self, sql: str, *args: object) -> list[Row]:
        rows: list[Row] = await self.conn.fetch(sql, *args)
        return rows

    async def fetchrow(self, sql: str, *args: object) -> Row | None:
        return await self.conn.fetchrow(sql, *args)

    async def fetchval(self, sql: str, *args: object) -> Any:
        return await self.conn.fetchval(sql, *args)

    async def execute(self, sql: str, *args: object) -> str:
        status: str = await self.conn.execute(sql, *args)
        return status

    async def executemany(self, sql: str, args: Sequence[Sequence[object]]) -> None:
        await self.conn.executemany(sql, args)


class Pool(asyncpg.Pool):  # type: ignore[misc]  # asyncpg has no types
    """Connections that speak jsonb as Python values and never wait without limit. Whoever waits for one gets it in turn:
    asyncpg by itself gives it to whoever asks in the moment that one is free. While others wait, a connection goes from one
    unit of work to the next one: to give it back to asyncpg and to take it again costs a task of its own each time.
    """

    def __init__(self, url: str, size: int) -> None:
        super().__init__(
            url,
            min_size=0,
            max_size=size,
            max_queries=50_000,
            max_inactive_connection_lifetime=300,
            init=_speak_json,
            reset=_keep_session,
            loop=None,
            connection_class=asyncpg.Connection,
            record_class=asyncpg.Record,
            server_settings=_SERVER_SETTINGS,
            command_timeout=30,
        )
        self._turns = asyncio.Semaphore(size)
        self._waiting = 0
        self._handed: list[Connection] = []  # for those who wait
        self._given_back = 0
        self._ends = False

    async def take(self) -> Connection:
        """A connection, in turn; it is to be given back."""
        self._waiting += 1
        try:
            await self._turns.acquire()
        finally:
            self._waiting -= 1
        try:
            if self._handed:
                conn = self._handed.pop()
                if _usable(conn):
                    return conn
                await self.release(conn)  # it ended on its way
            return await self.acquire()
        except BaseException:
            self._turns.release()
            raise

    async def give_back(self, conn: Connection, *, well: bool) -> None:
        """Let the next one have it. ``well``: the work on it ended well, so that nothing is under way there any more."""
        self._given_back += 1
        wanted = self._waiting > len(self._handed) and not self._ends
        try:
            if well and wanted and self._given_back % _HANDED:
                self._handed.append(conn)
            else:
                await self.release(conn)
        finally:
            self._turns.release()

    async def close(self) -> None:
        """Close all, once each was given back."""
        self._ends = True  # from now on each goes back to asyncpg
        while self._handed:
            await self.release(self._handed.pop())
        await super().close()


def _usable(conn: Connection) -> bool:
    try:
        return not conn.is_closed()
    except asyncpg.InterfaceError:
        return False  # asyncpg has taken it back already, as it ended


async def connect_pool(url: str, size: int) -> Pool:
    """A pool of at most so many connections, which are made when they are needed."""
    pool: Pool = await Pool(url, size)
    return pool


async def connect(url: str, name: str) -> Connection:
    """A connection of its own, for what must hold a session (locks of relay, scheduler and maintenance)."""
    conn = await asyncpg.connect(url, server_settings=_SERVER_SETTINGS | {"application_name": f"parley {name}"})
    await _speak_json(conn)
    return conn


@asynccontextmanager
async def transaction(pool: Pool, name: str, *, cause: UUID | None = None, polls: bool = False) -> AsyncIterator[Tx]:
    """Begin, yield the unit of work, write its events to the outbox, commit; any exception rolls all back.

    ``polls``: it looks for work, and is worth a span only if it tells something or says ``telemetry.found``.
    """
    from shared import outbox  # the outbox needs Tx

    said = {**_POSTGRESQL, **telemetry.poll()} if polls else _POSTGRESQL
    with telemetry.span(f"transaction {name}", telemetry.INTERNAL, said), _measured(name):
        async with _connection(pool) as conn, conn.transaction():
            tx = Tx(conn, clock.now(), cause)
            yield tx
            if polls and tx.announced:
                telemetry.found()
            await outbox.flush(tx)


@asynccontextmanager
async def reading(pool: Pool) -> AsyncIterator[Tx]:
    """A unit of work that only reads: no transaction block, so a lookup is one round trip."""
    async with _connection(pool) as conn:
        tx = Tx(conn, clock.now())
        yield tx
        _refuse_events(tx)


class _OneStatement:
    """A connection that is asked once. A second statement is refused before it runs: nothing takes the first one back."""

    def __init__(self, conn: Connection) -> None:
        self._conn: Connection | None = conn

    def __getattr__(self, name: str) -> Any:
        conn, self._conn = self._conn, None
        if conn is None:
            raise RuntimeError(
                "a unit of work of one statement was asked for a second one; open a transaction for them"
            )
        return getattr(conn, name)


@asynccontextmanager
async def statement(pool: Pool, name: str) -> AsyncIterator[Tx]:
    """A unit of work of one statement, which PostgreSQL commits as it ends: one round trip, and no events."""
    with telemetry.span(f"transaction {name}", telemetry.INTERNAL, _POSTGRESQL), _measured(name):
        async with _connection(pool) as conn:
            tx = Tx(_OneStatement(conn), clock.now())
            yield tx
            _refuse_events(tx)


def _refuse_events(tx: Tx) -> None:
    if tx.announced:
        raise RuntimeError("a unit of work without a transaction announced events; open one for them")


@contextmanager
def _measured(name: str) -> Iterator[None]:
    began, outcome = time.perf_counter(), "failed"
    try:
        yield
        outcome = "committed"
    except DomainError:
        outcome = "refused"
        raise
    finally:
        metrics.transaction(name, outcome, time.perf_counter() - began)


@asynccontextmanager
async def _connection(pool: Pool) -> AsyncIterator[Connection]:
    """A connection, waited for with patience. Not by the pool's own timeout: that makes a task for each acquisition."""
    began = time.perf_counter()
    try:
        async with asyncio.timeout(_PATIENCE):
            conn = await pool.take()
    finally:
        metrics.pool_wait(time.perf_counter() - began)
    well = False
    try:
        yield conn
        well = True
    finally:
        await pool.give_back(conn, well=well)


async def _speak_json(conn: Connection) -> None:
    for name in ("json", "jsonb"):
        await conn.set_type_codec(name, encoder=_dumps, decoder=json.loads, schema="pg_catalog", format="text")


async def _keep_session(_conn: Connection) -> None:
    """Pool connections hold no session state (transactions roll back by themselves): save the reset's round trip."""


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
