"""Keeps the tasks of a process alive: one that ends before its time is reported and started again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from shared import backoff

_log = structlog.get_logger(__name__)

_WORST_PAUSE = 30.0  # seconds between two starts
_FIRST_PAUSE = 1.0
_HEALTHY = 60.0  # seconds; a task that lived so long starts again at once

Work = Callable[[], Awaitable[None]]


async def supervise(name: str, work: Work, stop: asyncio.Event) -> None:
    """Run ``work`` until ``stop``, again and again if it crashes or returns by itself."""
    failures = 0
    while not stop.is_set():
        began = asyncio.get_running_loop().time()
        try:
            await work()
        except asyncio.CancelledError:
            if _cancelled_by_others():
                raise
            _log.exception("task was cancelled by something of its own", kind=name, attempt=failures + 1)
        except Exception:  # noqa: BLE001 - no crash may end the others
            _log.exception("task crashed", kind=name, attempt=failures + 1)
        else:
            if stop.is_set():
                return
            _log.error("task ended by itself", kind=name, attempt=failures + 1)
        lived = asyncio.get_running_loop().time() - began
        failures = 1 if lived > _HEALTHY else failures + 1
        await backoff.wait(stop, backoff.pause(failures, _WORST_PAUSE, _FIRST_PAUSE))


def _cancelled_by_others() -> bool:
    """A library may raise the CancelledError of a task of its own: that is a failure like any other."""
    task = asyncio.current_task()
    return task is None or task.cancelling() > 0


async def until_stopped(tasks: list[asyncio.Task[None]], stop: asyncio.Event, grace: float) -> None:
    """Wait for ``stop``, then up to ``grace`` seconds for the tasks to end by themselves; cancel those that do not."""
    await stop.wait()
    if not tasks:
        return
    _done, late = await asyncio.wait(tasks, timeout=grace)
    for task in late:
        _log.warning("task did not end in time", kind=task.get_name())
        task.cancel()
    if late:
        await asyncio.wait(late, timeout=1)
