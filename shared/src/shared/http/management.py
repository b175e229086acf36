"""The management port: is it alive, is it ready, has it started, and the metrics."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from shared.telemetry import metrics

Check = Callable[[], Awaitable[str | None]]
"""None when all is well, else what is wrong."""

_PATIENCE = 3.0  # seconds


def management_app(ready: Mapping[str, Check], started: Mapping[str, Check]) -> Starlette:
    """``/healthz/{live,ready,started}`` and ``/metrics``. Liveness asks nobody: an outage must not restart us.

    ``started`` asks less than ``ready``: a process that has much to catch up with must not be restarted for it.
    """

    async def live(_request: Request) -> JSONResponse:
        return JSONResponse({"status": "ok"})

    async def is_ready(_request: Request) -> JSONResponse:
        return await _answer(ready)

    async def has_started(_request: Request) -> JSONResponse:
        return await _answer(started)

    async def measured(request: Request) -> Response:
        body, content_type = metrics.exposition(request.headers.get("accept", ""))
        return Response(body, headers={"content-type": content_type})

    return Starlette(
        routes=[
            Route("/healthz/live", live),
            Route("/healthz/ready", is_ready),
            Route("/healthz/started", has_started),
            Route("/metrics", measured),
        ]
    )


async def _answer(checks: Mapping[str, Check]) -> JSONResponse:
    found = await asyncio.gather(*(_asked(check) for check in checks.values()))
    wrong = {name: why for name, why in zip(checks, found, strict=True) if why}
    return JSONResponse({"status": "failing" if wrong else "ok", "checks": wrong}, 503 if wrong else 200)


async def _asked(check: Check) -> str | None:
    """What a check says; one that fails or hangs is a failing check, not a failing page."""
    try:
        async with asyncio.timeout(_PATIENCE):
            return await check()
    except Exception as error:  # noqa: BLE001 - a probe must always be answered
        return type(error).__name__
