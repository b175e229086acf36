"""Whatever comes first of two topics, and however often: the same cases, and each told once."""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from tests.conftest import PostgresServer
from tests.integration.union_dialogue.dialogue import BODY, a_body, a_calendar, required

from shared import clock, db, ids
from shared.consumer.batch import Progress, read, take
from shared.db import Pool
from shared.events.base import Event
from shared.events.ideas import ConsultationContested, ConsultationNotRequired, IdeaDecided, IdeaWithdrawn
from shared.events.message import Message
from shared.testing import fact
from union_dialogue.main import SERVICE

IDEAS = [uuid4(), uuid4()]
OTHER_BODY = uuid4()
TABLES = ("consultation", "exemption", "outbox", "inbox", "consumer_offset", "parked", "dead_letter", "deadline")
COPIES = ("directory_body", "directory_calendar")
STEPS = st.sampled_from(["required", "asked-more", "not-required", "contested", "declined"])
JOURNEYS = st.tuples(*(st.tuples(st.lists(STEPS, max_size=4), st.booleans()) for _ in IDEAS))
"""What ideas tells of each idea, and whether it is withdrawn in the end."""


class State(NamedTuple):
    """What is left in the end, without ids of our own."""

    cases: list[dict[str, Any]]
    exemptions: list[dict[str, Any]]
    told: Counter[tuple[str, str]]


def journey(idea: UUID, steps: Sequence[str], *, withdrawn: bool) -> list[Event]:
    """The events of an idea, in the order in which its topic keeps them."""
    until, told, round_ = clock.now().date() + timedelta(days=9), list[Event](), 0
    for step in steps:
        if step in ("required", "asked-more"):
            round_ += 1
            bodies = (BODY, OTHER_BODY) if step == "asked-more" else (BODY,)
            told.append(required(idea, *bodies, round=round_, measure=f"Measure {round_}"))
        elif step == "not-required":
            told.append(fact(ConsultationNotRequired, idea_id=idea, contestable_until=until, body_ids=(BODY,)))
        elif step == "contested":
            told.append(fact(ConsultationContested, idea_id=idea, body_id=BODY))
        else:
            told.append(fact(IdeaDecided, idea_id=idea, outcome="declined"))  # its open cases end
    return [*told, fact(IdeaWithdrawn, idea_id=idea)] if withdrawn else told


def records(topic: str, events: Sequence[Event], chance: random.Random, *, twice: bool) -> list[Message]:
    """A topic's log; ``twice``: some of its records come again later, as after a relay that was not sure."""
    log: list[Message] = []
    for event in events:
        headers = {
            "ce_id": str(ids.new_id()),
            "ce_source": "/s",
            "ce_type": event.ce_type(),
            "ce_time": clock.wall().isoformat(),
        }
        pairs = tuple((name, value.encode()) for name, value in headers.items())
        log.append(Message(topic, 0, 0, clock.wall(), event.key, pairs, event.payload()))
        if twice and chance.random() < 0.6:
            log.append(chance.choice(log))
    return [message._replace(offset=offset) for offset, message in enumerate(log)]


async def heard(pool: Pool, ideas: list[Message], people: list[Message], chance: random.Random | None) -> State:
    """Start from nothing and take both logs: people first, or chunks of both as chance has it."""
    await pool.execute(f"TRUNCATE {', '.join((*TABLES, *COPIES))} CASCADE")
    left = {"people": people, "ideas": ideas}
    at = {name: Progress(None) for name in left}
    while any(left.values()):
        waiting = [name for name in left if left[name]]
        name = chance.choice(waiting) if chance else waiting[0]
        size = chance.randint(1, 3) if chance else 1
        await take(SERVICE, pool, at[name], [read(SERVICE, each) for each in left[name][:size]])
        left[name] = left[name][size:]
    assert await pool.fetchval("SELECT count(*) FROM parked") == 0
    assert await pool.fetchval("SELECT count(*) FROM dead_letter") == 0
    return await _state(pool)


async def _state(pool: Pool) -> State:
    rows = await pool.fetch(
        "SELECT idea_id, body_id, round, state, result, measure, rights, "
        "CASE WHEN result IS NULL THEN regime END AS regime FROM consultation ORDER BY idea_id, body_id, round"
    )
    exempt = await pool.fetch("SELECT idea_id, why, body_ids, contested_by FROM exemption ORDER BY idea_id")
    told, versions = Counter[tuple[str, str]](), dict[str, list[int]]()
    withdrawn = {row["idea_id"] for row in rows if row["result"] == "withdrawn"}
    for row in await pool.fetch("SELECT payload FROM outbox ORDER BY id"):
        event = json.loads(row["payload"])
        versions.setdefault(event["case_id"], []).append(event["aggregate_version"])
        if event["type"] != "case.prepared" or UUID(event["idea_id"]) not in withdrawn:
            told[event["type"], event["idea_id"] + event["body_id"]] += 1
    assert all(counted == list(range(1, len(counted) + 1)) for counted in versions.values())
    return State([dict(row) for row in rows], [dict(row) for row in exempt], told)


def test_any_order_of_the_topics_and_any_repetition_ends_alike(postgres: PostgresServer) -> None:
    url = postgres.admin(postgres.database("union-dialogue"))
    with asyncio.Runner() as runner:
        pool = runner.run(db.connect_pool(url, 2))

        @settings(max_examples=40, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])
        @example(((["not-required", "contested", "required"], False), (["asked-more"], True)), random.Random(1))
        @given(JOURNEYS, st.randoms(use_true_random=False))
        def check(journeys: Any, chance: random.Random) -> None:
            told = [
                journey(idea, steps, withdrawn=withdrawn)
                for idea, (steps, withdrawn) in zip(IDEAS, journeys, strict=True)
            ]
            ideas = [event for of_idea in told for event in of_idea]
            people: list[Event] = [a_body(), a_calendar(), a_body(body=OTHER_BODY)]
            plain = records("ideas.v1", ideas, chance, twice=False), records("people.v1", people, chance, twice=False)
            expected = runner.run(heard(pool, *plain, None))
            shuffled = chance.sample(people, len(people))
            mixed = records("ideas.v1", _mixed(told, chance), chance, twice=True)
            again = records("people.v1", shuffled, chance, twice=True)
            assert runner.run(heard(pool, mixed, again, chance)) == expected

        try:
            check()
        finally:
            runner.run(pool.close())


def _mixed(told: list[list[Event]], chance: random.Random) -> list[Event]:
    """The events of several ideas in one log: each in its own order, among each other in any."""
    turns = [number for number, events in enumerate(told) for _ in events]
    chance.shuffle(turns)
    queues = [iter(events) for events in told]
    return [next(queues[number]) for number in turns]
