"""A service on a real port and a real database that already holds what the stored examples of events tell."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args
from uuid import NAMESPACE_URL, UUID, uuid5

import uvicorn
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import FastAPI

from shared import auth, clock, contracts, db, ids
from shared.auth import Caller, Jwks, SigningKey
from shared.events import hr, schemas
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


_LONG_AGO = date(2020, 1, 1)
_SAME = "E-1001"  # the external id of everything in the stored examples
_AS_OF_NOW: dict[Any, dict[str, Any]] = {
    hr.HrEmployeeHired: {"effective_on": _LONG_AGO, "manager_external_id": None, "unit_external_id": _SAME},
    hr.HrEmployeeChanged: {"effective_on": _LONG_AGO, "manager_external_id": None, "unit_external_id": _SAME},
    hr.HrUnitChanged: {"effective_on": _LONG_AGO, "parent_external_id": None},
    hr.HrBodyChanged: {
        "effective_on": _LONG_AGO,
        "scope_unit_external_ids": (_SAME,),
        "calendar_external_id": _SAME,
    },
    hr.HrRoleGranted: {
        "external_id": "officer",
        "effective_on": _LONG_AGO,
        "role": "administrator",
        "unit_external_id": None,
    },
    hr.HrCalendarChanged: {"effective_on": _LONG_AGO, "subdivision": "57"},  # 75 has no holidays of its own
    hr.HrMandateGranted: {"effective_on": _LONG_AGO, "ends_on": None, "body_external_id": _SAME},
}
"""What HR's stored examples must say to hold today and to fit each other; other events do."""
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
            told = [example.model_copy(update={"occurred_at": clock.now()} | _AS_OF_NOW.get(event, {}))]
        handle = service.handlers[event]
        async with db.transaction(pool, "told", cause=ids.new_id()) as tx:
            await (handle.handle(tx, told) if isinstance(handle, Batched) else handle(tx, told[0]))
    if hr.HrEmployeeHired in service.handlers:
        await _known_as(service, pool)


async def _known_as(service: Service, pool: db.Pool) -> None:
    """People gives ids of its own: the officer is hired, and what the examples tell of gets the ids that callers use."""
    example = hr.HrEmployeeHired.model_validate_json(contracts.examples(hr.HrEmployeeHired)[0].read_text("utf-8"))
    fields = _AS_OF_NOW[hr.HrEmployeeHired] | {"occurred_at": clock.now(), "external_id": "officer"}
    async with db.transaction(pool, "told", cause=ids.new_id()) as tx:
        handle: Any = service.handlers[hr.HrEmployeeHired]
        await handle(tx, example.model_copy(update=fields))
    for row in await pool.fetch("SELECT kind, external_id, entity_id FROM entity"):
        wanted = known_id("officer" if row["external_id"] == "officer" else f"{row['kind']}_id")
        named = "replace(published::text, $1::uuid::text, $2::uuid::text)::jsonb"
        await pool.execute(f"UPDATE entity SET published = {named}", row["entity_id"], wanted)
        await pool.execute("UPDATE entity SET entity_id = $2 WHERE entity_id = $1", row["entity_id"], wanted)


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
