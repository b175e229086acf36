"""The rules of an idea: its status and what moves it, the impact screen, the decision."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from ideas.domain.impact import SCREEN
from ideas.domain.refusals import ConsultationOpen, OwnIdea, ReasonNeeded, UnknownQuestion, WrongStatus
from shared.errors import Language
from shared.events import ideas
from shared.events.base import Event

Status = Literal[
    "draft",
    "submitted",
    "returned",
    "under_review",
    "reviewed",
    "in_consultation",
    "decision_pending",
    "accepted",
    "accepted_with_changes",
    "pilot",
    "deferred",
    "declined",
    "implementing",
    "implemented",
    "benefits_tracking",
    "closed",
]

HEARD: dict[str, tuple[frozenset[str], Status]] = {
    "round.concluded": (frozenset({"under_review"}), "reviewed"),
    "plan.opened": (frozenset({"accepted", "accepted_with_changes", "pilot"}), "implementing"),
    "idea.implemented": (frozenset({"accepted", "accepted_with_changes", "pilot", "implementing"}), "implemented"),
    "benefit.measured": (frozenset({"implemented"}), "benefits_tracking"),
    "plan.stopped": (frozenset({"implementing", "implemented", "benefits_tracking"}), "closed"),
    "idea.completed": (frozenset({"implementing", "implemented", "benefits_tracking"}), "closed"),
}
"""What moves an idea when it is heard: from which statuses, to which."""

REPEATABLE = frozenset({"benefit.measured"})
"""What may be heard in any status, also several times: where it moves nothing, it is still a step of the journey."""

REASONS = frozenset(
    {
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
    }
)
_STATUS_OF: dict[str, Status] = {
    "accepted": "accepted",
    "accepted-with-changes": "accepted_with_changes",
    "pilot": "pilot",
    "deferred": "deferred",
    "declined": "declined",
}
CONTESTABLE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Idea:
    """``version`` counts the events told; ``edition`` the changes of any kind (the ETag)."""

    idea_id: UUID
    number: int | None
    title: str
    body: str
    language: Language
    author_id: UUID
    unit_id: UUID | None
    status: Status
    priority_at: datetime | None
    version: int
    edition: int

    @property
    def authors(self) -> tuple[ideas.Author, ...]:
        return (ideas.Author(person_id=self.author_id, share=100),)


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


def edit(idea: Idea, title: str | None, body: str | None) -> Idea:
    """Change a draft, or an idea that was returned."""
    _needs(idea, "draft", "returned")
    return replace(idea, title=title or idea.title, body=body or idea.body, edition=idea.edition + 1)


def submit(idea: Idea, number: int, now: datetime) -> tuple[Idea, Event]:
    """Hand an idea in. A returned one keeps its number and its priority: the first receipt counts."""
    _needs(idea, "draft", "returned")
    idea = _next(replace(idea, status="submitted", number=idea.number or number, priority_at=idea.priority_at or now))
    return idea, ideas.IdeaSubmitted(
        **_facts(idea, idea.author_id, now),
        number=idea.number or number,
        title=idea.title,
        text=idea.body,
        language=idea.language,
        authors=idea.authors,
        unit_id=idea.unit_id,
        priority_at=idea.priority_at or now,
    )


def send_to_review(idea: Idea, quorum: int, due_on: date, by: UUID, now: datetime) -> tuple[Idea, Event]:
    """The scheme office sends the idea to peer review."""
    _needs(idea, "submitted")
    idea = _next(replace(idea, status="under_review"))
    return idea, ideas.ReviewRequested(
        **_facts(idea, by, now),
        title=idea.title,
        text=idea.body,
        authors=idea.authors,
        rubric_version=1,
        quorum=quorum,
        due_on=due_on,
    )


def return_to_author(idea: Idea, reason_code: str, text: str, by: UUID, now: datetime) -> tuple[Idea, Event]:
    """The scheme office asks the authors for something."""
    _needs(idea, "submitted")
    idea = _next(replace(idea, status="returned"))
    return idea, ideas.IdeaReturned(**_facts(idea, by, now), reason_code=reason_code, text=text)


def screen(
    idea: Idea,
    answers: Mapping[str, bool],
    measure: str,
    body_ids: Sequence[UUID],
    *,
    by: UUID,
    now: datetime,
    urgent: bool,
) -> tuple[Idea, Event]:
    """Which rights the measure touches, and so whether bodies must be heard. ``body_ids``: those covering the unit."""
    _needs(idea, "reviewed")
    for question in answers:
        if question not in SCREEN:
            raise UnknownQuestion(pointer=f"/answers/{question}", question=question, known=", ".join(SCREEN))
    rights = tuple(SCREEN[question] for question in SCREEN if answers.get(question))
    if rights and body_ids:
        idea = _next(replace(idea, status="in_consultation"))
        return idea, ideas.ConsultationRequired(
            **_facts(idea, by, now),
            measure=measure,
            title=idea.title,
            authors=idea.authors,
            rights=rights,
            body_ids=tuple(body_ids),
            urgent=urgent,
        )
    idea = _next(replace(idea, status="decision_pending"))
    why = "no representative body covers the unit" if rights else "no right of representatives is touched"
    until = (now + CONTESTABLE).date()
    return idea, ideas.ConsultationNotRequired(**_facts(idea, by, now), why=why, contestable_until=until)


def decide(idea: Idea, answer: Answer, open_bodies: Collection[str], by: UUID, now: datetime) -> tuple[Idea, Event]:
    """Answer an idea with reasons. ``open_bodies``: names of bodies whose mandatory case is still open."""
    if by == idea.author_id:
        raise OwnIdea
    if open_bodies:
        raise ConsultationOpen(bodies=", ".join(sorted(open_bodies)))
    _needs(idea, "decision_pending")
    _refuse_unreasoned(answer)
    idea = _next(replace(idea, status=_STATUS_OF[answer.outcome]))
    return idea, ideas.IdeaDecided(
        **_facts(idea, by, now),
        outcome=answer.outcome,
        reason_code=answer.reason_code,
        text=answer.text,
        office=answer.office,
        conditions=answer.conditions,
        appeal_until=answer.appeal_until,
        deferred_until=answer.deferred_until,
        title=idea.title,
        authors=idea.authors,
    )


def hear(idea: Idea, kind: str) -> tuple[Idea, str | None]:
    """What an event of another service does to the status; the second value says why it was ignored, if it was."""
    before, after = HEARD[kind]
    if idea.status in before:
        return replace(idea, status=after, edition=idea.edition + 1), None
    return idea, None if kind in REPEATABLE else f"the idea is {idea.status}"


def hear_last_case_closed(idea: Idea) -> tuple[Idea, str | None]:
    """The last mandatory case is closed: the decision is due."""
    if idea.status == "in_consultation":
        return replace(idea, status="decision_pending", edition=idea.edition + 1), None
    return idea, f"the idea is {idea.status}"


def _refuse_unreasoned(answer: Answer) -> None:
    known = ", ".join(sorted(REASONS))
    if answer.reason_code not in REASONS:
        raise ReasonNeeded(pointer="/reason_code", missing="reason_code", known=known)
    for name, given in (("text", answer.text), ("office", answer.office)):
        if not given.strip():
            raise ReasonNeeded(pointer=f"/{name}", missing=name, known=known)
    if answer.outcome in ("declined", "deferred") and answer.appeal_until is None:
        raise ReasonNeeded(pointer="/appeal_until", missing="appeal_until", known=known)
    if answer.outcome == "deferred" and answer.deferred_until is None:
        raise ReasonNeeded(pointer="/deferred_until", missing="deferred_until", known=known)


def _next(idea: Idea) -> Idea:
    return replace(idea, version=idea.version + 1, edition=idea.edition + 1)


def _facts(idea: Idea, by: UUID, now: datetime) -> dict[str, object]:
    return {"occurred_at": now, "by": by, "aggregate_version": idea.version, "idea_id": idea.idea_id}


def _needs(idea: Idea, *statuses: str) -> None:
    if idea.status not in statuses:
        raise WrongStatus(status=idea.status, needed=", ".join(statuses))
