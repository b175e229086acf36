"""Management's answer with its reasons, the appeal against it, and the deferral that wakes by itself."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, get_args
from uuid import UUID

from ideas.domain.refusals import (
    AppealOver,
    AppealTooShort,
    AppealToTheDecider,
    ConsultationOpen,
    ContestOpen,
    DayNeeded,
    DecidedBefore,
    NotAnAuthor,
    ReasonDoesNotFit,
    ReasonNeeded,
)
from ideas.domain.standing import Standing
from ideas.domain.state import Idea, Status, facts, needs, told
from shared.errors import Text
from shared.events import ideas
from shared.events.base import Event

ReasonCode = Literal[
    "benefit-outweighs-effort",
    "mission-need",
    "duty-of-law",
    "cost-too-high",
    "not-feasible",
    "already-in-place",
    "out-of-remit",
    "against-opinion-of-staff",
    "needs-budget",
    "needs-other-project",
]
_FOR = frozenset({"benefit-outweighs-effort", "mission-need", "duty-of-law"})
_LATER = frozenset({"needs-budget", "needs-other-project"})
REASONS: frozenset[str] = frozenset(get_args(ReasonCode))
REASONS_OF: dict[ideas.Outcome, frozenset[str]] = {
    "accepted": _FOR,
    "accepted-with-changes": _FOR,
    "pilot": _FOR,
    "deferred": _LATER,
    "declined": REASONS - _FOR,
}
"""Which codes give reasons for which answer: a refusal for a reason that speaks for the idea is none."""

_STATUS_OF: dict[ideas.Outcome, Status] = {
    "accepted": "accepted",
    "accepted-with-changes": "accepted_with_changes",
    "pilot": "pilot",
    "deferred": "deferred",
    "declined": "declined",
}
_DATED: dict[ideas.Outcome, tuple[str, ...]] = {
    "declined": ("appeal_until",),
    "deferred": ("appeal_until", "deferred_until"),
}
AppealResult = Literal["upheld", "reopened"]


@dataclass(frozen=True, slots=True)
class Answer:
    """Management's answer to an idea."""

    outcome: ideas.Outcome
    reason_code: str
    text: str
    office: str
    conditions: tuple[str, ...]
    appeal_until: date | None
    deferred_until: date | None


@dataclass(frozen=True, slots=True)
class AppealReply:
    """The answer to an appeal; when it is reopened, a second round with so many reviews until a day."""

    result: AppealResult
    text: str
    quorum: int
    due_on: date


def check_decidable(idea: Idea, standing: Standing, open_bodies: Collection[Text], by: UUID, *, declined: bool) -> None:
    """Refuse an answer by whom or when there must be none, whatever it says. ``open_bodies``: names of bodies whose
    mandatory case is still open (invariant 1).
    """
    standing.refuse_deciding(by)
    if by == idea.appealed_decider:
        raise DecidedBefore
    if declined:  # what is not done needs no hearing; open cases end with it
        needs(idea, "decision_pending", "in_consultation")
    elif open_bodies:
        raise ConsultationOpen(bodies=Text.listed(sorted(open_bodies)))
    else:
        needs(idea, "decision_pending")
    if idea.contested:
        raise ContestOpen


def decide(
    idea: Idea, answer: Answer, standing: Standing, open_bodies: Collection[Text], by: UUID, *, days: int, now: datetime
) -> tuple[Idea, Event]:
    """Answer an idea with reasons. ``days``: how long authors may appeal at the least; ``now``: at the seat of the unit
    that answers, whose days count.
    """
    check_decidable(idea, standing, open_bodies, by, declined=answer.outcome == "declined")
    _refuse_unreasoned(answer, now.date())
    if answer.outcome in _DATED:
        _refuse_short(answer.appeal_until, now.date(), days)
    idea = told(idea, status=_STATUS_OF[answer.outcome], decided_by=by, appealed_decider=None, **_days(answer))
    return idea, ideas.IdeaDecided(
        **facts(idea, by, now),
        outcome=answer.outcome,
        reason_code=answer.reason_code,
        text=answer.text,
        office=answer.office,
        conditions=answer.conditions,
        **_days(answer),
        title=idea.title,
        authors=idea.authors,
        merged_authors=tuple(sorted(standing.authors - idea.written_by)),
    )


def wake(idea: Idea, now: datetime) -> tuple[Idea, Event] | None:
    """The day of a deferral has come: the decision is due again. None when something else happened meanwhile."""
    if idea.status != "deferred":
        return None
    idea = told(idea, status="decision_pending", appeal_until=None, deferred_until=None)
    return idea, ideas.IdeaWoken(**facts(idea, None, now))


def check_appealable(idea: Idea, by: UUID, now: datetime, *, merged: Collection[UUID] = ()) -> None:
    """Refuse an appeal by whom or when there must be none. ``now``: at the seat of the unit that answers."""
    if by not in idea.written_by.union(merged):
        raise NotAnAuthor
    needs(idea, "declined", "deferred")
    if idea.appeal_until is None or now.date() > idea.appeal_until:
        raise AppealOver(until=idea.appeal_until or "—")


def appeal(idea: Idea, grounds: str, by: UUID, now: datetime, *, merged: Collection[UUID] = ()) -> tuple[Idea, Event]:
    """An author appeals against a refusal or a deferral, through the day that the decision names. ``merged``: the
    authors of ideas that live on in this one, whose idea was answered with it.
    """
    check_appealable(idea, by, now, merged=merged)
    idea = told(idea, status="appealed")
    return idea, ideas.AppealLodged(**facts(idea, by, now), grounds=grounds)


def check_appeal_decidable(idea: Idea, standing: Standing, by: UUID) -> None:
    """Refuse an answer to an appeal by whom or when there must be none, whatever it says."""
    standing.refuse_deciding(by)
    needs(idea, "appealed")
    if by == idea.decided_by:
        raise AppealToTheDecider


def decide_appeal(idea: Idea, reply: AppealReply, standing: Standing, by: UUID, now: datetime) -> tuple[Idea, Event]:
    """Answer an appeal; somebody else than who decided. Upheld: it stays declined, for good, or deferred until its day.
    Reopened: a second round. Either way the next decision is somebody else's.
    """
    check_appeal_decidable(idea, standing, by)
    after = {"appealed_decider": idea.decided_by, "appeal_until": None}
    if reply.result == "upheld":
        idea = told(idea, status="deferred" if idea.deferred_until else "declined", **after)
    else:
        idea = told(idea, status="under_review", decided_by=None, deferred_until=None, **after)
    return idea, ideas.AppealDecided(**facts(idea, by, now), result=reply.result, text=reply.text)


def _days(answer: Answer) -> dict[str, date | None]:
    deferred_until = answer.deferred_until if answer.outcome == "deferred" else None
    return {"appeal_until": answer.appeal_until, "deferred_until": deferred_until}


def _refuse_unreasoned(answer: Answer, today: date) -> None:
    """A coded reason that fits, a text, an office; a refusal or deferral also an appeal date (invariant 7)."""
    known = ", ".join(sorted(REASONS))
    if answer.reason_code not in REASONS:
        raise ReasonNeeded(pointer="/reason_code", missing="reason_code", known=known)
    if answer.reason_code not in REASONS_OF[answer.outcome]:
        fitting = ", ".join(sorted(REASONS_OF[answer.outcome]))
        raise ReasonDoesNotFit(pointer="/reason_code", outcome=answer.outcome, fitting=fitting)
    for name, given in (("text", answer.text), ("office", answer.office)):
        if not given.strip():
            raise ReasonNeeded(pointer=f"/{name}", missing=name, known=known)
    for name in _DATED.get(answer.outcome, ()):
        day = getattr(answer, name)
        if day is None or day <= today:
            raise DayNeeded(pointer=f"/{name}", missing=name)


def _refuse_short(appeal_until: date | None, today: date, days: int) -> None:
    earliest = today + timedelta(days=days)
    if appeal_until and appeal_until < earliest:
        raise AppealTooShort(pointer="/appeal_until", days=days, earliest=earliest)
