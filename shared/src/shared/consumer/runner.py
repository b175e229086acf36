"""Keeps a service consuming until its process ends: one client after another, and beside it what was parked."""

from __future__ import annotations

import asyncio
import time

import structlog

from shared import backoff
from shared.consumer import retry
from shared.consumer.member import Consumer
from shared.db import Pool
from shared.service import Service
from shared.settings import ServiceSettings

_log = structlog.get_logger(__name__)

_DRAIN = 5.0  # seconds for the open transaction, when the process ends
_WORST = 1.0  # seconds between two tries while something is away: each is cheap, and what waits is soon there
_HEALTHY = 30.0  # seconds; a client that lived so long counts its failures anew


class EndedError(RuntimeError):
    """A loop that must not end before the process has ended; whoever supervises us starts all anew."""


async def run(
    service: Service, settings: ServiceSettings, pool: Pool, stop: asyncio.Event, joined: asyncio.Event | None = None
) -> None:
    """Take the service's events from Kafka, and retry the parked ones, until ``stop``; ends within ten seconds.

    ``joined`` is set once the group has taken us in, and stays so.
    """
    joined = joined or asyncio.Event()
    if not service.handlers:
        joined.set()
        return
    parts = [
        asyncio.create_task(_keep_consuming(service, settings, pool, stop, joined), name="consume"),
        asyncio.create_task(retry.run(service, pool, stop), name="retry parked"),
    ]
    ended = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((ended, *parts), return_when=asyncio.FIRST_COMPLETED)
        if not stop.is_set():
            gone = next(part for part in parts if part.done())
            raise EndedError(gone.get_name()) from (None if gone.cancelled() else gone.exception())
        await asyncio.wait(parts, timeout=_DRAIN)
    finally:
        for part in (ended, *parts):
            part.cancel()
        await asyncio.gather(ended, *parts, return_exceptions=True)


async def _keep_consuming(
    service: Service, settings: ServiceSettings, pool: Pool, stop: asyncio.Event, joined: asyncio.Event
) -> None:
    """One consumer after another: after any failure of the client a new one is safer than a mended one."""
    failures, member = 0, ""
    while not stop.is_set():
        consumer = Consumer(service, settings, pool, member, joined=joined)
        started = time.monotonic()
        try:
            await consumer.consume(stop)
        except Exception as error:  # noqa: BLE001 - whatever the client throws, consuming goes on
            failures = 1 if time.monotonic() - started > _HEALTHY else failures + 1
            _log.warning("the consumer starts again", error_type=type(error).__qualname__, attempt=failures)
        finally:
            member = consumer.member
            await consumer.close()
        if not stop.is_set():
            await backoff.back_off(stop, max(failures, 1), _WORST)
