"""Clients of an HTTP service in a closed loop, as cheap as Python gets: prepared requests, answers not looked into."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from functools import partial
from itertools import cycle
from typing import Any, cast

import uvloop

from tests.bench.figures import latency


class Client(asyncio.Protocol):
    """One connection that always has one request under way."""

    def __init__(self, requests: cycle[bytes], until: float, took: list[float], done: asyncio.Event) -> None:
        self._requests, self._until, self._took, self._done = requests, until, took, done
        self._answer, self._asked = b"", 0.0
        self.failures, self.wrong = 0, ""

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
        if head.startswith(b"HTTP/1.1 20"):
            self._took.append((time.perf_counter() - self._asked) * 1000)
        else:
            self.failures += 1
            self.wrong = self.wrong or self._answer.decode(errors="replace")[:1000]
        self._answer = b""
        self._ask()

    def connection_lost(self, _error: Exception | None) -> None:
        self._done.set()

    def _ask(self) -> None:
        self._asked = time.perf_counter()
        if self._asked >= self._until:
            self._transport.close()
        else:
            self._transport.write(next(self._requests))


def request(port: int, token: str, method: str, path: str, body: object) -> bytes:
    sent = b"" if body is None else json.dumps(body).encode()
    more = f"content-type: application/json\r\ncontent-length: {len(sent)}\r\n" if sent else ""
    head = f"{method} {path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nauthorization: Bearer {token}\r\n{more}\r\n"
    return head.encode() + sent


def requests(port: int, given: dict[str, Any]) -> list[bytes]:
    """Each of ``given["requests"]`` (method, path, body or None) by one of ``given["tokens"]`` after another.

    As many as it takes until each of both has had its turn.
    """
    asked, tokens = given["requests"], given["tokens"]
    both = zip(range(max(len(asked), len(tokens))), cycle(asked), cycle(tokens), strict=False)
    return [request(port, token, *each) for _, each, token in both]


async def load(port: int, clients: int, seconds: float, sent: list[bytes]) -> dict[str, object]:
    """Rate and latency of the right answers, the number of wrong ones, and the first of these."""
    took: list[float] = []
    loop, began = asyncio.get_running_loop(), time.perf_counter()
    until, following = began + seconds, cycle(sent)
    ends, made = [], []
    for _ in range(clients):
        done = asyncio.Event()
        _, one = await loop.create_connection(partial(Client, following, until, took, done), "127.0.0.1", port)
        ends.append(done.wait())
        made.append(one)
    async with asyncio.timeout(seconds + 30):
        await asyncio.gather(*ends)
    passed = time.perf_counter() - began
    failures, wrong = sum(one.failures for one in made), next((one.wrong for one in made if one.wrong), "")
    if not took:
        raise SystemExit(f"no answer was right; the first one: {wrong}")
    return {"rate": len(took) / passed, "latency": latency(took), "failures": failures, "wrong": wrong}


def main() -> None:
    words = argparse.ArgumentParser()
    for name, kind in (("port", int), ("clients", int), ("seconds", float)):
        words.add_argument(f"--{name}", type=kind, required=True)
    words.add_argument("--given", type=argparse.FileType(), required=True, help="JSON: tokens and requests")
    said = words.parse_args()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        sent = requests(said.port, json.load(said.given))
        found = runner.run(load(said.port, said.clients, said.seconds, sent))
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
