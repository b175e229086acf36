"""The management port: alive whatever happens elsewhere, ready only when every check passes."""

from __future__ import annotations

import httpx

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
