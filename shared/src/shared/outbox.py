"""The writing half of the outbox: events announced in a transaction become rows of its last statement."""

from __future__ import annotations

import zlib
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from shared import ids, telemetry
from shared.db import Tx
from shared.errors import Conflict, Text
from shared.events import catalog
from shared.events.base import Event
from shared.telemetry.allowed import EVENT_ID, EVENT_TYPE

SHARDS = 1  # rows of outbox_cursor; more than one only with more relays than one process can feed (docs/runbooks)

INSERT = """
INSERT INTO outbox (shard, event_id, topic, key, type, schema_version, subject, aggregate_version,
                    occurred_at, traceparent, tracestate, headers, payload)
SELECT * FROM unnest($1::smallint[], $2::uuid[], $3::text[], $4::bytea[], $5::text[], $6::smallint[], $7::text[],
                     $8::bigint[], $9::timestamptz[], $10::text[], $11::text[], $12::jsonb[], $13::bytea[])
"""


class Record(NamedTuple):
    """One row of the outbox, in the order of INSERT's columns."""

    shard: int
    event_id: UUID
    topic: str
    key: bytes | None
    type: str | None
    schema_version: int | None
    subject: str | None
    aggregate_version: int | None
    occurred_at: datetime
    traceparent: str | None
    tracestate: str | None
    headers: dict[str, str] | None
    payload: bytes | None


class EventTooLarge(Conflict):
    """The announcement would not fit into a Kafka record."""

    slug = "content-too-large-to-announce"
    title = Text("Content too large", "Contenu trop volumineux", "Inhalt zu groß")
    advice = Text(
        "This change is too large to be passed on ({size} bytes, at most {limit}). Shorten the text.",
        "Cette modification est trop volumineuse ({size} octets, {limit} au plus). Raccourcissez le texte.",
        "Diese Änderung ist zu groß ({size} Bytes, höchstens {limit}). Kürzen Sie den Text.",
    )


LIMIT = 900 * 1024  # bytes of a payload; the table checks the same


def add(tx: Tx, *items: Event | Record, cause: UUID | None = None) -> None:
    """Announce facts (or ready records): they reach Kafka if, and only if, the transaction commits, in this order.

    ``cause``: the one event, of a run that is handled together, in whose trace they belong.
    """
    context = tx.causes.get(cause) if cause else None
    tx.announced.extend(items)
    tx.contexts.extend([context or telemetry.current_context()] * len(items))


def forget(tx: Tx) -> None:
    """Take back what was announced: the savepoint that it belongs to has rolled back."""
    tx.announced.clear()
    tx.contexts.clear()


async def flush(tx: Tx) -> None:
    """Write what was announced, one statement. Called by the edge, as the last one before the commit."""
    if tx.announced:
        announced = zip(tx.announced, tx.contexts, strict=True)
        records = [record(item, context) if isinstance(item, Event) else item for item, context in announced]
        await tx.execute(INSERT, *(list(column) for column in zip(*records, strict=True)))
        _mark(tx, records)


def _mark(tx: Tx, records: list[Record]) -> None:
    """Say on the transaction's span what it told by itself; what an event caused hangs below that event's span."""
    here = telemetry.current_context()
    told = [row for row, context in zip(records, tx.contexts, strict=True) if row.type and context == here]
    if told:
        said = {EVENT_ID: [str(row.event_id) for row in told], EVENT_TYPE: [str(row.type) for row in told]}
        telemetry.mark({key: values[0] if len(values) == 1 else values for key, values in said.items()})


def record(event: Event, context: tuple[str | None, str | None] | None = None) -> Record:
    """The outbox row of an event, with the trace context given, or else that of the current span."""
    payload = event.payload()
    if len(payload) > LIMIT:
        raise EventTooLarge(size=len(payload), limit=LIMIT)
    traceparent, tracestate = context or telemetry.current_context()
    return Record(
        shard_of(event.key),
        ids.new_id(),
        catalog.topic_of(type(event)),
        event.key,
        event.type,
        event.version,
        event.subject,
        event.aggregate_version,
        event.occurred_at,
        traceparent,
        tracestate,
        None,
        payload,
    )


def shard_of(key: bytes | None) -> int:
    """Events of one key share a shard, so their order survives several relays."""
    return zlib.crc32(key or b"") % SHARDS
