"""Records that cannot be taken, and a key that fails: everybody else's flow, order is kept, nothing is lost."""

from __future__ import annotations

import asyncio
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from uuid import UUID, uuid4

import pytest
from aiokafka import AIOKafkaProducer
from tests.chaos.checker import Verdict, check, mark, records, rows
from tests.chaos.load import Load
from tests.e2e.personas import Persona

from shared import ids
from shared.events.ideas import IdeaSubmitted
from shared.testing.facts import fact
from stack.running import Running

Note = Callable[[str, int, Verdict], None]
Times = Callable[[int, int], int]
FORMS = pytest.mark.parametrize("form", ["short", pytest.param("long", marks=pytest.mark.long)])
pytestmark = [FORMS, pytest.mark.timeout(600)]

RECOVERED_WITHIN = 10.0  # seconds
DEAD_LETTERS = "ideas.v1.parley.notify.dlq"
_DAY = 86_400_000  # milliseconds


class Raw(NamedTuple):
    """A record as anybody with the right to write could send it."""

    key: str
    event_id: UUID
    type: str
    value: bytes


def submitted(title: str, key: str | None = None, event_id: UUID | None = None) -> Raw:
    event = fact(IdeaSubmitted, idea_id=UUID(key) if key else uuid4(), title=title)
    return Raw(str(event.idea_id), event_id or ids.new_id(), event.ce_type(), event.payload())


def of_last_week() -> UUID:
    """An id of version 7 whose time is eight days ago."""
    fresh = ids.new_id().int
    made = (fresh >> 80) - 8 * _DAY
    return UUID(int=(made << 80) | (fresh & ((1 << 80) - 1)))


def send(stack: Running, raws: list[Raw], topic: str = "ideas.v1") -> None:
    async def do() -> None:
        bootstrap = stack.environments["ideas"]["KAFKA_BOOTSTRAP"]
        async with AIOKafkaProducer(bootstrap_servers=bootstrap, max_request_size=2_000_000) as producer:
            sent = [await producer.send(topic, raw.value, raw.key.encode(), headers=_headers(raw)) for raw in raws]
            await asyncio.gather(*sent)

    asyncio.run(do())


def _headers(raw: Raw) -> list[tuple[str, bytes]]:
    said = {"ce_specversion": "1.0", "ce_id": str(raw.event_id), "ce_source": "/parley/ideas", "ce_type": raw.type}
    said |= {"ce_time": "2026-05-04T08:00:00Z", "content-type": "application/json"}
    return [(name, value.encode()) for name, value in said.items()]


def parley(stack: Running, *words: str) -> int:
    """The command-line tool on notify's database."""
    tool = Path(sys.executable).with_name("parley")
    env = os.environ | stack.environments["notify"]
    return subprocess.run([str(tool), *words], env=env, check=False, capture_output=True, timeout=60).returncode


def eventually(true: Callable[[], bool], what: str, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, f"{what} did not happen in {seconds} s"
        time.sleep(0.1)


LETTERS = """
SELECT id, convert_from(key, 'UTF8') AS key, reason, state, redrives, payload FROM dead_letter
WHERE convert_from(key, 'UTF8') = ANY($1)
"""
TOLD = "SELECT idea_id::text, cause FROM notification WHERE idea_id = ANY($1::uuid[]) ORDER BY notification_id"


def test_11_records_that_cannot_be_taken(
    stack: Running, author: Persona, times: Times, note: Note, chance: random.Random
) -> None:
    n = times(1, 10)
    before = mark(stack)
    twin = submitted("Twin")
    bad: dict[str, list[Raw]] = {"poison": [], "oversize": [], "schema": [], "too-old": []}
    with Load(author) as load:
        for _ in range(n):
            time.sleep(chance.uniform(0.3, 0.8))
            kind = twin.type
            bad["poison"].append(Raw(str(uuid4()), ids.new_id(), kind, b"\xff not JSON"))
            bad["oversize"].append(Raw(str(uuid4()), ids.new_id(), kind, b"[" + b"1," * 500_000))
            bad["schema"].append(Raw(str(uuid4()), ids.new_id(), kind, b'{"idea_id": 7}'))
            bad["too-old"].append(submitted("Old", event_id=of_last_week()))
            unknown = Raw(str(uuid4()), ids.new_id(), "parley.idea.vanished.v1", b"{}")
            send(stack, [each[-1] for each in bad.values()] + [unknown, twin, twin])
        time.sleep(1)
    every = {raw.key: raw for raws in bad.values() for raw in raws}
    eventually(lambda: len(rows(stack, "notify", LETTERS, list(every))) >= len(every), "their dead letters")
    found = rows(stack, "notify", LETTERS, list(every))
    assert sorted(row["key"] for row in found) == sorted(every), "one letter each, and none for the others"
    assert all(row["payload"] == every[row["key"]].value for row in found), "the row keeps all of it"
    assert len(rows(stack, "notify", TOLD, [twin.key])) == len(_officers(stack, load)), "the twin was taken once"
    _complete(stack, {str(row["id"]) for row in found}, every)
    _redriven_once(stack, bad["schema"][0].key)
    discard_everywhere(stack)
    verdict = check(stack, before, load)
    assert verdict.recovery <= RECOVERED_WITHIN
    note("11 bad records", n * 7, verdict)


def _officers(stack: Running, load: Load) -> list[object]:
    """Whoever is told of one idea."""
    eventually(lambda: bool(rows(stack, "notify", TOLD, load.acknowledged[:1])), "the first notification")
    return list(rows(stack, "notify", TOLD, load.acknowledged[:1]))


def _complete(stack: Running, letters: set[str], every: dict[str, Raw]) -> None:
    """Each letter is on the dead-letter topic, whole where a record can hold it, and says where it came from."""

    def told() -> bool:
        return letters <= {each.headers.get("dlq_id") for each in records(stack, DEAD_LETTERS)}

    eventually(told, "the records of the dead letters")
    for each in records(stack, DEAD_LETTERS):
        if each.headers.get("dlq_id") not in letters:
            continue
        said = each.headers
        assert said["dlq_topic"] == "ideas.v1"
        assert said["dlq_reason"]
        assert said["dlq_offset"].isdigit()
        assert said["ce_id"] == str(every[each.key].event_id)
        whole = len(every[each.key].value) < 900_000
        assert (each.value == every[each.key].value) if whole else said["dlq_complete"].startswith("no")


def _redriven_once(stack: Running, key: str) -> None:
    """What is still wrong dies again, as a letter of its own; a letter is not redriven twice."""
    (letter,) = rows(stack, "notify", LETTERS, [key])
    assert parley(stack, "dead-letters", "redrive", str(letter["id"])) == 0
    eventually(lambda: len(rows(stack, "notify", LETTERS, [key])) == 2, "the second death")
    states = sorted((row["state"], row["redrives"]) for row in rows(stack, "notify", LETTERS, [key]))
    assert states == [("open", 1), ("redriven", 1)]
    assert parley(stack, "dead-letters", "redrive", str(letter["id"])) != 0


DISCARD = "UPDATE dead_letter SET state = 'discarded', settled_at = clock_timestamp() WHERE state = 'open'"


def discard_everywhere(stack: Running) -> None:
    """The other services that hear the topic buried them too."""
    time.sleep(2)
    for service in stack.layout.services:
        rows(stack, service, DISCARD)


FAIL = """
CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'for the test'; END $$
"""
BREAK = """
CREATE TRIGGER fails BEFORE INSERT ON notification FOR EACH ROW WHEN (NEW.idea_id = '{key}') EXECUTE FUNCTION fails()
"""
REPAIR = "DROP FUNCTION fails() CASCADE"
PARKED = "SELECT id, convert_from(key, 'UTF8') AS key FROM parked ORDER BY topic, partition, \"offset\""


def test_12_one_key_of_a_thousand_fails(
    stack: Running, author: Persona, times: Times, note: Note, chance: random.Random
) -> None:
    n = times(1, 5)
    before = mark(stack)
    slowest = 0.0
    with Load(author) as load:
        for _ in range(n):
            slowest = max(slowest, _one_of_a_thousand(stack, chance))
    verdict = check(stack, before, load)
    verdict.more["others after"] = round(slowest, 1)
    note("12 one key of 1,000 fails", n, verdict)


def _one_of_a_thousand(stack: Running, chance: random.Random) -> float:
    """Seconds until the others had taken effect."""
    key = str(uuid4())
    mine = [submitted(f"Mine {number}", key) for number in range(3)]
    others = [submitted(f"Other {number}") for number in range(999)]
    places = sorted(chance.sample(range(999), 3))
    raws = list(others)
    for place, raw in reversed(list(zip(places, mine, strict=True))):
        raws.insert(place, raw)
    rows(stack, "notify", FAIL)
    rows(stack, "notify", BREAK.format(key=key))
    began = time.monotonic()
    try:
        send(stack, raws)
        keys = [raw.key for raw in others]
        eventually(lambda: len({row["idea_id"] for row in rows(stack, "notify", TOLD, keys)}) == 999, "the others")
        took = time.monotonic() - began
        eventually(lambda: len(rows(stack, "notify", PARKED)) == 3, "the parking of the key's events", 10)
        assert {row["key"] for row in rows(stack, "notify", PARKED)} == {key}, "only that key waits"
        assert rows(stack, "notify", TOLD, [key]) == []
    finally:
        rows(stack, "notify", REPAIR)
    for row in rows(stack, "notify", PARKED)[:1]:  # or it was retried by itself this moment
        parley(stack, "parked", "retry", str(row["id"]))
    eventually(lambda: not rows(stack, "notify", PARKED), "the retry")
    causes = list(dict.fromkeys(row["cause"] for row in rows(stack, "notify", TOLD, [key])))
    assert causes == [raw.event_id for raw in mine], "in their order"
    return took
