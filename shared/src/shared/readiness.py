"""Whether a process is ready: its database answers, and what it announces leaves while Kafka answers."""

from __future__ import annotations

import asyncio

import asyncpg

from shared import brokers, db, kafka
from shared.db import Pool
from shared.http.management import Check
from shared.outbox_state import outbox_state
from shared.settings import ServiceSettings

UNPUBLISHED = 30.0  # seconds that an event may wait while Kafka answers
_DATABASE_WITHIN = 1.2  # seconds; both together are less than the probe waits
_KAFKA_WITHIN = 1.5
_AWAY = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)


def database_answers(pool: Pool) -> Check:
    """Fails while PostgreSQL does not answer."""

    async def check() -> str | None:
        try:
            async with asyncio.timeout(_DATABASE_WITHIN), db.reading(pool) as tx:
                await tx.fetchval("SELECT 1")
        except _AWAY as away:
            return type(away).__name__
        return None

    return check


def outbox_moves(pool: Pool, settings: ServiceSettings) -> Check:
    """Fails when an event has waited too long although Kafka answers: the relay is at fault, not an outage.

    An outage of Kafka stops no service (changes are kept in the outbox), so it makes nobody unready. A database that
    does not answer is the other check's to tell.
    """

    async def check() -> str | None:
        try:
            async with asyncio.timeout(_DATABASE_WITHIN), db.reading(pool) as tx:
                waits = (await outbox_state(tx)).oldest_age_seconds
        except _AWAY:
            return None
        if waits <= UNPUBLISHED or not await _kafka_answers(settings):
            return None
        return f"an event has waited for {waits:.0f} s although Kafka answers"

    return check


async def _kafka_answers(settings: ServiceSettings) -> bool:
    try:
        async with asyncio.timeout(_KAFKA_WITHIN):
            return await brokers.knock(settings, kafka.client_arguments(settings)) is None
    except TimeoutError:
        return False
