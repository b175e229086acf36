"""Whoever has an interest in an idea is not asked to judge it; what else a function brings still comes."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from tests.desk import Desk, a_person
from tests.integration.notify.office import AUTHOR, an_idea, kinds

from shared.events.base import Event
from shared.events.ideas import AnswerOverdue, AppealLodged, IdeaWoken
from shared.events.implementation import BenefitMeasured, BenefitReturned, MilestoneMissed, TaskBlocked, TaskDone
from shared.events.interests import InterestNoted
from shared.events.review import RoundOverdue
from shared.events.union_dialogue import CaseClosed
from shared.testing import FakeClock, fact

FUNCTIONS = ("scheme-officer", "decision-maker", "implementer", "benefit-controller")
INTERESTED, COLLEAGUE = uuid4(), uuid4()
JUDGED: tuple[type[Event], ...] = (
    *(RoundOverdue, CaseClosed, IdeaWoken, AppealLodged, AnswerOverdue),
    *(TaskDone, BenefitReturned, BenefitMeasured),
)


async def two(desk: Desk) -> UUID:
    """Two who hold every function, of whom one has an interest in an idea."""
    for who in (INTERESTED, COLLEAGUE):
        await desk.hear(a_person(who, *FUNCTIONS))
    idea = await an_idea(desk)
    for _ in range(2):
        await desk.hear(fact(InterestNoted, idea_id=idea, interested=(INTERESTED,)))
    return idea


@pytest.mark.parametrize("kind", JUDGED, ids=lambda kind: kind.type_name())
async def test_invariant_03_whoever_has_an_interest_is_not_asked_to_judge(desk: Desk, kind: type[Event]) -> None:
    idea = await two(desk)
    given = {"escalated_to": "decision-maker"} if kind is AnswerOverdue else {}
    before = {who: await kinds(desk, who) for who in (INTERESTED, COLLEAGUE)}
    await desk.hear(fact(kind, idea_id=idea, **given))
    assert await kinds(desk, COLLEAGUE) == [kind.type_name(), *before[COLLEAGUE]]
    assert await kinds(desk, INTERESTED) == before[INTERESTED]
    other = await an_idea(desk, title="Lights")
    await desk.hear(fact(kind, idea_id=other, **given))
    assert (await kinds(desk, INTERESTED))[0] == kind.type_name(), "another idea is no concern of theirs"


@pytest.mark.parametrize("kind", [MilestoneMissed, TaskBlocked], ids=lambda kind: kind.type_name())
async def test_work_is_no_judgement(desk: Desk, kind: type[Event]) -> None:
    idea = await two(desk)
    await desk.hear(fact(kind, idea_id=idea))
    assert (await kinds(desk, INTERESTED))[0] == kind.type_name()


async def test_invariant_03_an_author_in_office_is_not_asked_to_judge_the_own_idea(desk: Desk) -> None:
    await desk.hear(a_person(COLLEAGUE, *FUNCTIONS))
    idea = await an_idea(desk, COLLEAGUE)
    before = await kinds(desk, COLLEAGUE)
    await desk.hear(fact(TaskDone, idea_id=idea), fact(AppealLodged, idea_id=idea))
    assert await kinds(desk, COLLEAGUE) == before


async def test_invariant_03_an_author_hears_of_the_own_idea_all_the_same(desk: Desk) -> None:
    idea = await two(desk)
    await desk.hear(fact(InterestNoted, idea_id=idea, interested=(AUTHOR, INTERESTED)))
    await desk.hear(fact(BenefitMeasured, idea_id=idea))
    assert await kinds(desk, AUTHOR) == ["benefit.measured"]


async def test_invariant_03_nobody_is_reminded_to_judge_who_has_an_interest(desk: Desk, still: FakeClock) -> None:
    idea = await two(desk)
    await desk.hear(fact(AppealLodged, idea_id=idea, by=AUTHOR))
    for _ in range(10):
        still.move_forward(timedelta(days=1))
        await desk.pass_deadlines()
    assert "reminder.appeal-answer" in await kinds(desk, COLLEAGUE)
    assert "reminder.appeal-answer" not in await kinds(desk, INTERESTED)
