"""Each fake behaves as the real thing: one suite, run against both."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

import pytest

from shared import clock, db, outbox
from shared.db import Tx
from shared.events.ideas import IdeaRevised, IdeaSubmitted
from shared.testing import announced, fact, fake_clock, recording_tx


class Clock(Protocol):
    """What the suite asks of a clock."""

    def now(self) -> Any: ...
    def wall(self) -> Any: ...
    def offset(self) -> timedelta: ...
    def move_forward(self, by: timedelta) -> timedelta: ...


@contextmanager
def _real_clock(folder: Path) -> Iterator[Clock]:
    clock.follow(folder / "offset")
    try:
        yield clock
    finally:
        clock.follow(None)


@pytest.fixture(params=["real", "fake"])
def any_clock(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Clock]:
    with _real_clock(tmp_path) if request.param == "real" else fake_clock() as given:
        yield given


def test_clock_moves_rules_and_not_machines(any_clock: Clock) -> None:
    before = any_clock.wall()
    assert any_clock.offset() == timedelta(0)
    assert any_clock.move_forward(timedelta(days=10)) == timedelta(days=10)
    assert any_clock.move_forward(timedelta(hours=1)) == timedelta(days=10, hours=1)
    assert any_clock.offset() == timedelta(days=10, hours=1)
    assert timedelta(0) <= any_clock.wall() - before < timedelta(minutes=1)
    assert any_clock.now() - any_clock.wall() >= timedelta(days=10)
    assert any_clock.now().utcoffset() == timedelta(0)


def test_clock_never_goes_back(any_clock: Clock) -> None:
    with pytest.raises(ValueError, match="forward"):
        any_clock.move_forward(timedelta(seconds=-1))
    assert any_clock.offset() == timedelta(0)


@asynccontextmanager
async def _real_tx(url: str) -> AsyncIterator[Tx]:
    pool = await db.connect_pool(url, 2)
    try:
        async with db.transaction(pool, "contract") as tx:
            yield tx
        rows = await pool.fetch("SELECT type, subject FROM outbox ORDER BY id")
        said = [(item.type, item.subject) for item in tx.announced]
        assert [(row["type"], row["subject"]) for row in rows] == said  # what was announced is what is told
    finally:
        await pool.close()


@asynccontextmanager
async def _fake_tx() -> AsyncIterator[Tx]:
    yield recording_tx()


@pytest.fixture(params=["real", "fake"])
async def any_tx(request: pytest.FixtureRequest) -> AsyncIterator[Tx]:
    if request.param == "fake":
        async with _fake_tx() as tx:
            yield tx
    else:
        async with _real_tx(request.getfixturevalue("postgres").database()) as tx:
            yield tx


async def test_announced_facts_keep_their_order(any_tx: Tx) -> None:
    idea = uuid4()
    first = fact(IdeaSubmitted, idea_id=idea, aggregate_version=1)
    second = fact(IdeaRevised, idea_id=idea, aggregate_version=2)
    outbox.add(any_tx, first)
    outbox.add(any_tx, second, fact(IdeaRevised, idea_id=idea, aggregate_version=3))
    assert any_tx.announced[:2] == [first, second]
    assert announced(any_tx, IdeaSubmitted) == [first]
    assert [event.aggregate_version for event in announced(any_tx, IdeaRevised)] == [2, 3]


async def test_one_reading_of_the_clock_serves_the_whole_unit_of_work(any_tx: Tx) -> None:
    assert any_tx.now.utcoffset() == timedelta(0)
    assert abs(any_tx.now - clock.now()) < timedelta(seconds=30)
    assert any_tx.cause is None


async def test_the_fake_says_which_statement_needed_a_database() -> None:
    with pytest.raises(AssertionError, match="SELECT 1"):
        await recording_tx().fetch("SELECT 1")
