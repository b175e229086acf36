"""Listens with several applications in one loop, and ends without turning anybody away.

It needs uvicorn and starlette alone, so that the edge has it too.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Iterator, Sequence

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_REQUESTS_END_WITHIN = 5  # seconds


class LastAnswers:
    """Once ``stop`` is set each answer closes its connection, so that the client sends the next request elsewhere.

    A connection that is closed while it is idle may cross a request that is on its way, which then fails.
    """

    def __init__(self, app: ASGIApp, stop: asyncio.Event) -> None:
        self._app, self._stop = app, stop

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def answering(message: Message) -> None:
            if self._stop.is_set() and message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), (b"connection", b"close")]
            await send(message)

        await self._app(scope, receive, answering)


class _Server(uvicorn.Server):
    """One of several servers in a loop that has its own signal handlers."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve(apps: Sequence[tuple[ASGIApp, int]], host: str, stop: asyncio.Event, drain: float) -> None:
    """Each application on its port, until ``stop`` and ``drain`` seconds more. Without HTTP a process is of no use: when
    a server ends by itself ``stop`` is set. OSError at once when a port cannot be had.
    """
    sockets = [_listen(host, port) for _app, port in apps]
    servers = [_Server(_config(app, host, stop)) for app, _port in apps]
    tasks = [
        asyncio.create_task(_until_told(server, each), name="http")
        for server, each in zip(servers, sockets, strict=True)
    ]
    for task in tasks:
        task.add_done_callback(lambda _task: stop.set())
    try:
        await stop.wait()
        if drain:
            await asyncio.wait(tasks, timeout=drain)
        for server in servers:
            server.should_exit = True
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()


def alive() -> Starlette:
    """The management port of a process that depends on nothing: while it answers it is alive and ready."""

    async def answer(_request: Request) -> Response:
        return JSONResponse({"status": "ok"})

    return Starlette(routes=[Route("/healthz/{asked}", answer)])


def _config(app: ASGIApp, host: str, stop: asyncio.Event) -> uvicorn.Config:
    return uvicorn.Config(
        LastAnswers(app, stop),
        host=host,
        loop="none",
        http="httptools",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=_REQUESTS_END_WITHIN,
    )


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        raise OSError(f"cannot listen on {host}:{port}: {error.strerror}. Is another process using it?") from error


async def _until_told(server: uvicorn.Server, listening: socket.socket) -> None:
    try:
        await server.serve([listening])
    finally:
        listening.close()
