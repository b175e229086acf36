"""A task that ends before its time is started again, whatever ended it; the end of the process ends it."""

from __future__ import annotations

import asyncio

import pytest

from shared import supervision


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervision, "_FIRST_PAUSE", 0.001)


async def _returns() -> None:
    return


async def _crashes() -> None:
    raise RuntimeError("for the test")


async def _is_cancelled_by_its_own() -> None:
    """As a library that awaits a task that it cancelled itself."""
    mine = asyncio.ensure_future(asyncio.sleep(10))
    mine.cancel()
    await mine


@pytest.mark.parametrize("ends", [_returns, _crashes, _is_cancelled_by_its_own])
async def test_it_starts_again(ends) -> None:
    stop, starts = asyncio.Event(), 0

    async def work() -> None:
        nonlocal starts
        starts += 1
        if starts == 3:
            stop.set()
        await ends()

    async with asyncio.timeout(5):
        await supervision.supervise("work", work, stop)
    assert starts == 3


async def test_a_cancellation_from_outside_ends_it() -> None:
    task = asyncio.ensure_future(supervision.supervise("work", lambda: asyncio.sleep(10), asyncio.Event()))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
