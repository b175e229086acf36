"""Ends Kafka clients for good: in time, without raising, and with nothing of theirs that goes on.

The clients' own ``stop`` waits without limit while a broker is away, and it can raise the CancelledError of a request
that it cancelled itself (aio-libs/aiokafka#647), which would end our task without a word. Then it also leaves tasks
and connections: a producer that goes on sending, a heart that goes on beating and keeps the partitions. So it runs
apart, and what it leaves is ended after it, by the names of the version that is locked.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from typing import Any

import structlog

_log = structlog.get_logger(__name__)

_TRIES = 5  # the client's tasks swallow a cancellation that comes while they cancel their own
_PAUSE = 0.2  # seconds for a cancelled task to end

_TASKS = {
    "_coordinator": ("_coordination_task", "_heartbeat_task", "_commit_refresh_task", "_reset_committed_task"),
    "_fetcher": ("_fetch_task", "_pending_tasks"),
    "_sender": ("_sender_task",),
    "_client": ("_sync_task",),
    "client": ("_sync_task",),
}


async def close_consumer(made: Any, within: float) -> None:
    """Leave the group; ``within`` seconds for that, and about two more for what it leaves."""
    if not await _apart(made.stop(), within):
        _log.warning("a consumer could not be closed in time")
    await _end_the_rest(made)


async def close_producer(made: Any, within: float) -> None:
    """What still waits to be sent is not: whoever needs it sends it again with the next producer."""
    await _end_the_rest(made)
    waiting = getattr(made, "_message_accumulator", None)
    for batches in (getattr(waiting, "_batches", None), getattr(waiting, "_pending_batches", None)):
        if batches is not None:
            batches.clear()
    if not await _apart(made.stop(), within):
        _log.warning("a producer could not be closed in time")


async def close_admin(made: Any, within: float) -> None:
    """``within`` seconds for its connections to close."""
    await _apart(made.close(), within)
    await _end_the_rest(made)


async def _apart(work: Coroutine[Any, Any, None], within: float) -> bool:
    """Run it as a task of its own, for so many seconds. Whether it came to its end."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.wait((task,), timeout=within)
        return task.done() and not task.cancelled() and task.exception() is None
    finally:
        task.cancel()
        task.add_done_callback(_look_at)


async def _end_the_rest(made: Any) -> None:
    for _ in range(_TRIES):
        alive = [task for task in _tasks_of(made) if not task.done()]
        if not alive:
            break
        for task in alive:
            task.cancel()
        await asyncio.wait(alive, timeout=_PAUSE)
    for task in _tasks_of(made):
        task.add_done_callback(_look_at)
    client = getattr(made, "_client", None) or getattr(made, "client", None)
    if client is not None:
        await _apart(client.close(), _TRIES * _PAUSE)


def _tasks_of(made: Any) -> Iterator[asyncio.Task[Any]]:
    for part, names in _TASKS.items():
        for name in names:
            found = getattr(getattr(made, part, None), name, None)
            if isinstance(found, asyncio.Task):
                yield found
            else:
                yield from found or ()


def _look_at(task: asyncio.Task[Any]) -> None:
    """Take its failure, so that none is reported as never retrieved."""
    if not task.cancelled():
        task.exception()
