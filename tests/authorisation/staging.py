"""What a service's stage offers the driver: its people, and the places that rows are tried on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shared import clock, db, dead_letters, ids, inbox, parked
from shared.events.message import Message
from shared.service import Service
from tests.desk import Desk

Place = Mapping[str, str]
"""Fields that fill ``{...}`` in the path, query, body and ``shows`` of a row. ``etag``: the version to change."""
SetUp = Callable[[Desk, Mapping[str, UUID]], Awaitable[Place]]


@dataclass(frozen=True)
class Stage:
    """How to make a service ready: ``cast`` lets it know its actors, each place makes one thing afresh.

    A service that gives persons their ids returns its actors from ``cast``.
    """

    service: Service
    cast: Callable[[Desk, Mapping[str, UUID]], Awaitable[Mapping[str, UUID] | None]]
    places: Mapping[str, SetUp]


async def done(desk: Desk, who: UUID, method: str, path: str, body: Any = None, **headers: str) -> Any:
    """A step on the way to a place, which must succeed; what it answers, None without content."""
    answer = await desk.ask(who, method, path, body, **headers)
    assert answer.is_success, answer.text
    return answer.json() if answer.content else None


async def nothing(_desk: Desk, _actors: Mapping[str, UUID]) -> Place:
    return {}


async def parked_event(desk: Desk, _actors: Mapping[str, UUID]) -> Place:
    """An event that waits aside."""
    async with db.transaction(desk.pool, "stage") as tx:
        await parked.park(tx, _message(), ids.new_id(), "ValueError: no")
    return {"parked_id": str(await desk.pool.fetchval("SELECT max(id) FROM parked"))}


async def dead_letter(desk: Desk, _actors: Mapping[str, UUID]) -> Place:
    """A record that no retry cured."""
    async with db.transaction(desk.pool, "stage") as tx:
        why = dead_letters.failure(ValueError("no"), "retries-exhausted", attempts=8, first=tx.now)
        return {"letter_id": str(await dead_letters.bury(tx, "parley.test", _message(), why))}


async def stopped_partition(desk: Desk, _actors: Mapping[str, UUID]) -> Place:
    """A partition with too many dead letters in a row."""
    partition = int(ids.new_id()) & 0x7FFFFFFF
    async with db.transaction(desk.pool, "stage") as tx:
        await inbox.move_offsets(tx, "hr.v1", [inbox.Move(partition, 7, None, inbox.DEAD_IN_A_ROW)])
    return {"topic": "hr.v1", "partition": str(partition)}


EVERYWHERE: Mapping[str, SetUp] = {
    "nothing": nothing,
    "a parked event": parked_event,
    "a dead letter": dead_letter,
    "a stopped partition": stopped_partition,
}
"""Places that every service has."""


def _message() -> Message:
    offset = int(ids.new_id()) & 0x7FFFFFFF
    return Message("hr.v1", 0, offset, clock.now(), str(offset).encode(), (), b"{}")
