"""What stands before every request: limits, the same-origin rule, security headers, a span and a measurement."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared import telemetry
from shared.http import problems
from shared.http.routing import COOKIE
from shared.settings import ServiceSettings
from shared.telemetry import metrics

BODY_LIMIT = 1024 * 1024
AT_ONCE = 200  # requests in one process; more are asked to come back
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp, settings: ServiceSettings) -> None:
        self.app = app
        self.settings = settings
        self.running = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        began = time.perf_counter()
        status = 500

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                self._secure(scope, MutableHeaders(scope=message))
            await send(message)

        parent = telemetry.context_from(headers.get("traceparent"), headers.get("tracestate"))
        with telemetry.span(f"{scope['method']}", telemetry.SERVER, context=parent) as span:
            self.running += 1
            try:
                await self._guarded(scope, receive, answer, headers)
            finally:
                self.running -= 1
                route = _template(scope)
                span.update_name(f"{scope['method']} {route}")
                span.set_attribute("http.request.method", scope["method"])
                span.set_attribute("http.route", route)
                span.set_attribute("http.response.status_code", status)
                metrics.http_request(scope["method"], route, status, time.perf_counter() - began)

    async def _guarded(self, scope: Scope, receive: Receive, send: Send, headers: Headers) -> None:
        request = Request(scope)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await problems.protocol(request, refusal)(scope, receive, send)
            return
        received = 0

        async def bounded() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > BODY_LIMIT:
                raise problems.ProtocolError("content-too-large")
            return message

        await self.app(scope, bounded, send)

    def _refusal(self, scope: Scope, headers: Headers) -> str | None:
        if self.running > AT_ONCE:
            return "busy"
        length = headers.get("content-length", "0")
        if length.isdigit() and int(length) > BODY_LIMIT:
            return "content-too-large"
        if (
            scope["method"] not in _SAFE
            and f"{COOKIE}=" in headers.get("cookie", "")
            and not self._same_origin(headers)
        ):
            return "cross-origin"
        return None

    def _same_origin(self, headers: Headers) -> bool:
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        if origin is not None and origin in self.settings.public_origins:
            return True
        if site is not None:
            return site in ("same-origin", "none")
        return origin is not None and urlsplit(origin).netloc == headers.get("host")

    def _secure(self, scope: Scope, headers: MutableHeaders) -> None:
        headers["X-Content-Type-Options"] = "nosniff"
        headers["X-Frame-Options"] = "DENY"
        headers["Referrer-Policy"] = "no-referrer"
        headers.setdefault("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        if not scope["path"].endswith("/jwks.json"):
            headers.setdefault("Cache-Control", "no-store")
        if not self.settings.demo:
            headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"


def _template(scope: Scope) -> str:
    """The route's template: an address with ids in it would make a metric an address."""
    route = scope.get("route")
    return str(getattr(route, "path", "unmatched"))
