"""What no retry cures, or what failed too often: a row to look at, and the raw record on ``<topic>.<group>.dlq``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from typing import Any
from uuid import UUID

from shared import ids, outbox
from shared.db import Row, Tx
from shared.errors import Conflict, Text, Unknown
from shared.events import catalog
from shared.events.message import Message, from_row, headers_as_json, headers_as_text, text

EXHAUSTED = "retries-exhausted"
"""The reason that holds a key: its later events wait until somebody settles this one."""

ERROR_LIMIT = 1024  # characters of an error that are kept
_HEADERS_LIMIT = 32 * 1024  # bytes of original headers that go along
_KEY_LIMIT = 64 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a record died: ``reason`` is a slug, ``error`` the class and message of the last failure."""

    reason: str
    error: str
    error_class: str
    attempts: int
    first_failed_at: datetime
    redrives: int = 0


_SETTLED = {
    "redriven": Text("tried again", "retenté", "noch einmal versucht"),
    "discarded": Text("given up", "abandonné", "aufgegeben"),
}


class AlreadySettled(Conflict):
    """Somebody has redriven or discarded it before."""

    slug = "dead-letter-settled"
    title = Text("Already settled", "Déjà réglé", "Schon erledigt")
    advice = Text(
        "This dead letter is {state} already; nothing was done.",
        "Cet élément est déjà réglé ({state}) ; rien n'a été fait.",
        "Dieser Eintrag ist schon erledigt ({state}); es wurde nichts getan.",
    )

    def __init__(self, state: str) -> None:
        super().__init__(state=_SETTLED[state])


def failure(error: BaseException, reason: str, *, attempts: int, first: datetime, redrives: int = 0) -> Failure:
    """The failure that an exception means."""
    kind = type(error).__qualname__
    return Failure(reason, text(f"{kind}: {error}", ERROR_LIMIT), kind, attempts, first, redrives)


BURY = """
INSERT INTO dead_letter (id, topic, partition, "offset", key, event_id, type, headers, payload, recorded_at,
                         reason, error, attempts, first_failed_at, redrives)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
"""


async def bury(tx: Tx, group: str, message: Message, why: Failure) -> UUID:
    """Keep the record as an open dead letter, and announce it on the dead-letter topic in the same transaction."""
    letter_id = ids.new_id()
    await tx.execute(
        BURY,
        letter_id,
        message.topic,
        message.partition,
        message.offset,
        message.key,
        message.event_id,
        text(message.type) or None,
        headers_as_json(message.headers),
        message.payload,
        message.recorded_at,
        why.reason,
        why.error,
        why.attempts,
        why.first_failed_at,
        why.redrives,
    )
    outbox.add(tx, _record(tx, group, message, why, letter_id))
    return letter_id


def _record(tx: Tx, group: str, message: Message, why: Failure, letter_id: UUID) -> outbox.Record:
    """The raw record. What would not fit into a Kafka record stays in the row alone, and a header says so."""
    whole = len(message.payload or b"") + len(message.key or b"") <= outbox.LIMIT
    key = message.key if len(message.key or b"") <= _KEY_LIMIT else None
    return outbox.Record(
        shard=outbox.shard_of(key),
        event_id=ids.new_id(),
        topic=catalog.dead_letter_topic(message.topic, group),
        key=key,
        type=None,
        schema_version=None,
        subject=None,
        aggregate_version=None,
        occurred_at=tx.now,
        traceparent=None,
        tracestate=None,
        headers=_headers(message, why, letter_id, whole=whole),
        payload=message.payload if whole else None,
    )


def _headers(message: Message, why: Failure, letter_id: UUID, *, whole: bool) -> dict[str, str]:
    small = sum(len(name) + len(value) for name, value in message.headers) <= _HEADERS_LIMIT
    original = headers_as_text(message.headers) if small else {}
    return original | {
        "dlq_id": str(letter_id),
        "dlq_topic": message.topic,
        "dlq_partition": str(message.partition),
        "dlq_offset": str(message.offset),
        "dlq_timestamp": message.recorded_at.isoformat(),
        "dlq_reason": why.reason,
        "dlq_error_class": why.error_class,
        "dlq_error_message": why.error,
        "dlq_attempts": str(why.attempts),
        "dlq_redrives": str(why.redrives),
        "dlq_first_failed_at": why.first_failed_at.isoformat(),
        "dlq_last_failed_at": ids.time_of(letter_id).isoformat(),
        "dlq_service_version": version("shared"),
        "dlq_complete": "yes" if whole and small else "no: see the dead_letter row",
    }


OPEN = """
SELECT id, topic, partition, "offset", key, event_id, type, recorded_at, reason, error, attempts, first_failed_at,
       died_at, redrives, state, settled_at, settled_by, settled_why
FROM dead_letter WHERE state = 'open' ORDER BY died_at, id LIMIT $1
"""
SETTLED = """
SELECT id, topic, partition, "offset", key, event_id, type, recorded_at, reason, error, attempts, first_failed_at,
       died_at, redrives, state, settled_at, settled_by, settled_why
FROM dead_letter WHERE state <> 'open' ORDER BY settled_at DESC, id DESC LIMIT $1
"""


async def open_ones(tx: Tx, limit: int = 100) -> list[dict[str, Any]]:
    """Those that nobody has settled, oldest first; without payloads, which may hold what the reader may not see."""
    return [dict(row) for row in await tx.fetch(OPEN, limit)]


async def settled_ones(tx: Tx, limit: int = 100) -> list[dict[str, Any]]:
    """What was tried again or given up, newest first: when, by whom (None from the command line) and why."""
    return [dict(row) for row in await tx.fetch(SETTLED, limit)]


COUNT_OPEN = "SELECT count(*) FROM dead_letter WHERE state = 'open'"


async def count_open(tx: Tx) -> int:
    return int(await tx.fetchval(COUNT_OPEN))


LOCK = "SELECT * FROM dead_letter WHERE id = $1 FOR UPDATE"
# What it held goes, the words of an error that may quote it too; that it was settled stays, with the reason.
SETTLE = """
UPDATE dead_letter
SET state = $2, settled_at = clock_timestamp(), settled_by = $3, settled_why = $4, redrives = redrives + $5,
    payload = NULL, headers = '[]', error = split_part(error, ':', 1)
WHERE id = $1
"""
BACK = """
INSERT INTO parked (topic, partition, "offset", key, event_id, type, headers, payload, recorded_at, redrives)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""
RELEASE = "UPDATE parked SET state = 'waiting', next_attempt_at = clock_timestamp() WHERE topic = $1 AND key = $2"


async def redrive(tx: Tx, letter_id: UUID, by: UUID | None) -> None:
    """Try it again: back to the parked ones, due now, before the later events of its key, which are released.

    Unknown when there is none; AlreadySettled when it is not open any more.
    """
    row = await _open(tx, letter_id)
    message = from_row(row)
    await tx.execute(SETTLE, letter_id, "redriven", by, None, 1)
    await tx.execute(RELEASE, message.topic, message.key)
    await tx.execute(
        BACK,
        message.topic,
        message.partition,
        message.offset,
        message.key,
        row["event_id"] or ids.new_id(),
        row["type"] or "",
        row["headers"],
        message.payload,
        message.recorded_at,
        row["redrives"] + 1,
    )


async def discard(tx: Tx, letter_id: UUID, by: UUID | None, why: str) -> None:
    """Give it up: it never takes effect here, and the later events of its key go on; ``why`` is kept beside it.

    Errors as for ``redrive``.
    """
    row = await _open(tx, letter_id)
    await tx.execute(SETTLE, letter_id, "discarded", by, why, 0)
    await tx.execute(RELEASE, row["topic"], row["key"])


async def _open(tx: Tx, letter_id: UUID) -> Row:
    row = await tx.fetchrow(LOCK, letter_id)
    if row is None:
        raise Unknown(what="dead letter")
    if row["state"] != "open":
        raise AlreadySettled(row["state"])
    return row
