"""What a case says the caller may do in it is what the acts themselves let them do, in each state and for everybody."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, get_args
from uuid import UUID

from tests.integration.union_dialogue.dialogue import (
    ADMIN,
    ANSWER,
    AUTHOR,
    CHAIR,
    HEAD,
    MEMBER,
    OFFICER,
    OPINION,
    OTHER,
    PACKAGE,
    SCHEME,
    SUBSTITUTE,
    Dialogue,
    changed,
    person,
)

from shared import db
from shared.db import Tx
from shared.errors import DomainError
from shared.events.ideas import Author, IdeaMerged
from shared.events.union_dialogue import Answer, Point, Votes
from shared.testing import fact
from union_dialogue.actions import clocks, opinions, preparing, seating
from union_dialogue.actions.clocks import Receipt
from union_dialogue.domain.agreements import Terms
from union_dialogue.domain.case import Case
from union_dialogue.domain.facts import Absence, Extension, Happened
from union_dialogue.domain.may import CaseAct
from union_dialogue.domain.opinion import Ballot, Resolution
from union_dialogue.domain.regimes import Span
from union_dialogue.store import cases

EVERYBODY = (CHAIR, MEMBER, SUBSTITUTE, OFFICER, HEAD, SCHEME, ADMIN, AUTHOR, OTHER)
NAMES = ("CHAIR", "MEMBER", "SUBSTITUTE", "OFFICER", "HEAD", "SCHEME", "ADMIN", "AUTHOR", "OTHER")
VOTES = Votes(in_favour=2, against=0, abstained=0)
TERMS = Terms(span=Span(n=30, unit="working-days"))
OBJECTS = {"kind": "statutory-documents-missing"}
"""Stops the period under each regime."""


@dataclass(frozen=True)
class Try:
    """An act about to be tried by somebody, with a text that nothing speaks against."""

    tx: Tx
    by: UUID
    case: Case

    @property
    def at(self) -> tuple[Tx, UUID, UUID]:
        return self.tx, self.by, self.case.case_id

    def receive(self, mode: Any) -> Awaitable[object]:
        return clocks.receive(*self.at, Receipt(None, mode, None))

    def close(self, result: Any) -> Awaitable[object]:
        return opinions.close(*self.at, result, "Because.", replaced_by="Decision of the higher office")

    def proposed(self) -> int:
        """What the other side of the caller proposed, if it did."""
        side = "management" if self.by == OFFICER else "body"
        left = [each["number"] for each in self.case.proposals if each["side"] != side and not each["confirmed_at"]]
        return next(iter(left), 1)

    def ballot(self) -> Ballot:
        return Ballot(votes=VOTES, present=(MEMBER, SUBSTITUTE))

    def deliver(self) -> Awaitable[object]:
        resolution = Resolution(
            stance="consent", text="Yes.", points=[Point(number=1, text="No profiles", demand=None)], votes=VOTES
        )
        return opinions.deliver(*self.at, resolution)

    def answers(self, numbers: list[int]) -> list[Answer]:
        return [Answer(number=number, answer="partly", reason="Because.") for number in numbers]


ACTS: dict[CaseAct, Callable[[Try], Awaitable[object]]] = {
    "choose-regime": lambda it: preparing.choose_regime(*it.at, "DE-BPersVG-70", "normal", reason="As it is."),
    "provide": lambda it: clocks.provide(*it.at, PACKAGE, restarts=False if it.case.state == "running" else None),
    "record-arrival": lambda it: it.receive("mailbox"),
    "receive": lambda it: it.receive("acknowledged"),
    "dispute": lambda it: clocks.dispute(*it.at, "insufficient"),
    "settle": lambda it: clocks.settle(*it.at, "completed", None),
    "take-objection-back": lambda it: clocks.settle(*it.at, "withdrawn", None),
    "note-event": lambda it: clocks.note(*it.at, Happened(kind="court-action", on=it.tx.now.date())),
    "record-order": lambda it: clocks.order(
        *it.at, Extension(granted_on=it.tx.now.date(), by="court", span=TERMS.span)
    ),
    "recount": lambda it: clocks.recount(*it.at),
    "propose-agreement": lambda it: clocks.propose(*it.at, TERMS),
    "confirm-agreement": lambda it: clocks.confirm(*it.at, it.proposed()),
    "declare-absent": lambda it: seating.declare_absent(*it.at, Absence(person_id=SUBSTITUTE)),
    "recuse": lambda it: seating.recuse(*it.at),
    "elect": lambda it: seating.elect(*it.at, MEMBER, it.ballot()),
    "deliver": Try.deliver,
    "correct-opinion": lambda it: opinions.correct_opinion(*it.at, None, "A slip."),
    "waive": lambda it: opinions.waive(*it.at, "Nothing to say."),
    "respond": lambda it: opinions.respond(*it.at, it.answers(it.case.unanswered or [1])),
    "correct-response": lambda it: opinions.correct_response(*it.at, it.answers([1])[0], "It was wrong."),
    "close-agreed": lambda it: it.close("agreed"),
    "close-disagreed": lambda it: it.close("disagreed"),
}


class _Undone(Exception):
    """Nothing of a trial stays."""


async def possible(desk: Dialogue, who: UUID, case_id: UUID, act: CaseAct) -> bool:
    """Whether somebody can do it; undone at once."""
    try:
        async with db.transaction(desk.pool, "trial") as tx:
            case = await cases.lock_case(tx, case_id)
            assert case is not None
            try:
                await ACTS[act](Try(tx, who, case))
            except DomainError:
                return False
            raise _Undone
    except _Undone:
        return True


async def agrees(desk: Dialogue, case: str) -> set[str]:
    """What the case says to everybody who sees it is what they can do; gives what it said to anybody."""
    case_id, named = UUID(case.removeprefix("/cases/")), set[str]()
    for name, who in zip(NAMES, EVERYBODY, strict=True):
        seen = await desk.ask(who, "GET", case)
        said = seen.json()["may"] if seen.is_success else []
        can = [act for act in ACTS if await possible(desk, who, case_id, act)]
        assert said == can, f"{name}, {seen.json().get('state')}: says {said}, can {can}"
        named.update(said)
    return named


def test_each_act_is_tried_in_the_order_in_which_it_is_said() -> None:
    assert tuple(ACTS) == get_args(CaseAct)


async def test_from_the_package_to_the_end_with_the_bodys_word(desk: Dialogue) -> None:
    case = await desk.case()
    named = await agrees(desk, case)
    await desk.gets(CHAIR, "POST", f"{case}/clock/agreements", TERMS.model_dump(mode="json"), expect=201)
    await desk.provided()
    named |= await agrees(desk, case)
    await desk.gets(MEMBER, "POST", f"{case}/receipt", {})
    await desk.gets(OFFICER, "POST", f"{case}/clock/agreements", TERMS.model_dump(mode="json"), expect=201)
    named |= await agrees(desk, case)
    await desk.gets(CHAIR, "POST", f"{case}/completeness", OBJECTS)
    named |= await agrees(desk, case)
    await desk.gets(OFFICER, "POST", f"{case}/package", PACKAGE, expect=201)
    named |= await agrees(desk, case)
    await desk.gets(CHAIR, "POST", f"{case}/completeness/settlement", {"outcome": "withdrawn"})
    named |= await agrees(desk, case)
    await desk.gets(CHAIR, "POST", f"{case}/opinion", OPINION, expect=201)
    named |= await agrees(desk, case)
    await desk.gets(HEAD, "POST", f"{case}/response", ANSWER, expect=201)
    named |= await agrees(desk, case)
    partly = {"number": 1, "answer": "partly", "reason": "Not the cellar.", "why": "A slip."}
    await desk.gets(HEAD, "POST", f"{case}/response/corrections", partly, expect=201)
    named |= await agrees(desk, case)
    await desk.gets(CHAIR, "POST", f"{case}/closing", {"result": "agreed"})
    assert await agrees(desk, case) == {"correct-opinion"}
    assert named == set(ACTS) - {"elect"}


async def test_nobody_answers_for_their_own_idea_and_who_is_concerned_sees_nothing(desk: Dialogue) -> None:
    case = await desk.delivered()
    merged = (Author(person_id=HEAD, share=50), Author(person_id=MEMBER, share=50))
    into = (await desk.gets(SCHEME, "GET", case))["idea_id"]
    await desk.hear(fact(IdeaMerged, into_idea_id=UUID(into), authors=merged))
    assert (await desk.gets(HEAD, "GET", case))["may"] == []
    assert await desk.status(MEMBER, "GET", case) == 404
    await agrees(desk, case)


async def test_after_a_waiver_there_is_nothing_left_to_do(desk: Dialogue) -> None:
    case = await desk.running()
    await desk.gets(CHAIR, "POST", f"{case}/waiver", {"reason": "Nothing to say."})
    assert await agrees(desk, case) == set()


async def test_who_leads_speaks_and_without_one_the_members_elect(desk: Dialogue) -> None:
    await desk.hear(changed(person(SUBSTITUTE, mandate="member")))
    case = await desk.running()
    await agrees(desk, case)
    await desk.gets(CHAIR, "POST", f"{case}/absences", {"person_id": str(CHAIR)}, expect=201)
    assert "elect" in await agrees(desk, case)
    votes = {"in_favour": 2, "against": 0, "abstained": 0}
    elected = {"person_id": str(MEMBER), "votes": votes, "present": [str(MEMBER), str(SUBSTITUTE)]}
    await desk.gets(MEMBER, "POST", f"{case}/acting-chair", elected, expect=201)
    assert "elect" not in await agrees(desk, case)
    assert "deliver" in (await desk.gets(MEMBER, "GET", case))["may"]
    assert "deliver" not in (await desk.gets(CHAIR, "GET", case))["may"]
