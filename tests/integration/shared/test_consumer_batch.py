"""Batches against PostgreSQL: once, in order, and every failure has its place."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from shared import clock, db, dead_letters, ids, inbox, outbox, parked
from shared.consumer import retry
from shared.consumer.batch import DependencyDownError, Progress, Share, ZombieError, read, take, take_together
from shared.db import Pool, Tx
from shared.errors import Poison, Unknown
from shared.events.base import Event
from shared.events.ideas import IdeaRevised, IdeaSubmitted
from shared.events.message import Message
from shared.service import Batched, Service
from shared.settings import ServiceSettings
from shared.testing.facts import fact

if TYPE_CHECKING:
    from tests.conftest import PostgresServer

BROKEN: set[str] = set()
"""Titles whose handler fails."""
NOTE = "INSERT INTO applied (idea_id, title) VALUES ($1, $2)"


async def on_submitted(tx: Tx, event: IdeaSubmitted) -> None:
    await tx.execute(NOTE, event.idea_id, event.title)
    if event.title in BROKEN:
        outbox.add(tx, event)
        raise ValueError(f"cannot take {event.title}\x00")
    if event.title == "endless":
        await tx.execute("SET LOCAL statement_timeout = '100ms'")  # of every connection: 5 s
        await tx.execute("SELECT pg_sleep(30)")
    if event.title == "poison":
        raise Poison("senseless")


async def on_revised(tx: Tx, events: list[IdeaRevised]) -> None:
    await tx.executemany(NOTE, [(event.idea_id, f"batch of {len(events)}") for event in events])


SERVICE = Service("probe", ServiceSettings, (), {IdeaSubmitted: on_submitted, IdeaRevised: Batched(on_revised)})


@pytest.fixture
async def pool(postgres: PostgresServer) -> AsyncIterator[Pool]:
    BROKEN.clear()
    pool = await db.connect_pool(postgres.database(), 4)
    await pool.execute("CREATE TABLE applied (n bigint GENERATED ALWAYS AS IDENTITY, idea_id uuid, title text)")
    yield pool
    await pool.close()


class Log:
    """A partition as a test writes it."""

    def __init__(self, pool: Pool, partition: int = 0) -> None:
        self.pool, self.partition, self.progress, self.offset = pool, partition, Progress(None), 0

    def message(self, idea: UUID, title: str, kind: type[Event] = IdeaSubmitted, **given: Any) -> Message:
        extra = {"title": title} if kind is IdeaSubmitted else {}
        event = fact(kind, idea_id=idea, **extra)
        headers = {
            "ce_id": str(given.get("event_id") or ids.new_id()),
            "ce_source": "/parley/ideas",
            "ce_type": given.get("ce_type") or kind.ce_type(),
            "ce_time": "2026-05-04T08:00:00Z",
        }
        pairs = tuple((name, value.encode()) for name, value in headers.items()) + given.get("more", ())
        self.offset += 1
        payload = given.get("payload", event.payload())
        return Message("ideas.v1", self.partition, self.offset, clock.wall(), event.key, pairs, payload)

    def share(self, *messages: Message) -> Share:
        return Share(self.progress, [read(SERVICE, each) for each in messages])

    async def take(self, *messages: Message) -> None:
        await take(SERVICE, self.pool, self.progress, [read(SERVICE, each) for each in messages])

    async def applied(self) -> list[str]:
        return [row["title"] for row in await self.pool.fetch("SELECT title FROM applied ORDER BY n")]

    async def stored(self) -> int | None:
        return await self.pool.fetchval("SELECT next_offset FROM consumer_offset WHERE partition = $1", self.partition)

    async def count(self, table: str) -> int:
        return await self.pool.fetchval(f"SELECT count(*) FROM {table}")

    async def retry_all(self) -> None:
        await self.pool.execute("UPDATE parked SET next_attempt_at = now() WHERE state = 'waiting'")
        while await retry.retry_one(SERVICE, self.pool):
            pass


async def settle(pool: Pool, work: Any, *args: Any) -> None:
    async with db.transaction(pool, "operations") as tx:
        await work(tx, *args)


@pytest.fixture
def log(pool: Pool) -> Log:
    return Log(pool)


async def test_duplicates_take_effect_once(log: Log) -> None:
    one, two = log.message(uuid4(), "one"), log.message(uuid4(), "two")
    again = one._replace(offset=9)
    await log.take(one, two, one._replace(offset=3))
    await log.take(again, two._replace(offset=10))
    assert await log.applied() == ["one", "two"]
    assert await log.stored() == 11
    assert await log.count("parked") == await log.count("dead_letter") == 0


async def test_runs_of_one_type_are_applied_together_and_order_is_kept(log: Log) -> None:
    idea = uuid4()
    kinds: list[type[Event]] = [IdeaSubmitted, IdeaRevised, IdeaRevised, IdeaSubmitted, IdeaRevised]
    await log.take(*(log.message(idea, "single", kind) for kind in kinds))
    assert await log.applied() == ["single", "batch of 2", "batch of 2", "single", "batch of 1"]


async def test_partitions_are_taken_in_one_transaction(log: Log) -> None:
    other = Log(log.pool, 1)
    for round_ in ("first", "next"):
        ours, theirs = log.message(uuid4(), f"{round_} ours"), other.message(uuid4(), f"{round_} theirs")
        assert await take_together(SERVICE, log.pool, [log.share(ours), other.share(theirs)])
    assert await log.applied() == ["first ours", "first theirs", "next ours", "next theirs"]
    assert (log.progress.stored, other.progress.stored) == (await log.stored(), await other.stored()) == (3, 3)
    assert await log.pool.fetchval("SELECT count(DISTINCT xmin::text) FROM applied") == 2


@pytest.mark.parametrize("bad", ["poison", "broken"])
async def test_what_fails_in_one_partition_holds_up_no_other(log: Log, bad: str) -> None:
    other = Log(log.pool, 1)
    BROKEN.add("broken")
    good = log.message(uuid4(), "good")
    wrong = other.message(uuid4(), "broken", payload=b"{}") if bad == "poison" else other.message(uuid4(), "broken")
    assert not await take_together(SERVICE, log.pool, [log.share(good), other.share(wrong)])
    assert await log.applied() == []
    assert log.progress == other.progress == Progress(None), "nobody has moved"
    await log.take(good)
    await other.take(wrong)
    assert await log.applied() == ["good"]
    assert await log.count("dead_letter" if bad == "poison" else "parked") == 1
    assert (await log.stored(), await other.stored()) == (2, 2)


async def test_a_partition_that_another_process_has_is_not_taken_along(log: Log) -> None:
    other, zombie = Log(log.pool, 1), Log(log.pool, 0)
    await log.take(log.message(uuid4(), "ours"))
    taken = [zombie.share(zombie.message(uuid4(), "zombie")), other.share(other.message(uuid4(), "theirs"))]
    assert not await take_together(SERVICE, log.pool, taken)
    assert await log.applied() == ["ours"]
    assert await other.stored() is None


async def test_a_zombie_changes_nothing(log: Log) -> None:
    await log.take(log.message(uuid4(), "one"))
    zombie = Log(log.pool)
    zombie.progress = Progress(None)
    with pytest.raises(ZombieError):
        await zombie.take(log.message(uuid4(), "from a zombie"))
    stale = Progress(log.progress.stored)
    await log.take(log.message(uuid4(), "two"))
    zombie.progress = stale
    with pytest.raises(ZombieError):
        await zombie.take(log.message(uuid4(), "from a zombie"))
    assert await log.applied() == ["one", "two"]
    assert await log.stored() == log.progress.stored


async def test_a_failing_key_waits_with_its_later_events_while_others_flow(log: Log) -> None:
    bad, good = uuid4(), uuid4()
    BROKEN.add("bad 1")
    await log.take(
        log.message(good, "good 1"), log.message(bad, "bad 1"), log.message(bad, "bad 2"), log.message(good, "good 2")
    )
    await log.take(log.message(bad, "bad 3"), log.message(good, "good 3"))
    assert await log.applied() == ["good 1", "good 2", "good 3"]
    assert await log.count("outbox") == 0, "what a failed handler announced is not said"
    async with db.reading(log.pool) as tx:
        waiting = await parked.waiting(tx, 10)
    assert [row["attempts"] for row in waiting] == [1, 0, 0]
    assert "ValueError" in waiting[0]["last_error"]

    assert not await retry.retry_one(SERVICE, log.pool), "the head is not due, so nothing of its key is"
    await log.retry_all()
    assert await log.count("parked") == 3
    BROKEN.clear()
    await settle(log.pool, parked.retry, waiting[0]["id"])
    await log.retry_all()
    await log.take(log.message(bad, "bad 4"))
    assert await log.applied() == ["good 1", "good 2", "good 3", "bad 1", "bad 2", "bad 3", "bad 4"]
    assert await log.count("parked") == 0


async def test_after_the_last_attempt_the_event_dies_and_its_key_is_held_until_a_redrive(log: Log) -> None:
    bad = uuid4()
    BROKEN.add("bad 1")
    await log.take(log.message(bad, "bad 1"), log.message(bad, "bad 2"))
    for _ in range(9):
        await log.retry_all()
    row = await log.pool.fetchrow("SELECT * FROM dead_letter")
    assert (row["reason"], row["attempts"], row["state"]) == ("retries-exhausted", 8, "open")
    await log.take(log.message(bad, "bad 3"))
    await log.pool.execute("UPDATE parked SET next_attempt_at = now()")
    assert not await retry.retry_one(SERVICE, log.pool)
    held = await log.pool.fetchval("SELECT id FROM parked LIMIT 1")
    with pytest.raises(parked.KeyHeld):
        await settle(log.pool, parked.retry, held)
    assert await log.applied() == []

    BROKEN.clear()
    await settle(log.pool, dead_letters.redrive, row["id"], None)
    with pytest.raises(dead_letters.AlreadySettled):
        await settle(log.pool, dead_letters.redrive, row["id"], None)
    await log.retry_all()
    assert await log.applied() == ["bad 1", "bad 2", "bad 3"]
    assert await log.pool.fetchval("SELECT redrives FROM dead_letter") == 1


async def test_a_held_key_goes_on_when_the_dead_letter_is_discarded(log: Log) -> None:
    bad = uuid4()
    BROKEN.add("bad 1")
    await log.take(log.message(bad, "bad 1"), log.message(bad, "bad 2"))
    for _ in range(8):
        await log.retry_all()
    by = uuid4()
    await settle(
        log.pool, dead_letters.discard, await log.pool.fetchval("SELECT id FROM dead_letter"), by, "sent twice"
    )
    await log.retry_all()
    assert await log.applied() == ["bad 2"]
    settled = await log.pool.fetchrow("SELECT settled_by, settled_why, payload, error FROM dead_letter")
    assert tuple(settled) == (by, "sent twice", None, "ValueError"), "nothing that it held is left"


async def test_poison_dies_with_all_its_headers_and_holds_nobody(log: Log) -> None:
    idea = uuid4()
    strange = (("x", b"\xff\x00"), ("x", b"again"))
    await log.take(
        log.message(idea, "one"),
        log.message(idea, "bad", payload=b"{}", more=strange),
        log.message(idea, "gone", ce_type="parley.idea.forgotten.v1"),
        log.message(idea, "poison"),
        log.message(idea, "two"),
    )
    assert await log.applied() == ["one", "two"]
    async with db.reading(log.pool) as tx:
        letters = await dead_letters.open_ones(tx, 10)
    assert [row["reason"] for row in letters] == ["invalid-payload", "unknown-type", "senseless"]
    sent = await log.pool.fetch("SELECT * FROM outbox ORDER BY id")
    assert {row["topic"] for row in sent} == {"ideas.v1.parley.probe.dlq"}
    headers, first = sent[0]["headers"], sent[0]
    assert (first["payload"], first["key"], first["type"]) == (b"{}", str(idea).encode(), None)
    assert headers["dlq_topic"] == "ideas.v1"
    assert (headers["dlq_partition"], headers["dlq_offset"], headers["dlq_attempts"]) == ("0", "2", "1")
    assert headers["dlq_reason"] == "invalid-payload"
    assert headers["dlq_error_class"] == "Poison"
    assert "/idea_id missing" in headers["dlq_error_message"]
    assert headers["dlq_timestamp"] and headers["dlq_first_failed_at"] and headers["dlq_last_failed_at"]
    assert headers["ce_type"] == "parley.idea.submitted.v1"
    assert headers["x#2"] == "again"


async def test_a_poison_too_large_for_a_record_is_kept_in_its_row(log: Log) -> None:
    await log.take(log.message(uuid4(), "big", payload=b"x" * 1_000_000))
    assert await log.pool.fetchval("SELECT length(payload) FROM dead_letter") == 1_000_000
    assert await log.pool.fetchval("SELECT payload FROM outbox") is None


async def test_redriven_poison_is_tried_and_dies_again_without_holding_its_key(log: Log) -> None:
    idea = uuid4()
    no_id = log.message(idea, "one")
    no_id = no_id._replace(headers=tuple(each for each in no_id.headers if each[0] != "ce_id"))
    await log.take(no_id)
    await settle(log.pool, dead_letters.redrive, await log.pool.fetchval("SELECT id FROM dead_letter"), None)
    await log.retry_all()
    rows = await log.pool.fetch("SELECT state, redrives, reason FROM dead_letter ORDER BY died_at")
    assert [tuple(row) for row in rows] == [("redriven", 1, "missing-ce-id"), ("open", 1, "missing-ce-id")]
    await log.take(log.message(idea, "two"))
    assert await log.applied() == ["two"]


async def test_events_that_their_handler_calls_poison_stop_the_partition_too(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "DEAD_IN_A_ROW", 3)
    ideas = [uuid4() for _ in range(7)]
    await log.take(*(log.message(idea, title) for idea, title in zip(ideas, ["one", "two"], strict=False)))
    await log.take(log.message(ideas[2], "poison"), log.message(ideas[3], "fine"), log.message(ideas[4], "poison"))
    assert not log.progress.stopped, "one that took effect ends the row"
    await log.take(*(log.message(idea, "poison") for idea in ideas))
    assert log.progress.stopped
    assert await log.count("dead_letter") == 4
    assert await log.stored() == log.progress.stored == 8, "the rest was not taken"
    with pytest.raises(ZombieError):
        await log.take(log.message(uuid4(), "by one who does not know"))
    async with db.reading(log.pool) as tx:
        assert await inbox.places(tx, ["ideas.v1"]) == {("ideas.v1", 0): inbox.Place(8, 3, stopped=True)}
        assert await inbox.count_stopped(tx) == 1
    await settle(log.pool, inbox.resume, "ideas.v1", 0)
    with pytest.raises(Unknown):
        await settle(log.pool, inbox.resume, "ideas.v1", 0)
    log.progress = Progress(8)
    await log.take(log.message(uuid4(), "three"))
    assert await log.applied() == ["one", "two", "fine", "three"]


async def test_a_statement_that_never_ends_is_cut_and_its_event_parked(log: Log) -> None:
    await log.take(log.message(uuid4(), "one"), log.message(uuid4(), "endless"), log.message(uuid4(), "two"))
    assert await log.applied() == ["one", "two"]
    assert "QueryCanceledError" in await log.pool.fetchval("SELECT last_error FROM parked")
    assert await log.pool.fetchval("SHOW statement_timeout") == "5s"


async def test_a_database_that_is_away_kills_nothing(log: Log, postgres: PostgresServer) -> None:
    await log.take(log.message(uuid4(), "one"))
    await log.pool.execute("ALTER TABLE inbox RENAME TO inbox_away")
    with pytest.raises(DependencyDownError):
        await log.take(log.message(uuid4(), "two"))
    await log.pool.execute("ALTER TABLE inbox_away RENAME TO inbox")
    assert await log.applied() == ["one"]
    assert await log.count("parked") == await log.count("dead_letter") == 0
