"""Counts what a fault must not do: lose, apply twice, break the order, invent, or leave something behind."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg
from aiokafka import AIOKafkaConsumer, TopicPartition
from tests.chaos.load import Load

from stack.running import Running

TOPIC = "ideas.v1"
PATIENCE = 90.0  # seconds; how long it took is a figure of its own
_PAGE = 1_000  # rows that the relay sends in one round


class Seen(NamedTuple):
    """A record of the topic."""

    key: str
    event_id: UUID
    type: str
    sequence: int | None
    partition: int
    sent_at: float
    headers: dict[str, str]
    value: bytes | None


class Mark(NamedTuple):
    """Where everything stood before the fault."""

    ends: dict[TopicPartition, int]
    left_over: dict[str, tuple[int, int]]


@dataclass(slots=True)
class Verdict:
    """What the checker found; only ``acknowledged``, ``repeats`` and ``recovery`` may be more than nothing."""

    acknowledged: int = 0
    lost: int = 0
    """Acknowledged, but not in the source's table, not in the topic, or not taken by notify."""
    twice: int = 0
    """A second row of a command, or a second notification of an event."""
    order_breaks: int = 0
    """A version of a key that came, for the first time, after a higher one, or with a gap before it."""
    invented: int = 0
    """Events in the topic that no committed transaction wrote."""
    left_over: int = 0
    """Parked events and open dead letters, in all services, more than before."""
    unlike_the_source: int = 0
    """Ideas that notify knows otherwise than ideas does."""
    far_repeats: int = 0
    """Records that came again more than one page later."""
    repeats: int = 0
    recovery: float = 0.0
    """Seconds from the end of the load until all had arrived."""
    more: dict[str, Any] = field(default_factory=dict)

    def clean(self) -> None:
        """AssertionError unless nothing is wrong."""
        wrong = {
            name: value
            for name, value in asdict(self).items()
            if value and name not in ("acknowledged", "repeats", "recovery", "more")
        }
        assert not wrong, f"{wrong} of {self.acknowledged} acknowledged commands"
        assert self.acknowledged, "nothing was acknowledged"


def mark(stack: Running) -> Mark:
    """Before the fault."""
    return asyncio.run(_mark(stack))


def check(stack: Running, before: Mark, load: Load) -> Verdict:
    """After the fault, when the load has ended: wait until all has arrived, then count."""
    return asyncio.run(_check(stack, before, load))


def records(stack: Running, topic: str, ends: dict[TopicPartition, int] | None = None) -> list[Seen]:
    """What is in a topic, from ``ends`` on (without: from its beginning)."""
    return asyncio.run(_records(stack, topic, ends))


def rows(stack: Running, service: str, sql: str, *values: object) -> list[asyncpg.Record]:
    """Ask the database of a service."""
    return asyncio.run(_rows(stack, service, sql, *values))


async def _rows(stack: Running, service: str, sql: str, *values: object) -> list[asyncpg.Record]:
    conn = await asyncpg.connect(stack.environments[service]["DATABASE_OWNER_URL"])
    try:
        return list(await conn.fetch(sql, *values))
    finally:
        await conn.close()


async def _mark(stack: Running) -> Mark:
    async with AIOKafkaConsumer(TOPIC, bootstrap_servers=_bootstrap(stack)) as client:
        ends = await client.end_offsets(await _partitions(client, TOPIC))
    return Mark(ends, await _left_over(stack))


def _bootstrap(stack: Running) -> str:
    return stack.environments["ideas"]["KAFKA_BOOTSTRAP"]


async def _partitions(client: AIOKafkaConsumer, topic: str) -> list[TopicPartition]:
    async with asyncio.timeout(20):
        while not (found := client.partitions_for_topic(topic)):
            await asyncio.sleep(0.05)
    return [TopicPartition(topic, number) for number in sorted(found)]


async def _records(stack: Running, topic: str, ends: dict[TopicPartition, int] | None) -> list[Seen]:
    client = AIOKafkaConsumer(topic, bootstrap_servers=_bootstrap(stack))
    await client.start()
    try:
        parts = await _partitions(client, topic)
    finally:
        await client.stop()
    client = AIOKafkaConsumer(bootstrap_servers=_bootstrap(stack), enable_auto_commit=False)
    await client.start()
    try:
        client.assign(parts)
        until = await client.end_offsets(parts)
        start = ends or await client.beginning_offsets(parts)
        for part in parts:
            client.seek(part, start[part])
        found: list[Seen] = []
        while any([await client.position(part) < until[part] for part in parts]):
            for batch in (await client.getmany(timeout_ms=200)).values():
                found += [_seen(record) for record in batch]
        return found
    finally:
        await client.stop()


def _seen(record: Any) -> Seen:
    headers = {name: value.decode("utf-8", "replace") for name, value in record.headers}
    said = headers.get("ce_id", "")
    sequence = headers.get("ce_sequence")
    return Seen(
        (record.key or b"").decode("utf-8", "replace"),
        UUID(said) if len(said) == 36 else UUID(int=0),
        headers.get("ce_type", ""),
        int(sequence) if sequence else None,
        record.partition,
        record.timestamp / 1000,
        headers,
        record.value,
    )


NOTIFIED = """
SELECT idea_id::text, person_id, count(*) FROM notification
WHERE idea_id = ANY($1::uuid[]) AND kind = 'idea.submitted' GROUP BY 1, 2
"""


async def _check(stack: Running, before: Mark, load: Load) -> Verdict:
    began = time.monotonic()
    wanted = set(load.acknowledged)
    verdict = Verdict(acknowledged=len(load.acknowledged))
    told = await _arrival(stack, load.acknowledged)
    verdict.recovery = round(time.monotonic() - began, 2)
    verdict.twice += sum(row["count"] > 1 for row in told)
    verdict.lost += len(wanted - {row["idea_id"] for row in told})
    await _source(stack, load, verdict)
    await _topic(stack, before, wanted, verdict)
    verdict.left_over = await _more_left(stack, before)
    return verdict


async def _arrival(stack: Running, ideas: list[str]) -> list[asyncpg.Record]:
    """Everybody who must be told of each, or what there is when the patience ends."""
    people = 0
    until = time.monotonic() + PATIENCE
    while True:
        told = await _rows(stack, "notify", NOTIFIED, ideas)
        people = max(people, *Counter(row["idea_id"] for row in told).values(), 1)
        if len(told) >= people * len(ideas) or time.monotonic() > until:
            return told
        await asyncio.sleep(0.1)


IDEAS = "SELECT idea_id::text, status, title FROM idea WHERE title = $1"
KNOWN = "SELECT idea_id::text, title FROM known_idea WHERE idea_id = ANY($1::uuid[])"


async def _source(stack: Running, load: Load, verdict: Verdict) -> None:
    wanted = set(load.acknowledged)
    source = {row["idea_id"]: row for row in await _rows(stack, "ideas", IDEAS, f"Idea {load.tag}")}
    submitted = {idea for idea, row in source.items() if row["status"] == "submitted"}
    verdict.lost += len(wanted - submitted)
    verdict.twice += len(source.keys() - wanted)
    known = {row["idea_id"]: row["title"] for row in await _rows(stack, "notify", KNOWN, list(wanted))}
    verdict.unlike_the_source = sum(known.get(idea) != source[idea]["title"] for idea in wanted & source.keys())


OUTBOX = "SELECT event_id, convert_from(key, 'UTF8') AS key, aggregate_version FROM outbox WHERE event_id = ANY($1)"
WRITTEN = """
SELECT event_id, convert_from(key, 'UTF8') AS key FROM outbox
WHERE topic = 'ideas.v1' AND convert_from(key, 'UTF8') = ANY($1)
"""
INBOX = "SELECT event_id FROM inbox WHERE event_id = ANY($1)"


async def _topic(stack: Running, before: Mark, wanted: set[str], verdict: Verdict) -> None:
    written = {row["event_id"] for row in await _rows(stack, "ideas", WRITTEN, list(wanted))}
    seen = await _published(stack, before, wanted, written)
    published = {each.event_id for each in seen}
    known = {row["event_id"] for row in await _rows(stack, "ideas", OUTBOX, list(published))}
    verdict.invented = len(published - known)
    verdict.lost += len(written - published)
    verdict.lost += len(wanted - {each.key for each in seen if "idea.submitted" in each.type})
    heard = {each.event_id for each in seen if "idea.submitted" in each.type}
    taken = {row["event_id"] for row in await _rows(stack, "notify", INBOX, list(heard))}
    verdict.lost += len(heard - taken)
    verdict.order_breaks = order_breaks(seen)
    verdict.repeats = len(seen) - len(published)
    verdict.far_repeats = _far_repeats(seen)


async def _published(stack: Running, before: Mark, wanted: set[str], written: set[UUID]) -> list[Seen]:
    """The records of these ideas, once all that was written is there, or when the patience ends: what the service adds by
    itself, such as the day of an answer, is on its way still.
    """
    until = time.monotonic() + PATIENCE
    while True:
        seen = [each for each in await _records(stack, TOPIC, before.ends) if each.key in wanted]
        if written <= {each.event_id for each in seen} or time.monotonic() > until:
            return seen
        await asyncio.sleep(0.2)


def order_breaks(seen: Iterable[Seen]) -> int:
    """Counted on what comes for the first time, as the inbox lets it through."""
    last: dict[str, int] = defaultdict(int)
    known: set[UUID] = set()
    breaks = 0
    for each in seen:
        if each.event_id in known or each.sequence is None:
            continue
        known.add(each.event_id)
        breaks += each.sequence != last[each.key] + 1 and last[each.key] != 0
        last[each.key] = max(each.sequence, last[each.key])
    return breaks


def _far_repeats(seen: list[Seen]) -> int:
    """A page that was not acknowledged is sent again from its start, and nothing before it."""
    where: dict[UUID, int] = {}
    position: Counter[int] = Counter()
    far = 0
    for each in seen:
        position[each.partition] += 1
        far += position[each.partition] - where.setdefault(each.event_id, position[each.partition]) > _PAGE
    return far


LEFT = "SELECT (SELECT count(*) FROM parked) AS parked, (SELECT count(*) FROM dead_letter WHERE state = 'open') AS dead"


async def _left_over(stack: Running) -> dict[str, tuple[int, int]]:
    found = {}
    for service in stack.layout.services:
        (row,) = await _rows(stack, service, LEFT)
        found[service] = (row["parked"], row["dead"])
    return found


async def _more_left(stack: Running, before: Mark) -> int:
    """What a fault parks may be retried: it has the patience too."""
    until = time.monotonic() + PATIENCE
    while True:
        now = await _left_over(stack)
        more = sum(max(0, a - b) for name in now for a, b in zip(now[name], before.left_over[name], strict=True))
        if not more or time.monotonic() > until:
            return more
        await asyncio.sleep(0.5)
