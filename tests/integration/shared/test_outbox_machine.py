"""Whatever order writers, readers and leaders act in: the relay's cursor loses nothing and keeps the order of a key."""

from __future__ import annotations

import asyncio
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from shared import db, ids
from shared.relay import cursor
from shared.relay.cursor import Cursor, LeadershipLostError

WRITERS = st.integers(0, 2)
KEYS = st.sampled_from(["a", "b"])
INSERT = """INSERT INTO outbox (shard, event_id, topic, key, type, schema_version, subject, aggregate_version, occurred_at)
VALUES (0, $1, 'ideas.v1', $2, 'idea.submitted', 1, 's', $3, now())"""
NEXT_VERSION = "UPDATE agg SET v = v + 1 WHERE k = $1 RETURNING v"
Told = tuple[str, int]


class Outbox(RuleBasedStateMachine):
    """Three writers with open transactions of any length, and one relay after another, against PostgreSQL."""

    url: str
    loop: asyncio.AbstractEventLoop

    def __init__(self) -> None:
        super().__init__()
        self.open: dict[int, Any] = {}
        self.wrote: dict[int, list[Told]] = {}
        self.committed: list[Told] = []
        self.sent: list[Told] = []
        self.may_repeat = False
        self.do(self._connect())

    def do(self, work: Any) -> Any:
        return self.loop.run_until_complete(work)

    async def _connect(self) -> None:
        self.writers = [await db.connect(self.url, f"writer {n}") for n in range(3)]
        self.relay = await db.connect(self.url, "relay")
        await self.relay.execute("TRUNCATE outbox; UPDATE agg SET v = 0")
        await self.relay.execute(
            "UPDATE outbox_cursor SET prev_snapshot = pg_current_snapshot(), page_snapshot = NULL, page_last_id = NULL"
        )
        self.at = await self._elected()

    async def _elected(self) -> Cursor:
        while (at := await cursor.elect(self.relay, 0, "machine")) is None:
            await asyncio.sleep(0.01)  # the session of the example before is about to end
        return at

    @rule(writer=WRITERS, early=st.booleans())
    def begin(self, writer: int, early: bool) -> None:
        """``early``: it gets its transaction id long before it locks or writes anything."""
        if writer not in self.open:
            self.open[writer] = self.writers[writer].transaction()
            self.wrote[writer] = []
            self.do(self.open[writer].start())
            if early:
                self.do(self.writers[writer].execute("SELECT pg_current_xact_id()"))

    @rule(writer=WRITERS, key=KEYS, keep=st.booleans())
    def write(self, writer: int, key: str, keep: bool) -> None:
        """Lock the aggregate, then announce; not ``keep``: in a savepoint that rolls back."""
        others = {told for number, wrote in self.wrote.items() if number != writer for told, _ in wrote}
        if writer in self.open and key not in others:  # another one holds the aggregate: this one would wait
            self.do(self._write(writer, key, keep))

    async def _write(self, writer: int, key: str, keep: bool) -> None:
        conn = self.writers[writer]
        inner = conn.transaction()
        await inner.start()
        version = await conn.fetchval(NEXT_VERSION, key)
        await conn.execute(INSERT, ids.new_id(), key.encode(), version)
        if keep:
            await inner.commit()
            self.wrote[writer].append((key, version))
        else:
            await inner.rollback()

    @rule(writer=WRITERS, keep=st.booleans())
    def end(self, writer: int, keep: bool) -> None:
        if writer in self.open:
            transaction, wrote = self.open.pop(writer), self.wrote.pop(writer)
            self.do(transaction.commit() if keep else transaction.rollback())
            self.committed += wrote if keep else []

    @rule(size=st.integers(1, 3), acknowledged=st.sampled_from([True, True, True, False]))
    def relay_a_page(self, size: int, acknowledged: bool) -> None:
        """Not acknowledged: the records may be there all the same, and the cursor stays."""
        self.do(self._relay(size, acknowledged))

    async def _relay(self, size: int, acknowledged: bool) -> bool:
        page = await cursor.read(self.relay, self.at, size)
        self.sent += [(row["key"].decode(), row["aggregate_version"]) for row in page.rows]
        if acknowledged:
            await cursor.advance(self.relay, page.then)
            self.at = page.then
        else:
            self.may_repeat = self.may_repeat or bool(page.rows)
        return bool(page.rows) or page.then.page is not None or self.at.page is not None

    @rule()
    def another_leader(self) -> None:
        """The old one cannot move the cursor; the new one goes on where it was stored."""
        old, self.at = self.at, self.do(self._elected())
        try:
            self.do(cursor.advance(self.relay, old))
        except LeadershipLostError:
            return
        raise AssertionError("a deposed leader moved the cursor")

    @invariant()
    def what_was_sent_is_right_so_far(self) -> None:
        first = list(dict.fromkeys(self.sent))
        assert set(first) <= set(self.committed), "only what is committed is told"
        for key in ("a", "b"):
            versions = [version for told, version in first if told == key]
            assert versions == list(range(1, len(versions) + 1)), f"{key} out of order: {versions}"
        assert self.may_repeat or len(self.sent) == len(first), "nothing failed, so nothing is told twice"

    def teardown(self) -> None:
        try:
            for writer in list(self.open):
                self.end(writer=writer, keep=True)
            while self.do(self._relay(2, acknowledged=True)):
                self.what_was_sent_is_right_so_far()
            assert set(self.sent) == set(self.committed), "everything that was committed is told"
        finally:
            for conn in (*self.writers, self.relay):
                self.do(conn.close())


def test_the_cursor_loses_nothing_and_keeps_order(postgres: Any) -> None:
    with asyncio.Runner() as runner:
        Outbox.url, Outbox.loop = postgres.database(), runner.get_loop()
        runner.run(_aggregates(Outbox.url))
        run_state_machine_as_test(
            Outbox,
            settings=settings(
                max_examples=50, stateful_step_count=40, derandomize=True, phases=[Phase.generate], deadline=None
            ),
        )


async def _aggregates(url: str) -> None:
    conn = await db.connect(url, "test")
    await conn.execute(
        "CREATE TABLE agg (k text PRIMARY KEY, v int NOT NULL); INSERT INTO agg VALUES ('a', 0), ('b', 0)"
    )
    await conn.close()
