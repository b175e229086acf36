"""Whether a process is ready: its database answers, its consumer has joined, what it announces leaves while Kafka answers.

And whether it has started: its database has the form that it needs.
"""

from __future__ import annotations

import asyncio

import asyncpg

from shared import brokers, db, kafka, migrate
from shared.db import Pool
from shared.http.management import Check
from shared.outbox_state import outbox_state
from shared.service import Service
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


def database_has_its_form(service: Service, pool: Pool) -> Check:
    """Fails until the database has every migration of this release; then it asks no more, for nothing takes one back."""
    lacking = migrate.numbers(service)

    async def check() -> str | None:
        if not lacking:
            return None
        try:
            async with asyncio.timeout(_DATABASE_WITHIN), db.reading(pool) as tx:
                lacking.difference_update(await migrate.applied(tx))
        except _AWAY as away:
            return type(away).__name__
        return f"{len(lacking)} migrations are missing" if lacking else None

    return check


def consumer_joined(joined: asyncio.Event) -> Check:
    """Fails until Kafka has taken the consumer into its group once: a release that may not read stops rolling out.

    Never again: an outage of Kafka later is nothing that a worker could mend by being unready.
    """

    async def check() -> str | None:
        return None if joined.is_set() else "the consumer has not joined its group"

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
