"""A service's edges for tests: requests as a person, events as they are heard, deadlines as they fall due."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared import auth, clock, db
from shared.auth import Caller, Jwks, SigningKey
from shared.db import Pool
from shared.events.base import Event
from shared.events.people import PersonChanged, RoleHeld
from shared.http import create_app
from shared.service import Batched, Deadline, Service
from shared.testing import fact

KEY = SigningKey("k1", Ed25519PrivateKey.generate())


@dataclass
class Desk:
    """One service on one database."""

    service: Service
    client: httpx.AsyncClient
    pool: Pool

    async def send(
        self,
        who: UUID | None,
        method: str,
        path: str,
        json: Any = None,
        headers: dict[str, str] | None = None,
        language: auth.Language = "en",
    ) -> httpx.Response:
        """A request by a person, or by a stranger; ``path`` is the whole one."""
        sent = dict(headers or {})
        if who is not None:
            sent["authorization"] = f"Bearer {auth.sign(KEY, Caller(who, None, language), clock.wall())}"
        return await self.client.request(method, path, json=json, headers=sent)

    async def hear(self, *events: Event) -> None:
        for event in events:
            async with db.transaction(self.pool, "test") as tx:
                handle = self.service.handlers[type(event)]
                await (handle.handle(tx, [event]) if isinstance(handle, Batched) else handle(tx, event))

    async def due(self, kind: str, subject_id: UUID, at: datetime | None = None) -> None:
        """A deadline falls due, whether it was set or not."""
        async with db.transaction(self.pool, "test") as tx:
            await self.service.deadlines[kind](tx, Deadline(kind, subject_id, at or clock.now()))

    async def announced(self) -> list[str]:
        return [row["type"] for row in await self.pool.fetch("SELECT type FROM outbox ORDER BY event_id")]


@asynccontextmanager
async def opened(service: Service, url: str) -> AsyncIterator[Desk]:
    """The service's application on a migrated database."""
    pool = await db.connect_pool(url, 4)
    settings = service.settings(database_url=url, kafka_bootstrap="127.0.0.1:1", cursor_secret="s" * 32, demo=False)
    app = create_app(service, settings, pool, Jwks.of([auth.public_jwk(KEY)]))
    try:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://parley.test") as client:
            yield Desk(service, client, pool)
    finally:
        await pool.close()


def a_person(person_id: UUID, *roles: str, **given: Any) -> PersonChanged:
    """Somebody employed who holds functions for the whole organisation."""
    held = tuple(RoleHeld(role=role) for role in roles)  # type: ignore[arg-type]
    fields = {"display_name": f"P {person_id}", "employed": True, "roles": held}
    return fact(PersonChanged, **{"person_id": person_id, **fields, **given})
