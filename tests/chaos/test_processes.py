"""Processes that are killed, frozen or doubled: no acknowledged command is lost, none takes effect twice."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

import pytest
from tests.chaos.checker import Verdict, check, mark, rows
from tests.chaos.load import Load
from tests.chaos.parts import apart, kill, ready
from tests.e2e.personas import Persona

from stack import postgres
from stack.process import Child
from stack.running import Running

Note = Callable[[str, int, Verdict], None]
Times = Callable[[int, int], int]
FORMS = pytest.mark.parametrize("form", ["short", pytest.param("long", marks=pytest.mark.long)])
pytestmark = [FORMS, pytest.mark.timeout(600)]

RECOVERED_WITHIN = 10.0  # seconds
_SESSION = 10.0  # seconds until the group gives up a member that is silent


@pytest.fixture
def strike(stack: Running, author: Persona) -> Callable[[Callable[[], None]], Verdict]:
    """Let the load run, do it, let the load end, check."""

    def do(fault: Callable[[], None]) -> Verdict:
        before = mark(stack)
        with Load(author) as load:
            time.sleep(0.5)
            fault()
            time.sleep(0.5)
        return check(stack, before, load)

    return do


def test_1_the_api_is_killed(
    stack: Running, strike: Callable[..., Verdict], times: Times, note: Note, chance: random.Random
) -> None:
    n = times(2, 40)
    with apart(stack, "ideas") as ideas:

        def fault() -> None:
            for _ in range(n):
                time.sleep(chance.uniform(0.1, 0.8))
                assert ideas.api is not None
                kill(ideas.api)
                ideas.start_api()
                ready(stack, "ideas")

        verdict = strike(fault)
    note("1 API killed", n, verdict)


@pytest.mark.parametrize("point", ["relay.before_send", "relay.in_flight", "relay.acknowledged"])
def test_2_the_relay_is_killed(
    stack: Running, strike: Callable[..., Verdict], times: Times, note: Note, chance: random.Random, point: str
) -> None:
    n = times(1, 14)
    with apart(stack, "ideas", workers=0) as ideas:

        def fault() -> None:
            for _ in range(n):
                dies(ideas.start_worker((point, chance.randrange(0, 20))))
            last = ideas.start_worker()
            assert (
                _leader(stack, ideas.workers)[0] is last
            )  # from here on the time counts, not from the start of Python

        verdict = strike(fault)
    assert verdict.recovery <= RECOVERED_WITHIN
    note(f"2 {point}", n, verdict)


def dies(child: Child) -> None:
    """It kills itself at its point: nothing else may end it."""
    assert child.process.wait(60) == -signal.SIGKILL, child.reason()


RELAY = "FROM pg_stat_activity WHERE application_name = 'parley relay 0' AND datname = current_database()"
LEADER = f"SELECT pid {RELAY} AND pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted)"
DEPOSE = f"SELECT pg_terminate_backend(pid) FROM ({LEADER}) leader"
OWNER = "SELECT owner, epoch FROM outbox_cursor"


def test_3_the_leading_relay_is_frozen(
    stack: Running, strike: Callable[..., Verdict], times: Times, note: Note, form: str
) -> None:
    """The server ends the silent leader's session after a while; the short form does not wait for that."""
    n = times(1, 2)
    takeovers = []
    with apart(stack, "ideas", workers=2) as ideas:

        def fault() -> None:
            for _ in range(n):
                frozen, epoch = _leader(stack, ideas.workers)
                frozen.process.send_signal(signal.SIGSTOP)
                began = time.monotonic()
                if form == "short":
                    _depose(stack)
                _wait(partial(_another_leads, stack, epoch), 60)
                takeovers.append(round(time.monotonic() - began, 1))
                time.sleep(2)
                frozen.process.send_signal(signal.SIGCONT)
                time.sleep(1)

        verdict = strike(fault)
    verdict.more["takeover"] = max(takeovers)
    assert form == "long" or max(takeovers) <= RECOVERED_WITHIN
    note("3 leader frozen", n, verdict)


def _leader(stack: Running, workers: list[Child]) -> tuple[Child, int]:
    """The worker whose relay leads, and its epoch."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        (row,) = rows(stack, "ideas", OWNER)
        for worker in workers:
            if worker.running and str(row["owner"]).endswith(f":{worker.process.pid}") and rows(stack, "ideas", LEADER):
                return worker, row["epoch"]
        time.sleep(0.1)
    raise AssertionError("no worker leads")


def _depose(stack: Running) -> None:
    """End the leader's session as the administrator: the roles of a service end none of each other."""
    assert stack.postgres
    database = urlsplit(stack.environments["ideas"]["DATABASE_URL"]).path.removeprefix("/")
    postgres.run_sql(stack.postgres.url(database), DEPOSE)


def _another_leads(stack: Running, epoch: int) -> bool:
    return int(rows(stack, "ideas", OWNER)[0]["epoch"]) > epoch


def _wait(true: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


@pytest.mark.parametrize("point", ["consumer.in_transaction", "consumer.committed", "consumer.before_kafka_commit"])
def test_4_the_consumer_is_killed(
    stack: Running, strike: Callable[..., Verdict], times: Times, note: Note, chance: random.Random, point: str
) -> None:
    """One that is killed cannot leave the group: the next one waits until its session has ended."""
    n = times(1, 5)
    with apart(stack, "notify", workers=0) as notify:

        def fault() -> None:
            for _ in range(n):
                dies(notify.start_worker((point, chance.randrange(0, 4))))
            notify.start_worker()

        verdict = strike(fault)
    assert verdict.recovery <= _SESSION + RECOVERED_WITHIN
    note(f"4 {point}", n, verdict)


def test_5_a_frozen_consumer_wakes_as_a_zombie(
    stack: Running, strike: Callable[..., Verdict], times: Times, note: Note
) -> None:
    n = times(1, 3)
    with apart(stack, "notify", workers=2) as notify:

        def fault() -> None:
            for number in range(n):
                frozen = notify.workers[number % 2]
                time.sleep(1)
                frozen.process.send_signal(signal.SIGSTOP)
                time.sleep(_SESSION + 2.5)
                frozen.process.send_signal(signal.SIGCONT)
                time.sleep(1)

        verdict = strike(fault)
    assert verdict.recovery <= RECOVERED_WITHIN
    note("5 consumer frozen past its session", n, verdict)
