"""The relay loses nothing and keeps the order of a key, whatever writers, leaders and producers do."""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.errors import KafkaConnectionError

from shared import db, ids
from shared import kafka as kafka_clients
from shared.relay import Relay, cursor
from shared.settings import ServiceSettings

INSERT = """INSERT INTO outbox (shard, event_id, topic, key, type, schema_version, subject, aggregate_version,
    occurred_at, payload) VALUES (0, $1, 'ideas.v1', $2, 'idea.submitted', 1, 's', $3, now(), '{}')"""


@dataclass
class Broker:
    """What a broker would have kept: (key, version) in order of arrival."""

    got: list[tuple[bytes, int]] = field(default_factory=list)
    fail_sends: int = 0
    producers: list[FakeProducer] = field(default_factory=list)
    hang: bool = False

    def producer(self) -> FakeProducer:
        self.producers.append(FakeProducer(self))
        return self.producers[-1]


@dataclass
class FakeProducer:
    broker: Broker
    stopped: bool = False

    async def start(self) -> None:
        pass

    async def stop(self) -> None:
        self.stopped = True

    async def send(self, topic: str, value: Any = None, key: Any = None, *, headers: Any = None) -> Any:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if self.broker.hang:
            return future
        if self.broker.fail_sends > 0:
            self.broker.fail_sends -= 1
            future.set_exception(KafkaConnectionError("away"))
            return future
        self.broker.got.append((key, int(dict(headers)["ce_sequence"])))
        future.set_result(None)
        return future


@asynccontextmanager
async def relaying(url: str, broker: Broker, **options: Any) -> AsyncIterator[Relay]:
    stop = asyncio.Event()
    relay = Relay(url, "/parley/ideas", broker.producer, **options)
    task = asyncio.create_task(relay.run(stop))
    try:
        yield relay
    finally:
        stop.set()
        await asyncio.wait_for(task, 5)


async def until(true: Any, seconds: float = 10) -> None:
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.01)


async def write(conn: Any, key: bytes, version: int) -> None:
    await conn.execute(INSERT, ids.new_id(), key, version)


def order_breaks(got: list[tuple[bytes, int]]) -> int:
    """Versions of a key that came, for the first time, after a higher one."""
    highest: dict[bytes, int] = defaultdict(int)
    seen, breaks = set(), 0
    for key, version in got:
        if (key, version) not in seen:
            breaks += version < highest[key]
            highest[key] = max(version, highest[key])
            seen.add((key, version))
    return breaks


async def adversary(pool: Any, seed: int, keys: list[str], committed: set[tuple[bytes, int]]) -> None:
    """Locks an aggregate, draws ids, waits, uses savepoints, sometimes rolls back; often has its xid long before."""
    rng = random.Random(seed)
    for _ in range(20):
        mine: set[tuple[bytes, int]] = set()
        with suppress(ZeroDivisionError, asyncpg.DeadlockDetectedError, asyncpg.LockNotAvailableError):
            async with pool.acquire() as conn, conn.transaction():
                if rng.random() < 0.5:
                    await conn.execute("SELECT pg_current_xact_id()")
                    await asyncio.sleep(rng.random() * 0.05)
                for key in sorted(rng.sample(keys, rng.choice((1, 1, 2)))):
                    async with conn.transaction():
                        version = await conn.fetchval("UPDATE agg SET v = v + 1 WHERE k = $1 RETURNING v", key)
                        await write(conn, key.encode(), version)
                        mine.add((key.encode(), version))
                    with suppress(ZeroDivisionError):
                        async with conn.transaction():
                            await write(conn, b"savepoint", 1)
                            raise ZeroDivisionError
                await asyncio.sleep(rng.choice((0, 0, 0.01, 0.1 * rng.random())))
                if rng.random() < 0.2:
                    raise ZeroDivisionError
            committed |= mine


@pytest.mark.parametrize("page", [1_000, 7])
async def test_adversarial_writers_lose_nothing_and_keep_order(postgres: Any, page: int) -> None:
    url, broker = postgres.database(), Broker()
    committed: set[Any] = set()
    pool = await asyncpg.create_pool(url, min_size=24, max_size=24)
    keys = [f"k{n}" for n in range(8)]
    await pool.execute("CREATE TABLE agg (k text PRIMARY KEY, v int NOT NULL)")
    await pool.executemany("INSERT INTO agg VALUES ($1, 0)", [(key,) for key in keys])
    async with relaying(url, broker, page=page):
        await asyncio.gather(*(adversary(pool, seed, keys, committed) for seed in range(24)))
        await until(lambda: committed <= set(broker.got))
        await asyncio.sleep(0.1)
    await pool.close()
    assert len(committed) > 200
    assert set(broker.got) == committed
    assert len(broker.got) == len(committed), "nothing fails here, so nothing is sent twice"
    assert order_breaks(broker.got) == 0


async def test_a_difference_that_is_longer_than_a_page_goes_page_by_page(postgres: Any) -> None:
    url = postgres.database()
    conn = await db.connect(url, "test")
    late = await db.connect(url, "late")
    for version in range(1, 11):
        await write(conn, b"a", version)
    at = await cursor.elect(conn, 0, "me")
    assert at is not None
    first = await cursor.read(conn, at, 5)
    assert [row["aggregate_version"] for row in first.rows] == [1, 2, 3, 4, 5]
    assert first.then.prev == at.prev
    assert first.then.page_last_id == first.rows[-1]["id"]
    await write(late, b"a", 11)
    second = await cursor.read(conn, first.then, 5)
    assert [row["aggregate_version"] for row in second.rows] == [6, 7, 8, 9, 10]
    third = await cursor.read(conn, second.then, 5)
    assert third.rows == [], "what came after the page's snapshot is not part of it"
    assert third.then.page is None
    fourth = await cursor.read(conn, third.then, 5)
    assert [row["aggregate_version"] for row in fourth.rows] == [11]
    await cursor.advance(conn, second.then)
    await conn.close()
    again = await db.connect(url, "test")
    resumed = await _elected(again)
    assert (resumed.page, resumed.page_last_id) == (second.then.page, second.then.page_last_id)
    await again.close()
    await late.close()


async def _elected(conn: Any) -> cursor.Cursor:
    async with asyncio.timeout(5):
        while (at := await cursor.elect(conn, 0, "me")) is None:
            await asyncio.sleep(0.02)
    return at


async def test_the_differences_are_found_by_index(postgres: Any) -> None:
    conn = await db.connect(postgres.database(), "test")
    await conn.execute(cursor.PREPARE)
    for sql, args in (
        (cursor.DIFFERENCE, (0, "5", ["3"], 10)),
        (cursor.NEXT_PAGE, (0, 1, "5:5:", "9:9:", 10)),
    ):
        async with conn.transaction():
            plan = "\n".join(row[0] for row in await conn.fetch(f"EXPLAIN {sql}", *args))
        assert "Seq Scan" not in plan, plan
    await conn.close()


async def test_a_deposed_leader_cannot_move_the_cursor(postgres: Any) -> None:
    conn = await db.connect(postgres.database(), "test")
    old = await cursor.elect(conn, 0, "old")
    new = await cursor.elect(conn, 0, "new")
    assert old is not None
    assert new is not None
    assert new.epoch == old.epoch + 1
    with pytest.raises(cursor.LeadershipLostError):
        await cursor.advance(conn, old)
    await cursor.advance(conn, new)
    await conn.close()


async def test_a_standby_takes_over_when_the_leader_ends(postgres: Any) -> None:
    url, first, second = postgres.database(), Broker(), Broker()
    conn = await db.connect(url, "test")
    async with AsyncExitStack() as standby:
        async with relaying(url, first):
            await write(conn, b"a", 1)
            await until(lambda: first.got)
            await standby.enter_async_context(relaying(url, second))
            await write(conn, b"a", 2)
            await until(lambda: len(first.got) == 2)
        await write(conn, b"a", 3)
        await until(lambda: second.got)
    assert (first.got, second.got) == ([(b"a", 1), (b"a", 2)], [(b"a", 3)])
    assert await conn.fetchval("SELECT epoch FROM outbox_cursor") == 2
    await conn.close()


async def test_the_server_ends_the_session_of_a_leader_that_is_frozen(
    postgres: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cursor, "PREPARE", cursor.PREPARE.replace("'45s'", "'300ms'"))
    url, broker = postgres.database(), Broker()
    frozen, conn = await db.connect(url, "relay 0"), await db.connect(url, "test")
    assert await cursor.elect(frozen, 0, "frozen") is not None
    async with relaying(url, broker, owner="standby"):  # the frozen one says nothing, and its socket stays open
        await write(conn, b"a", 1)
        await until(lambda: broker.got)
    with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError)):
        await frozen.execute("SELECT 1")
    frozen.terminate()
    await conn.close()


async def test_nothing_is_lost_when_the_leader_loses_its_connection(postgres: Any) -> None:
    url, first, second = postgres.database(), Broker(), Broker()
    conn, admin = await db.connect(url, "test"), await asyncpg.connect(postgres.admin(url))
    async with relaying(url, first, owner="first"):
        await write(conn, b"a", 1)
        await until(lambda: first.got)
        async with relaying(url, second, owner="second"):
            first.hang = True
            await write(conn, b"a", 2)
            await asyncio.sleep(0.1)
            assert second.got == []
            owner = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'parley relay 0'"
            await admin.execute(
                f"{owner} AND datname = current_database() AND pid IN (SELECT pid FROM pg_locks "
                "WHERE locktype = 'advisory' AND granted)"
            )
            await until(lambda: (b"a", 2) in second.got or len(first.producers) > 1)
            first.hang = False
            await write(conn, b"a", 3)
            await until(lambda: (b"a", 3) in first.got + second.got)
            assert {(b"a", n) for n in (1, 2, 3)} <= set(first.got + second.got)
    assert await conn.fetchval("SELECT epoch FROM outbox_cursor") >= 2
    await conn.close()
    await admin.close()


async def test_a_failed_producer_is_replaced_and_its_page_sent_again(postgres: Any) -> None:
    url, broker = postgres.database(), Broker(fail_sends=2)
    conn = await db.connect(url, "test")
    async with conn.transaction():
        for version in range(1, 6):
            await write(conn, b"a", version)
    async with relaying(url, broker):
        await until(lambda: (b"a", 5) in broker.got[-1:] and len(broker.got) >= 8)
    assert broker.got[-5:] == [(b"a", version) for version in range(1, 6)]
    assert len(broker.producers) >= 2
    assert all(producer.stopped for producer in broker.producers)
    await conn.close()


async def test_records_that_nobody_acknowledges_are_sent_again_by_a_new_producer(postgres: Any) -> None:
    url, broker = postgres.database(), Broker(hang=True)
    conn = await db.connect(url, "test")
    async with relaying(url, broker, acknowledged_within=0.2):
        await write(conn, b"a", 1)
        await until(lambda: len(broker.producers) >= 2)
        broker.hang = False
        await until(lambda: broker.got == [(b"a", 1)])
    assert broker.got == [(b"a", 1)]
    await conn.close()


async def test_it_stops_quickly_although_nothing_is_acknowledged(postgres: Any) -> None:
    url, broker = postgres.database(), Broker(hang=True)
    conn = await db.connect(url, "test")
    async with relaying(url, broker):  # fails when it takes 5 s to stop
        await write(conn, b"a", 1)
        await until(lambda: broker.producers)
    assert broker.got == []
    await conn.close()


async def test_an_open_writing_transaction_does_not_delay_the_others(postgres: Any) -> None:
    url, broker = postgres.database(), Broker()
    slow, conn = await db.connect(url, "slow"), await db.connect(url, "test")
    async with relaying(url, broker):
        async with slow.transaction():
            await write(slow, b"slow", 1)
            for version in range(1, 51):
                await write(conn, b"a", version)
            await until(lambda: len(broker.got) == 50, 2)
        await until(lambda: (b"slow", 1) in broker.got, 2)
    assert order_breaks(broker.got) == 0
    assert len(broker.got) == 51
    await slow.close()
    await conn.close()


async def test_events_reach_a_real_broker(postgres: Any, kafka: str) -> None:
    url, key = postgres.database(), uuid4().hex.encode()
    conn, stop = await db.connect(url, "test"), asyncio.Event()

    def make() -> Any:
        return AIOKafkaProducer(bootstrap_servers=kafka, acks="all", enable_idempotence=True)

    # The catalogue's topics: other tests use this broker too, and a topic is made only once.
    await kafka_clients.create_topics(
        ServiceSettings(
            database_url=url, kafka_bootstrap=kafka, kafka_replication=1, cursor_secret="a secret of 16 or more"
        )
    )
    task = asyncio.create_task(Relay(url, "/parley/ideas", make).run(stop))
    for version in range(1, 21):
        await write(conn, key, version)
    consumer = AIOKafkaConsumer("ideas.v1", bootstrap_servers=kafka, auto_offset_reset="earliest")
    await consumer.start()
    got: list[int] = []
    async with asyncio.timeout(30):
        while len(got) < 20:
            message = await consumer.getone()
            if message.key == key:
                got.append(int(dict(message.headers)["ce_sequence"]))
    assert got == list(range(1, 21))
    await consumer.stop()
    stop.set()
    await asyncio.wait_for(task, 5)
    await conn.close()


async def test_many_pages_are_stored_seldom_and_at_the_end(postgres: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each store of the cursor leaves a dead row, which stays as long as anybody's transaction does."""
    url, broker, stores = postgres.database(), Broker(), 0
    advance = cursor.advance

    async def counted(conn: Any, to: cursor.Cursor) -> None:
        nonlocal stores
        stores += 1
        await advance(conn, to)

    monkeypatch.setattr(cursor, "advance", counted)
    conn = await db.connect(url, "test")
    for version in range(1, 61):
        await write(conn, b"a", version)
    await conn.close()
    async with relaying(url, broker, page=2, stored_every=60):
        await until(lambda: len(broker.got) == 60)
        assert stores == 1, "the first of thirty pages"
    assert stores == 2
    async with relaying(url, broker):
        await asyncio.sleep(0.3)
    assert len(broker.got) == 60, "the end was stored, so nothing is sent again"
