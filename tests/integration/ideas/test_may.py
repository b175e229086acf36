"""What an idea says the caller may do with it is what the acts themselves let them do, in each status and for everybody."""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args
from uuid import UUID

import pytest
from tests.integration.ideas.steps import (
    ADMIN,
    AUTHOR,
    BOSS,
    CONSULTS,
    COUNCIL,
    DECISION,
    DECLINED,
    DEPUTY,
    ELSEWHERE,
    FAR,
    FRIEND,
    HEAD,
    MEMBER,
    OTHER,
    SCHEME,
    TO_REVIEW,
    Ideas,
)

from ideas import actions, store
from ideas.actions import Sent
from ideas.domain.attachments import SUFFIXES, Limits
from ideas.domain.deciding import Answer, AppealReply
from ideas.domain.impact import Screening
from ideas.domain.may import IdeaAct
from ideas.domain.state import Idea
from shared import db
from shared.db import Tx
from shared.errors import DomainError
from shared.events.union_dialogue import CaseClosed
from shared.testing import fact

EVERYBODY = (AUTHOR, FRIEND, OTHER, FAR, BOSS, SCHEME, CONSULTS, HEAD, DEPUTY, ADMIN, MEMBER)
LATER = date(2099, 1, 31)
SCREEN = {"answers": {"monitoring": True}, "measure": "Sensors"}
OBJECTS = {"body_id": str(COUNCIL), "questions": ["monitoring"], "text": "They can count people."}


@dataclass(frozen=True)
class Try:
    """An act about to be tried by somebody, with a text that nothing speaks against."""

    tx: Tx
    by: UUID
    idea: Idea
    other: UUID
    """Another idea, into which this one could be merged."""

    @property
    def at(self) -> tuple[Tx, UUID, UUID]:
        return self.tx, self.by, self.idea.idea_id

    def shares(self) -> dict[UUID, int]:
        first, *rest = (part.person_id for part in self.idea.parts)
        return {first: 100 - 3 * len(rest), **dict.fromkeys(rest, 3)}

    def agreed_on(self) -> dict[UUID, int]:
        """The shares as they are proposed; where somebody has none yet, nothing that anybody could agree to."""
        return {part.person_id: part.share for part in self.idea.parts if part.share}

    def co_author(self) -> UUID:
        return next((part.person_id for part in self.idea.parts if part.person_id != self.by), ADMIN)

    async def decide(self, outcome: str, reason_code: str) -> object:
        answer: Any = Answer(outcome, reason_code, "Because.", "Head", (), LATER, None)  # type: ignore[arg-type]
        return await actions.decide(*self.at, answer, managers_may=False, days=30)

    async def attach(self) -> object:
        limits, file = Limits(SUFFIXES, 3), io.BytesIO(b"A plan of the floor")
        return await actions.attach(*self.at, limits, Sent(file, "plan.txt", "text/plain"))


ACTS: dict[IdeaAct, Callable[[Try], Awaitable[object]]] = {
    "edit": lambda it: actions.edit(*it.at, it.idea.edition, {"title": f"{it.idea.title}, again"}),
    "attach": Try.attach,
    "invite": lambda it: actions.invite(*it.at, OTHER),
    "take-out": lambda it: actions.leave(*it.at, it.co_author()),
    "propose-shares": lambda it: actions.propose_shares(*it.at, it.idea.edition, it.shares()),
    "accept": lambda it: actions.accept(*it.at),
    "agree": lambda it: actions.agree(*it.at, it.agreed_on()),
    "leave": lambda it: actions.leave(*it.at, it.by),
    "submit": lambda it: actions.submit(*it.at),
    "withdraw": lambda it: actions.withdraw(*it.at),
    "endorse": lambda it: actions.endorse(*it.at),
    "take-back-endorsement": lambda it: actions.take_back_endorsement(*it.at),
    "comment": lambda it: actions.comment(*it.at, "Which rooms?", parent_id=None, mentions=()),
    "rate": lambda it: actions.rate(*it.at, {"enhancement": 1, "mission": 1, "adaptive": 1, "anticipatory": 1}, k=5),
    "review": lambda it: actions.send_to_review(*it.at, 2, LATER),
    "return": lambda it: actions.return_to_author(*it.at, "unclear", "Which?"),
    "reroute": lambda it: actions.reroute(*it.at, ELSEWHERE, reason_code="out-of-remit", text="Theirs."),
    "merge": lambda it: actions.merge(*it.at, it.other),
    "screen": lambda it: actions.screen(*it.at, Screening({"monitoring": True}, "Doors", False, {})),  # noqa: FBT003
    "contest": lambda it: actions.contest(*it.at, COUNCIL, questions=["monitoring"], text="They count."),
    "decide": lambda it: it.decide("accepted", "mission-need"),
    "decline": lambda it: it.decide("declined", "cost-too-high"),
    "appeal": lambda it: actions.appeal(*it.at, "Counted twice."),
    "decide-appeal": lambda it: actions.decide_appeal(
        *it.at, AppealReply("reopened", "True.", 2, LATER), managers_may=False
    ),
}


OFFERED: dict[str, set[str]] = {
    "idea.returned": {"edit"},
    "idea.submitted": {"review"},
    "idea.reviewed": {"screen"},
    "idea.decision_pending": {"decide"},
    "idea.contested": {"screen"},
    "idea.appealed": {"decide-appeal"},
    "co-author.invitation": {"accept"},
    "co-author.shares": {"agree"},
    "co-author.unshared": {"propose-shares"},
}
"""What somebody is asked to do must be among what they may."""


class _Undone(Exception):
    """Nothing of a trial stays."""


@dataclass(frozen=True)
class Trial:
    """The desk, an idea to which things happen, and another one."""

    desk: Ideas
    other: str
    named: set[str]
    offered: set[UUID]

    async def possible(self, who: UUID, idea_id: str, act: IdeaAct) -> bool:
        """Whether somebody can do it, and it does something; undone at once."""
        try:
            async with db.transaction(self.desk.pool, "trial") as tx:
                before = await store.lock_idea(tx, UUID(idea_id))
                assert before is not None
                try:
                    await ACTS[act](Try(tx, who, before, UUID(self.other)))
                except DomainError:
                    return False
                after = await store.lock_idea(tx, UUID(idea_id))
                done = act == "rate" or after != before
                raise _Undone
        except _Undone:
            return done

    async def agrees(self, idea_id: str) -> None:
        """What the idea says to everybody who sees it is what they can do."""
        for who in EVERYBODY:
            seen = await self.desk.ask(who, "GET", f"/ideas/{idea_id}")
            said = seen.json()["may"] if seen.is_success else []
            can = [act for act in ACTS if await self.possible(who, idea_id, act)]
            status, name = seen.json().get("status"), _name(who)
            assert sorted(said) == sorted(can), f"{name}, {status}: says {said}, can {can}"
            assert bool(seen.json().get("contest_for")) == ("contest" in said)
            self.named.update(said)
            for task in await self.desk.does(who, "GET", "/ideas/tasks"):
                if task["idea_id"] == idea_id and task["kind"] in OFFERED:
                    assert OFFERED[task["kind"]] & set(said), f"{name} is offered {task['kind']} and would be refused"
                    self.offered.add(who)


def _name(who: UUID) -> str:
    known = {"AUTHOR": AUTHOR, "FRIEND": FRIEND, "BOSS": BOSS, "SCHEME": SCHEME, "HEAD": HEAD, "DEPUTY": DEPUTY}
    return next((name for name, person_id in known.items() if person_id == who), str(EVERYBODY.index(who)))


@pytest.fixture
async def trial(desk: Ideas) -> Trial:
    return Trial(desk, await desk.submitted("Another idea"), set(), set())


async def test_while_it_is_written_and_shared(trial: Trial) -> None:
    desk = trial.desk
    idea = await desk.draft()
    await trial.agrees(idea)
    await desk.does(AUTHOR, "POST", f"/ideas/{idea}/co-authors", {"person_id": str(FRIEND)})
    await trial.agrees(idea)
    await desk.does(FRIEND, "POST", f"/ideas/{idea}/co-authors/acceptance", {})
    await trial.agrees(idea)
    shares = {"shares": [{"person_id": str(AUTHOR), "share": 60}, {"person_id": str(FRIEND), "share": 40}]}
    await desk.change(AUTHOR, f"/ideas/{idea}/shares", shares, "PUT", at=f"/ideas/{idea}")
    await trial.agrees(idea)
    await desk.does(FRIEND, "POST", f"/ideas/{idea}/shares/agreement", shares)
    await trial.agrees(idea)
    await desk.does(FRIEND, "POST", f"/ideas/{idea}/submission", {})
    await desk.does(OTHER, "PUT", f"/ideas/{idea}/endorsement")
    await trial.agrees(idea)
    await desk.does(
        SCHEME, "POST", f"/ideas/{idea}/triage", {"action": "return", "reason_code": "unclear", "text": "Which?"}
    )
    await trial.agrees(idea)
    await desk.does(AUTHOR, "POST", f"/ideas/{idea}/withdrawal", {})
    await trial.agrees(idea)
    assert trial.named == set(ACTS) - {"screen", "contest", "decide", "decline", "appeal", "decide-appeal"}


async def test_from_the_desk_to_the_appeal(trial: Trial) -> None:
    desk = trial.desk
    idea = await desk.submitted()
    await desk.does(DEPUTY, "POST", f"/ideas/{idea}/conflicts", {"kind": "relation", "text": "My brother's."})
    await trial.agrees(idea)
    await desk.does(SCHEME, "POST", f"/ideas/{idea}/triage", TO_REVIEW)
    await trial.agrees(idea)
    await desk.does(AUTHOR, "POST", f"/ideas/{idea}/withdrawal", {})
    idea = await desk.reviewed()
    await trial.agrees(idea)
    await desk.does(SCHEME, "POST", f"/ideas/{idea}/impact-screen", {"answers": {}, "measure": "Sensors"})
    await trial.agrees(idea)
    await desk.does(MEMBER, "POST", f"/ideas/{idea}/impact-screen/contest", OBJECTS)
    await trial.agrees(idea)
    await desk.does(SCHEME, "POST", f"/ideas/{idea}/impact-screen", SCREEN)
    await trial.agrees(idea)
    for body_id in await desk.pool.fetch("SELECT body_id FROM duty WHERE idea_id = $1", UUID(idea)):
        await desk.hear(fact(CaseClosed, idea_id=idea, body_id=body_id["body_id"], result="agreed"))
    await trial.agrees(idea)
    await desk.does(HEAD, "POST", f"/ideas/{idea}/decision", DECLINED)
    await trial.agrees(idea)
    await desk.does(AUTHOR, "POST", f"/ideas/{idea}/appeal", {"grounds": "Counted twice."})
    await trial.agrees(idea)
    reopened = {"result": "upheld", "text": "It was counted once.", "quorum": 2, "due_on": str(LATER)}
    await desk.does(DEPUTY, "POST", f"/ideas/{idea}/appeal/decision", reopened)
    await trial.agrees(idea)
    assert trial.offered == {SCHEME, CONSULTS, HEAD, DEPUTY}, "whoever manages the author is offered nothing"
    assert trial.named >= {"screen", "contest", "decide", "decline", "appeal", "decide-appeal"}


async def test_after_a_merge_and_an_acceptance(trial: Trial) -> None:
    desk = trial.desk
    gone = await desk.submitted("Free rooms, seen at the door")
    await desk.does(DEPUTY, "POST", f"/ideas/{gone}/conflicts", {"kind": "relation", "text": "My brother's."})
    idea = (
        await desk.does(FRIEND, "POST", "/ideas", {"title": "Show free rooms", "text": "By sensors", "language": "en"})
    )["idea_id"]
    await desk.does(FRIEND, "POST", f"/ideas/{idea}/submission", {})
    await desk.does(SCHEME, "POST", f"/ideas/{gone}/merge", {"into_idea_id": idea})
    await trial.agrees(gone)
    await trial.agrees(idea)
    accepted = await desk.screened({})
    await desk.does(HEAD, "POST", f"/ideas/{accepted}/decision", DECISION)
    await trial.agrees(accepted)


def test_each_act_is_tried() -> None:
    assert set(ACTS) == set(get_args(IdeaAct))
