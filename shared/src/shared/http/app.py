"""The public HTTP application of a service: its routes, its description, its schemas and problem texts."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from shared.auth import Jwks
from shared.db import Pool
from shared.errors import DomainError
from shared.events import catalog
from shared.http import docs, operations, problem_texts, problems
from shared.http.security import Guard, Measured
from shared.service import Service
from shared.settings import ServiceSettings

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def create_app(
    service: Service, settings: ServiceSettings, pool: Pool | None, jwks: Jwks, *, lifespan: Lifespan | None = None
) -> FastAPI:
    """The application; ``pool`` may be set later on ``app.state`` (a database that is away at start)."""
    base = f"/api/{service.name}"
    app = FastAPI(
        title=f"Parley: {service.name}",
        version="1",
        description=service.title,
        openapi_url=f"{base}/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        generate_unique_id_function=_operation_id,
        contact={"name": "The scheme office of your organisation", "url": "https://parley.example/contact"},
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        servers=[{"url": "/"}],
        responses=_refused("4XX", "Refused; the problem says why")
        | _refused("5XX", "Not possible now; nothing was changed"),
        redirect_slashes=False,
    )
    app.state.pool, app.state.settings, app.state.jwks, app.state.service = pool, settings, jwks, service
    problems.install(app)
    docs.add_page(app, service.name)
    _add_schemas(app, service)
    _add_problem_texts(app)
    app.include_router(operations.router(service))
    for router in service.routers:
        app.include_router(router)
    app.add_middleware(Guard, settings=settings)
    app.add_middleware(Measured)  # the last one added is the outermost
    return app


def _refused(statuses: str, says: str) -> dict[int | str, dict[str, Any]]:
    schema = problems.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schema["properties"]["errors"]["items"] = schema.pop("$defs")["Fault"]
    return {statuses: {"description": says, "content": {problems.MEDIA_TYPE: {"schema": schema}}}}


def _operation_id(route: APIRoute) -> str:
    return route.name


def _add_schemas(app: FastAPI, service: Service) -> None:
    """``ce_dataschema`` of this service's events leads here."""
    made: dict[str, Any] = {
        f"{event.type_name()}.v{event.type_version()}.json": event.model_json_schema()
        for topic in catalog.TOPICS.values()
        if topic.producer == service.name
        for event in topic.events
    }

    @app.get("/schemas/{name}", include_in_schema=False)
    async def schema(name: str) -> JSONResponse:
        if name not in made:
            raise HTTPException(404)
        return JSONResponse(made[name], media_type="application/schema+json")


def _add_problem_texts(app: FastAPI) -> None:
    """A problem's ``type`` leads here: what it is and what to do, in three languages."""

    @app.get("/problems/{slug}", include_in_schema=False)
    async def problem(slug: str) -> JSONResponse:
        known = {each.slug: (each.title, each.advice) for each in _refusals(DomainError)}
        known |= {name: (title, advice) for name, (_, title, advice) in problem_texts.PROTOCOL.items()}
        if slug not in known:
            raise HTTPException(404)
        title, advice = known[slug]
        return JSONResponse({"slug": slug, "title": title._asdict(), "advice": advice._asdict()})


def _refusals(kind: type[DomainError]) -> list[type[DomainError]]:
    below = [each for child in kind.__subclasses__() for each in (child, *_refusals(child))]
    return [each for each in below if hasattr(each, "slug")]
