"""The demo organisation: sent once to each set of servers, and awaited in every service."""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path

import asyncpg

from stack import process
from stack.layout import Layout
from stack.trouble import StackFailed

_WITHIN = 60.0  # seconds
_TAKEN = "SELECT coalesce(sum(next_offset), 0)::bigint FROM consumer_offset WHERE topic = $1"
_TOLD = "SELECT count(*) FROM outbox WHERE topic = $1"


class Demo:
    """The organisation, for one set of servers."""

    def __init__(self, layout: Layout, servers: list[str]) -> None:
        self._folder, self._logs = layout.root / "deploy" / "local" / "demo", layout.logs
        self._mark = layout.data / "demo-sent"
        self._servers = hashlib.sha256(
            "\n".join(sorted(each.rpartition("@")[2] for each in servers)).encode()
        ).hexdigest()

    @property
    def _file(self) -> Path:
        return self._folder / "organisation.jsonl"

    def to_send(self) -> Path | None:
        """The file, unless these servers have it."""
        there = self._mark.exists() and self._mark.read_text() == self._servers
        return None if there else self._file

    def sent(self) -> None:
        self._mark.write_text(self._servers)

    def await_everywhere(self, environments: Mapping[str, Mapping[str, str]], address: str) -> None:
        """Until sign-in knows every persona, and every service what people has told: whoever signs in can act."""
        urls = {name: environment["DATABASE_URL"] for name, environment in environments.items()}
        limit = time.monotonic() + _WITHIN
        while missing := self._missing(urls, address):
            if time.monotonic() > limit:
                raise StackFailed(
                    f"The demo did not arrive within {_WITHIN:.0f} s: {missing}. See the logs in {self._logs}, "
                    "or run `make reset` to start anew."
                )
            process.pause(0.1)

    def _missing(self, urls: Mapping[str, str], address: str) -> str | None:
        personas = {each["key"] for each in json.loads((self._folder / "personas.json").read_text())}
        if unknown := personas - _known(address):
            return f"{', '.join(sorted(unknown))} cannot sign in"
        return asyncio.run(_behind(urls, len(self._file.read_text("utf-8").splitlines())))


async def _behind(urls: Mapping[str, str], sent: int) -> str | None:
    """Which service has not yet heard all; None when each has."""
    if await _one(urls["people"], _TAKEN, "hr.v1") < sent:
        return "people has not taken all of hr.v1"
    told = await _one(urls["people"], _TOLD, "people.v1")
    others = [name for name in urls if name != "people"]
    taken = await asyncio.gather(*(_one(urls[name], _TAKEN, "people.v1") for name in others))
    return next(
        (f"{name} has not taken all of people.v1" for name, n in zip(others, taken, strict=True) if n < told), None
    )


async def _one(url: str, sql: str, topic: str) -> int:
    conn = await asyncpg.connect(url, timeout=10)
    try:
        return int(await conn.fetchval(sql, topic))
    finally:
        await conn.close()


def _known(address: str) -> set[str]:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{address}/api/personas", timeout=2) as response:
            return {each["persona"] for each in json.load(response)}
    except OSError:
        return set()
