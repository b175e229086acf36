"""The stream on real processes, read by a real client: nothing lost, nothing twice, an end without waiting."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from tests.conftest import PostgresServer
from tests.desk import KEY, Desk
from tests.integration.notify.office import (
    AUTHOR,
    BODY,
    MEMBER,
    OFFICER,
    SUBSTITUTE,
    a_message,
    an_idea,
    later,
    member,
    yesterday,
)

from shared import auth, clock, db, ids
from shared.auth import Caller
from shared.events.ideas import SupportReached
from shared.events.review import RoundOverdue
from shared.testing import fact


@pytest.fixture(scope="module")
def keys() -> Iterator[str]:
    """Where the processes fetch the key of sign-in tokens."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps({"keys": [auth.public_jwk(KEY)]}).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/keys"
    server.shutdown()
    thread.join()
    server.server_close()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@asynccontextmanager
async def a_pod(desk: Desk, keys: str, **settings: str) -> AsyncIterator[tuple[str, asyncio.subprocess.Process]]:
    """``python -m notify api`` on the desk's database; its address and its process."""
    port = _free_port()
    env = os.environ | {
        "DATABASE_URL": desk.settings.database_url,
        "KAFKA_BOOTSTRAP": "127.0.0.1:1",
        "CURSOR_SECRET": "s" * 32,
        "JWKS_URL": keys,
        "PORT": str(port),
        "MANAGEMENT_PORT": str(_free_port()),
        "OTEL_TRACES_EXPORTER": "none",
        **settings,
    }
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "notify", "api", env=env)
    try:
        await _until_up(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}", process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _until_up(address: str) -> None:
    async with httpx.AsyncClient() as client:
        for _ in range(600):
            with suppress(httpx.TransportError):
                if (await client.get(f"{address}/api/notify/openapi.json")).status_code == 200:
                    return
            await asyncio.sleep(0.05)
    raise TimeoutError(f"{address} did not start")


Event = dict[str, str]


@asynccontextmanager
async def reading(address: str, who: UUID, last: str | None = None) -> AsyncIterator[AsyncIterator[Event]]:
    """The events of a stream, each with its fields; a comment is {"": text}."""
    token = auth.sign(KEY, Caller(who, None, "en"), clock.wall())
    headers = {"authorization": f"Bearer {token}"} | ({"last-event-id": last} if last else {})
    async with (
        httpx.AsyncClient(timeout=30) as client,
        client.stream("GET", f"{address}/api/stream", headers=headers) as answer,
    ):
        assert answer.status_code == 200, await answer.aread()
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield _events(answer)


async def _events(answer: httpx.Response) -> AsyncIterator[Event]:
    fields: Event = {}
    async for line in answer.aiter_lines():
        if line:
            name, _, value = line.partition(":")
            fields[name] = value.strip()
        elif fields:
            yield fields
            fields = {}


async def take(events: AsyncIterator[Event], count: int) -> list[Event]:
    """So many events, without comments."""
    got: list[Event] = []
    async with asyncio.timeout(20):
        while len(got) < count:
            event = await anext(events)
            got += [event] if "event" in event else []
    return got


async def some_news(desk: Desk, count: int) -> list[str]:
    """For AUTHOR; returns the ideas, in order."""
    ideas = [await an_idea(desk) for _ in range(count)]
    await desk.hear(*(fact(SupportReached, idea_id=idea) for idea in ideas))
    return [str(idea) for idea in ideas]


def told(events: list[Event]) -> list[Any]:
    return [json.loads(event["data"])["idea_id"] for event in events if event["event"] == "notification"]


async def test_what_comes_between_the_count_and_the_stream_is_heard(desk: Desk, keys: str) -> None:
    async with a_pod(desk, keys) as (pod, _):
        await some_news(desk, 1)
        await desk.do_chores()
        counted = await desk.gets(AUTHOR, "GET", "/notifications/unread")
        assert counted["unread"] == 1
        expected = await some_news(desk, 2)
        await desk.do_chores()
        async with reading(pod, AUTHOR, last=counted["place"]) as events:
            assert told(await take(events, 3)) == expected


async def test_news_come_while_one_watches_and_go_on_on_another_pod(desk: Desk, keys: str) -> None:
    async with a_pod(desk, keys) as (first, _), a_pod(desk, keys) as (second, _):
        before = await some_news(desk, 1)
        await desk.do_chores()
        async with reading(first, AUTHOR) as events:
            (ready,) = await take(events, 1)
            assert (ready["event"], ready["data"]) == ("ready", '{"unread":1}')
            expected = await some_news(desk, 3)
            await desk.do_chores()
            got = await take(events, 2)
        missed = await some_news(desk, 60)  # more than a page
        await desk.do_chores()
        async with reading(second, AUTHOR, last=got[-1]["id"]) as events:
            got += await take(events, 62)
            expected += missed + await some_news(desk, 1)
            await desk.do_chores()
            got += await take(events, 1)
        assert told(got) == expected
        assert not set(before) & set(told(got)), "without an id the stream begins now"
        places = [int(event["id"]) for event in got if event["event"] == "notification"]
        assert places == sorted(set(places))


async def test_a_stream_ends_at_once_when_its_pod_is_told_to(desk: Desk, keys: str) -> None:
    async with a_pod(desk, keys) as (address, process), reading(address, AUTHOR) as events:
        await take(events, 1)
        began = asyncio.get_running_loop().time()
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(10):
            assert [event async for event in events if "event" in event] == []
            assert await process.wait() == 0
        assert asyncio.get_running_loop().time() - began < 4, "it did not wait for the grace period of requests"


async def test_a_quiet_stream_has_a_heartbeat(desk: Desk, keys: str) -> None:
    async with a_pod(desk, keys, STREAM_HEARTBEAT="0.2") as (address, _), reading(address, AUTHOR) as events:
        async with asyncio.timeout(10):
            got = [await anext(events) for _ in range(4)]
        assert ["" in event for event in got] == [False, True, True, True]


async def test_a_reader_who_does_not_read_holds_nothing_up(desk: Desk, keys: str) -> None:
    """One does not read at all while there is far more than the buffers hold; the other gets everything at once."""
    async with a_pod(desk, keys) as (address, process):
        many = 400
        expected = [str(await an_idea(desk, title="x" * 4000)) for _ in range(many)]
        await desk.do_chores()
        before = _memory(process.pid)
        stuck = [await _stuck(address, OFFICER) for _ in range(10)]
        try:
            async with reading(address, OFFICER, last="0") as events:
                assert told(await take(events, many + 1))[-many:] == expected
            # Each would have 1.7 MB waiting for it; the process holds a page and the socket's buffer for each.
            assert _memory(process.pid) - before < 12_000, "kB"
        finally:
            for each in stuck:
                each.close()


def _memory(pid: int) -> int:
    """Kilobytes that a process holds."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


async def _stuck(address: str, who: UUID) -> socket.socket:
    """Asks for everything and reads nothing."""
    token = auth.sign(KEY, Caller(who, None, "en"), clock.wall())
    host, _, port = address.removeprefix("http://").partition(":")
    one = socket.create_connection((host, int(port)))
    one.sendall(
        f"GET /api/stream?last_event_id=0 HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\n\r\n".encode()
    )
    return one


async def streamed(desk: Desk, who: UUID) -> list[str]:
    """The kinds in somebody's stream from its beginning; the desk's application ends a stream that has nothing more."""
    await desk.do_chores()
    answer = await desk.ask(who, "GET", "/stream?last_event_id=0")
    assert answer.status_code == 200, answer.text
    lines = [line.removeprefix("data: ") for line in answer.text.splitlines() if line.startswith("data: {")]
    return [json.loads(line)["kind"] for line in lines if "kind" in json.loads(line)]


async def test_invariant_14_the_stream_shows_a_message_of_the_bodys_room_to_its_members_alone(desk: Desk) -> None:
    idea = await an_idea(desk, OFFICER)
    await a_message(desk, idea, MEMBER, SUBSTITUTE, AUTHOR, body_id=BODY)
    assert await streamed(desk, MEMBER) == await streamed(desk, SUBSTITUTE) == ["message.posted"]
    assert await streamed(desk, AUTHOR) == []
    await desk.hear(later(member(MEMBER, ends_on=yesterday())))
    assert await streamed(desk, MEMBER) == []
    assert await streamed(desk, SUBSTITUTE) == ["message.posted"]


async def test_invariant_4_the_stream_tells_an_author_in_office_nothing_of_reviewers(desk: Desk) -> None:
    idea = ids.new_id()
    await desk.hear(fact(RoundOverdue, idea_id=idea))
    assert await streamed(desk, OFFICER) == ["round.overdue"]
    await desk.pool.execute("INSERT INTO follower VALUES ($1, $2, 'author')", idea, OFFICER)
    assert await streamed(desk, OFFICER) == []


async def test_a_muted_kind_is_not_streamed(desk: Desk) -> None:
    silent = {"inbox": False, "mail": False}
    await desk.gets(AUTHOR, "PUT", "/preferences/support.reached", silent)
    await some_news(desk, 1)
    assert await streamed(desk, AUTHOR) == []


async def test_what_cannot_be_a_place_is_refused(desk: Desk) -> None:
    for wrong in ("-1", "x", "9" * 19, ""):
        answer = await desk.ask(AUTHOR, "GET", f"/stream?last_event_id={wrong}")
        assert answer.status_code == 422, wrong
        answer = await desk.ask(AUTHOR, "GET", "/stream", last_event_id=wrong)
        assert answer.status_code == 422, wrong
    assert await desk.gets(AUTHOR, "GET", "/notifications") == {"items": [], "next": None}
    ahead = await desk.ask(AUTHOR, "GET", "/stream?last_event_id=999999999")
    assert "id: 0" in ahead.text.splitlines(), (
        "a place that was never given, after a restore: it goes on from the newest"
    )


async def test_late_commits_and_rival_processes_leave_no_gap(desk: Desk, postgres: PostgresServer) -> None:
    """What commits late gets a place behind what was placed before it; two processes never place at once."""
    idea = await an_idea(desk, MEMBER)
    event = fact(SupportReached, idea_id=idea)
    handle: Any = desk.service.handlers[SupportReached]
    async with db.transaction(desk.pool, "late", cause=ids.new_id()) as late:
        await handle(late, event)
        await desk.hear(event, event)
        await desk.do_chores()
        seen = await desk.pool.fetchval("SELECT max(position) FROM notification")
    async with db.transaction(desk.pool, "rival") as rival:
        assert await rival.fetchval("SELECT pg_try_advisory_xact_lock(7305, 0)")
        await desk.do_chores()
        assert await desk.pool.fetchval("SELECT count(*) FROM notification WHERE position IS NULL") == 1
    await desk.do_chores()
    places = await desk.pool.fetch("SELECT position FROM notification ORDER BY notification_id")
    assert sorted(row["position"] for row in places) == list(range(1, len(places) + 1))
    late_place = await desk.pool.fetchval(
        "SELECT position FROM notification WHERE person_id = $1 ORDER BY notification_id LIMIT 1", MEMBER
    )
    assert late_place == seen + 1
