"""What was polled of a topic in one transaction: take, apply or park or bury, move the offsets."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import NamedTuple

import structlog

from shared import backoff, clock, db, dead_letters, ids, inbox, maintenance, parked, telemetry
from shared.consumer.apply import apply
from shared.consumer.fate import Dead, Fate, Park, Retry, fate_of
from shared.db import Pool, Tx
from shared.errors import Poison
from shared.events import catalog, envelope
from shared.events.envelope import Received
from shared.events.message import Message
from shared.service import Service
from shared.telemetry import metrics

_log = structlog.get_logger(__name__)

FIRST_RETRY = timedelta(seconds=5)


class Read(NamedTuple):
    """A record and what is in it: an event, nothing for this service (None), or poison."""

    message: Message
    content: Received | Poison | None
    takes_inbox: bool = True
    """Whether its id is in the window of the inbox; an older state of a compacted topic is guarded by its version."""


class ZombieError(Exception):
    """The stored offset is not the one seen last: another process has the partition now."""


class DependencyDownError(Exception):
    """Nothing was taken; the same records again later. The cause says why."""


@dataclass(slots=True)
class Progress:
    """Where this process stands in a partition: the offset in PostgreSQL (None: no row), deaths in a row."""

    stored: int | None
    dead_in_a_row: int = 0

    @property
    def stopped(self) -> bool:
        return self.dead_in_a_row >= inbox.DEAD_IN_A_ROW


def read(service: Service, message: Message) -> Read:
    """Look into a record, without I/O; never raises."""
    compacted = message.topic in catalog.TOPICS and catalog.TOPICS[message.topic].compacted
    try:
        if compacted and message.payload is None:  # a tombstone: the key is gone, its erasure was told before
            return Read(message, None)
        received = envelope.read(message.topic, message.headers, message.payload, service.handlers)
        if received is None:
            return Read(message, None)
        return Read(message, received, _in_window(received, compacted=compacted))
    except Poison as poison:
        return Read(message, poison, takes_inbox=False)


def _in_window(received: Received, *, compacted: bool) -> bool:
    """An id outside the inbox's window could be applied twice without notice, so it is refused. A compacted topic
    keeps old states on purpose: they pass without the inbox.
    """
    try:
        made = ids.time_of(received.envelope.id)
    except (ValueError, OverflowError, OSError) as error:
        raise Poison("too-new", "the id's time is beyond any calendar") from error
    oldest, newest = maintenance.window(clock.wall())
    if made >= newest:
        raise Poison("too-new", f"id of {made.isoformat()}")
    if made < oldest and not compacted:
        raise Poison("too-old", f"id of {made.isoformat()}")
    return made >= oldest


class Share(NamedTuple):
    """What was polled of one partition, where this process stands in it, and the deaths in a row after it."""

    progress: Progress
    reads: Sequence[Read]
    dead: int = 0

    def move(self) -> inbox.Move:
        last = self.reads[-1].message
        return inbox.Move(last.partition, last.offset + 1, self.progress.stored, self.dead)


def up_to_limit(reads: Sequence[Read], dead_before: int, limit: int) -> tuple[Sequence[Read], int]:
    """As many reads as may be taken before ``limit`` deaths in a row, and the deaths in a row after them."""
    dead = dead_before
    for position, each in enumerate(reads):
        dead = dead + 1 if isinstance(each.content, Poison) else 0
        if dead >= limit:
            return reads[: position + 1], dead
    return reads, dead


async def take_together(service: Service, pool: Pool, shares: Sequence[Share]) -> bool:
    """Take reads of several partitions of a topic in one transaction, for one commit costs less than many.

    False: nothing was taken, because a record is poison or something failed; ``take`` each by itself then.
    """
    if any(isinstance(each.content, Poison) for share in shares for each in share.reads):
        return False
    try:
        await _all(service, pool, shares)
    except Exception as error:  # noqa: BLE001 - whose failure it was is found out one by one
        _log.info("partitions are taken one by one", count=len(shares), error_type=type(error).__qualname__)
        return False
    return True


async def take(service: Service, pool: Pool, progress: Progress, reads: Sequence[Read]) -> None:
    """Take reads of one partition and move ``progress`` on. First all in one transaction, then one by one.

    ZombieError and DependencyDownError leave the rest untaken; what was taken before stays taken. So does a partition
    that stops on the way (``progress.stopped``).
    """
    reads, dead = up_to_limit(reads, progress.dead_in_a_row, inbox.DEAD_IN_A_ROW)
    try:
        await _all(service, pool, [Share(progress, reads, dead)])
    except ZombieError:
        raise
    except Exception as error:
        if isinstance(fate_of(error), Retry):
            raise DependencyDownError from error
        for each in reads:
            await _one(service, pool, progress, each)
            if progress.stopped:
                return


async def _one(service: Service, pool: Pool, progress: Progress, each: Read) -> None:
    dead = progress.dead_in_a_row + 1 if isinstance(each.content, Poison) else 0
    try:
        await _all(service, pool, [Share(progress, [each], dead)])
    except ZombieError:
        raise
    except Exception as error:
        fate = fate_of(error)
        if isinstance(fate, Retry):
            raise DependencyDownError from error
        await _aside(service, pool, progress, each, (error, fate))


async def _aside(service: Service, pool: Pool, progress: Progress, each: Read, failed: tuple[Exception, Fate]) -> None:
    """Park or bury a record that fails alone. When even that fails, the fault is not the record's."""
    error, fate = failed
    dead = progress.dead_in_a_row + 1 if isinstance(fate, Dead) else 0
    try:
        async with db.transaction(pool, f"park {each.message.topic}") as tx:
            await _move(tx, [Share(progress, [each], dead)])
            if await _fresh(tx, [each]):
                await _settle(tx, service, each, error, fate)
    except ZombieError:
        raise
    except Exception as second:
        raise DependencyDownError from second
    progress.stored, progress.dead_in_a_row = each.message.offset + 1, dead


async def _settle(tx: Tx, service: Service, each: Read, error: Exception, fate: Fate) -> None:
    message, now = each.message, clock.wall()
    if isinstance(fate, Dead):
        why = dead_letters.failure(error, fate.reason, attempts=1, first=now)
        await dead_letters.bury(tx, service.group, message, why)
    elif isinstance(fate, Park) and isinstance(each.content, Received):
        wait = FIRST_RETRY * backoff.pause(1, 1, 1)
        await parked.park(tx, message, each.content.envelope.id, f"{type(error).__qualname__}: {error}", wait)
    else:
        raise error
    metrics.handled(message.topic, "dead" if isinstance(fate, Dead) else "parked")


async def _all(service: Service, pool: Pool, shares: Sequence[Share]) -> None:
    reads = [each for share in shares for each in share.reads]
    topic = reads[0].message.topic
    async with db.transaction(pool, f"consume {topic}") as tx:
        _name_transaction(reads)
        await _move(tx, shares)
        fresh = await _fresh(tx, reads)
        keys = {each.message.key for each in fresh if each.message.key is not None}
        aside = await parked.keys_parked(tx, topic, keys)
        counts = await _work(tx, service, fresh, aside)
    for share in shares:
        share.progress.stored, share.progress.dead_in_a_row = share.reads[-1].message.offset + 1, share.dead
    _count(service, reads, counts, len(fresh))


def _name_transaction(reads: Sequence[Read]) -> None:
    """A transaction of one event is about that event; one of many says how many."""
    content = reads[0].content
    if len(reads) == 1 and isinstance(content, Received):
        idea = getattr(content.event, "idea_id", None)
        telemetry.about(idea_id=idea, event_id=content.envelope.id, event_type=content.event.type)
    else:
        telemetry.set_attribute("messaging.batch.message_count", len(reads))


async def _work(tx: Tx, service: Service, fresh: Sequence[Read], aside: set[bytes]) -> tuple[int, int, int]:
    """(applied, parked, dead). A run of events that flow is applied together; order is kept."""
    flowing: list[tuple[Message, Received]] = []
    waiting = dead = 0
    for each in fresh:
        if isinstance(each.content, Poison):
            why = dead_letters.failure(each.content, each.content.reason, attempts=1, first=clock.wall())
            await dead_letters.bury(tx, service.group, each.message, why)
            dead += 1
        elif each.content is not None and each.message.key in aside:
            await parked.park(tx, each.message, each.content.envelope.id)
            waiting += 1
        elif each.content is not None:
            flowing.append((each.message, each.content))
    for run in _runs(flowing):
        await apply(tx, service, run)
        await asyncio.sleep(0)  # a long batch of quick handlers must not starve the heartbeat
    return len(flowing), waiting, dead


def _runs(flowing: Sequence[tuple[Message, Received]]) -> Iterator[list[tuple[Message, Received]]]:
    for _cls, run in groupby(flowing, key=lambda pair: type(pair[1].event)):
        yield list(run)


async def _move(tx: Tx, shares: Sequence[Share]) -> None:
    """The offsets first: their row locks keep a second process of the same partitions out until we commit."""
    topic = shares[0].reads[0].message.topic
    moves = [share.move() for share in shares]
    if not await inbox.move_offsets(tx, topic, moves):
        raise ZombieError(f"{topic}: a stored offset is another one than seen last: {moves}")


async def _fresh(tx: Tx, reads: Sequence[Read]) -> list[Read]:
    """What is not yet in the inbox; what has no id, or needs none, is always fresh."""
    event_ids = [each.content.envelope.id for each in reads if isinstance(each.content, Received) and each.takes_inbox]
    new = await inbox.take(tx, event_ids)
    fresh = []
    for each in reads:
        if isinstance(each.content, Received) and each.takes_inbox:
            if each.content.envelope.id not in new:
                continue
            new.discard(each.content.envelope.id)  # the same id twice in one batch
        if each.content is not None:
            fresh.append(each)
    return fresh


def _count(service: Service, reads: Sequence[Read], counts: tuple[int, int, int], fresh: int) -> None:
    topic, now = reads[0].message.topic, clock.wall()
    metrics.consumed(topic, service.group, len(reads))
    repeated = sum(each.content is not None for each in reads) - fresh
    for outcome, n in zip(("applied", "parked", "dead", "repeated"), (*counts, repeated), strict=True):
        if n:
            metrics.handled(topic, outcome, n)
    oldest = min(each.message.recorded_at for each in reads)
    metrics.apply_delay(topic, max((now - oldest).total_seconds(), 0.0))
