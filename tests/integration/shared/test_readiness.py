"""Unready is a worker whose events wait although Kafka answers; an outage of Kafka makes nobody unready."""

from __future__ import annotations

from typing import Any

import pytest

from shared import db, ids, readiness
from shared.outbox_state import UNPUBLISHED, outbox_state
from shared.settings import ServiceSettings

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
