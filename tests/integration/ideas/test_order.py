"""What other services tell, in any order and again and again, ends in the same state of an idea, on a real database."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from contextlib import AsyncExitStack
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import PostgresServer
from tests.desk import open_desk
from tests.integration.ideas.steps import COUNCIL, DECISION, DISABLED, HEAD, ORGANISATION, SCHEME, TO_REVIEW, Ideas

from ideas.main import SERVICE
from shared.events import implementation, review, union_dialogue
from shared.events.base import Event
from shared.testing import fact

SCREEN = {"answers": {"monitoring": True}, "measure": "Sensors"}
REVIEWS = (
    review.RoundOpened,
    review.ConflictDeclared,
    review.ReviewSubmitted,
    review.RoundCalibrating,
    review.RoundConcluded,
)
CASES = (
    union_dialogue.CasePrepared,
    union_dialogue.CaseOpened,
    union_dialogue.PackageProvided,
    union_dialogue.PackageReceived,
    union_dialogue.ClockStarted,
    union_dialogue.OpinionDelivered,
    union_dialogue.ResponsePublished,
    union_dialogue.CaseClosed,
)
PLANS = (
    implementation.PlanOpened,
    implementation.TaskStarted,
    implementation.TaskDone,
    implementation.TaskVerified,
    implementation.MilestoneReached,
    implementation.IdeaImplemented,
    implementation.BenefitForecast,
    implementation.BenefitMeasured,
    implementation.BenefitVerified,
    implementation.IdeaCompleted,
)
AFTERWARDS = """
SELECT status, version, number IS NOT NULL AS numbered, contested, decided_by, appeal_until, remit_id, endorsements
FROM idea WHERE idea_id = $1
"""
DUTIES = "SELECT body_id, result, round, result_round FROM duty WHERE idea_id = $1 ORDER BY body_id"
KINDS = "SELECT DISTINCT kind FROM timeline WHERE idea_id = $1 ORDER BY kind"
TOLD = "SELECT type FROM outbox WHERE subject = $1 ORDER BY id"
EVERYTHING = "SELECT * FROM idea WHERE idea_id = $1"


class Telling:
    """The other services tell what they have to tell at each stage: in order, or as chance has it."""

    def __init__(self, desk: Ideas, idea: str, chance: random.Random | None) -> None:
        self.desk, self.idea, self.chance = desk, idea, chance
        self.told: list[Event] = []

    async def stage(self, kinds: Sequence[type[Event]], **given_: Any) -> None:
        bodies = (COUNCIL, DISABLED) if kinds is CASES else (None,)
        more = [{"body_id": body} if body else {} for body in bodies]
        events = [fact(kind, idea_id=self.idea, **each, **given_) for each in more for kind in kinds]
        self.told += events
        if self.chance:
            again = self.chance.choices(self.told, k=self.chance.randint(0, 8))
            events = self.chance.sample([*events, *again], len(events) + len(again))
        await self.desk.hear(*events)


async def journey(desk: Ideas, chance: random.Random | None) -> tuple[Any, ...]:
    """From the draft to the closed idea; what is left, and after everything was told once more."""
    idea = await desk.submitted()
    others = Telling(desk, idea, chance)
    await desk.does(SCHEME, "POST", f"/ideas/{idea}/triage", TO_REVIEW)
    await others.stage(REVIEWS)
    await desk.does(SCHEME, "POST", f"/ideas/{idea}/impact-screen", SCREEN)
    await others.stage(CASES)
    await desk.does(HEAD, "POST", f"/ideas/{idea}/decision", DECISION)
    await others.stage(PLANS)
    left, row = await remains(desk, idea), await desk.pool.fetchrow(EVERYTHING, idea)
    await desk.hear(*others.told)
    assert await remains(desk, idea) == left
    unchanged = dict(await desk.pool.fetchrow(EVERYTHING, idea)) | {"changed_at": row["changed_at"]}
    assert unchanged == dict(row), "a replay moves nothing at all"
    return left


async def remains(desk: Ideas, idea: str) -> tuple[Any, ...]:
    fetch = desk.pool.fetch
    return tuple(
        [tuple(row.values()) for row in rows]
        for rows in (
            await fetch(AFTERWARDS, idea),
            await fetch(DUTIES, idea),
            await fetch(KINDS, idea),
            await fetch(TOLD, idea),
        )
    )


def test_any_order_and_repetition_of_what_others_tell_ends_alike(postgres: PostgresServer) -> None:
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        desk = runner.run(stack.enter_async_context(open_desk(Ideas, SERVICE, postgres.database("ideas"))))
        runner.run(desk.hear(*ORGANISATION))
        plain = runner.run(journey(desk, None))
        assert plain[0][0][0] == "closed"
        assert [row[1] for row in plain[1]] == [plain[1][0][1]] * 2, "both bodies were heard"

        @settings(max_examples=25, deadline=None)
        @given(st.randoms(use_true_random=False))
        def alike(chance: random.Random) -> None:
            assert runner.run(journey(desk, chance)) == plain

        try:
            alike()
        finally:
            runner.run(stack.aclose())
