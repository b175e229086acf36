"""Partitions are there before they are needed, and go only when nobody can need them."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from prometheus_client import REGISTRY

from shared import clock, db, ids, maintenance
from shared.relay import cursor

INSERT = "INSERT INTO outbox (shard, event_id, topic, occurred_at) VALUES (0, $1, 't', now())"
MOVE = "SELECT setval(pg_get_serial_sequence('outbox', 'id'), $1)"
NAMES = "SELECT relname FROM pg_class WHERE relname ~ ('^' || $1 || '_[0-9]+$') AND relkind = 'r' ORDER BY 1"


async def names(conn: Any, parent: str) -> list[str]:
    return [row[0] for row in await conn.fetch(NAMES, parent)]


async def sent(conn: Any) -> None:
    """All that is committed now is acknowledged."""
    await conn.execute("UPDATE outbox_cursor SET prev_snapshot = pg_current_snapshot()")


async def test_partitions_are_made_ahead_and_once(postgres: Any) -> None:
    conn = await db.connect(postgres.database(), "test")
    await maintenance.ensure_partitions(conn)
    before = await names(conn, "outbox"), await names(conn, "inbox")
    await maintenance.ensure_partitions(conn)
    assert before == (await names(conn, "outbox"), await names(conn, "inbox"))
    assert before[0] == [f"outbox_{n:06d}" for n in range(4)]
    assert len(before[1]) == 16, "eight days back, today, and a week"
    await conn.fetchval(MOVE, 2_500_000)
    await maintenance.ensure_partitions(conn)
    assert (await names(conn, "outbox"))[-1] == "outbox_000005"
    await conn.execute(INSERT, ids.new_id())
    assert await conn.fetchval("SELECT max(id) FROM outbox_000002") == 2_500_001
    await conn.close()


async def test_every_id_in_the_window_has_a_partition(postgres: Any) -> None:
    conn = await db.connect(postgres.database(), "test")
    await maintenance.ensure_partitions(conn)
    first, last = maintenance.window(clock.wall())
    for moment in (first + timedelta(seconds=1), clock.wall(), last):
        await conn.execute("INSERT INTO inbox (event_id) VALUES ($1)", ids.id_at(moment, b"x"))
    assert await conn.fetchval("SELECT count(*) FROM inbox") == 3
    await conn.close()


async def test_an_outbox_partition_goes_only_when_all_is_sent(postgres: Any) -> None:
    url = postgres.database()
    conn, writer = await db.connect(url, "test"), await db.connect(url, "writer")
    open_one = writer.transaction()
    await open_one.start()
    await writer.execute(INSERT, ids.new_id())
    await conn.execute(INSERT, ids.new_id())
    await conn.fetchval(MOVE, 2_500_000)
    await maintenance.ensure_partitions(conn)
    await sent(conn)
    await maintenance.drop_old(conn)
    assert "outbox_000000" in await names(conn, "outbox"), "a writer is still in it"
    await open_one.commit()
    await maintenance.drop_old(conn)
    assert "outbox_000000" in await names(conn, "outbox"), "its last row is not sent"
    await sent(conn)
    await maintenance.drop_old(conn)
    left = await names(conn, "outbox")
    assert "outbox_000000" not in left
    assert "outbox_000001" in left, "the one before the current is kept"
    at = await cursor.elect(conn, 0, "me")
    assert at is not None
    assert (await cursor.read(conn, at)).rows == []
    await conn.close()
    await writer.close()


async def test_old_days_and_old_answers_go(postgres: Any) -> None:
    conn = await db.connect(postgres.database(), "test")
    await maintenance.ensure_partitions(conn)
    kept = await names(conn, "inbox")
    old = maintenance._midnight(clock.wall()) - timedelta(days=20)
    await maintenance._ensure(
        conn, "inbox", maintenance._inbox_name(old), str(maintenance._first_id(old)),
        str(maintenance._first_id(old + timedelta(days=1))),
    )  # fmt: skip
    answer = "INSERT INTO idempotency VALUES ($1, $2, '', 201, '{}', '', now() - $3::interval)"
    await conn.execute(answer, ids.new_id(), "old", timedelta(hours=25))
    await conn.execute(answer, ids.new_id(), "new", timedelta(hours=23))
    await maintenance.drop_old(conn)
    assert await names(conn, "inbox") == kept
    assert [row[0] for row in await conn.fetch("SELECT key FROM idempotency")] == ["new"]
    await conn.close()


async def test_an_interrupted_drop_is_finished(postgres: Any) -> None:
    conn = await db.connect(postgres.database(), "test")
    await maintenance.ensure_partitions(conn)
    await conn.execute("ALTER TABLE outbox DETACH PARTITION outbox_000003")
    await maintenance.drop_old(conn)
    assert "outbox_000003" not in await names(conn, "outbox")
    await conn.close()


async def test_deadlines_go_long_after_they_were_settled_and_those_that_wait_stay(postgres: Any) -> None:
    conn = await db.connect(postgres.database(), "test")
    add = "INSERT INTO deadline (id, kind, subject_id, due_at, state, settled_at) VALUES ($1, $2, $1, $3, $2, $4)"
    old, young = (clock.wall() - maintenance.SETTLED_KEPT + timedelta(hours=each) for each in (-1, 1))
    for state, settled in (
        ("fired", old),
        ("cancelled", old),
        ("fired", young),
        ("cancelled", young),
        ("waiting", None),
    ):
        await conn.execute(add, ids.new_id(), state, old, settled)
    await maintenance.drop_old(conn)
    left = await conn.fetch("SELECT state, settled_at FROM deadline ORDER BY state")
    assert [(row["state"], row["settled_at"]) for row in left] == [
        ("cancelled", young),
        ("fired", young),
        ("waiting", None),
    ]
    await conn.close()


async def test_the_house_is_kept_by_one_at_a_time(postgres: Any) -> None:
    url = postgres.database()
    conn, other = await db.connect(url, "test"), await db.connect(url, "another")
    last = (await names(conn, "inbox"))[-1]
    await conn.execute(f"DROP TABLE {last}")
    assert await other.fetchval(maintenance.TURN)
    await maintenance.once("ideas", url)
    assert last not in await names(conn, "inbox"), "another does it at this moment"
    await other.close()
    await maintenance.once("ideas", url)
    assert (await names(conn, "inbox"))[-1] == last
    await conn.close()


async def test_a_role_that_owns_nothing_cannot_keep_house(postgres: Any) -> None:
    """So that what serves is given no more than rows."""
    url = postgres.database()
    owner = await db.connect(postgres.admin(url), "test")
    await owner.execute("CREATE ROLE visitor LOGIN PASSWORD 'visitor'; GRANT USAGE ON SCHEMA public TO visitor")
    await owner.execute(
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO visitor; GRANT CREATE ON SCHEMA public TO visitor"
    )
    await owner.execute("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO visitor")
    try:
        last = (await names(owner, "inbox"))[-1]
        await owner.execute(f"DROP TABLE {last}")
        with pytest.raises(maintenance.MaintenanceError, match="the house of ideas was not kept: must be owner of"):
            await maintenance.once("ideas", as_role(url, "visitor"))
        assert last not in await names(owner, "inbox")
    finally:
        await owner.execute("DROP OWNED BY visitor; DROP ROLE visitor")
        await owner.close()


async def test_when_the_partitions_end_is_measured(postgres: Any) -> None:
    pool, stop = await db.connect_pool(postgres.database(), 2), asyncio.Event()
    await maintenance.ensure_partitions(await pool.acquire())
    watching = asyncio.create_task(maintenance.watch(pool, stop))
    until = maintenance._midnight(clock.wall()) + timedelta(days=8)
    async with asyncio.timeout(10):
        while REGISTRY.get_sample_value("parley_partitions_end_timestamp_seconds") != until.timestamp():
            await asyncio.sleep(0.05)
    stop.set()
    await watching
    pool.terminate()


async def test_a_database_that_is_away_is_told() -> None:
    with pytest.raises(maintenance.MaintenanceError, match="the house of ideas was not kept"):
        await maintenance.once("ideas", "postgresql://u:secret@127.0.0.1:1/nowhere")


def as_role(url: str, role: str) -> str:
    parts = urlsplit(url)
    return parts._replace(netloc=f"{role}:{role}@{parts.hostname}:{parts.port}").geturl()
