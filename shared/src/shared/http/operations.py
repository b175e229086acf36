"""For the administrator: the outbox, the consumer's offsets, what is parked and what is dead. Contents are never shown."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel

from shared import dead_letters, directory, parked
from shared.db import Tx
from shared.errors import NotAllowed
from shared.http.routing import Signed, UnitOfWork
from shared.http.routing import router as open_router
from shared.service import Service

ROLE = "administrator"
_BIG = Path(ge=1, le=2**63 - 1)

OFFSETS = "SELECT topic, partition, next_offset, updated_at FROM consumer_offset ORDER BY topic, partition"
UNPUBLISHED = """
SELECT count(o.id) AS rows, coalesce(extract(epoch FROM clock_timestamp() - min(o.created_at)), 0)::float8 AS oldest
FROM outbox_cursor c LEFT JOIN outbox o ON o.shard = c.shard
    AND (o.xid >= pg_snapshot_xmax(c.prev_snapshot) OR NOT pg_visible_in_snapshot(o.xid, c.prev_snapshot))
    AND NOT (c.page_snapshot IS NOT NULL AND o.id <= c.page_last_id AND pg_visible_in_snapshot(o.xid, c.page_snapshot))
"""


class OutboxView(BaseModel):
    """How much waits to be published, and for how long (seconds)."""

    rows: int
    oldest_age_seconds: float


class OffsetView(BaseModel):
    topic: str
    partition: int
    next_offset: int
    updated_at: datetime


async def _roles_in_directory(tx: Tx, person_id: UUID) -> set[str]:
    return {held.role for held in (await directory.caller(tx, person_id)).roles}


def router(service: Service) -> APIRouter:
    """The operations of one service."""
    roles_of = service.roles_of or _roles_in_directory

    async def administrator(tx: UnitOfWork, signed: Signed) -> UUID:
        if ROLE not in await roles_of(tx, signed.person_id):
            raise NotAllowed(needs=ROLE)
        return signed.person_id

    made = open_router(tags=["operations"], prefix=f"/api/{service.name}/operations")
    operator = Annotated[UUID, Depends(administrator)]
    _add_looks(made, operator)
    _add_parked(made, operator)
    _add_dead_letters(made, operator)
    return made


def _add_looks(made: APIRouter, operator: Any) -> None:
    @made.get("/outbox", summary="What waits to be published")
    async def outbox_state(tx: UnitOfWork, _by: operator) -> OutboxView:
        """Rows of the outbox that Kafka has not acknowledged. For the administrator."""
        row = await tx.fetchrow(UNPUBLISHED)
        return (
            OutboxView(rows=row["rows"], oldest_age_seconds=row["oldest"])
            if row
            else OutboxView(rows=0, oldest_age_seconds=0)
        )

    @made.get("/consumers", summary="How far this service has read")
    async def consumer_offsets(tx: UnitOfWork, _by: operator) -> list[OffsetView]:
        """The next offset of each partition. For the administrator."""
        return [OffsetView(**dict(row)) for row in await tx.fetch(OFFSETS)]


def _add_parked(made: APIRouter, operator: Any) -> None:
    @made.get("/parked", summary="Events that wait aside")
    async def list_parked(tx: UnitOfWork, _by: operator) -> list[dict[str, Any]]:
        """Events whose handler failed and those behind them; without contents. For the administrator."""
        return await parked.waiting(tx)

    @made.post("/parked/{parked_id}/retry", status_code=204, summary="Try a parked event now")
    async def retry_parked(tx: UnitOfWork, _by: operator, parked_id: Annotated[int, _BIG]) -> None:
        """Make it due now; it still waits for its turn within its key. For the administrator."""
        await parked.retry(tx, parked_id)

    @made.post("/parked/{parked_id}/discard", status_code=204, summary="Give a parked event up")
    async def discard_parked(tx: UnitOfWork, _by: operator, parked_id: Annotated[int, _BIG]) -> None:
        """It never takes effect here. For the administrator."""
        await parked.discard(tx, parked_id)


def _add_dead_letters(made: APIRouter, operator: Any) -> None:
    @made.get("/dead-letters", summary="What no retry cured")
    async def list_dead_letters(tx: UnitOfWork, _by: operator) -> list[dict[str, Any]]:
        """Dead letters that nobody has settled; without contents. For the administrator."""
        return await dead_letters.open_ones(tx)

    @made.post("/dead-letters/{letter_id}/redrive", status_code=204, summary="Try a dead letter again")
    async def redrive_dead_letter(tx: UnitOfWork, by: operator, letter_id: UUID) -> None:
        """Back among the parked, due now. For the administrator."""
        await dead_letters.redrive(tx, letter_id, by)

    @made.post("/dead-letters/{letter_id}/discard", status_code=204, summary="Give a dead letter up")
    async def discard_dead_letter(tx: UnitOfWork, by: operator, letter_id: UUID) -> None:
        """It never takes effect here; later events of its key go on. For the administrator."""
        await dead_letters.discard(tx, letter_id, by)
