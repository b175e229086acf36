"""Connections are given in turn, and a turn is never lost."""

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
