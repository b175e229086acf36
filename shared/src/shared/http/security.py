"""What stands before every request: limits, the same-origin rule, security headers, a span and a measurement."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared import telemetry
from shared.http import limits, problems
from shared.http.routing import COOKIE
from shared.settings import ServiceSettings
from shared.telemetry import metrics
from shared.telemetry.allowed import IDEA_ID

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_METHODS = _SAFE | {"POST", "PUT", "PATCH", "DELETE"}
_COOKIES = (f"{COOKIE}=", "__Secure-parley-session=")  # the token, and the session that renews it


class Measured:
    """A server span and a measurement for every request, under the route's template: an address holds ids."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500
        method = scope["method"] if scope["method"] in _METHODS else "_OTHER"

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with telemetry.request(method, Headers(scope=scope).get("traceparent")) as span:
            try:
                await self.app(scope, receive, answer)
            finally:
                route = _template(scope)
                span.update_name(f"{method} {route}")
                span.set_attribute("http.request.method", method)
                span.set_attribute("http.route", route)
                span.set_attribute("http.response.status_code", status)
                if idea := scope.get("path_params", {}).get("idea_id"):
                    span.set_attribute(IDEA_ID, str(idea))
                metrics.http_request(method, route, status, time.perf_counter() - began)


class Guard:
    """Refuses what is too much or comes from elsewhere; every answer carries the security headers."""

    def __init__(self, app: ASGIApp, settings: ServiceSettings) -> None:
        self.app = app
        self.settings = settings
        self.running = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        serve = self._without_content if scope["method"] == "HEAD" else self._serve
        await serve(scope, receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers, began, holds = Headers(scope=scope), False, True

        async def answer(message: Message) -> None:
            nonlocal began, holds
            if message["type"] == "http.response.start":
                began, made = True, MutableHeaders(scope=message)
                self._secure(scope, made)
                if message["status"] == 204:
                    del made["content-type"]  # there is no content
                if holds and made.get("content-type", "").startswith("text/event-stream"):
                    self.running, holds = self.running - 1, False  # a stream stays for hours and works seldom
            await send(message)

        self.running += 1
        try:
            await self._guarded(scope, receive, answer, headers)
        except Exception as error:
            if began:
                raise
            await problems.answer(Request(scope), error)(scope, receive, answer)
        finally:
            self.running -= holds

    async def _without_content(self, scope: Scope, receive: Receive, send: Send) -> None:
        """HEAD: what GET would answer, without its content; a stream ends at once."""
        looked, answered = {**scope, "method": "GET"}, False

        async def only_headers(message: Message) -> None:
            nonlocal answered
            if not answered:
                answered = True
                await send(message)
                await send({"type": "http.response.body", "body": b""})

        async def gone() -> Message:
            return {"type": "http.disconnect"} if answered else await receive()

        try:
            await self._serve(looked, gone, only_headers)
        finally:
            scope["route"] = looked.get("route")

    async def _guarded(self, scope: Scope, receive: Receive, send: Send, headers: Headers) -> None:
        if refusal := self._refusal(scope, headers):
            raise problems.ProtocolError(refusal)
        limit = self.settings.body_limit(scope["path"])
        limits.check_announced(headers, limit)
        await self.app(scope, limits.bounded(receive, limit), send)

    def _refusal(self, scope: Scope, headers: Headers) -> str | None:
        if self.running > limits.AT_ONCE:
            return "busy"
        if scope["method"] in _SAFE or self._same_origin(headers):
            return None
        cookies = headers.getlist("cookie")
        return "cross-origin" if any(name in each for each in cookies for name in _COOKIES) else None

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
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers.setdefault("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        if not scope["path"].endswith("/jwks.json"):
            headers.setdefault("Cache-Control", "no-store")
        if not self.settings.demo:
            headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"


def _template(scope: Scope) -> str:
    """The route's template: an address with ids in it would make a metric an address."""
    route = scope.get("route")
    return str(getattr(route, "path", "unmatched"))
