"""Keys change while a service verifies: it knows the next one before it signs, and the old one while its tokens live."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import httpx
import jwt
import pytest
import uvicorn
from tests.conftest import PostgresServer
from tests.integration.people.test_api import ADMINISTRATOR, Desk, opened
from tests.integration.people.test_hearing import hear

from people.actions import keys
from people.main import SERVICE
from review.main import SERVICE as REVIEW
from shared import auth, clock, db, scheduler
from shared.auth import InvalidTokenError, Jwks
from shared.db import Pool
from shared.http import create_app

LASTS = timedelta(days=30)


@pytest.fixture
async def desk(postgres: PostgresServer) -> AsyncIterator[Desk]:
    async with opened(postgres.database("people"), demo=True) as made:
        await hear(made.pool, ADMINISTRATOR)
        yield made


@asynccontextmanager
async def listening(desk: Desk) -> AsyncIterator[str]:
    """People on a real port: where its keys are."""
    server = uvicorn.Server(uvicorn.Config(desk.app, port=0, lifespan="off", log_config=None, ws="none"))
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        host, port = server.servers[0].sockets[0].getsockname()
        yield f"http://{host}:{port}/.well-known/jwks.json"
    finally:
        server.should_exit = True
        await running


async def let_pass(pool: Pool, span: timedelta) -> None:
    """Time goes by for the keys."""
    await pool.execute("UPDATE signing_key SET signs_from = signs_from - $1::interval", span)


async def tend(pool: Pool) -> None:
    async with db.transaction(pool, "test") as tx:
        await keys.tend(tx, LASTS)


def kid(signed: dict[str, Any]) -> str:
    return str(jwt.get_unverified_header(signed["token"])["kid"])


async def states(desk: Desk) -> list[str]:
    answer = await desk.client.get("/api/signing-keys")
    assert answer.status_code == 200, answer.text
    return [key["state"] for key in answer.json()]


@asynccontextmanager
async def review(url: str, verifying: Jwks) -> AsyncIterator[httpx.AsyncClient]:
    """Another service, which verifies with these keys."""
    pool = await db.connect_pool(url, 2)
    settings = REVIEW.settings(database_url=url, kafka_bootstrap="127.0.0.1:1", cursor_secret="s" * 32)
    transport = httpx.ASGITransport(create_app(REVIEW, settings, pool, verifying))
    try:
        async with httpx.AsyncClient(transport=transport, base_url="http://parley.test") as client:
            yield client
    finally:
        await pool.close()


async def known(client: httpx.AsyncClient, signed: dict[str, Any]) -> bool:
    """Whether the service knows who asks."""
    answer = await client.get("/api/rubrics", headers={"authorization": f"Bearer {signed['token']}"})
    assert answer.status_code in (200, 401), answer.text
    return answer.status_code == 200


async def test_a_service_verifies_through_a_rotation(desk: Desk, postgres: PostgresServer) -> None:
    old = await desk.sign_in("P2")
    async with listening(desk) as source, review(postgres.database("review"), verifying := Jwks(source)) as client:
        assert await known(client, old)
        assert (await desk.client.post("/api/signing-keys", json={})).status_code == 201
        assert await states(desk) == ["waits", "signs"]
        assert kid(await desk.sign_in("P2")) == kid(old)  # the new one is shown, and does not sign yet
        await verifying._refreshed()  # as it does by itself every five minutes
        verifying.url = None  # from here on review could not ask
        await let_pass(desk.pool, timedelta(minutes=10))
        new = await desk.sign_in("P2")
        assert kid(new) != kid(old)
        assert (await known(client, new), await known(client, old)) == (True, True)
        await let_pass(desk.pool, timedelta(minutes=20))
        await tend(desk.pool)
        assert await states(desk) == ["signs"]
        verifying.url = source
        await verifying._refreshed()
        assert (await known(client, new), await known(client, old)) == (True, False)


async def test_the_schedule_makes_the_next_key_and_takes_the_old_one_away(desk: Desk) -> None:
    await desk.sign_in("P2")
    seen = []
    for span in (timedelta(0), LASTS, timedelta(minutes=10), timedelta(minutes=20)):
        await let_pass(desk.pool, span)
        await tend(desk.pool)
        seen.append(await states(desk))
    assert seen == [["signs"], ["waits", "signs"], ["signs", "ends"], ["signs"]]


async def test_the_first_sign_in_begins_the_schedule_and_the_demos_clock_does_not_hurry_it(desk: Desk) -> None:
    await desk.sign_in("P2")
    due = "SELECT due_at FROM deadline WHERE kind = 'signing-keys' AND state = 'waiting'"
    expected = LASTS - timedelta(minutes=10)
    assert abs(await desk.pool.fetchval(due) - clock.now() - expected) < timedelta(minutes=1)
    await desk.pool.execute("UPDATE deadline SET due_at = $1", clock.now())  # as if the demo had moved on a month
    assert await scheduler.fire_due(SERVICE, desk.pool) == 1
    assert await states(desk) == ["signs"]
    assert abs(await desk.pool.fetchval(due) - clock.now() - expected) < timedelta(minutes=1)


async def test_one_rotation_at_a_time(desk: Desk) -> None:
    await desk.sign_in("P2")
    assert (await desk.client.post("/api/signing-keys", json={})).status_code == 201
    again = await desk.client.post("/api/signing-keys", json={}, headers={"accept-language": "de"})
    assert (again.status_code, again.json()["type"]) == (409, "/problems/rotation-under-way")


async def test_a_key_in_wrong_hands_is_withdrawn_and_another_signs_at_once(desk: Desk) -> None:
    stolen = await desk.sign_in("P2")
    assert (await desk.client.delete(f"/api/signing-keys/{kid(stolen)}")).status_code == 204
    shown = (await desk.client.get("/.well-known/jwks.json")).json()["keys"]
    with pytest.raises(InvalidTokenError):
        await auth.verify(stolen["token"], Jwks.of(shown))
    desk.client.cookies.delete("__Host-parley")
    new = await desk.sign_in("P2")
    assert kid(new) != kid(stolen)
    assert await states(desk) == ["signs"]
    assert (await desk.client.delete(f"/api/signing-keys/{kid(stolen)}")).status_code == 404


async def test_two_first_sign_ins_at_once_make_one_key(desk: Desk) -> None:
    made = await asyncio.gather(*(desk.client.post("/api/session", json={"persona": "P1"}) for _ in range(2)))
    assert [each.status_code for each in made] == [201, 201]
    assert len((await desk.client.get("/.well-known/jwks.json")).json()["keys"]) == 1
