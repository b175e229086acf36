"""What waits for whom in a case, by which day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from union_dialogue.domain.bench import SEATS
from union_dialogue.domain.case import OPEN_TO_THE_BODY, Case
from union_dialogue.domain.package import open_dispute


@dataclass(frozen=True, slots=True)
class Hats:
    """How a person meets a case: functions on the employer's side, and the role of their mandate for the body."""

    officer: bool
    decides: bool
    role: str | None
    leads: bool = False
    """Whether they lead the body in the case: as chair, or standing in."""
    nobody_leads: bool = False
    """Whether neither chair nor deputy can act in it."""
    unreplaced: bool = False
    """Whether the matter concerns a member in whose place nobody sits although somebody could."""


@dataclass(frozen=True, slots=True)
class Duty:
    """``kind`` says what is owed; ``due_on`` is the last safe day at the seat, None where no period runs."""

    kind: str
    due_on: date | None = None


def duties(case: Case, hats: Hats) -> list[Duty]:
    """What a person owes in a case, as things stand."""
    found = list(_of_officer(case)) if hats.officer else []
    if case.state == "opinion" and case.unanswered and (hats.officer or hats.decides):
        found.append(Duty("case.answers-owed"))
    if hats.role in SEATS:
        found += _of_body(case)
        found += _to_complete(case, hats)
    if hats.leads:
        found += _of_lead(case)
    return found


def _of_officer(case: Case) -> Iterator[Duty]:
    disputed = open_dispute(case)
    if case.state == "prepared":
        yield Duty("case.package-owed")
    if disputed and case.package_version <= disputed.package_version:
        yield Duty("case.completion-owed")
    if case.state == "lapsed" or (case.state == "opinion" and not case.unanswered):
        yield Duty("case.closing-owed")
    yield from _to_confirm(case, "body")


def _of_body(case: Case) -> Iterator[Duty]:
    disputed = open_dispute(case)
    if case.state == "provided" or (case.state == "running" and case.received_version < case.package_version):
        yield Duty("case.receipt-owed")
    if case.state == "running":
        yield Duty("case.opinion-owed", _last_safe_day(case))
    if disputed and case.package_version > disputed.package_version:
        yield Duty("case.completion-to-settle")


def _of_lead(case: Case) -> Iterator[Duty]:
    if case.state == "opinion" and not case.unanswered:
        yield Duty("case.answers-to-consider")
    yield from _to_confirm(case, "management")


def _to_complete(case: Case, hats: Hats) -> Iterator[Duty]:
    """What keeps the body from acting, while it still has to."""
    if hats.nobody_leads and case.state in (*OPEN_TO_THE_BODY, "opinion"):
        yield Duty("case.acting-chair-to-elect")
    if hats.unreplaced and case.state in OPEN_TO_THE_BODY:
        yield Duty("case.substitute-to-seat")


def _to_confirm(case: Case, proposed_by: str) -> Iterator[Duty]:
    if case.state in ("prepared", "provided", "disputed", "running") and any(
        each["side"] == proposed_by and not each["confirmed_at"] for each in case.proposals
    ):
        yield Duty("case.agreement-to-confirm")


def _last_safe_day(case: Case) -> date | None:
    """The earlier end where the law is disputed: who acts by then is in time by either reading."""
    ends = [case.clock.last_day, case.clock.other_last_day] if case.clock and case.due_at else []
    return min((day for day in ends if day), default=None)
