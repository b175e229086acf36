"""A service's edges for tests: requests as a person, events as they are heard, deadlines as they fall due."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared import auth, clock, db, ids, scheduler
from shared.auth import Caller, Jwks, SigningKey
from shared.db import Pool
from shared.errors import Language
from shared.events.base import Event
from shared.events.people import PersonChanged, RoleHeld
from shared.http import create_app
from shared.service import Batched, Deadline, Service
from shared.settings import ServiceSettings
from shared.testing import fact

KEY = SigningKey("k1", Ed25519PrivateKey.generate())
D = TypeVar("D", bound="Desk")


@dataclass
class Desk:
    """One service on one database; a test's own desk adds the steps of its story."""

    service: Service
    client: httpx.AsyncClient
    pool: Pool
    settings: ServiceSettings

    async def send(
        self,
        who: UUID | None,
        method: str,
        path: str,
        json: Any = None,
        headers: dict[str, str] | None = None,
        language: Language = "en",
        content: Any = None,
    ) -> httpx.Response:
        """A request by a person, or by a stranger; ``path`` is the whole one. ``content``: bytes instead of JSON."""
        sent = dict(headers or {})
        if who is not None:
            token = auth.sign(KEY, Caller(who, None, language), datetime.now(UTC))  # verified by the machine's time
            sent["authorization"] = f"Bearer {token}"
        return await self.client.request(method, path, json=json, content=content, headers=sent)

    async def ask(self, who: UUID, method: str, path: str, json: Any = None, **headers: str) -> httpx.Response:
        """A request of a person under /api; ``if_match="..."`` becomes the header If-Match."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.send(who, method, f"/api{path}", json, sent)

    async def gets(
        self, who: UUID, method: str, path: str, json: Any = None, *, expect: int = 200, **headers: str
    ) -> Any:
        """The body of the answer, which has the status expected."""
        answer = await self.ask(who, method, path, json, **headers)
        assert answer.status_code == expect, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None

    async def refused(self, who: UUID, method: str, path: str, json: Any = None, **headers: str) -> tuple[int, str]:
        """Status and problem slug of a refusal."""
        answer = await self.ask(who, method, path, json, **headers)
        assert answer.status_code >= 400, f"{method} {path} was not refused: {answer.text}"
        return answer.status_code, answer.json()["type"].removeprefix("/problems/")

    async def hear(self, *events: Event, cause: UUID | None = None) -> None:
        """Each in a transaction of its own, under a fresh event id or the one given."""
        for event in events:
            async with db.transaction(self.pool, "test", cause=cause or ids.new_id()) as tx:
                handle = self.service.handlers[type(event)]
                await (handle.handle(tx, [event]) if isinstance(handle, Batched) else handle(tx, event))

    async def falls_due(self, kind: str, subject_id: UUID, at: datetime | None = None) -> None:
        """A deadline falls due, whether it was set or not."""
        async with db.transaction(self.pool, "test") as tx:
            await self.service.deadlines[kind](tx, Deadline(kind, subject_id, at or clock.now()))

    async def pass_deadlines(self) -> None:
        """Fire what is set and due by ``shared.clock``, as the scheduler does."""
        await scheduler.fire_due(self.service, self.pool, asyncio.Event())

    async def do_chores(self) -> None:
        """Let the worker's chores do what there is to do."""
        for chore in self.service.chores:
            while await chore.turn(partial(db.transaction, self.pool, chore.name), self.settings):
                pass

    async def announced(self) -> list[str]:
        """The types of what the service told, in order."""
        return [row["type"] for row in await self.pool.fetch("SELECT type FROM outbox ORDER BY id")]

    async def told(self, kind: str) -> list[str]:
        """Payloads of the events of one type, in order."""
        rows = await self.pool.fetch("SELECT payload FROM outbox WHERE type = $1 ORDER BY id", kind)
        return [bytes(row["payload"]).decode() for row in rows]


@asynccontextmanager
async def open_desk(kind: type[D], service: Service, url: str, **given: Any) -> AsyncIterator[D]:
    """The service's application on a migrated database, behind its HTTP edge, with no Kafka. ``given``: settings."""
    pool = await db.connect_pool(url, 4)
    settings = service.settings(
        **{"database_url": url, "kafka_bootstrap": "127.0.0.1:1", "cursor_secret": "s" * 32, "demo": False, **given}
    )
    app = create_app(service, settings, pool, Jwks.of([auth.public_jwk(KEY)]))
    app.state.stopping.set()  # a stream sends what there is and ends: the client here takes whole answers
    try:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://parley.test") as client:
            yield kind(service, client, pool, settings)
    finally:
        await pool.close()


def a_person(person_id: UUID, *roles: str, **given: Any) -> PersonChanged:
    """Somebody employed who holds functions for the whole organisation."""
    held = tuple(RoleHeld(role=role) for role in roles)
    fields = {"display_name": f"P {person_id}", "employed": True, "roles": held}
    return fact(PersonChanged, **{"person_id": person_id, **fields, **given})
