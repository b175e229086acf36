"""What ideas and the dialogue tell, in any order beside each other and again and again, ends in the same plan; while a
body is still to be heard nothing begins, whatever came first.
"""

from __future__ import annotations

import asyncio
import random
from contextlib import AsyncExitStack
from typing import Any
from uuid import UUID, uuid4

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.conftest import PostgresServer
from tests.desk import Desk, a_person, open_desk
from tests.integration.implementation.test_api import AUTHOR, BODY, LEAD, OTHER, WORKER
from tests.topics import Topics

from implementation.main import SERVICE
from shared import ids
from shared.events.base import Event
from shared.events.ideas import (
    Author,
    ConsultationRequired,
    IdeaDecided,
    IdeaMerged,
    IdeaRerouted,
    IdeaSubmitted,
    IdeaWithdrawn,
)
from shared.events.interests import InterestNoted
from shared.events.union_dialogue import (
    Answer,
    CaseClosed,
    CasePrepared,
    OpinionCorrected,
    OpinionDelivered,
    Point,
    ResponseCorrected,
    ResponsePublished,
)
from shared.testing import fact

OTHER_BODY, UNIT, HEIR = uuid4(), uuid4(), uuid4()
PEOPLE: list[list[Event]] = [
    [a_person(LEAD, "implementer")],
    *(list[Event]([a_person(each)]) for each in (AUTHOR, WORKER, OTHER)),
]
TABLES = (
    "plan, task, task_note, promise, duty, known_idea, merged_author, interest, milestone, offer, benefit, outbox, inbox, "
    "consumer_offset, deadline"
)
LEFT = (
    "SELECT state, title FROM plan WHERE idea_id = $1",
    "SELECT unnest(author_ids) AS author FROM plan WHERE idea_id = $1 ORDER BY author",
    "SELECT title, state, source, point, terms FROM task WHERE idea_id = $1 AND state <> 'dropped' ORDER BY title",
    "SELECT number, demand, answer, reason, correction FROM promise WHERE idea_id = $1 ORDER BY number",
    "SELECT body_id, state, result, round, closed_round FROM duty WHERE idea_id = $1 ORDER BY body_id",
    "SELECT unit_only, remit_id, author_ids FROM known_idea WHERE idea_id = $1",
    "SELECT person_id FROM interest WHERE idea_id = $1 ORDER BY person_id",
    "SELECT type FROM outbox WHERE subject = $1::uuid::text AND type <> 'task.dropped' ORDER BY id",
)


def by(*persons: UUID) -> tuple[Author, ...]:
    return tuple(Author(person_id=each, share=100 // len(persons)) for each in persons)


def ideas(idea: UUID, origin: UUID) -> list[list[Event]]:
    """What ideas tells under the key of each idea."""
    of: dict[str, Any] = {"idea_id": idea}
    return [
        [
            fact(IdeaSubmitted, **of, visibility="organisation", unit_id=UNIT, authors=by(AUTHOR)),
            fact(IdeaRerouted, **of, unit_id=UNIT),
            fact(InterestNoted, **of, interested=(LEAD,)),
            fact(ConsultationRequired, **of, body_ids=(BODY,)),
            fact(ConsultationRequired, **of, body_ids=(BODY, OTHER_BODY), round=2),
            fact(IdeaDecided, **of, outcome="accepted", conditions=("Two floors",), title="Rooms", authors=by(AUTHOR)),
            fact(InterestNoted, **of, interested=(LEAD, OTHER)),
        ],
        [
            fact(IdeaSubmitted, idea_id=origin, visibility="organisation", unit_id=UNIT, authors=by(HEIR)),
            fact(IdeaMerged, idea_id=origin, into_idea_id=idea, authors=by(HEIR)),
        ],
    ]


def dialogue(idea: UUID) -> list[list[Event]]:
    """What union-dialogue tells of each case; the last case of the other body is still open."""
    first, again, other = ({"idea_id": idea, "body_id": body, "case_id": uuid4()} for body in (BODY, BODY, OTHER_BODY))
    points = tuple(Point(number=n, text=f"Point {n}", demand=f"Demand {n}") for n in (1, 2, 3))
    said = ("adopted", "not-adopted", "adopted")
    answers = tuple(Answer(number=n, answer=each, reason=f"Because {n}") for n, each in enumerate(said, 1))
    late, taken_back = (
        Answer(number=n, answer=answer, reason="On second thoughts")
        for n, answer in ((2, "partly"), (3, "not-adopted"))
    )
    return [
        [
            fact(CasePrepared, **first),
            fact(OpinionDelivered, **first, points=points),
            fact(ResponsePublished, **first, points=answers),
            fact(OpinionCorrected, **first, point=1, text="Floor 2, not 3"),
            fact(ResponseCorrected, **first, point=late, why="Asked again"),
            fact(ResponseCorrected, **first, point=taken_back, why="Too dear"),
            fact(CaseClosed, **first, result="agreed"),
        ],
        [fact(CasePrepared, **again, round=2), fact(CaseClosed, **again, round=2, result="agreed")],
        [fact(CasePrepared, **other, round=2)],
    ]


async def told(desk: Desk, chance: random.Random | None) -> list[Any]:
    """From nothing to a task that begins; what is left, and after everything was told once more."""
    await desk.pool.execute(f"TRUNCATE {TABLES} CASCADE")
    idea, origin, taken_back = ids.new_id(), ids.new_id(), ids.new_id()
    topics = Topics(SERVICE, desk.pool, chance)
    await desk.gets(LEAD, "POST", "/plans", {"idea_id": str(taken_back), "title": "Never"}, expect=201)
    await topics.hear(*PEOPLE, *ideas(idea, origin), *dialogue(idea), [fact(IdeaWithdrawn, idea_id=taken_back)])
    plan = f"/plans/{idea}"
    task = {"title": "Install", "owner_id": str(WORKER), "due_on": "2099-01-05"}
    begins = f"{plan}/tasks/{(await desk.gets(LEAD, 'POST', f'{plan}/tasks', task, expect=201))['task_id']}/start"
    for again in (False, True):
        if again:
            await topics.hear_again()
        assert (await desk.gets(OTHER, "GET", f"/locks/{idea}"))["locked"]
        assert await desk.refused(WORKER, "POST", begins) == (409, "implementation-locked")
    last = {"idea_id": idea, "body_id": OTHER_BODY, "case_id": uuid4(), "round": 2}
    await topics.hear([fact(CaseClosed, **last, result="deemed-approved")])
    await desk.gets(WORKER, "POST", begins)
    left = await remains(desk, idea)
    await topics.hear_again()
    assert await remains(desk, idea) == left
    assert (await desk.gets(LEAD, "GET", f"/plans/{taken_back}"))["state"] == "withdrawn"
    return left


async def remains(desk: Desk, idea: UUID) -> list[Any]:
    return [[tuple(row) for row in await desk.pool.fetch(statement, idea)] for statement in LEFT]


def test_any_order_and_repetition_ends_in_the_same_plan_and_invariant_1_holds(postgres: PostgresServer) -> None:
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        url = postgres.admin(postgres.database("implementation"))
        desk = runner.run(stack.enter_async_context(open_desk(Desk, SERVICE, url)))
        runner.run(desk.hear(*(event for (event,) in PEOPLE)))
        expected = runner.run(told(desk, None))
        plan, authors, tasks, _, duties, _, interested, _ = expected
        assert {person for (person,) in interested} == {LEAD, OTHER}
        assert plan == [("open", "Rooms")]
        assert {author for (author,) in authors} == {AUTHOR, HEIR}
        assert [title for title, *_ in tasks] == ["Demand 1", "Demand 2", "Install", "Two floors"]
        assert [state for _, state, *_ in duties] == ["closed"] * 2

        @settings(max_examples=25, deadline=None, derandomize=True, phases=[Phase.generate])
        @given(st.randoms(use_true_random=False))
        def alike(chance: random.Random) -> None:
            assert runner.run(told(desk, chance)) == expected

        try:
            alike()
        finally:
            runner.run(stack.aclose())
