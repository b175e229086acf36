"""Whatever is repeated, fails, dies or is redriven: each event takes effect once, and a key keeps its order."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from unittest import mock
from uuid import UUID, uuid4

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from shared import clock, db, dead_letters, ids, parked
from shared.consumer import retry
from shared.consumer.batch import Progress, ZombieError, read, take
from shared.db import Pool, Tx
from shared.events.ideas import IdeaSubmitted
from shared.events.message import Message
from shared.service import Service
from shared.settings import ServiceSettings
from shared.testing.facts import fact

IDEAS = [uuid4() for _ in range(2)]
KEYS = st.integers(0, 1)
BROKEN: set[tuple[UUID, int]] = set()
"""Events whose handler fails, until it is mended."""


async def on_submitted(tx: Tx, event: IdeaSubmitted) -> None:
    await tx.execute("INSERT INTO applied (idea_id, n) VALUES ($1, $2)", event.idea_id, event.aggregate_version)
    if (event.idea_id, event.aggregate_version) in BROKEN:
        raise ValueError("broken")


SERVICE = Service("probe", ServiceSettings, (), {IdeaSubmitted: on_submitted})


class Topic(RuleBasedStateMachine):
    """One partition with two keys, taken by one process after another, against PostgreSQL."""

    pool: Pool
    loop: asyncio.AbstractEventLoop

    def __init__(self) -> None:
        super().__init__()
        BROKEN.clear()
        self.log: list[Message] = []
        self.told: dict[UUID, list[int]] = {idea: [] for idea in IDEAS}
        self.given_up: set[tuple[UUID, int]] = set()
        self.do(self._empty())
        self.progress = Progress(None)
        self.zombie = Progress(None)

    def do(self, work: Any) -> Any:
        return self.loop.run_until_complete(work)

    async def _empty(self) -> None:
        await self.pool.execute("TRUNCATE applied, inbox, consumer_offset, parked, dead_letter, outbox")

    @rule(keys=st.lists(KEYS, min_size=1, max_size=4), bad=st.booleans())
    def tell(self, keys: list[int], bad: bool) -> None:
        """The producer tells the next events of some ideas; ``bad``: the first of them fails until it is mended."""
        if bad:
            BROKEN.add((IDEAS[keys[0]], len(self.told[IDEAS[keys[0]]]) + 1))
        for key in keys:
            self._tell(IDEAS[key])

    def _tell(self, idea: UUID) -> None:
        self.told[idea].append(len(self.told[idea]) + 1)
        event = fact(IdeaSubmitted, idea_id=idea, aggregate_version=len(self.told[idea]))
        headers = {
            "ce_id": str(ids.new_id()),
            "ce_source": "/s",
            "ce_type": event.ce_type(),
            "ce_time": "2026-05-04T08:00:00Z",
        }
        self._append(event.key, event.payload(), headers)

    @rule(nth=st.integers(0, 50))
    def tell_again(self, nth: int) -> None:
        """A relay that was not sure sends a record again; it comes after everything that was sent before."""
        if self.log:
            self.log.append(self.log[nth % len(self.log)]._replace(offset=len(self.log)))

    @rule(key=KEYS)
    def tell_nonsense(self, key: int) -> None:
        """Poison among the events of an idea holds nobody."""
        headers = {"ce_id": str(ids.new_id()), "ce_source": "/s", "ce_type": IdeaSubmitted.ce_type(), "ce_time": "?"}
        self._append(str(IDEAS[key]).encode(), b"{}", headers)

    def _append(self, key: bytes, payload: bytes, headers: dict[str, str]) -> None:
        pairs = tuple((name, value.encode()) for name, value in headers.items())
        self.log.append(Message("ideas.v1", 0, len(self.log), clock.wall(), key, pairs, payload))

    @rule(size=st.integers(1, 8))
    def take_some(self, size: int) -> None:
        batch = self.log[self.progress.stored or 0 :][:size]
        if batch:
            self.do(take(SERVICE, self.pool, self.progress, [read(SERVICE, each) for each in batch]))

    @rule()
    def restart(self) -> None:
        """Another process takes over where PostgreSQL says; the old one lives on and does not know."""
        stored = self.do(self.pool.fetchval("SELECT next_offset FROM consumer_offset"))
        self.zombie, self.progress = self.progress, Progress(stored)

    @rule(size=st.integers(1, 5))
    def zombie_takes(self, size: int) -> None:
        batch = self.log[self.zombie.stored or 0 :][:size]
        stored = self.do(self.pool.fetchval("SELECT next_offset FROM consumer_offset"))
        if batch and self.zombie.stored != stored:
            with pytest.raises(ZombieError):
                self.do(take(SERVICE, self.pool, self.zombie, [read(SERVICE, each) for each in batch]))

    @rule()
    def is_mended(self) -> None:
        BROKEN.clear()

    @rule()
    def time_passes(self) -> None:
        """Everything that waits is due once; two failures more and an event is dead."""
        self.do(self.pool.execute("UPDATE parked SET next_attempt_at = now() WHERE state = 'waiting'"))
        for _ in range(200):
            if not self.do(retry.retry_one(SERVICE, self.pool)):
                return
        raise AssertionError("retrying does not end")

    @rule(nth=st.integers(0, 5))
    def redrive(self, nth: int) -> None:
        letter = self._letter(nth)
        if letter:
            self.do(self._settle(dead_letters.redrive, letter["id"], None))

    @rule(nth=st.integers(0, 5))
    def discard_dead(self, nth: int) -> None:
        letter = self._letter(nth)
        if letter:
            self._give_up(letter)
            self.do(self._settle(dead_letters.discard, letter["id"], None, "no use"))

    @rule(nth=st.integers(0, 5))
    def discard_parked(self, nth: int) -> None:
        rows = self.do(self.pool.fetch("SELECT * FROM parked ORDER BY id"))
        if rows:
            self._give_up(rows[nth % len(rows)])
            self.do(self._settle(parked.discard, rows[nth % len(rows)]["id"], None, "no use"))

    def _letter(self, nth: int) -> Any:
        rows = self.do(self.pool.fetch("SELECT * FROM dead_letter WHERE state = 'open' ORDER BY id"))
        return rows[nth % len(rows)] if rows else None

    def _give_up(self, row: Any) -> None:
        if row["payload"] != b"{}":
            event = IdeaSubmitted.read(row["payload"])
            self.given_up.add((event.idea_id, event.aggregate_version))

    async def _settle(self, work: Any, *args: Any) -> None:
        async with db.transaction(self.pool, "operations") as tx:
            await work(tx, *args)

    @invariant()
    def each_key_is_a_beginning_of_what_was_told(self) -> None:
        for idea, took in self._applied().items():
            assert took == self._owed(idea)[: len(took)], f"told {self.told[idea]}, given up {self.given_up}"

    def _applied(self) -> dict[UUID, list[int]]:
        rows = self.do(self.pool.fetch("SELECT idea_id, n FROM applied ORDER BY id"))
        return {idea: [row["n"] for row in rows if row["idea_id"] == idea] for idea in IDEAS}

    def _owed(self, idea: UUID) -> list[int]:
        return [n for n in self.told[idea] if (idea, n) not in self.given_up]

    def teardown(self) -> None:
        """Once everything is mended and redriven, everything that was not given up has taken effect."""
        BROKEN.clear()
        while (self.progress.stored or 0) < len(self.log):
            self.take_some(size=5)
        for _ in range(len(self.log)):
            self.time_passes()
            held = "SELECT * FROM dead_letter WHERE state = 'open' AND reason = 'retries-exhausted'"
            for letter in self.do(self.pool.fetch(held)):
                self.do(self._settle(dead_letters.redrive, letter["id"], None))
        assert self._applied() == {idea: self._owed(idea) for idea in IDEAS}


def test_every_event_takes_effect_once_and_in_order(postgres: Any) -> None:
    with asyncio.Runner() as runner, mock.patch.object(retry, "DELAYS", (0, 0)):
        Topic.loop = runner.get_loop()
        Topic.pool = runner.run(_database(postgres.database()))
        run_state_machine_as_test(
            Topic,
            settings=settings(
                max_examples=30,
                stateful_step_count=30,
                derandomize=True,
                phases=[Phase.generate],
                deadline=timedelta(seconds=20),
            ),
        )
        runner.run(Topic.pool.close())


async def _database(url: str) -> Pool:
    pool = await db.connect_pool(url, 2)
    await pool.execute("CREATE TABLE applied (id bigint GENERATED ALWAYS AS IDENTITY, idea_id uuid, n int)")
    return pool
