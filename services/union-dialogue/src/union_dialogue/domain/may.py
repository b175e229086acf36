"""What somebody can do in a case now: each act is tried by its own rule, whatever its text would say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from shared.errors import not_refused
from union_dialogue.domain import agreements, answers, bench, lead, opinion, package, timing
from union_dialogue.domain.agreements import Side
from union_dialogue.domain.bench import Bench
from union_dialogue.domain.case import Act, Case, check_regime_free

CaseAct = Literal[
    "choose-regime",
    "provide",
    "record-arrival",
    "receive",
    "dispute",
    "settle",
    "take-objection-back",
    "note-event",
    "record-order",
    "recount",
    "propose-agreement",
    "confirm-agreement",
    "declare-absent",
    "recuse",
    "elect",
    "deliver",
    "correct-opinion",
    "waive",
    "respond",
    "correct-response",
    "close-agreed",
    "close-disagreed",
]
Tried = dict[CaseAct, tuple[bool, Callable[[], object]]]


@dataclass(frozen=True, slots=True)
class Look:
    """Who looks, when and under which mandate (``act``), and what they are in the case.

    ``manages``: has a function in management; ``officer``: speaks for it in consultations; ``sits``: has a seat in the
    body, or sits in for somebody. ``held``: everybody with a mandate on ``day`` at the seat; empty for who does not sit.
    """

    act: Act
    day: date
    manages: bool = False
    officer: bool = False
    sits: bool = False
    held: Bench | None = None

    @property
    def side(self) -> Side:
        return "management" if self.officer else "body"

    @property
    def speaks(self) -> bool:
        """Whether they may speak for a side; for the body, its lead alone does."""
        return self.officer or self.sits

    def spoken(self, case: Case) -> Act:
        """The act of who speaks for their side; refused to a member of the body who does not lead it."""
        if self.officer:
            return self.act
        assert self.act.by is not None  # noqa: S101 - who looks is somebody
        return lead.act_of(case, self.act.by, self.held or {}, self.day, self.act)


def with_case(case: Case, look: Look) -> list[CaseAct]:
    """What they can do in it; each act by the name of what it does."""
    tried = _package(case, look) | _period(case, look) | _of_the_body(case, look) | _answering(case, look)
    return not_refused({act: rule for act, (meant, rule) in tried.items() if meant})


def _package(case: Case, look: Look) -> Tried:
    return {
        "choose-regime": (look.manages, lambda: check_regime_free(case)),
        "provide": (look.officer, lambda: package.check_providable(case)),
        "record-arrival": (look.officer, lambda: package.check_receivable(case)),
        "receive": (look.sits, lambda: package.check_receivable(case)),
        "dispute": (look.sits, lambda: package.check_disputable(case)),
        "settle": (look.speaks, lambda: package.settleable(case, for_body=look.sits)),
        "take-objection-back": (look.sits, lambda: package.settleable(case, for_body=True)),
    }


def _period(case: Case, look: Look) -> Tried:
    def spoken(rule: Callable[[], object]) -> Callable[[], object]:
        return lambda: (look.spoken(case), rule())

    return {
        "note-event": (look.sits, lambda: timing.check_runs(case)),
        "record-order": (look.speaks, spoken(lambda: timing.check_runs(case))),
        "recount": (look.officer, lambda: timing.check_runs(case)),
        "propose-agreement": (look.speaks, spoken(lambda: agreements.check_open(case))),
        "confirm-agreement": (look.speaks, spoken(lambda: agreements.to_confirm(case, look.side))),
    }


def _of_the_body(case: Case, look: Look) -> Tried:
    def led(rule: Callable[[], object]) -> tuple[bool, Callable[[], object]]:
        return look.sits, lambda: (look.spoken(case), rule())

    return {
        "declare-absent": (look.sits, lambda: bench.check_acting(case)),
        "recuse": (look.sits and look.act.by not in case.concerned, lambda: bench.check_acting(case)),
        "elect": (look.sits, lambda: lead.check_electable(case, look.held or {}, look.day)),
        "deliver": led(lambda: opinion.check_deliverable(case, look.act.now)),
        "correct-opinion": led(lambda: opinion.delivered(case)),
        "waive": led(lambda: answers.check_waivable(case)),
    }


def _answering(case: Case, look: Look) -> Tried:
    return {
        "respond": (look.manages and bool(case.unanswered), lambda: answers.check_answerable(case, look.act)),
        "correct-response": (look.manages and bool(case.answers), lambda: answers.check_answerable(case, look.act)),
        "close-agreed": (look.speaks, lambda: answers.check_closable(case, "agreed", look.spoken(case))),
        "close-disagreed": (look.officer, lambda: answers.check_closable(case, "disagreed", look.act)),
    }
