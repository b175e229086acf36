"""Unready is a worker whose events wait although Kafka answers, or which no group has taken in; an outage of Kafka later
makes nobody unready. Started is who has its database in the form of the release.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from shared import consumer, db, ids, readiness
from shared.consumer import member
from shared.events import catalog
from shared.events.ideas import IdeaSubmitted
from shared.outbox_state import UNPUBLISHED, outbox_state
from shared.service import Service
from shared.settings import ServiceSettings
from stack.layout import free_ports

PROGRAM = Path(__file__).with_name("draining.py")
UNJOINED = "the consumer has not joined its group"
WAITS = """
INSERT INTO outbox (shard, event_id, topic, occurred_at, created_at)
SELECT 0, $1, 't', now(), clock_timestamp() - make_interval(secs => $2)
"""


def settings(url: str, kafka: str) -> ServiceSettings:
    return ServiceSettings(database_url=url, kafka_bootstrap=kafka, cursor_secret="a secret of 16 or more")


@pytest.mark.parametrize(("age", "broker", "ready"), [(25, True, True), (35, True, False), (3_600, False, True)])
async def test_only_an_old_event_that_kafka_would_take_makes_unready(
    age: int, broker: bool, ready: bool, postgres: Any, kafka: str
) -> None:
    url = postgres.database()
    pool = await db.connect_pool(url, 2)
    check = readiness.outbox_moves(pool, settings(url, kafka if broker else "127.0.0.1:1"))
    assert await check() is None
    await pool.execute(WAITS, ids.new_id(), float(age))
    said = await check()
    assert (said is None) == ready, said
    assert ready or "waited for 35 s although Kafka answers" in str(said)
    await pool.execute("UPDATE outbox_cursor SET prev_snapshot = pg_current_snapshot()")
    assert await check() is None, "what is acknowledged does not wait"
    await pool.close()


async def test_a_database_that_is_away_is_the_other_checks_to_tell(postgres: Any) -> None:
    pool = await db.connect_pool("postgresql://nobody@127.0.0.1:1/none", 2)
    assert await readiness.outbox_moves(pool, settings("x", "127.0.0.1:1"))() is None
    assert await readiness.database_answers(pool)() == "ConnectionRefusedError"
    await pool.close()
    pool = await db.connect_pool(postgres.database(), 2)
    assert await readiness.database_answers(pool)() is None
    await pool.close()


async def test_what_waits_is_exact_while_a_page_is_sent_and_others_are_open(postgres: Any) -> None:
    url = postgres.database()
    conn, late = await db.connect(url, "test"), await db.connect(url, "late")
    opened = late.transaction()
    await opened.start()
    await late.execute(WAITS, ids.new_id(), 90.0)
    await conn.execute(WAITS, ids.new_id(), 60.0)
    await conn.execute("UPDATE outbox_cursor SET prev_snapshot = pg_current_snapshot()")
    assert (await outbox_state(conn)).rows == 0
    await opened.commit()  # its xid lies below the snapshot's end, its row was not seen
    state = await outbox_state(conn)
    assert (state.rows, round(state.oldest_age_seconds)) == (1, 90)
    for age in (50.0, 40.0):
        await conn.execute(WAITS, ids.new_id(), age)
    assert (await outbox_state(conn)).rows == 3
    await conn.execute(
        "UPDATE outbox_cursor SET page_snapshot = pg_current_snapshot(), page_last_id = (SELECT max(id) - 1 FROM outbox)"
    )
    state = await outbox_state(conn)
    assert (state.rows, round(state.oldest_age_seconds)) == (1, 40), "of the page, what is up to its last id has gone"
    await conn.execute(WAITS, ids.new_id(), 1.0)
    assert (await outbox_state(conn)).rows == 2, "what came after the page's snapshot waits too"
    await conn.close()
    await late.close()


async def test_a_long_outbox_is_not_scanned_to_see_that_nothing_waits(postgres: Any) -> None:
    conn = await db.connect(postgres.database(), "test")
    await conn.execute(
        "INSERT INTO outbox (shard, xid, event_id, topic, occurred_at) "
        "SELECT 0, n::text::xid8, gen_random_uuid(), 't', now() FROM generate_series(1, 20000) n"
    )
    await conn.execute("UPDATE outbox_cursor SET prev_snapshot = '30000:30001:30000'")
    await conn.execute("ANALYZE outbox")
    plan = "\n".join(row[0] for row in await conn.fetch(f"EXPLAIN {UNPUBLISHED}"))
    assert "Seq Scan on outbox_000000" not in plan, plan
    await conn.close()


class Mechanism(Service):
    """Has no tables but the mechanism's."""

    @property
    def package(self) -> str:
        return "shared"


async def test_started_is_who_has_every_migration_of_the_release(postgres: Any) -> None:
    url = postgres.database()
    pool = await db.connect_pool(url, 2)
    service = Mechanism("probe", ServiceSettings, (), {})
    (newest,) = await pool.fetchrow("DELETE FROM schema_migrations WHERE version = '0001' RETURNING version")
    check = readiness.database_has_its_form(service, pool)
    assert await check() == "1 migrations are missing"
    await pool.execute("INSERT INTO schema_migrations (version) VALUES ($1), ('9999')", newest)
    assert await check() is None, "a later release may have brought more"
    await pool.close()
    assert await check() is None, "it is known, so a database that is away is not asked"
    assert await readiness.database_has_its_form(service, pool)() == "InterfaceError"


async def on_submitted(_tx: db.Tx, _event: IdeaSubmitted) -> None:
    raise AssertionError("nobody tells anything here")


@pytest.fixture
async def topic(kafka: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """One of a single partition, which every service hears."""
    name = f"probe-{uuid4().hex[:8]}"
    client = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await client.start()
    await client.create_topics([NewTopic(name, 1, 1)])
    await client.close()
    monkeypatch.setitem(catalog.TOPICS, name, catalog.TOPICS["ideas.v1"])
    monkeypatch.setattr(member, "topics_of", lambda _service: [name])
    return name


@contextlib.asynccontextmanager
async def consuming(settings: ServiceSettings, pool: Any, group: str) -> AsyncIterator[asyncio.Event]:
    """A worker's consumer; the event is its ``joined``."""
    stop, joined = asyncio.Event(), asyncio.Event()
    service = Service(group, ServiceSettings, (), {IdeaSubmitted: on_submitted})
    task = asyncio.create_task(consumer.run(service, settings, pool, stop, joined))
    try:
        yield joined
    finally:
        stop.set()
        await asyncio.wait_for(task, 12)


@pytest.mark.usefixtures("topic")
async def test_a_worker_is_ready_once_its_group_has_taken_it_in_even_without_a_partition_for_it(
    postgres: Any, kafka: str
) -> None:
    url = postgres.database()
    pool = await db.connect_pool(url, 2)
    group = f"probe-{uuid4().hex[:8]}"
    async with (
        consuming(settings(url, kafka), pool, group) as one,
        consuming(settings(url, kafka), pool, group) as other,
    ):
        for joined in (one, other):
            await asyncio.wait_for(joined.wait(), 30)
            assert await readiness.consumer_joined(joined)() is None
    await pool.close()


@pytest.mark.usefixtures("topic")
async def test_a_worker_is_not_ready_while_no_group_has_taken_it_in(postgres: Any) -> None:
    url = postgres.database()
    pool = await db.connect_pool(url, 2)
    async with consuming(settings(url, "127.0.0.1:1"), pool, "probe") as joined:
        await asyncio.sleep(1)
        assert await readiness.consumer_joined(joined)() == UNJOINED
    await pool.close()


@pytest.mark.parametrize(("broker", "answer"), [(True, (200, {})), (False, (503, {"consumer": UNJOINED}))])
async def test_a_worker_is_asked_for_its_group(
    broker: bool, answer: tuple[int, Any], postgres: Any, kafka: str
) -> None:
    """As a process; the program hears of ideas."""
    port, management = free_ports(2)
    env = os.environ | {
        "DATABASE_URL": postgres.database(),
        "KAFKA_BOOTSTRAP": kafka if broker else "127.0.0.1:1",
        "KAFKA_REPLICATION": "1",
        "CURSOR_SECRET": "a secret of 16 or more",
        "PORT": str(port),
        "MANAGEMENT_PORT": str(management),
    }
    worker = await asyncio.create_subprocess_exec(
        sys.executable, str(PROGRAM), "worker", env=env, stderr=asyncio.subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{management}/healthz"
    try:
        async with httpx.AsyncClient(trust_env=False) as client, asyncio.timeout(60):
            while await _status(client, f"{address}/started") != 200:
                await asyncio.sleep(0.1)
            while (ready := await client.get(f"{address}/ready")).status_code != answer[0]:
                await asyncio.sleep(0.1)
            assert ready.json()["checks"] == answer[1]
            assert await _status(client, f"{address}/live") == 200
    finally:
        worker.terminate()
        await worker.wait()


async def _status(client: httpx.AsyncClient, address: str) -> int | None:
    with contextlib.suppress(httpx.TransportError):
        return (await client.get(address)).status_code
    return None


async def test_who_hears_nothing_waits_for_no_group(postgres: Any) -> None:
    joined, pool = asyncio.Event(), db.Pool("never asked", 1)
    await consumer.run(Service("deaf", ServiceSettings, (), {}), settings("x", "x"), pool, asyncio.Event(), joined)
    assert await readiness.consumer_joined(joined)() is None
