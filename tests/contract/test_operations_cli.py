"""``parley dead-letters`` and ``parley parked`` on a real database; ``parley hr send`` writes what consumers read."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from aiokafka import AIOKafkaConsumer
from typer.testing import CliRunner

from shared import clock, db, dead_letters, ids, inbox, parked
from shared.cli import app
from shared.cli.hr import TOPIC, outgoing
from shared.db import Tx
from shared.events import envelope
from shared.events.message import Message

runner = CliRunner()


def in_database(url: str, work: Callable[[Tx], Awaitable[Any]]) -> Any:
    async def whole() -> Any:
        pool = await db.connect_pool(url, 1)
        try:
            async with db.transaction(pool, "test") as tx:
                return await work(tx)
        finally:
            await pool.close()

    return asyncio.run(whole())


def a_message(offset: int) -> Message:
    line = json.dumps({"type": "hr.employee.left", "data": {"external_id": "P-1", "effective_on": "2026-01-01"}})
    record = outgoing(line)
    return Message(TOPIC.name, 0, offset, datetime.now(UTC), record.key, tuple(record.headers), record.value)


@pytest.fixture
def url(postgres: Any) -> str:
    return str(postgres.database())


def test_what_hr_send_writes_is_what_consumers_read() -> None:
    message = a_message(0)
    received = envelope.read(message.topic, message.headers, message.payload, list(TOPIC.events))
    assert received is not None
    assert received.envelope.subject == "P-1"
    assert received.envelope.id == UUID(dict(message.headers)["ce_id"].decode())
    assert abs((clock.wall() - ids.time_of(received.envelope.id)).total_seconds()) < 60
    assert received.event.payload() == message.payload


def test_dead_letters_are_listed_redriven_and_discarded(url: str) -> None:
    async def bury(tx: Tx) -> UUID:
        why = dead_letters.failure(ValueError("no"), "retries-exhausted", attempts=8, first=tx.now)
        return await dead_letters.bury(tx, "parley.people", a_message(1), why)

    letter = str(in_database(url, bury))
    listed = runner.invoke(app, ["dead-letters", "list", "--database-url", url])
    assert letter in listed.output
    assert "hr.v1/0@1  parley.hr.employee.left.v1  retries-exhausted, 8 attempts" in listed.output
    driven = runner.invoke(app, ["dead-letters", "redrive", letter], env={"DATABASE_URL": url})
    assert driven.exit_code == 0, driven.output
    twice = runner.invoke(app, ["dead-letters", "retry", letter], env={"DATABASE_URL": url})
    assert (twice.exit_code, "already" in twice.output) == (1, True), "retry is another word for redrive"
    again = runner.invoke(app, ["dead-letters", "discard", letter, "--why", "late", "--yes"], env={"DATABASE_URL": url})
    assert (again.exit_code, "already" in again.output) == (1, True)
    assert runner.invoke(app, ["dead-letters", "list", "--database-url", url]).output == ""
    assert "hr.v1/0@1" in runner.invoke(app, ["parked", "list", "--database-url", url]).output


def test_parked_events_are_listed_retried_and_discarded(url: str) -> None:
    async def park(tx: Tx) -> None:
        await parked.park(tx, a_message(2), ids.new_id(), "ValueError: no")

    in_database(url, park)
    listed = runner.invoke(app, ["parked", "list", "--database-url", url]).output
    assert "waiting, 1 attempt: ValueError: no" in listed
    number = listed.split()[0]
    assert runner.invoke(app, ["parked", "retry", number, "--database-url", url]).exit_code == 0
    discard = ["parked", "discard", number, "--database-url", url]
    asked = runner.invoke(app, discard, input="sent twice\nn\n")
    assert (asked.exit_code, "Why" in asked.output) == (1, True)
    assert runner.invoke(app, [*discard, "--yes"], input="sent twice\n").exit_code == 0
    kept = runner.invoke(app, ["dead-letters", "list", "--settled", "--database-url", url]).output
    assert ("discarded" in kept, "UTC: sent twice; given-up, 1 attempt: ValueError" in kept) == (True, True)
    gone = runner.invoke(app, ["parked", "retry", number, "--database-url", url])
    assert (gone.exit_code, "no parked event" in gone.output) == (1, True)


def test_a_stopped_partition_is_shown_and_resumed(url: str) -> None:
    async def stop(tx: Tx) -> None:
        assert await inbox.move_offsets(tx, "hr.v1", [inbox.Move(0, 7, None, inbox.DEAD_IN_A_ROW)])
        assert await inbox.move_offsets(tx, "hr.v1", [inbox.Move(1, 9, None, inbox.DEAD_IN_A_ROW - 1)])

    in_database(url, stop)
    listed = runner.invoke(app, ["consumers", "list", "--database-url", url]).output.splitlines()
    assert (listed[0].startswith("hr.v1 0  next 7, stopped since 20"), listed[1]) == (
        True,
        "hr.v1 1  next 9, flows, not read for a minute",
    )
    in_database(url, lambda tx: inbox.note_lag(tx, [inbox.Lag("hr.v1", 1, 4, 2.0)]))
    assert "hr.v1 1  next 9, flows, 4 behind" in runner.invoke(app, ["consumers", "list", "--database-url", url]).output
    resumed = runner.invoke(app, ["consumers", "resume", "hr.v1", "0", "--database-url", url])
    assert (resumed.exit_code, resumed.output) == (0, "hr.v1 0 goes on.\n")
    assert "stopped" not in runner.invoke(app, ["consumers", "list", "--database-url", url]).output
    again = runner.invoke(app, ["consumers", "resume", "hr.v1", "0", "--database-url", url])
    assert (again.exit_code, "no stopped partition" in again.output) == (1, True)


@pytest.mark.parametrize(
    ("address", "code", "says"),
    [
        ("", 2, "which service"),
        ("postgresql://nobody@127.0.0.1:1/none", 1, "cannot connect"),
        ("nonsense", 1, "cannot connect"),
    ],
)
def test_a_wrong_address_is_a_sentence(address: str, code: int, says: str) -> None:
    answer = runner.invoke(app, ["parked", "list", "--database-url", address], env={"DATABASE_URL": ""})
    assert (answer.exit_code, says in answer.output) == (code, True), (answer.output, answer.exception)


def test_topics_are_created_and_hr_events_arrive(kafka: str, tmp_path: Path) -> None:
    created = runner.invoke(app, ["topics", "create", "--bootstrap", kafka, "--replication", "1"])
    assert created.exit_code == 0, created.output
    assert "All topics are there." in runner.invoke(app, ["topics", "create", "--bootstrap", kafka]).output
    file = tmp_path / "hr.jsonl"
    person = f"P-{ids.new_id()}"
    left = {"type": "hr.employee.left", "data": {"external_id": person, "effective_on": "2026-01-01"}}
    file.write_text(json.dumps(left) + "\n{}\n" + json.dumps(left | {"id": "second"}) + "\n")
    answer = runner.invoke(app, ["hr", "send", str(file), "--bootstrap", kafka])
    assert (answer.exit_code, "2 events sent to hr.v1, 1 line wrong." in answer.output) == (1, True), answer.output
    assert [key for key in asyncio.run(_keys(kafka)) if key == person.encode()] == [person.encode()] * 2


async def _keys(bootstrap: str) -> list[bytes]:
    async with AIOKafkaConsumer(TOPIC.name, bootstrap_servers=bootstrap, auto_offset_reset="earliest") as consumer:
        found: list[bytes] = []
        while batches := await consumer.getmany(timeout_ms=2_000):
            found += [record.key for records in batches.values() for record in records]
        return found
