"""For the administrator: the outbox, the consumer's offsets, what is parked and what is dead. Contents are never shown."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query
from pydantic import BaseModel

from shared import dead_letters, directory, inbox, outbox_state, parked
from shared.db import Tx
from shared.errors import NotAllowed
from shared.events import catalog
from shared.http.routing import Signed, UnitOfWork
from shared.http.routing import router as open_router
from shared.http.shapes import Line, example
from shared.service import Service

ROLE = "administrator"
_BIG = Path(ge=1, le=2**63 - 1)
_Topic = Annotated[str, Path(pattern=r"^[a-zA-Z0-9._-]{1,249}$", description="Kafka topic, for example ideas.v1")]
_Settled = Annotated[bool, Query(description="those that somebody tried again or gave up, newest first")]
_Partition = Annotated[int, Path(ge=0, le=2**31 - 1)]


class OutboxView(BaseModel):
    """How much waits to be published, and for how long (seconds)."""

    rows: int
    oldest_age_seconds: float


class OffsetView(BaseModel):
    topic: str
    partition: int
    next_offset: int
    updated_at: datetime
    stopped_at: datetime | None
    """Since when it is stopped by too many dead letters in a row; null when it flows."""
    lag_records: int | None
    """Events in it that are not yet applied; null when no process has read it for a minute."""
    lag_seconds: float | None
    """How long the next of them has waited; 0 when there is none."""


class AsideView(BaseModel):
    """Where an event lies and how it fared; never what is in it: an error's message may quote that, its class cannot."""

    topic: str
    partition: int
    offset: int
    event_id: UUID | None
    type: str | None
    idea_id: UUID | None
    """The idea that it is about: a viewer of traces finds its way by it; null where it is about none."""
    recorded_at: datetime
    attempts: int
    redrives: int
    state: str
    error_class: str | None


class ParkedView(AsideView):
    id: int
    next_attempt_at: datetime
    parked_at: datetime


class DeadLetterView(AsideView):
    id: UUID
    reason: str
    first_failed_at: datetime
    died_at: datetime
    settled_at: datetime | None
    settled_by: UUID | None
    """Null also for what was settled from the command line."""
    settled_why: str | None
    """Why it was given up."""


class GiveUp(BaseModel):
    """Why the event is given up; it is kept for those who ask later."""

    model_config = example(why="The HR system sent it twice")
    why: Line


_OF_IDEAS = frozenset(
    each.ce_type() for topic in catalog.TOPICS.values() for each in topic.events if each.key_field == "idea_id"
)


def _error_class(error: str | None) -> str | None:
    return error.partition(":")[0] if error else None


def _idea(type_: str | None, key: bytes | None) -> UUID | None:
    try:
        return UUID(key.decode()) if key and type_ in _OF_IDEAS else None
    except ValueError:
        return None


def _aside(row: dict[str, Any], error: str | None) -> dict[str, Any]:
    return row | {"error_class": _error_class(error), "idea_id": _idea(row["type"], row["key"])}


async def _roles_in_directory(tx: Tx, person_id: UUID) -> set[str]:
    return {held.role for held in (await directory.caller(tx, person_id)).roles}


def router(service: Service) -> APIRouter:
    """The operations of one service."""
    roles_of = service.roles_of or _roles_in_directory

    async def administrator(tx: UnitOfWork, signed: Signed) -> UUID:
        if ROLE not in await roles_of(tx, signed.person_id):
            raise NotAllowed(ROLE)
        return signed.person_id

    made = open_router(tags=["operations"], prefix=f"/api/{service.name}/operations")
    operator = Annotated[UUID, Depends(administrator)]
    _add_looks(made, operator)
    _add_parked(made, operator)
    _add_dead_letters(made, operator)
    return made


def _add_looks(made: APIRouter, operator: Any) -> None:
    @made.get("/outbox", summary="What waits to be published")
    async def unpublished(tx: UnitOfWork, _by: operator) -> OutboxView:
        """Rows of the outbox that Kafka has not acknowledged. For the administrator."""
        state = await outbox_state.outbox_state(tx)
        return OutboxView(rows=state.rows, oldest_age_seconds=state.oldest_age_seconds)

    @made.get("/consumers", summary="How far this service has read")
    async def consumer_offsets(tx: UnitOfWork, _by: operator) -> list[OffsetView]:
        """The next offset of each partition, how far behind it is, and whether it is stopped. For the administrator."""
        return [OffsetView(**row) for row in await inbox.standing(tx)]

    @made.post("/consumers/{topic}/{partition}/resume", status_code=204, summary="Let a stopped partition go on")
    async def resume_partition(tx: UnitOfWork, _by: operator, topic: _Topic, partition: _Partition) -> None:
        """It goes on behind its dead letters. For the administrator."""
        await inbox.resume(tx, topic, partition)


def _add_parked(made: APIRouter, operator: Any) -> None:
    @made.get("/parked", summary="Events that wait aside")
    async def list_parked(tx: UnitOfWork, _by: operator) -> list[ParkedView]:
        """Events whose handler failed and those behind them; without contents. For the administrator."""
        return [ParkedView(**_aside(row, row["last_error"])) for row in await parked.waiting(tx)]

    @made.post("/parked/{parked_id}/retry", status_code=204, summary="Try a parked event now")
    async def retry_parked(tx: UnitOfWork, _by: operator, parked_id: Annotated[int, _BIG]) -> None:
        """Make it due now; it still waits for its turn within its key. For the administrator."""
        await parked.retry(tx, parked_id)

    @made.post("/parked/{parked_id}/discard", status_code=204, summary="Give a parked event up")
    async def discard_parked(tx: UnitOfWork, by: operator, parked_id: Annotated[int, _BIG], given: GiveUp) -> None:
        """It never takes effect here; why is kept among the settled dead letters. For the administrator."""
        await parked.discard(tx, parked_id, by, given.why)


def _add_dead_letters(made: APIRouter, operator: Any) -> None:
    @made.get("/dead-letters", summary="What no retry cured")
    async def list_dead_letters(tx: UnitOfWork, _by: operator, *, settled: _Settled = False) -> list[DeadLetterView]:
        """Dead letters that nobody has settled, or the last that somebody has; without contents. For the administrator."""
        rows = await (dead_letters.settled_ones(tx) if settled else dead_letters.open_ones(tx))
        return [DeadLetterView(**_aside(row, row["error"])) for row in rows]

    @made.post("/dead-letters/{letter_id}/redrive", status_code=204, summary="Try a dead letter again")
    async def redrive_dead_letter(tx: UnitOfWork, by: operator, letter_id: UUID) -> None:
        """Back among the parked, due now. For the administrator."""
        await dead_letters.redrive(tx, letter_id, by)

    @made.post("/dead-letters/{letter_id}/discard", status_code=204, summary="Give a dead letter up")
    async def discard_dead_letter(tx: UnitOfWork, by: operator, letter_id: UUID, given: GiveUp) -> None:
        """It never takes effect here; later events of its key go on; why is kept. For the administrator."""
        await dead_letters.discard(tx, letter_id, by, given.why)
