"""The management port: alive whatever happens elsewhere, ready only when every check passes."""

from __future__ import annotations

import asyncio

import httpx

from shared import readiness
from shared.http import management_app


async def fine() -> str | None:
    return None


async def broken() -> str | None:
    raise ConnectionError("a password")


async def test_each_failing_check_is_named() -> None:
    transport = httpx.ASGITransport(management_app({"database": broken, "keys": fine}, {"keys": fine}))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        assert (await client.get("/healthz/live")).status_code == 200
        ready = await client.get("/healthz/ready")
        assert (ready.status_code, ready.json()["checks"]) == (503, {"database": "ConnectionError"})
        assert (await client.get("/healthz/started")).status_code == 200, "what must catch up is not restarted for it"
        assert b"parley_" in (await client.get("/metrics")).content


async def test_ready_when_all_is_well() -> None:
    transport = httpx.ASGITransport(management_app({"database": fine}, {"database": broken}))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        assert (await client.get("/healthz/ready")).json() == {"status": "ok", "checks": {}}
        assert (await client.get("/healthz/started")).status_code == 503


async def test_a_worker_outside_of_its_group_is_alive_and_started_and_not_ready() -> None:
    joined = asyncio.Event()
    app = management_app({"consumer": readiness.consumer_joined(joined)}, {"database": fine})
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        assert [(await client.get(f"/healthz/{asked}")).status_code for asked in ("live", "started")] == [200, 200]
        ready = await client.get("/healthz/ready")
        assert (ready.status_code, ready.json()["checks"]) == (
            503,
            {"consumer": "the consumer has not joined its group"},
        )
        joined.set()
        assert (await client.get("/healthz/ready")).status_code == 200
