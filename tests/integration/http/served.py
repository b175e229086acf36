"""A service on a real port and a real database that already holds what the stored examples of events tell."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any, get_args
from uuid import NAMESPACE_URL, UUID, uuid5

import uvicorn
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import FastAPI

from shared import auth, clock, contracts, db, ids
from shared.auth import Caller, Jwks, SigningKey
from shared.events import schemas
from shared.events.hr import RoleName
from shared.events.people import MandateHeld, PersonChanged, RoleHeld
from shared.http import create_app
from shared.service import Batched, Service, installed
from shared.testing import fact

KEY = SigningKey("k1", Ed25519PrivateKey.generate())
SERVICES = installed()


def known_id(name: str) -> UUID:
    """The id that the stored examples use in every field of that name."""
    return uuid5(NAMESPACE_URL, f"https://parley.example/{name}")


PEOPLE: dict[str, tuple[UUID, tuple[str, ...]]] = {
    "colleague": (known_id("person_id"), ()),
    "officer": (known_id("officer"), get_args(RoleName)),
    "newcomer": (known_id("newcomer"), ()),
}
"""Who calls: somebody whom the examples know as author and representative, somebody with every role, and somebody
of whom the service has not heard."""


@dataclass(frozen=True)
class Served:
    service: Service
    address: str

    def credentials(self, who: str) -> dict[str, str]:
        token = auth.sign(KEY, Caller(PEOPLE[who][0], None, "en"), clock.wall())
        return {"authorization": f"Bearer {token}"}


@contextmanager
def served(name: str, url: str) -> Iterator[Served]:
    """The service, listening on loopback until the end of the block."""
    service = SERVICES[name]

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.pool = await db.connect_pool(url, 4)
        await _tell(service, app.state.pool)
        yield
        await app.state.pool.close()

    settings = service.settings(
        database_url=url, kafka_bootstrap="127.0.0.1:1", cursor_secret="s" * 32, demo=name == "people"
    )
    app = create_app(service, settings, None, Jwks.of([auth.public_jwk(KEY)]), lifespan=lifespan)
    app.state.stopping.set()  # a stream sends what there is and ends
    server = uvicorn.Server(uvicorn.Config(app, port=0, http="httptools", ws="none", log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, name=name)
    thread.start()
    try:
        while not server.started:
            if not thread.is_alive():
                raise RuntimeError(f"{name} did not start")
            thread.join(0.02)
        host, port = server.servers[0].sockets[0].getsockname()
        yield Served(service, f"http://{host}:{port}")
    finally:
        server.should_exit = True
        thread.join()


_ENDINGS = ("erased", "withdrawn", "left", "ended", "merged", "declined", "returned", "not-required")


async def _tell(service: Service, pool: db.Pool) -> None:
    """What the service would have heard: people with their roles, then the stored example of every other event."""
    for event in [event for event in schemas.events() if event in service.handlers]:
        if event is PersonChanged:
            told: list[Any] = [_person(*known) for who, known in PEOPLE.items() if who != "newcomer"]
        elif event.type_name().endswith(_ENDINGS):
            continue
        else:
            example = event.model_validate_json(contracts.examples(event)[0].read_text("utf-8"))
            told = [example.model_copy(update={"occurred_at": clock.now()})]  # what is told is told now
        handle = service.handlers[event]
        async with db.transaction(pool, "told", cause=ids.new_id()) as tx:
            await (handle.handle(tx, told) if isinstance(handle, Batched) else handle(tx, told[0]))


def _person(person_id: UUID, roles: tuple[str, ...]) -> PersonChanged:
    held = tuple(RoleHeld(role=role) for role in roles)
    mandate = fact(MandateHeld, mandate_id=known_id("mandate_id"), body_id=known_id("body_id"), starts_on="2020-01-01")
    return fact(
        PersonChanged,
        person_id=person_id,
        unit_id=known_id("unit_id"),
        employed=True,
        roles=held,
        mandates=() if roles else (mandate,),
    )
