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
from tests.topics import Topics

from shared import clock, db
from shared.db import Pool
from shared.events.base import Event
from shared.events.ideas import ConsultationContested, ConsultationNotRequired, IdeaDecided, IdeaWithdrawn
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


async def heard(pool: Pool, stories: Sequence[Sequence[Event]], chance: random.Random | None) -> State:
    """Start from nothing and take the stories: one after the other, or as chance has it."""
    await pool.execute(f"TRUNCATE {', '.join((*TABLES, *COPIES))} CASCADE")
    await Topics(SERVICE, pool, chance).hear(*stories)
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
            people: list[list[Event]] = [[a_body()], [a_calendar()], [a_body(body=OTHER_BODY)]]
            expected = runner.run(heard(pool, [*people, *told], None))
            assert runner.run(heard(pool, [*told, *people], chance)) == expected

        try:
            check()
        finally:
            runner.run(pool.close())
