"""The management port: is it alive, is it ready, has it started, and the metrics."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

Check = Callable[[], Awaitable[str | None]]
"""None when all is well, else what is wrong."""


def management_app(checks: Mapping[str, Check]) -> Starlette:
    """``/healthz/{live,ready,started}`` and ``/metrics``. Liveness asks nobody: an outage must not restart us."""

    async def live(_request: Request) -> JSONResponse:
        return JSONResponse({"status": "ok"})

    async def ready(_request: Request) -> JSONResponse:
        wrong = {name: found for name, check in checks.items() if (found := await check())}
        return JSONResponse({"status": "failing" if wrong else "ok", "checks": wrong}, 503 if wrong else 200)

    async def measured(_request: Request) -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return Starlette(
        routes=[
            Route("/healthz/live", live),
            Route("/healthz/ready", ready),
            Route("/healthz/started", ready),
            Route("/metrics", measured),
        ]
    )
