"""What the Kafka client does at its worst, and that the loop bears it: calls that hang, refuse or are late."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from aiokafka import TopicPartition
from aiokafka.errors import CommitFailedError

from shared import db, kafka
from shared.consumer import commits, member
from shared.consumer.batch import Progress
from shared.consumer.commits import Commits
from shared.consumer.held import Held
from shared.consumer.member import Consumer
from shared.service import Service
from shared.settings import ServiceSettings

MINE, LOST = TopicPartition("ideas.v1", 0), TopicPartition("ideas.v1", 1)
SETTINGS = ServiceSettings(database_url="x", kafka_bootstrap="127.0.0.1:1", cursor_secret="a secret of 16 or more")


class Client:
    """As much of the client as is used here; each call may hang or fail."""

    def __init__(self, *, fails: Exception | None = None, hangs: bool = False) -> None:
        self.fails, self.hangs = fails, hangs
        self.committed: list[Any] = []
        self.stopped = False

    def assignment(self) -> set[TopicPartition]:
        return {MINE}

    async def commit(self, offsets: Any) -> None:
        self.committed.append(offsets)
        await self._answer()

    async def stop(self) -> None:
        self.stopped = True
        await self._answer()

    async def _answer(self) -> None:
        if self.fails:
            raise self.fails
        if self.hangs:
            await asyncio.Event().wait()


def consumer(client: Client) -> Consumer:
    made = Consumer(Service("probe", ServiceSettings, (), {}), SETTINGS, db.Pool("never asked", 1))
    made._client = client
    made._held = {MINE: Held(Progress(7)), LOST: Held(Progress(9))}
    return made


async def test_a_commit_names_its_offsets_and_only_partitions_that_are_held() -> None:
    client = Client()
    made = consumer(client)
    for _ in range(2):
        await made._commits.now(client, made._held)
    assert client.committed == [{MINE: 7}], "not the lost one, and nothing that Kafka knows already"


@pytest.mark.parametrize("error", [CommitFailedError(), ConnectionError(), RuntimeError("anything")])
async def test_a_refused_commit_ends_nothing_and_is_tried_again(error: Exception) -> None:
    client = Client(fails=error)
    made = consumer(client)
    for _ in range(2):
        await made._commits.now(client, made._held)
    assert client.committed == [{MINE: 7}, {MINE: 7}]


async def test_a_commit_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commits, "_TIMEOUT", 0.05)
    client = Client(hangs=True)
    async with asyncio.timeout(2):
        await Commits().now(client, consumer(client)._held)


async def test_a_client_that_cannot_stop_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commits, "_TIMEOUT", 0.05)
    monkeypatch.setattr(member, "_STOP_TIMEOUT", 0.05)
    client = Client(hangs=True)
    began = time.monotonic()
    await consumer(client).close()
    assert client.stopped
    assert time.monotonic() - began < 2


async def test_a_revocation_waits_for_the_open_transaction_but_not_for_others() -> None:
    client = Client()
    made = consumer(client)
    made._busy = {MINE}
    made._idle.clear()
    revoking = asyncio.create_task(made.on_partitions_revoked([MINE]))
    await asyncio.sleep(0.05)
    assert not revoking.done()
    made._idle.set()
    await asyncio.wait_for(revoking, 1)
    assert client.committed == [{MINE: 7}]
    made._busy = {MINE}  # ours again; another partition goes
    made._idle.clear()
    await asyncio.wait_for(made.on_partitions_revoked([LOST]), 1)


def test_the_settings_that_the_pitfalls_ask_for() -> None:
    said = kafka.consumer_arguments(SETTINGS)
    assert said["enable_auto_commit"] is False
    assert said["auto_offset_reset"] == "earliest"
    assert said["rebalance_timeout_ms"] > 30_000 > said["session_timeout_ms"], "a slow revocation expels nobody"
    assert said["max_poll_interval_ms"] == 300_000
    assert "partition_assignment_strategy" not in said, "round robin; the sticky one keeps state across consumers"


async def test_the_producer_is_idempotent_and_its_batches_are_large() -> None:
    made = kafka.producer(SETTINGS, "test")
    assert made._sender._acks == -1
    assert made._txn_manager is not None
    assert made._message_accumulator._batch_size == 256 * 1024, "one request at a time: a batch must hold much"
    await made.stop()
