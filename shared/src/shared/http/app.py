"""The public HTTP application of a service: its routes, its description, its schemas and problem texts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse

from shared.auth import Jwks
from shared.db import Pool
from shared.events import schemas
from shared.http import description, docs, operations, problem_pages, problems
from shared.http.routing import operation_id
from shared.http.security import Guard, Measured
from shared.service import Service
from shared.settings import ServiceSettings

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def create_app(
    service: Service,
    settings: ServiceSettings,
    pool: Pool | None,
    jwks: Jwks,
    *,
    lifespan: Lifespan | None = None,
    stopping: asyncio.Event | None = None,
) -> FastAPI:
    """The application; ``pool`` may be set later on ``app.state`` (a database that is away at start).

    ``stopping`` is set when the process ends: a stream ends then by itself, once it has sent what there is.
    """
    base = f"/api/{service.name}"
    app = FastAPI(
        title=f"Parley: {service.name}",
        version="1",
        description=service.title,
        openapi_url=f"{base}/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        generate_unique_id_function=operation_id,
        license_info=description.LICENSE,
        servers=[{"url": "/"}],
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False},  # ours passes the allow-list
    )
    app.state.pool, app.state.settings, app.state.jwks, app.state.service = pool, settings, jwks, service
    app.state.stopping = stopping or asyncio.Event()
    problems.install(app)
    docs.add_page(app, service.name)
    _add_schemas(app)
    problem_pages.add_pages(app)
    for router in (operations.router(service), *service.routers):
        app.router.routes.extend(
            router.routes
        )  # not included: FastAPI then looks twice through the routes of each router
    description.complete(app, service)
    app.add_middleware(Guard, settings=settings)
    app.add_middleware(Measured)  # the last one added is the outermost
    return app


def _add_schemas(app: FastAPI) -> None:
    """``ce_dataschema`` of an event leads here, whichever service told it: the name in it names none."""
    known = {f"{schemas.name(event)}.json": event for event in schemas.events()}

    @app.get("/schemas/{name}", include_in_schema=False)
    async def schema(name: str) -> JSONResponse:
        if name not in known:
            raise HTTPException(404)
        return JSONResponse(schemas.schema(known[name]), media_type="application/schema+json")
