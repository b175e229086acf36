"""Events that wait aside: one whose handler failed, and behind it every later event of its key."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

from shared import ids
from shared.db import Row, Tx
from shared.dead_letters import ERROR_LIMIT, EXHAUSTED
from shared.errors import Conflict, Text, Unknown
from shared.events.message import Message, headers_as_json, text


class KeyHeld(Conflict):
    """An earlier event of the key is a dead letter, so order forbids to go on."""

    slug = "key-held"
    title = Text("Held behind a dead letter", "Retenu derrière un message mort", "Wartet hinter einem toten Eintrag")
    advice = Text(
        "An earlier event of this key failed for good. Retry or discard that dead letter first.",
        "Un événement antérieur de cette clé a définitivement échoué. Relancez-le ou écartez-le d'abord.",
        "Ein früheres Ereignis dieses Schlüssels ist endgültig gescheitert. Erledigen Sie zuerst jenes.",
    )


# A key is also parked while its exhausted dead letter is open, even when nothing waits behind it yet.
PARKED_KEYS = f"""
SELECT key FROM parked WHERE topic = $1 AND key = ANY($2::bytea[])
UNION
SELECT key FROM dead_letter WHERE state = 'open' AND reason = '{EXHAUSTED}' AND topic = $1 AND key = ANY($2::bytea[])
"""


async def keys_parked(tx: Tx, topic: str, keys: Collection[bytes]) -> set[bytes]:
    """Those keys of a topic whose new events must wait too."""
    if not keys:
        return set()
    return {row["key"] for row in await tx.fetch(PARKED_KEYS, topic, list(keys))}


PARK = """
INSERT INTO parked (topic, partition, "offset", key, event_id, type, headers, payload, recorded_at, attempts,
                    next_attempt_at, last_error)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, clock_timestamp() + $11::interval, $12)
ON CONFLICT (topic, partition, "offset") DO NOTHING
"""


async def park(
    tx: Tx, message: Message, event_id: UUID, error: str | None = None, due_in: timedelta | None = None
) -> None:
    """Put an event aside: with ``error`` as one that failed once, without as one behind another."""
    await tx.execute(
        PARK,
        message.topic,
        message.partition,
        message.offset,
        message.key,
        event_id,
        text(message.type),
        headers_as_json(message.headers),
        message.payload,
        message.recorded_at,
        0 if error is None else 1,
        due_in or timedelta(0),
        None if error is None else text(error, ERROR_LIMIT),
    )


# Only the head of a key, and no key whose earlier event is an open dead letter. A head that another process has
# locked is skipped, and nothing behind it is taken instead.
DUE = f"""
SELECT p.* FROM parked p
WHERE p.state = 'waiting' AND p.next_attempt_at <= clock_timestamp()
  AND NOT EXISTS (SELECT 1 FROM parked e WHERE e.topic = p.topic AND e.key = p.key
                  AND (e.partition, e."offset") < (p.partition, p."offset"))
  AND NOT EXISTS (SELECT 1 FROM dead_letter d WHERE d.state = 'open' AND d.reason = '{EXHAUSTED}'
                  AND d.topic = p.topic AND d.key = p.key)
ORDER BY p.next_attempt_at LIMIT 1 FOR UPDATE OF p SKIP LOCKED
"""


async def due(tx: Tx) -> Row | None:
    """The head of a key that is due, locked; None when nothing is."""
    return await tx.fetchrow(DUE)


PUT_OFF = """
UPDATE parked SET attempts = $2, next_attempt_at = clock_timestamp() + $3::interval, last_error = $4 WHERE id = $1
"""


async def put_off(tx: Tx, parked_id: int, attempts: int, due_in: timedelta, error: str) -> None:
    """It failed again; try later."""
    await tx.execute(PUT_OFF, parked_id, attempts, due_in, text(error, ERROR_LIMIT))


REMOVE = "DELETE FROM parked WHERE id = $1 RETURNING topic, key"


async def remove(tx: Tx, parked_id: int) -> Row | None:
    """It took effect, or became a dead letter."""
    return await tx.fetchrow(REMOVE, parked_id)


HOLD = "UPDATE parked SET state = 'held' WHERE topic = $1 AND key = $2"


async def hold(tx: Tx, topic: str, key: bytes | None) -> None:
    """Later events of the key stay until an operator settles the dead letter before them."""
    await tx.execute(HOLD, topic, key)


WAITING = """
SELECT id, topic, partition, "offset", key, event_id, type, recorded_at, attempts, state, next_attempt_at, last_error,
       parked_at, redrives
FROM parked ORDER BY topic, partition, "offset" LIMIT $1
"""


async def waiting(tx: Tx, limit: int = 100) -> list[dict[str, Any]]:
    """What is parked, in order of the topics; without payloads, which may hold what the reader may not see."""
    return [dict(row) for row in await tx.fetch(WAITING, limit)]


COUNT = "SELECT count(*) FROM parked"


async def count(tx: Tx) -> int:
    return int(await tx.fetchval(COUNT))


LOCK = "SELECT topic, key FROM parked WHERE id = $1 FOR UPDATE"
HOLDING = f"""
SELECT EXISTS (SELECT 1 FROM dead_letter WHERE state = 'open' AND reason = '{EXHAUSTED}' AND topic = $1 AND key = $2)
"""
RETRY = "UPDATE parked SET state = 'waiting', next_attempt_at = clock_timestamp() WHERE id = $1"


async def retry(tx: Tx, parked_id: int) -> None:
    """Make it due now; it still waits for its turn within the key. Unknown; KeyHeld behind an open dead letter."""
    row = await tx.fetchrow(LOCK, parked_id)
    if row is None:
        raise Unknown(what="parked event")
    if await tx.fetchval(HOLDING, row["topic"], row["key"]):
        raise KeyHeld
    await tx.execute(RETRY, parked_id)


# What it held goes; that it was given up stays, among the settled dead letters.
GIVE_UP = """
WITH gone AS (DELETE FROM parked WHERE id = $1 RETURNING *)
INSERT INTO dead_letter (id, topic, partition, "offset", key, event_id, type, headers, recorded_at, reason, error,
                         attempts, first_failed_at, redrives, state, settled_at, settled_by, settled_why)
SELECT $2, topic, partition, "offset", key, event_id, type, '[]', recorded_at, 'given-up', coalesce(split_part(last_error, ':', 1), ''),
       attempts, parked_at, redrives, 'discarded', clock_timestamp(), $3, $4
FROM gone RETURNING id
"""


async def discard(tx: Tx, parked_id: int, by: UUID | None, why: str) -> None:
    """Give the event up: it never takes effect here; who did so and ``why`` is kept. Unknown when there is none."""
    if await tx.fetchval(GIVE_UP, parked_id, ids.new_id(), by, why) is None:
        raise Unknown(what="parked event")
