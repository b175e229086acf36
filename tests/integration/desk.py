"""A service's edges in a test: requests as a person, events as they are heard, deadlines as they fall due."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared import auth, clock, db
from shared.auth import Caller, Jwks, SigningKey
from shared.db import Pool
from shared.events.base import Event
from shared.http import create_app
from shared.service import Batched, Deadline, Service

KEY = SigningKey("k1", Ed25519PrivateKey.generate())
D = TypeVar("D", bound="Desk")


@dataclass
class Desk:
    """A service on a real database; a test's own desk adds the steps of its story."""

    service: Service
    client: httpx.AsyncClient
    pool: Pool

    async def ask(self, who: UUID, method: str, path: str, json: Any = None, **headers: str) -> httpx.Response:
        """A request of somebody who is signed in; ``if_match="..."`` becomes the header If-Match."""
        token = auth.sign(KEY, Caller(who, None, "en"), clock.wall())
        sent = {"authorization": f"Bearer {token}"} | {name.replace("_", "-"): v for name, v in headers.items()}
        return await self.client.request(method, f"/api{path}", json=json, headers=sent)

    async def hear(self, *events: Event) -> None:
        """Each event as the consumer brings it, in a transaction of its own."""
        for event in events:
            async with db.transaction(self.pool, "test") as tx:
                handle = self.service.handlers[type(event)]
                await (handle.handle(tx, [event]) if isinstance(handle, Batched) else handle(tx, event))

    async def falls_due(self, kind: str, subject_id: UUID) -> None:
        """A deadline fires now, as the scheduler would let it."""
        async with db.transaction(self.pool, "test") as tx:
            await self.service.deadlines[kind](tx, Deadline(kind, subject_id, clock.now()))

    async def announced(self) -> list[str]:
        """The types of what the service told, in order."""
        return [row["type"] for row in await self.pool.fetch("SELECT type FROM outbox ORDER BY event_id")]


@asynccontextmanager
async def open_desk(kind: type[D], service: Service, url: str) -> AsyncIterator[D]:
    """The service on the database at ``url``, behind its HTTP edge, with no Kafka."""
    pool = await db.connect_pool(url, 4)
    settings = service.settings(database_url=url, kafka_bootstrap="127.0.0.1:1", cursor_secret="s" * 32, demo=False)
    app = create_app(service, settings, pool, Jwks.of([auth.public_jwk(KEY)]))
    try:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://parley.test") as client:
            yield kind(service, client, pool)
    finally:
        await pool.close()
