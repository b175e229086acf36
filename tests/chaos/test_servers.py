"""Kafka or PostgreSQL goes away, or a transaction stays open: commands get an answer, events arrive soon after."""

from __future__ import annotations

import asyncio
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import uuid4

import asyncpg
import pytest
from tests.chaos.checker import TOPIC, Verdict, check, mark, records, rows
from tests.chaos.load import Load
from tests.e2e.personas import Persona

from stack import kafka, postgres, process, services
from stack.running import Running
from stack.secret import Secrets

Note = Callable[[str, int, Verdict], None]
Times = Callable[[int, int], int]
FORMS = pytest.mark.parametrize("form", ["short", pytest.param("long", marks=pytest.mark.long)])
pytestmark = [FORMS, pytest.mark.timeout(900)]

RECOVERED_WITHIN = 10.0  # seconds
DRAINED_AT = 5.0  # times the rate at which it was written
_ENDED_WITHIN = 10.0
_CONNECTED_WITHIN = 5.0


def test_7_the_broker_is_killed_and_stays_away(
    stack: Running, author: Persona, times: Times, note: Note, form: str
) -> None:
    """After a long time away what waits is drained at a multiple of the rate at which it was written; after a short one
    the way back of the clients is most of it, which has a bound of its own.
    """
    n, away = times(1, 5), 8 if form == "short" else 60
    before = mark(stack)
    slowest, rates = 0.0, []
    with Load(author) as load:
        for _ in range(n):
            time.sleep(0.5)
            done, began = len(load.acknowledged), time.monotonic()
            with _without_kafka(stack):
                time.sleep(away)
                assert len(load.acknowledged) > done, "commands need no broker"
            written, over = len(load.acknowledged) - done, time.monotonic() - began
            took = _drained(stack)
            slowest = max(slowest, took)
            rates.append((written / took, written / over))
    verdict = check(stack, before, load)
    drained_at, written_at = min(rates, key=lambda rate: rate[0] / rate[1])
    verdict.more |= {
        "drained after": round(slowest, 1),
        "ideas/s in": round(written_at, 1),
        "out": round(drained_at, 1),
    }
    verdict.more |= {"answers": dict(load.answers)}
    note(f"7 broker killed, {away} s away", n, verdict)
    assert load.answers.keys() <= {200, 201}, load.answers
    assert slowest <= RECOVERED_WITHIN
    assert form == "short" or drained_at >= DRAINED_AT * written_at


def test_7_a_service_ends_in_time_while_the_broker_is_away(
    stack: Running, author: Persona, times: Times, note: Note
) -> None:
    n = times(1, 5)
    before = mark(stack)
    slowest = 0.0
    with Load(author) as load:
        for _ in range(n):
            with _without_kafka(stack):
                time.sleep(1)
                for name in ("ideas", "notify"):
                    child = stack.services[name].process
                    began = time.monotonic()
                    child.terminate()
                    assert child.wait(30) == 0
                    slowest = max(slowest, time.monotonic() - began)
                    stack.restart(name)
            list(services.await_ready(stack.layout, stack.services.values()))
    verdict = check(stack, before, load)
    verdict.more["ended after"] = round(slowest, 1)
    note("7 services stopped without a broker", n, verdict)
    assert slowest <= _ENDED_WITHIN


@contextmanager
def _without_kafka(stack: Running) -> Iterator[None]:
    """The broker is killed, and starts again at the end whatever was found meanwhile."""
    assert stack.kafka is not None
    stack.kafka.child.process.kill()
    stack.kafka.child.process.wait()
    try:
        yield
    finally:
        stack.kafka = kafka.start(stack.layout)


NEWEST = "SELECT idea_id FROM idea WHERE status = 'submitted' ORDER BY idea_id DESC LIMIT 1"
TOLD = "SELECT count(*) FROM notification WHERE idea_id = $1"


def _drained(stack: Running) -> float:
    """Seconds until what was written last before the broker came back has reached the next service."""
    began = time.monotonic()
    (newest,) = rows(stack, "ideas", NEWEST)
    while not rows(stack, "notify", TOLD, newest["idea_id"])[0]["count"]:
        assert time.monotonic() - began < 60, "nothing arrives any more"
        time.sleep(0.05)
    return time.monotonic() - began


def test_8_the_database_is_killed(
    stack: Running, author: Persona, times: Times, note: Note, chance: random.Random
) -> None:
    n = times(2, 25)
    before = mark(stack)
    slowest = 0.0
    with Load(author) as load:
        for _ in range(n):
            time.sleep(chance.uniform(0.3, 1.5))
            assert stack.postgres is not None
            process.stop([stack.postgres.child], 0)  # at once, without a checkpoint
            stack.postgres = postgres.start(stack.layout, Secrets(stack.layout.data / "secrets.json"))
            back = time.monotonic()
            while not (load.acknowledged_at and load.acknowledged_at[-1] > back):
                assert time.monotonic() - back < 60, "the API does not find its database again"
                time.sleep(0.02)
            slowest = max(slowest, time.monotonic() - back)
    verdict = check(stack, before, load)
    verdict.more |= {"API back after": round(slowest, 1), "answers": dict(load.answers)}
    note("8 database killed", n, verdict)
    assert 500 not in load.answers, load.answers
    assert slowest <= _CONNECTED_WITHIN
    assert verdict.recovery <= RECOVERED_WITHIN


def test_9_open_transactions_delay_nobody(stack: Running, author: Persona, times: Times, note: Note, form: str) -> None:
    """Undisturbed and disturbed phases in turn, so that a slow moment of the machine meets both."""
    rounds, seconds = (2, 4.0) if form == "short" else (times(1, 4), 60.0)
    url = stack.environments["ideas"]["DATABASE_URL"]
    ghost = str(uuid4())
    before = mark(stack)
    alone: list[str] = []
    with Load(author) as load:
        for _ in range(rounds):
            first = len(load.acknowledged)
            time.sleep(seconds)
            alone += load.acknowledged[first:]
            with _open_transactions(url, ghost):
                time.sleep(seconds)
    verdict = check(stack, before, load)
    delays = _delays(stack, before.ends, load.acknowledged)
    undisturbed = _p99([delays[idea] for idea in alone if idea in delays])
    disturbed = _p99([delay for idea, delay in delays.items() if idea not in set(alone)])
    verdict.more |= {"p99 ms alone": round(undisturbed * 1000), "p99 ms beside": round(disturbed * 1000)}
    note("9 write transaction open, one idle", rounds, verdict)
    assert disturbed <= max(2 * undisturbed, 0.05), verdict.more
    assert all(each.key != ghost for each in records(stack, TOPIC, before.ends)), "what rolled back was told"


OPENED = "SELECT event_id, created_at FROM outbox WHERE event_id = ANY($1)"


def _delays(stack: Running, ends: dict[int, int], ideas: list[str]) -> dict[str, float]:
    """Idea -> seconds from its submission's row in the outbox to its record's time stamp, which the producer sets."""
    wanted = set(ideas)
    sent = {r.event_id: r for r in records(stack, TOPIC, ends) if r.key in wanted and "idea.submitted" in r.type}
    made = {row["event_id"]: row["created_at"] for row in rows(stack, "ideas", OPENED, list(sent))}
    return {sent[event].key: sent[event].sent_at - at.timestamp() for event, at in made.items()}


def _p99(delays: list[float]) -> float:
    assert len(delays) > 10, "too few to say anything"
    return sorted(delays)[int(len(delays) * 0.99) - 1]


GHOST = """
INSERT INTO outbox (shard, event_id, topic, key, type, schema_version, subject, aggregate_version, occurred_at, payload)
VALUES (0, gen_random_uuid(), 'ideas.v1', convert_to($1, 'UTF8'), 'idea.submitted', 1, $1, 1, now(), '{}')
"""


@contextmanager
def _open_transactions(url: str, ghost: str) -> Iterator[None]:
    """One that has written an event and will roll back, one that has read and forgotten to end."""
    ready, stop = threading.Event(), threading.Event()

    async def hold() -> None:
        patient = {"idle_in_transaction_session_timeout": "0"}
        writing = await asyncpg.connect(url, server_settings=patient)
        leaking = await asyncpg.connect(url, server_settings=patient)
        transaction = writing.transaction()
        await transaction.start()
        await writing.execute(GHOST, ghost)
        await leaking.transaction(isolation="repeatable_read").start()
        await leaking.fetchval("SELECT count(*) FROM idea")
        ready.set()
        await asyncio.to_thread(stop.wait)
        await transaction.rollback()
        await writing.close()
        await leaking.close()

    thread = threading.Thread(target=lambda: asyncio.run(hold()), daemon=True)
    thread.start()
    assert ready.wait(20)
    try:
        yield
    finally:
        stop.set()
        thread.join(20)
