"""A proxy before PostgreSQL that counts what clients send: statements, and how often they wait for an answer."""

from __future__ import annotations

import asyncio
import contextlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

_EXECUTE, _SIMPLE, _PARSE, _BIND = b"E", b"Q", b"P", b"B"
_WAITS = frozenset({b"S", b"Q", b"H"})  # Sync, Query, Flush: after each of these the client waits for the server


class Count(NamedTuple):
    """What a piece of work asked of the database. BEGIN and COMMIT are statements too."""

    statements: int
    round_trips: int


@dataclass(slots=True)
class Wire:
    """All connections through the proxy together. Counting goes before forwarding, so an answer is always counted."""

    host: str
    port: int
    texts: list[str] = field(default_factory=list)
    """The statements since the last ``start_over``, in order."""
    round_trips: int = 0
    _server: asyncio.Server | None = None

    async def open(self) -> int:
        """Listen on a free loopback port; returns it."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    def close(self) -> None:
        if self._server:
            self._server.close()

    def start_over(self) -> None:
        self.texts, self.round_trips = [], 0

    def count(self) -> Count:
        return Count(len(self.texts), self.round_trips)

    async def _serve(self, client: asyncio.StreamReader, answer: asyncio.StreamWriter) -> None:
        server, ask = await asyncio.open_connection(self.host, self.port)
        back = asyncio.create_task(_copy(server, answer))
        spoken = _Spoken()
        try:
            while data := await client.read(65536):
                for kind, text in spoken.feed(data):
                    self.round_trips += kind in _WAITS
                    if text is not None:
                        self.texts.append(text)
                ask.write(data)
                await ask.drain()
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            back.cancel()
            for writer in (ask, answer):
                writer.close()


class _Spoken:
    """What one client has said so far (protocol version 3): kinds of messages, and the text behind each execution."""

    def __init__(self) -> None:
        self._rest, self._greeted = b"", False
        self._prepared: dict[bytes, str] = {}
        self._bound = ""

    def feed(self, data: bytes) -> Iterator[tuple[bytes, str | None]]:
        self._rest += data
        while (message := self._next()) is not None:
            kind, body = message
            yield kind, self._executed(kind, body)

    def _next(self) -> tuple[bytes, bytes] | None:
        head = 1 if self._greeted else 0  # the greeting has a length but no kind
        if len(self._rest) < head + 4:
            return None
        (length,) = struct.unpack_from("!i", self._rest, head)
        if len(self._rest) < head + length:
            return None
        kind, body = self._rest[:head], self._rest[head + 4 : head + length]
        self._rest, self._greeted = self._rest[head + length :], True
        return kind, body

    def _executed(self, kind: bytes, body: bytes) -> str | None:
        if kind == _SIMPLE:
            return body.rstrip(b"\0").decode()
        if kind == _PARSE:
            name, text, _ = body.split(b"\0", 2)
            self._prepared[name] = text.decode()
        elif kind == _BIND:
            _portal, name, _ = body.split(b"\0", 2)
            self._bound = self._prepared.get(name, "?")
        return self._bound if kind == _EXECUTE else None


async def _copy(source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        while data := await source.read(65536):
            to.write(data)
            await to.drain()
    to.close()  # the server has ended the session


def through(url: str, port: int) -> str:
    """The same database, by way of the proxy on ``port``."""
    parts = urlsplit(url)
    who = parts.netloc.rpartition("@")[0]
    return urlunsplit(parts._replace(netloc=f"{who}@127.0.0.1:{port}"))
