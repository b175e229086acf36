"""Parked events, tried again: the head of each key when it is due, until it works or has failed too often."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import structlog

from shared import backoff, db, dead_letters, inbox, outbox, parked, telemetry
from shared.consumer.apply import apply
from shared.consumer.fate import Dead, Retry, fate_of
from shared.db import Pool, Row, Tx
from shared.errors import Poison
from shared.events import envelope
from shared.events.message import Message, from_row
from shared.service import Service
from shared.telemetry import metrics

_log = structlog.get_logger(__name__)

DELAYS = (5, 15, 45, 120, 300, 900, 2100)
"""Seconds before each further attempt; with the first one that makes eight in about an hour."""

LOOK = 1.0  # seconds between two looks at what is due
_COUNT_EVERY = 15  # looks between two counts for the metrics
_WORST = 5.0  # seconds between two tries while the database is away


async def run(service: Service, pool: Pool, stop: asyncio.Event) -> None:
    """Retry what is due until ``stop``; outlives every failure of the database."""
    failures = looks = 0
    while not stop.is_set():
        try:
            if await retry_one(service, pool):
                failures = 0
                continue
            if looks % _COUNT_EVERY == 0:
                await _count(pool)
            looks, failures = looks + 1, 0
            await backoff.wait(stop, LOOK)
        except Exception as error:  # noqa: BLE001 - the loop must live as long as the process
            failures += 1
            _log.warning("parked events cannot be retried now", error_type=type(error).__qualname__, attempt=failures)
            await backoff.back_off(stop, failures, _WORST)


async def retry_one(service: Service, pool: Pool) -> bool:
    """Try the head that has been due longest; False when none is due. Raises when the database fails."""
    async with db.transaction(pool, "retry parked", polls=True) as tx:
        row = await parked.due(tx)
        if row is None:
            return False
        telemetry.found()
        message = from_row(row)
        error = await _attempt(tx, service, message)
        if error is None:
            await parked.remove(tx, row["id"])
            metrics.handled(message.topic, "retried")
        else:
            await _failed(tx, service, row, error)
        return True


async def _attempt(tx: Tx, service: Service, message: Message) -> Exception | None:
    """Run the handler in a savepoint: what it wrote and announced goes when it fails, the note of the failure stays."""
    try:
        async with tx.conn.transaction():
            received = envelope.read(message.topic, message.headers, message.payload, service.handlers)
            if received is not None:
                await apply(tx, service, [(message, received)])
            await _flush(tx)
    except Exception as error:
        outbox.forget(tx)
        if isinstance(fate_of(error), Retry):
            raise
        return error
    return None


async def _flush(tx: Tx) -> None:
    """Write the announcements inside the savepoint, so that one which cannot be written is the handler's failure."""
    await outbox.flush(tx)
    outbox.forget(tx)


async def _failed(tx: Tx, service: Service, row: Row, error: Exception) -> None:
    attempts = row["attempts"] + 1
    fate = fate_of(error)
    if isinstance(fate, Dead) or attempts > len(DELAYS):
        await _dies(tx, service, row, error)
        return
    wait = timedelta(seconds=DELAYS[max(attempts - 1, 0)] * backoff.pause(1, 1, 1))
    await parked.put_off(tx, row["id"], attempts, wait, f"{type(error).__qualname__}: {error}")


async def _dies(tx: Tx, service: Service, row: Row, error: Exception) -> None:
    """To the dead letters. Poison concerns nobody else; after too many failures the key is held."""
    message = from_row(row)
    reason = error.reason if isinstance(error, Poison) else dead_letters.EXHAUSTED
    why = dead_letters.failure(
        error, reason, attempts=row["attempts"] + 1, first=row["parked_at"], redrives=row["redrives"]
    )
    await dead_letters.bury(tx, service.group, message, why)
    await parked.remove(tx, row["id"])
    if reason == dead_letters.EXHAUSTED:
        await parked.hold(tx, message.topic, message.key)
        _log.error("an event failed for good, its key is held", topic=message.topic, event_type=message.type)
    metrics.handled(message.topic, "dead")


async def _count(pool: Pool) -> None:
    async with db.reading(pool) as tx:
        metrics.parked(await parked.count(tx))
        metrics.dead_letters(await dead_letters.count_open(tx))
        metrics.stopped_partitions(await inbox.count_stopped(tx))
