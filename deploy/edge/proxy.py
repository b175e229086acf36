"""A reverse proxy that follows the shared route table, and the web application beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import httpx
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from edge.pages import Pages
from shared.routes import prefixes

# Headers of one connection, which a proxy must not pass on (RFC 9110, section 7.6.1).
_HOP_BY_HOP = {
    "connection",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
}
_FORWARDED = {"x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "forwarded"}
_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Parley</title>
<meta name="viewport" content="width=device-width">
<style>body{{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}}</style></head>
<body><main><h1>Parley</h1>
<p>Employee ideas, reviewed by peers, consulted with the employees' representatives, answered with reasons.</p>
<h2>APIs</h2><ul>{services}</ul>
<h2>Also</h2><ul>
<li><a href="/api/personas">Personas of the demo</a></li>
{traces}</ul></main></body></html>
"""


_TRACES = '<li><a href="{}">Traces</a> (search by <code>idea.id</code>)</li>\n'
_IDLE = 2.0
"""Seconds that a connection to a service is kept for the next request: less than a service that ends waits for it."""


def create_edge(services: Mapping[str, str], web: Pages | None = None, traces: str | None = None) -> Starlette:
    """The application; ``services`` says host:port of each, ``web`` is what browsers get at all other addresses.

    Where something else routes to the services there are none here, and this serves the pages alone.
    """
    table = sorted(
        ((prefix, service) for prefix, service in prefixes().items() if service in services),
        key=lambda entry: -len(entry[0]),
    )
    page = _PAGE.format(
        services="".join(f'<li><a href="/api/{name}/docs">{name}</a></li>' for name in services),
        traces=_TRACES.format(traces.partition("?")[0]) if traces else "",
    )

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        # No read limit: live streams are silent for long.
        timeout = httpx.Timeout(5, read=None)
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=50, keepalive_expiry=_IDLE)
        async with httpx.AsyncClient(timeout=timeout, limits=limits, trust_env=False) as client:
            app.state.client = client
            yield

    async def answer(request: Request) -> Response:
        path = request.url.path
        for prefix, service in table:
            if path == prefix or path.startswith(f"{prefix}/"):
                return await _forward(request, service, services[service])
        if path == "/api" or (path == "/" and web is None):
            return HTMLResponse(page)
        if web and (found := await web.answer(request)):
            return found
        return _problem(404, "Nothing is here", f"No service answers {path}.")

    return Starlette(routes=[Route("/{path:path}", answer, methods=_METHODS)], lifespan=lifespan)


async def _forward(request: Request, service: str, address: str) -> Response:
    client: httpx.AsyncClient = request.app.state.client
    raw = request.scope["raw_path"].split(b"?")[0] + (b"?" + query if (query := request.scope["query_string"]) else b"")
    url = httpx.URL(f"http://{address}").copy_with(raw_path=raw)
    has_body = "content-length" in request.headers or "transfer-encoding" in request.headers
    outgoing = client.build_request(
        request.method, url, headers=_headers(request), content=request.stream() if has_body else None
    )
    try:
        incoming = await client.send(outgoing, stream=True)
    except httpx.ConnectError:
        return _problem(503, "A service is down", f"{service} does not answer.", {"Retry-After": "2"})
    except (httpx.TransportError, ClientDisconnect):
        return _problem(502, "A service broke off", f"{service} ended the connection without an answer.")
    response = StreamingResponse(incoming.aiter_raw(), incoming.status_code, background=BackgroundTask(incoming.aclose))
    response.raw_headers = [
        (name.lower(), value) for name, value in incoming.headers.raw if name.lower().decode() not in _HOP_BY_HOP
    ]
    return response


def _headers(request: Request) -> list[tuple[bytes, bytes]]:
    """What the service sees: the client's headers, with our own word about where they came from."""
    dropped = _HOP_BY_HOP | _FORWARDED
    kept = [(name, value) for name, value in request.headers.raw if name.decode("latin-1") not in dropped]
    client = request.client.host if request.client else "127.0.0.1"
    host = request.headers.get("host", "")
    added = {"x-forwarded-for": client, "x-forwarded-host": host, "x-forwarded-proto": request.url.scheme}
    return kept + [(name.encode(), value.encode("latin-1")) for name, value in added.items()]


def _problem(status: int, title: str, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JSONResponse(body, status, headers=headers, media_type="application/problem+json")
