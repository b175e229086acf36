"""``python -m tests.bench.footprint``: what people, ideas and events take on the whole stack, in bytes, rows and seconds.

What it prints is what ``docs/how-to/size-a-cluster.md`` reckons with. Durable, on the disk that `make run` uses; ten minutes.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import Any

import asyncpg
import httpx

from stack import running
from stack.running import Running
from tests.bench import servers
from tests.e2e import test_life_of_an_idea as story
from tests.e2e.conftest import SignedIn
from tests.e2e.personas import Persona

# What is kept for days only is no part of what a database grows to.
KEPT = """
SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
  AND c.relname !~ '^(outbox|inbox|idempotency|parked|dead_letter)'
"""
PASSING = (
    "SELECT coalesce(sum(pg_total_relation_size(inhrelid)), 0)::bigint FROM pg_inherits WHERE inhparent = $1::regclass"
)
TOLD = """
SELECT count(*) AS events, coalesce(sum(octet_length(payload)), 0)::bigint AS bytes
FROM outbox
"""
HEARD = "SELECT count(*) FROM inbox"
PEOPLE = "SELECT count(*) FROM directory_person"
NOTIFIED = "SELECT count(*) FROM notification"
_STORIES = 8  # told so often, the pages that tables grow by are no chance
_QUIET = 5.0  # seconds without a new event: everything has arrived
_PATIENCE = 600.0


def _all(stack: Running, sql: str, *values: object) -> dict[str, Any]:
    """Service -> first row."""

    async def ask(url: str) -> Any:
        conn = await asyncpg.connect(url)
        try:
            return await conn.fetchrow(sql, *values)
        finally:
            await conn.close()

    async def each() -> dict[str, Any]:
        urls = {name: env["DATABASE_OWNER_URL"] for name, env in stack.environments.items()}
        return dict(zip(urls, await asyncio.gather(*map(ask, urls.values())), strict=True))

    return asyncio.run(each())


def _state(stack: Running) -> Counter[str]:
    told, heard = _all(stack, TOLD), _all(stack, HEARD)
    state = Counter(
        events=sum(row["events"] for row in told.values()),
        payload_bytes=sum(row["bytes"] for row in told.values()),
        heard=sum(row[0] for row in heard.values()),
        notifications=_one(stack, "notify", NOTIFIED),
    )
    for table in ("outbox", "inbox"):
        state[f"{table}_bytes"] = sum(row[0] for row in _all(stack, PASSING, table).values())
    for name, row in _all(stack, KEPT).items():
        state[f"{name} bytes"] = row[0]
    return state


def _one(stack: Running, service: str, sql: str) -> int:
    async def ask() -> int:
        conn = await asyncpg.connect(stack.environments[service]["DATABASE_OWNER_URL"])
        try:
            return int(await conn.fetchval(sql))
        finally:
            await conn.close()

    return asyncio.run(ask())


def _settled(stack: Running) -> Counter[str]:
    """The state once nothing moves any longer."""
    limit, before, since = time.monotonic() + _PATIENCE, _state(stack), time.monotonic()
    while time.monotonic() < limit:
        time.sleep(1)
        now = _state(stack)
        if (now["events"], now["heard"]) != (before["events"], before["heard"]):
            before, since = now, time.monotonic()
        elif time.monotonic() - since > _QUIET:
            return now
    raise TimeoutError("events still move")


def _grow(stack: Running, people: int, ideas: int) -> str:
    words = ["demo", "grow", str(people), "--ideas", str(ideas), "--demo", "--address", stack.address]
    words += ["--bootstrap", stack.environments["people"]["KAFKA_BOOTSTRAP"]]
    done = subprocess.run(
        [str(Path(sys.executable).with_name("parley")), *words],
        env=os.environ,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def _sign_in(stack: Running) -> Callable[[str], Persona]:
    def enter(key: str) -> Persona:
        signing = SignedIn(stack.address, key)
        client = httpx.Client(base_url=stack.address, timeout=60, auth=signing)
        client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=()))
        return Persona(client, signing.person_id)

    return enter


def _measure(stack: Running, people: int, ideas: int) -> Iterator[tuple[str, Any]]:
    """What each step added, as soon as it is known. The story comes first: among grown ideas it would find others like it.
    It is told once before, as tables and indexes are given their first pages then.
    """
    story.test_an_idea_from_draft_to_measured_benefit(_sign_in(stack))
    before = _settled(stack)
    for _ in range(_STORIES):
        story.test_an_idea_from_draft_to_measured_benefit(_sign_in(stack))
    told = _settled(stack)
    yield f"the whole story, {_STORIES} times", dict(told - before)
    there, began = _all_know(stack), time.monotonic()
    yield "said", _grow(stack, people, 0)
    while _all_know(stack) < there + people:
        time.sleep(0.2)
    yield "seconds until all services know the people", round(time.monotonic() - began, 1)
    with_people = _settled(stack)
    yield f"{people} people", dict(with_people - told)
    yield "said", _grow(stack, people, ideas)
    with_ideas = _settled(stack)
    yield f"{ideas} ideas", dict(with_ideas - with_people)
    yield "all", dict(with_ideas)


def _all_know(stack: Running) -> int:
    """How many people every copy of the directory has."""
    return min(_one(stack, name, PEOPLE) for name in stack.services if name != "people")


def main() -> None:
    """Print the figures as JSON, a line each."""
    words = argparse.ArgumentParser(prog="python -m tests.bench.footprint")
    words.add_argument("--people", type=int, default=2000)
    words.add_argument("--ideas", type=int, default=300)
    given = words.parse_args()
    with servers.layout() as layout:
        stack = running.start(layout, lambda said: print(said, file=sys.stderr), traces=False)
        try:
            for what, figure in _measure(stack, given.people, given.ideas):
                print(json.dumps({what: figure}), flush=True)
        finally:
            stack.stop()


if __name__ == "__main__":
    main()
