"""Clients of an HTTP service in a closed loop, as cheap as Python gets: prepared requests, answers not looked into."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from functools import partial
from itertools import cycle
from typing import cast

import uvloop

from tests.bench.figures import latency


class Client(asyncio.Protocol):
    """One connection that always has one request under way."""

    def __init__(self, requests: cycle[bytes], until: float, took: list[float], done: asyncio.Event) -> None:
        self._requests, self._until, self._took, self._done = requests, until, took, done
        self._answer, self._asked = b"", 0.0
        self.wrong = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._ask()

    def data_received(self, data: bytes) -> None:
        self._answer += data
        head, found, body = self._answer.partition(b"\r\n\r\n")
        if not found:
            return
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0] or b"0")
        if len(body) < length:
            return
        if not head.startswith(b"HTTP/1.1 201"):
            self.wrong = self._answer.decode(errors="replace")[:1000]
            self._transport.close()
            return
        self._answer = b""
        self._took.append((time.perf_counter() - self._asked) * 1000)
        self._ask()

    def connection_lost(self, _error: Exception | None) -> None:
        self._done.set()

    def _ask(self) -> None:
        self._asked = time.perf_counter()
        if self._asked >= self._until:
            self._transport.close()
        else:
            self._transport.write(next(self._requests))


def request(port: int, path: str, token: str, body: bytes) -> bytes:
    head = (
        f"POST {path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nauthorization: Bearer {token}\r\n"
        f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def load(port: int, path: str, clients: int, seconds: float, given: dict[str, object]) -> dict[str, object]:
    """``given``: the tokens of the callers and the body that each sends."""
    body = json.dumps(given["body"]).encode()
    requests = cycle([request(port, path, token, body) for token in given["tokens"]])  # type: ignore[attr-defined]
    took: list[float] = []
    loop, began = asyncio.get_running_loop(), time.perf_counter()
    until = began + seconds
    ends, made = [], []
    for _ in range(clients):
        done = asyncio.Event()
        _, one = await loop.create_connection(partial(Client, requests, until, took, done), "127.0.0.1", port)
        ends.append(done.wait())
        made.append(one)
    async with asyncio.timeout(seconds + 30):
        await asyncio.gather(*ends)
    passed = time.perf_counter() - began
    if wrong := next((one.wrong for one in made if one.wrong), None):
        raise SystemExit(f"the service answered {wrong}")
    return {"rate": len(took) / passed, "latency": latency(took)}


def main() -> None:
    words = argparse.ArgumentParser()
    for name, kind in (("port", int), ("path", str), ("clients", int), ("seconds", float)):
        words.add_argument(f"--{name}", type=kind, required=True)
    words.add_argument("--given", type=argparse.FileType(), required=True, help="JSON: tokens and body")
    said = words.parse_args()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        found = runner.run(load(said.port, said.path, said.clients, said.seconds, json.load(said.given)))
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
