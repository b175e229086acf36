"""Connections are given in turn, from one unit of work to the next one, and neither a turn nor a connection is lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest

from shared import db

MANY = 500


@pytest.fixture
async def pool(postgres: Any) -> AsyncIterator[db.Pool]:
    made = await db.connect_pool(postgres.database(), 1)
    yield made
    await made.close()


async def test_whoever_waits_is_served_before_whoever_comes_later(pool: db.Pool) -> None:
    came: list[int] = []
    served: list[int] = []

    async def ask(number: int) -> None:
        came.append(number)
        async with db.reading(pool) as tx:
            served.append(number)
            await tx.fetchval("SELECT 1")

    async with asyncio.TaskGroup() as all_of_them:
        for number in range(MANY):
            all_of_them.create_task(ask(number))
            await asyncio.sleep(0.0001)  # some come in the moment that the connection is free
    assert served == came


async def test_a_turn_comes_back_from_whoever_gets_no_connection(
    pool: db.Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    acquire = asyncpg.Pool.acquire

    async def away(*_: object, **__: object) -> None:
        raise OSError("no server")

    monkeypatch.setattr(asyncpg.Pool, "acquire", away)
    for _ in range(3):
        with pytest.raises(OSError, match="no server"):
            async with db.reading(pool):
                pytest.fail("there is no connection")
    monkeypatch.setattr(asyncpg.Pool, "acquire", acquire)
    async with db.reading(pool) as tx:
        assert await tx.fetchval("SELECT 1") == 1


async def test_a_turn_comes_back_from_whoever_gives_up_waiting(pool: db.Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "_PATIENCE", 0.05)
    async with db.reading(pool):
        with pytest.raises(TimeoutError):
            async with db.reading(pool):
                pytest.fail("there is no second connection")
    async with db.reading(pool) as tx:
        assert await tx.fetchval("SELECT 1") == 1


Given = list[asyncpg.pool.PoolConnectionProxy]


@pytest.fixture
def given_back(monkeypatch: pytest.MonkeyPatch) -> Given:
    """The connections that asyncpg gets back."""
    found: Given = []
    release = asyncpg.Pool.release

    async def noted(self: asyncpg.Pool, connection: Any, **options: Any) -> None:
        found.append(connection)
        await release(self, connection, **options)

    monkeypatch.setattr(asyncpg.Pool, "release", noted)
    return found


async def read(pool: db.Pool, wrong: str = "") -> None:
    async with db.reading(pool) as tx:
        await tx.fetchval("SELECT 1")
        if wrong:
            raise ValueError(wrong)


async def test_while_others_wait_a_connection_goes_on_to_them(pool: db.Pool, given_back: Given) -> None:
    await asyncio.gather(*(read(pool) for _ in range(20)))
    assert len(given_back) == 1, "by the last one"
    await read(pool)
    assert len(given_back) == 2, "nobody waited"


async def test_now_and_then_asyncpg_gets_it_back_though_others_wait(
    pool: db.Pool, given_back: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a connection that is always wanted would never be made anew."""
    monkeypatch.setattr(db, "_HANDED", 5)
    await asyncio.gather(*(read(pool) for _ in range(20)))
    assert len(given_back) == 4, "three times, and by the last one"


async def test_a_connection_on_which_something_went_wrong_goes_on_to_nobody(pool: db.Pool, given_back: Given) -> None:
    asked = [read(pool, wrong="x" if number % 2 else "") for number in range(10)]
    found = await asyncio.gather(*asked, return_exceptions=True)
    assert [type(each) for each in found] == [type(None), ValueError] * 5
    assert len(given_back) == 5


async def test_a_connection_that_ended_goes_on_to_nobody(pool: db.Pool) -> None:
    async def ends() -> None:
        async with db.reading(pool) as tx:
            await tx.conn.close()

    await asyncio.gather(ends(), read(pool), read(pool))
    assert pool._handed == []


@pytest.mark.parametrize("noticed", [True, False])
async def test_a_connection_that_ended_on_its_way_is_taken_by_nobody(pool: db.Pool, noticed: bool) -> None:
    """Whether or not asyncpg has taken it back already."""
    async with db.reading(pool) as tx:
        waits = asyncio.create_task(read(pool))
        await asyncio.sleep(0)
        ended = tx.conn
    assert pool._handed == [ended]
    if noticed:
        ended.terminate()
    else:
        ended._con._protocol.abort()
    await asyncio.wait_for(waits, 5)
    await asyncio.wait_for(read(pool), 5)


@pytest.mark.parametrize("again", [True, False], ids=["by the next one", "by the end"])
async def test_what_was_handed_to_somebody_who_gave_up_is_taken(pool: db.Pool, again: bool) -> None:
    """In the moment between being handed a connection and taking it."""
    holding, waiting = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        async with db.reading(pool):
            holding.set()
            await waiting.wait()
        gives_up.cancel()

    first = asyncio.create_task(hold())
    await holding.wait()
    gives_up = asyncio.create_task(read(pool))
    await asyncio.sleep(0)
    waiting.set()
    await first
    with pytest.raises(asyncio.CancelledError):
        await gives_up
    assert len(pool._handed) == 1
    await (read(pool) if again else asyncio.wait_for(pool.close(), 5))
    assert pool._handed == []
