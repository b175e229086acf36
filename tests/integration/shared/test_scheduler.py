"""A deadline fires exactly once, in order of due time, and one that fails does not hold up the others."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from shared import clock, db, deadlines, scheduler
from shared.db import Tx
from shared.service import Deadline, Service
from shared.settings import ServiceSettings

MARK = "INSERT INTO mark (kind, subject_id, due_at) VALUES ($1, $2, $3)"


def service(**kinds: Any) -> Service:
    return Service("test", ServiceSettings, (), {}, deadlines=kinds)


async def mark(tx: Tx, deadline: Deadline) -> None:
    await tx.execute(MARK, deadline.kind, deadline.subject_id, deadline.due_at)


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Any]:
    pool = await db.connect_pool(url, 6)
    await pool.execute(
        "CREATE TABLE mark (n int GENERATED ALWAYS AS IDENTITY, kind text, subject_id uuid, due_at timestamptz)"
    )
    try:
        yield pool
    finally:
        await pool.close()


async def put(pool: Any, kind: str, seconds: float, subject: UUID | None = None) -> UUID:
    subject = subject or uuid4()
    async with db.transaction(pool, "test") as tx:
        await deadlines.set(tx, kind, subject, clock.now() + timedelta(seconds=seconds))
    return subject


async def test_two_schedulers_fire_each_deadline_once(postgres: Any) -> None:
    async with opened(postgres.database()) as pool:
        put_in = {await put(pool, "due", -n) for n in range(60)}
        stop = asyncio.Event()
        tasks = [asyncio.create_task(scheduler.run(service(due=mark), pool, stop)) for _ in range(2)]
        async with asyncio.timeout(20):
            while await pool.fetchval("SELECT count(*) FROM deadline WHERE state = 'waiting'"):
                await asyncio.sleep(0.05)
        stop.set()
        await asyncio.gather(*tasks)
        rows = await pool.fetch("SELECT * FROM mark ORDER BY n")
        assert len(rows) == 60
        assert {row["subject_id"] for row in rows} == put_in


async def test_after_downtime_they_fire_in_order_of_due_time(postgres: Any) -> None:
    async with opened(postgres.database()) as pool:
        for seconds in (-5, -500, -50, -5000, 3600):
            await put(pool, "due", seconds)
        assert await scheduler.fire_due(service(due=mark), pool) == 4
        due = [row["due_at"] for row in await pool.fetch("SELECT due_at FROM mark ORDER BY n")]
        assert due == sorted(due)
        assert await scheduler.fire_due(service(due=mark), pool) == 0


async def test_a_failing_one_and_an_unknown_kind_wait_while_others_fire(
    postgres: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler, "_FIRST_PAUSE", 60.0)  # a slow machine must not reach the second try by itself

    async def fail(tx: Tx, deadline: Deadline) -> None:
        await mark(tx, deadline)
        raise ValueError("no")

    async with opened(postgres.database()) as pool:
        await put(pool, "bad", -100)
        await put(pool, "unknown", -90)
        good = await put(pool, "good", -80)
        assert await scheduler.fire_due(service(bad=fail, good=mark), pool) == 1
        assert [row["subject_id"] for row in await pool.fetch("SELECT * FROM mark")] == [good]
        waiting = await pool.fetch("SELECT * FROM deadline WHERE state = 'waiting' ORDER BY due_at")
        assert [row["attempts"] for row in waiting] == [1, 1]
        assert "ValueError" in waiting[0]["last_error"]
        assert "unknown" in waiting[1]["last_error"]
        await pool.execute("UPDATE deadline SET next_attempt_at = now()")
        assert await scheduler.fire_due(service(bad=mark, unknown=mark), pool) == 2


async def test_setting_again_replaces_and_cancelling_forgets(postgres: Any) -> None:
    async with opened(postgres.database()) as pool:
        moved = await put(pool, "due", -10)
        await put(pool, "due", 3600, moved)
        gone = await put(pool, "due", -10)
        async with db.transaction(pool, "test") as tx:
            await deadlines.cancel(tx, "due", gone)
        assert await scheduler.fire_due(service(due=mark), pool) == 0
        assert await pool.fetchval("SELECT count(*) FROM deadline WHERE subject_id = $1", moved) == 1


async def test_a_handler_may_set_the_next_one_of_the_same_kind(postgres: Any) -> None:
    async def again(tx: Tx, deadline: Deadline) -> None:
        await mark(tx, deadline)
        await deadlines.set(tx, deadline.kind, deadline.subject_id, tx.now + timedelta(hours=1))

    async with opened(postgres.database()) as pool:
        await put(pool, "due", -1)
        assert await scheduler.fire_due(service(due=again), pool) == 1
        states = [row["state"] for row in await pool.fetch("SELECT state FROM deadline ORDER BY due_at")]
        assert states == ["fired", "waiting"]


async def test_a_deadline_that_a_command_is_changing_does_not_hold_up_the_others(postgres: Any) -> None:
    url = postgres.database()
    async with opened(url) as pool:
        held, free = await put(pool, "due", -100), await put(pool, "due", -50)
        conn = await asyncpg.connect(url)
        async with conn.transaction():
            await conn.execute("SELECT 1 FROM deadline WHERE subject_id = $1 FOR UPDATE", held)
            assert await scheduler.fire_due(service(due=mark), pool) == 1
        assert await scheduler.fire_due(service(due=mark), pool) == 1
        assert [row["subject_id"] for row in await pool.fetch("SELECT * FROM mark ORDER BY n")] == [free, held]
        await conn.close()
