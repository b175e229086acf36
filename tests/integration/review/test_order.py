"""What ideas and people tell, in any order and again and again, ends in the same rounds, and no conflict of interest
counts in any of them.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.conftest import PostgresServer
from tests.desk import Desk, open_desk
from tests.integration.review.test_api import AUTHOR, GOOD, OFFICER, REVIEWERS, person
from tests.topics import Topics

from review.main import SERVICE
from shared import ids
from shared.events.base import Event
from shared.events.ideas import Author, IdeaMerged, IdeaReturned, IdeaWithdrawn, ReviewRequested
from shared.events.interests import InterestNoted
from shared.testing import fact

HONEST, HEIR, ABOVE = REVIEWERS[:3], REVIEWERS[3], REVIEWERS[4]
FRIEND, NEIGHBOUR = uuid4(), uuid4()
ROUNDS = "SELECT round_id, state, outcome FROM round WHERE idea_id = $1 ORDER BY round_id"
AUTHORS = "SELECT author_ids FROM round WHERE round_id = $1"
PARTS = """
SELECT person_id, state FROM assignment WHERE round_id = $1 AND state IN ('assigned', 'drafted', 'submitted')
ORDER BY person_id
"""
TOLD = """
SELECT type, count(*) FROM outbox WHERE type IN ('round.opened', 'round.cancelled', 'round.concluded') GROUP BY type
ORDER BY type
"""
NUMBERED = """
SELECT count(*) FROM (
    SELECT convert_from(payload, 'UTF8')::jsonb AS said, row_number() OVER (PARTITION BY
        convert_from(payload, 'UTF8')::jsonb ->> 'round_id' ORDER BY id) AS place FROM outbox
) AS told WHERE (said ->> 'aggregate_version')::bigint <> place
"""
TABLES = "round, assignment, exclusion, note, joined_authors, outbox, inbox, consumer_offset, deadline"
PEOPLE: list[list[Event]] = [
    [person(OFFICER, "scheme-officer")],
    [person(AUTHOR)],
    [person(HEIR), person(HEIR, manager=ABOVE).model_copy(update={"aggregate_version": 2})],
    *(list[Event]([person(each)]) for each in (*HONEST, ABOVE, FRIEND, NEIGHBOUR)),
]


def asked(idea: UUID) -> ReviewRequested:
    authors = (Author(person_id=AUTHOR, share=100),)
    fields: dict[str, Any] = {"by": OFFICER, "authors": authors, "rubric_version": 1, "due_on": date(2099, 1, 5)}
    return fact(ReviewRequested, idea_id=idea, quorum=5, **fields)


async def told(desk: Desk, chance: random.Random | None) -> tuple[Any, ...]:
    """From nothing to a concluded round; what is left, and after everything was told once more."""
    await desk.pool.execute(f"TRUNCATE {TABLES} CASCADE")
    idea, origin, other = ids.new_id(), ids.new_id(), ids.new_id()
    topics = Topics(SERVICE, desk.pool, chance)
    merged = [fact(IdeaMerged, idea_id=origin, into_idea_id=idea, authors=(Author(person_id=HEIR, share=100),))]
    first, second = ([merged], []) if chance and chance.random() < 0.5 else ([], [merged])  # told under another key
    gone: list[Event] = [asked(other), fact(IdeaWithdrawn, idea_id=other)]
    noted = fact(InterestNoted, idea_id=idea, interested=(FRIEND,))
    again: list[Event] = [asked(idea), noted, fact(IdeaReturned, idea_id=idea), asked(idea)]
    await topics.hear(*PEOPLE, again, gone, *first)
    await review(desk, idea, [HONEST[0], HEIR, ABOVE, FRIEND, NEIGHBOUR])
    await topics.hear(*second, [fact(InterestNoted, idea_id=idea, interested=(FRIEND, NEIGHBOUR))])
    await review(desk, idea, [HONEST[1], HONEST[2]])
    await topics.hear_again()
    await review(desk, idea, [REVIEWERS[5], OFFICER])
    left = await remains(desk, idea)
    await topics.hear_again()
    assert await remains(desk, idea) == left
    return left


async def review(desk: Desk, idea: UUID, reviewers: Sequence[UUID]) -> None:
    """Whoever may is assigned and hands in."""
    round_ = f"/rounds/{(await desk.gets(OFFICER, 'GET', f'/rounds?idea_id={idea}'))[-1]['round_id']}"
    for reviewer in reviewers:
        made = await desk.ask(OFFICER, "POST", f"{round_}/assignments", {"person_id": str(reviewer)})
        if made.status_code == 409:
            assert reviewer in (HEIR, ABOVE, FRIEND), made.text
            continue
        form = f"/assignments/{made.json()['assignment_id']}"
        await desk.gets(reviewer, "PUT", form, {"scores": GOOD, "comment": ""}, if_match='"1"')
        await desk.gets(reviewer, "POST", f"{form}/submission", {})


async def remains(desk: Desk, idea: UUID) -> tuple[Any, ...]:
    rounds = await desk.pool.fetch(ROUNDS, idea)
    last = rounds[-1]["round_id"]
    assert await desk.pool.fetchval(NUMBERED) == 0, "the versions of a round have no gap"
    assert await desk.pool.fetchval("SELECT count(*) FROM deadline WHERE state = 'waiting'") == 0
    return (
        [(row["state"], row["outcome"]) for row in rounds],
        set(await desk.pool.fetchval(AUTHORS, last)),
        [tuple(row) for row in await desk.pool.fetch(PARTS, last)],
        [tuple(row) for row in await desk.pool.fetch(TOLD)],
    )


def test_any_order_and_repetition_ends_alike_and_without_conflicts_of_interest(postgres: PostgresServer) -> None:
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        url = postgres.admin(postgres.database("review"))
        desk = runner.run(stack.enter_async_context(open_desk(Desk, SERVICE, url)))
        runner.run(desk.hear(person(REVIEWERS[5])))
        expected = runner.run(told(desk, None))
        rounds, authors, parts, _ = expected
        assert [state for state, _ in rounds] == ["cancelled", "concluded"]
        assert authors == {AUTHOR, HEIR}
        assert {person_id for person_id, _ in parts} == {*HONEST, REVIEWERS[5], OFFICER}

        @settings(max_examples=15, deadline=None, derandomize=True, phases=[Phase.generate])
        @given(st.randoms(use_true_random=False))
        def alike(chance: random.Random) -> None:
            assert runner.run(told(desk, chance)) == expected

        try:
            alike()
        finally:
            runner.run(stack.aclose())
