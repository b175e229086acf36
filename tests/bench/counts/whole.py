"""The six services in one process, without Kafka between them: every command is counted, and every event it causes.

A courier carries each outbox row to every service that listens, through the consumer's own code and in a batch of one.
So a command returns when all it caused has taken effect, and the same story always gives the same counts.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from unittest import mock
from urllib.parse import urlsplit

import httpx

from shared import clock, db, outbox
from shared.auth import Jwks
from shared.cli import hr
from shared.consumer import topics_of
from shared.consumer.batch import Progress, read, take
from shared.db import Pool
from shared.events import catalog
from shared.events.base import Event
from shared.events.message import Message
from shared.http import create_app
from shared.relay import record
from shared.routes import prefixes
from shared.service import Service, installed
from tests.bench.counts.wire import Count, Wire, through

ADDRESS = "http://parley.test"
_NEW = "SELECT * FROM outbox WHERE id > $1 ORDER BY id"

Counts = dict[str, Count]


@dataclass(slots=True)
class Running:
    """One service: its application, its pool behind the counting proxy, and where it stands in each topic."""

    service: Service
    app: Any
    pool: Pool
    plain: Pool
    """The same database past the proxy, for the courier."""
    progress: dict[str, Progress] = field(default_factory=dict)
    carried: int = 0
    """Id of the last outbox row that the courier took."""


class Whole:
    """The six services behind one address, with an event loop in a thread of its own. A context manager."""

    def __init__(self, database: Callable[[str], str]) -> None:
        """``database(service)`` gives the address of a fresh migrated database."""
        self._database = database
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._running: dict[str, Running] = {}
        self._route = ""
        self._offset = 0
        self.commands: Counts = {}
        self.events: Counts = {}
        self.statements: dict[str, list[str]] = {}

    def __enter__(self) -> Self:
        self._thread.start()
        self.run(self._start())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.run(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        done: Future[Any] = asyncio.run_coroutine_threadsafe(work, self._loop)
        return done.result(60)

    def start_over(self) -> None:
        """Forget the counts: what came before has warmed up the connections' prepared statements."""
        self.commands, self.events, self.statements = {}, {}, {}

    def home_pages(self) -> list[str]:
        """Where each service says what waits for somebody."""
        pages = [f"/api/{name}/tasks" for name in self._running]
        described = {path for each in self._running.values() for path in each.app.openapi()["paths"]}
        return [page for page in pages if page in described]

    def client(self, **headers: str) -> httpx.Client:
        return httpx.Client(transport=_Edge(self), base_url=ADDRESS, headers=headers)

    def answer(self, request: httpx.Request) -> httpx.Response:
        """Answer as the edge would, when all that the request caused has taken effect."""
        answer: httpx.Response = self.run(self._answer(request))
        return answer

    def send_hr(self, file: Path) -> None:
        """Let people hear the lines of a file of HR events."""
        self.tell_hr(file.read_text().splitlines())

    def tell_hr(self, lines: Sequence[str]) -> None:
        right, wrong = hr.read(lines)
        assert not wrong, wrong
        self.run(self._hr(right))

    def hear_together(self, service: str, events: Sequence[Event]) -> Count:
        """What one batch with all these events costs the service."""
        count: Count = self.run(self._hear_together(self._running[service], events))
        return count

    async def _hear_together(self, each: Running, events: Sequence[Event]) -> Count:
        reads = [read(each.service, self._message(outbox.record(event), "/parley/bench")) for event in events]
        topic = reads[0].message.topic
        self._wire.start_over()
        await take(each.service, each.pool, each.progress.setdefault(topic, Progress(None)), reads)
        return self._wire.count()

    def _message(self, row: Any, source: str) -> Message:
        said = row._asdict() if isinstance(row, outbox.Record) else row
        self._offset += 1
        headers = tuple(record.headers(said, source, (said["traceparent"], said["tracestate"])))
        return Message(said["topic"], 0, self._offset, clock.wall(), said["key"], headers, said["payload"])

    async def _start(self) -> None:
        sample = urlsplit(self._database("people"))
        self._wire = Wire(sample.hostname or "", sample.port or 5432)
        port = await self._wire.open()
        for name, service in installed().items():
            url = self._database(name)
            given: dict[str, Any] = {
                "database_url": url,
                "kafka_bootstrap": "127.0.0.1:1",
                "cursor_secret": "s" * 32,
                "demo": True,
            }
            settings = service.settings(**given)
            pool = await db.connect_pool(through(url, port), 2)
            app = create_app(service, settings, pool, Jwks.of([]))
            self._running[name] = Running(service, app, pool, await db.connect_pool(url, 2))
        environment = {"DATABASE_URL": str(sample.geturl()), "KAFKA_BOOTSTRAP": "127.0.0.1:1"}
        self._environment = mock.patch.dict("os.environ", environment | {"CURSOR_SECRET": "s" * 32})
        self._environment.start()  # a handler may read its service's settings

    async def _stop(self) -> None:
        self._environment.stop()
        for each in self._running.values():
            await each.pool.close()
            await each.plain.close()
        self._wire.close()

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        name = next(prefixes()[p] for p in sorted(prefixes(), key=len, reverse=True) if _below(path, p))
        self._wire.start_over()
        transport = httpx.ASGITransport(self._watched(self._running[name].app))
        async with httpx.AsyncClient(transport=transport, base_url=ADDRESS) as inner:
            body, headers = request.content, dict(request.headers)
            answer = await inner.request(request.method, str(request.url), content=body, headers=headers)
        if answer.status_code < 300:
            keyed = " with Idempotency-Key" if "idempotency-key" in request.headers else ""
            self._note(self.commands, f"{request.method} {self._route}{keyed}")
        if path == "/api/session":
            await self._learn_keys()
        await self._carry()
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content, request=request)

    def _watched(self, app: Any) -> Callable[[Any, Any, Any], Awaitable[None]]:
        async def watched(scope: Any, receive: Any, send: Any) -> None:
            await app(scope, receive, send)
            self._route = getattr(scope.get("route"), "path", "unmatched")

        return watched

    async def _learn_keys(self) -> None:
        transport = httpx.ASGITransport(self._running["people"].app)
        async with httpx.AsyncClient(transport=transport, base_url=ADDRESS) as inner:
            keys = (await inner.get("/.well-known/jwks.json")).json()["keys"]
        for each in self._running.values():
            each.app.state.jwks = Jwks.of(keys)

    async def _hr(self, records: list[hr.Outgoing]) -> None:
        for each in records:
            self._offset += 1
            headers = tuple(each.headers)
            await self._deliver(Message("hr.v1", 0, self._offset, clock.wall(), each.key, headers, each.value))
        await self._carry()

    async def _carry(self) -> None:
        """Until no outbox has anything new."""
        moved = True
        while moved:
            moved = False
            for each in self._running.values():
                for row in await each.plain.fetch(_NEW, each.carried):
                    each.carried, moved = row["id"], True
                    await self._deliver(self._message(row, each.service.source))

    async def _deliver(self, message: Message) -> None:
        for name, each in self._running.items():
            if message.topic not in topics_of(each.service):
                continue
            progress = each.progress.setdefault(message.topic, Progress(None))
            one = read(each.service, message)
            self._wire.start_over()
            await take(each.service, each.pool, progress, [one])
            heard = "passes over an event" if one.content is None else f"hears {_type_of(message)}"
            self._note(self.events, f"{name} {heard}")

    def _note(self, where: Counts, what: str) -> None:
        """The dearest of several is what counts."""
        now = self._wire.count()
        if what not in where or now > where[what]:
            where[what] = now
            self.statements[what] = [" ".join(text.split())[:100] for text in self._wire.texts]


class _Edge(httpx.BaseTransport):
    def __init__(self, whole: Whole) -> None:
        self._whole = whole

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.read()
        return self._whole.answer(request)


def _below(path: str, prefix: str) -> bool:
    return path == prefix or path.startswith(f"{prefix}/")


def _type_of(message: Message) -> str:
    return catalog.event_class(message.type).type_name()
