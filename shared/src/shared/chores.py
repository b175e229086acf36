"""Chores: what a worker does again and again beside events and deadlines, in transactions that it opens here."""

from __future__ import annotations

import asyncio
from functools import partial

import structlog

from shared import backoff, db
from shared.db import Pool
from shared.service import Chore
from shared.settings import ServiceSettings

_log = structlog.get_logger(__name__)

_WORST_AWAY = 5.0  # seconds between two tries while the database is away


async def run(chore: Chore, settings: ServiceSettings, pool: Pool, stop: asyncio.Event) -> None:
    """Do it until ``stop``: at once again while there is more to do, else after its pause."""
    failures = 0
    while not stop.is_set():
        try:
            more = await chore.turn(partial(db.transaction, pool, chore.name, polls=True), settings)
        except db.AWAY:
            failures += 1
            _log.warning("a chore has no database", kind=chore.name, attempt=failures, exc_info=True)
            await backoff.back_off(stop, failures, _WORST_AWAY)
        else:
            failures = 0
            if not more:
                await backoff.wait(stop, chore.pause)
