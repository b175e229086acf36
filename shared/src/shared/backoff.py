"""Pauses between tries: longer and longer, never in step with other processes, cut short by the end."""

from __future__ import annotations

import asyncio
import contextlib
import random

FIRST = 0.1  # seconds


def pause(failures: int, worst: float, first: float = FIRST) -> float:
    """Seconds to wait after so many failures in a row: doubled each time up to ``worst``, less up to a half."""
    longest: float = min(worst, first * 2.0 ** min(max(failures - 1, 0), 30))
    return longest * (0.5 + random.random() / 2)  # noqa: S311 - spreads load, guards nothing


async def wait(stop: asyncio.Event, seconds: float) -> None:
    """Sleep, or less when ``stop`` is set meanwhile."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await stop.wait()


async def back_off(stop: asyncio.Event, failures: int, worst: float) -> None:
    """Sleep for ``pause(failures, worst)``, or less when ``stop`` is set meanwhile."""
    await wait(stop, pause(failures, worst))
