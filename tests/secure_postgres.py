"""A PostgreSQL behind TLS, as a pooler or a provider offers it: the embedded server is built without.

Whoever does not ask for TLS is turned away; what is inside goes on to the server unchanged.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from stack import postgres as postgres_server
from stack import process
from stack.layout import Layout, free_ports
from stack.secret import Secrets
from tests import authorities

ASKS_FOR_TLS = bytes((0, 0, 0, 8, 4, 210, 22, 47))
"""The message SSLRequest of PostgreSQL's protocol."""


@dataclass(frozen=True)
class SecurePostgres:
    """A running server. ``plain`` is the administrator's address behind the TLS, for the tests' own looks."""

    plain: str
    port: int
    authority: Path
    stranger: Path
    """PEM of an authority that signed nothing."""
    let_in: set[int] = field(default_factory=set)
    """Ports from which the server is reached through TLS."""
    turned_away: list[bytes] = field(default_factory=list)

    def url(self, authority: Path | None = None, mode: str = "verify-full", host: str = "127.0.0.1") -> str:
        """The administrator's address through TLS."""
        parts = urlsplit(self.plain)
        who = parts.netloc.rpartition("@")[0]
        query = f"sslmode={mode}&sslrootcert={authority or self.authority}"
        return urlunsplit(parts._replace(netloc=f"{who}@{host}:{self.port}", query=query))


@contextmanager
def secure_postgres(layout: Layout) -> Iterator[SecurePostgres]:
    """Start it in the layout's folder; it is stopped at the end."""
    started = postgres_server.start(layout, Secrets(layout.data / "secrets.json"))
    try:
        context, authority, stranger = _certificates(layout.data)
        (port,) = free_ports(1)
        secure = SecurePostgres(started.url(), port, authority, stranger)
        with _listening(secure, context, started.port):
            yield secure
    finally:
        process.stop([started.child], 5)


def _certificates(folder: Path) -> tuple[ssl.SSLContext, Path, Path]:
    key, certificate = authorities.authority("The database's authority")
    _, other = authorities.authority("Some other authority")
    own, signed = authorities.signed_by(key, certificate, "postgres")
    authority, stranger, server = (folder / f"{name}.pem" for name in ("database-ca", "database-stranger", "database"))
    authority.write_bytes(authorities.pem(certificate))
    stranger.write_bytes(authorities.pem(other))
    server.write_bytes(authorities.private_pem(own) + authorities.pem(signed))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(server)
    return context, authority, stranger


@contextmanager
def _listening(secure: SecurePostgres, context: ssl.SSLContext, upstream: int) -> Iterator[None]:
    """In a loop and thread of its own, until the end."""
    loop, ready = asyncio.new_event_loop(), threading.Event()

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            first = await reader.readexactly(8)
            if first != ASKS_FOR_TLS:
                secure.turned_away.append(first)
                writer.close()
                return
            writer.write(b"S")
            await writer.start_tls(context)
            inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", upstream)
            secure.let_in.add(inner_writer.get_extra_info("sockname")[1])
            await asyncio.gather(_carry(reader, inner_writer), _carry(inner_reader, writer))

    async def serve() -> None:
        server = await asyncio.start_server(take, "127.0.0.1", secure.port)
        ready.set()
        async with server:
            await server.serve_forever()

    def run() -> None:
        with contextlib.suppress(asyncio.CancelledError):
            loop.run_until_complete(serve())
        loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    ready.wait(10)
    try:
        yield
    finally:
        loop.call_soon_threadsafe(lambda: [task.cancel() for task in asyncio.all_tasks(loop)])
        thread.join(10)


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while piece := await reader.read(65_536):
            writer.write(piece)
            await writer.drain()
    finally:
        writer.close()
