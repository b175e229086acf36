"""dialogues.v1: the consultation of representatives. A room's text never enters an event."""

from __future__ import annotations

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from shared.events.base import Event, Fact
from shared.moments import Day, Moment

Capacity = Literal["chair", "deputy", "elected"]
Cause = Literal["idea-withdrawn", "idea-declined"]
Result = Literal["agreed", "disagreed", "deemed-approved", "deemed-negative", "waived"]


class Point(Fact):
    """A numbered point of an opinion."""

    number: int = Field(ge=1)
    text: str
    demand: str | None = None


class Votes(Fact):
    """How a resolution was voted."""

    in_favour: int = Field(ge=0)
    against: int = Field(ge=0)
    abstained: int = Field(ge=0)


class Answer(Fact):
    """Management's answer to one point."""

    number: int = Field(ge=1)
    answer: Literal["adopted", "partly", "not-adopted"]
    reason: str


class Clause(Fact):
    """A clause of an agreement."""

    number: int = Field(ge=1)
    text: str


class CaseEvent(Event):
    """What all events of dialogues.v1 share; ``aggregate_version`` is the case's."""

    subject_field: ClassVar[str] = "case_id"
    key_field: ClassVar[str] = "idea_id"
    case_id: UUID
    idea_id: UUID
    body_id: UUID


class LedEvent(CaseEvent):
    """What is done for the body by who leads it. Why the chair could not is not told."""

    capacity: Capacity | None = Field(default=None, description="in which they act; null: told before this was")
    in_place_of: UUID | None = Field(default=None, description="the chair for whom a deputy or elected member acts")


class CasePrepared(CaseEvent):
    """A case exists for a body; the package is still owed."""

    type: Literal["case.prepared"] = "case.prepared"
    version: Literal[1] = 1
    regime: str
    regime_version: int | None = Field(default=None, ge=1)
    mandatory: bool = True
    round: int = Field(default=1, ge=1, description="of consultation.required that asked for it")
    left_out: tuple[UUID, ...] = Field(default=(), description="whom it concerns themselves; see members.left-out")


class RegimeChosen(CaseEvent):
    """The employer said under which regime of the body's family, and in which form, the body is heard."""

    type: Literal["regime.chosen"] = "regime.chosen"
    version: Literal[1] = 1
    regime: str
    regime_version: int = Field(ge=1)
    variant: str
    reason: str


class CaseOpened(CaseEvent):
    """The employer opened the consultation."""

    type: Literal["case.opened"] = "case.opened"
    version: Literal[1] = 1


class PackageProvided(CaseEvent):
    """The information package, or a new version of it, was provided."""

    type: Literal["package.provided"] = "package.provided"
    version: Literal[1] = 1
    package_version: int = Field(ge=1)


class PackageReceived(CaseEvent):
    """The body confirmed receipt."""

    type: Literal["package.received"] = "package.received"
    version: Literal[1] = 1
    package_version: int = Field(ge=1)
    received_at: Moment


class CompletenessDisputed(CaseEvent):
    """The body says that the package is incomplete."""

    type: Literal["completeness.disputed"] = "completeness.disputed"
    version: Literal[1] = 1
    kind: Literal["insufficient", "statutory-documents-missing"] | None = None
    clock_runs: bool | None = Field(default=None, description="whether the period runs on all the same")


class CompletenessSettled(CaseEvent):
    """The package counts as complete: it was completed, or the body took its objection back."""

    type: Literal["completeness.settled"] = "completeness.settled"
    version: Literal[1] = 1
    outcome: Literal["completed", "withdrawn"] | None = None
    completed_on: Day | None = None


class ClockEvent(CaseEvent):
    """What the clock's events share."""

    due_at: Moment = Field(description="the first instant after the last day")
    cause: str
    reasoning: tuple[str, ...] = Field(default=(), description="codes of the facts that the reasoning names, in order")
    calendar_version: int = Field(ge=1)
    last_day: Day | None = Field(default=None, description="at the seat, by the first reading")
    other_last_day: Day | None = Field(default=None, description="by the other reading, where the law is disputed")
    silence: str | None = Field(default=None, description="what silence means")


class ClockStarted(ClockEvent):
    """The period for the opinion runs."""

    type: Literal["clock.started"] = "clock.started"
    version: Literal[1] = 1


class ClockChanged(ClockEvent):
    """The end of the period moved."""

    type: Literal["clock.changed"] = "clock.changed"
    version: Literal[1] = 1


class ClockStopped(CaseEvent):
    """The period does not run any more; ``clock.started`` tells when it runs anew."""

    type: Literal["clock.stopped"] = "clock.stopped"
    version: Literal[1] = 1
    cause: Literal["completeness-disputed", "package-changed"]


class ClockExpired(ClockEvent):
    """The period ended without an opinion."""

    type: Literal["clock.expired"] = "clock.expired"
    version: Literal[1] = 1


class MessagePosted(CaseEvent):
    """A message exists; its text stays in its room, and so does its author for the body's own room."""

    type: Literal["message.posted"] = "message.posted"
    version: Literal[1] = 1
    room: Literal["representatives", "management", "joint"]
    message_id: UUID
    mentions: tuple[UUID, ...] = ()


class MessageEdited(CaseEvent):
    """A message was changed; neither text stands here. ``mentions``: those who were not mentioned before."""

    type: Literal["message.edited"] = "message.edited"
    version: Literal[1] = 1
    room: Literal["representatives", "management", "joint"]
    message_id: UUID
    edition: int = Field(ge=2)
    mentions: tuple[UUID, ...] = ()


class SubstituteSeated(CaseEvent):
    """A substitute sits in for a member of the body in this case; for whom is told to nobody else."""

    type: Literal["substitute.seated"] = "substitute.seated"
    version: Literal[1] = 1
    person_id: UUID
    last_day: Day | None = Field(default=None, description="at the seat; null: until the case is closed")


class SubstituteReleased(CaseEvent):
    """The member is back: the substitute does not sit in any more."""

    type: Literal["substitute.released"] = "substitute.released"
    version: Literal[1] = 1
    person_id: UUID


class MembersLeftOut(CaseEvent):
    """Whom the matter concerns themselves, all of them as of now: the case does not exist for them as members."""

    type: Literal["members.left-out"] = "members.left-out"
    version: Literal[1] = 1
    person_ids: tuple[UUID, ...]


class LeadElected(CaseEvent):
    """The members elected one of them to lead the body in this case, while neither chair nor deputy can."""

    type: Literal["lead.elected"] = "lead.elected"
    version: Literal[1] = 1
    person_id: UUID
    votes: Votes


class OpinionDelivered(LedEvent):
    """The body delivered its opinion."""

    type: Literal["opinion.delivered"] = "opinion.delivered"
    version: Literal[1] = 1
    stance: Literal["consent", "consent-with-conditions", "objection"]
    points: tuple[Point, ...] = ()
    votes: Votes
    minority_views: int | None = Field(default=None, ge=0, description="how many minority views stand beside it")
    warnings: tuple[str, ...] = Field(default=(), description="codes of doubts about the vote")


class OpinionCorrected(LedEvent):
    """A slip in the opinion was put right beside it; the opinion itself stands as it was delivered."""

    type: Literal["opinion.corrected"] = "opinion.corrected"
    version: Literal[1] = 1
    number: int = Field(ge=1, description="of the correction")
    point: int | None = Field(default=None, ge=1)
    text: str


class OpinionDeemed(CaseEvent):
    """Silence took the effect that the regime gives it."""

    type: Literal["opinion.deemed"] = "opinion.deemed"
    version: Literal[1] = 1
    effect: Literal["deemed-approved", "deemed-negative"]


class ResponsePublished(CaseEvent):
    """Management answered points of the opinion."""

    type: Literal["response.published"] = "response.published"
    version: Literal[1] = 1
    points: tuple[Answer, ...]


class ResponseCorrected(CaseEvent):
    """Management changed an answer, and says why; the first one stays on record."""

    type: Literal["response.corrected"] = "response.corrected"
    version: Literal[1] = 1
    point: Answer
    why: str


class AgreementSigned(CaseEvent):
    """Both sides signed an agreement."""

    type: Literal["agreement.signed"] = "agreement.signed"
    version: Literal[1] = 1
    clauses: tuple[Clause, ...]


class CaseClosed(LedEvent):
    """The duty is discharged; the idea moves on when its last mandatory case is closed."""

    type: Literal["case.closed"] = "case.closed"
    version: Literal[1] = 1
    result: Result
    conditions: tuple[str, ...] = ()
    reason: str | None = Field(default=None, description="why it was waived, or closed without agreement")
    consent_replaced_by: str | None = Field(default=None, description="the decision that replaced a needed consent")
    round: int = Field(default=1, ge=1, description="the newest consultation.required that it discharges")


class CaseWithdrawn(CaseEvent):
    """The idea was withdrawn, or declined: the case is closed without a result, and nothing is owed in it any more."""

    type: Literal["case.withdrawn"] = "case.withdrawn"
    version: Literal[1] = 1
    cause: Cause = "idea-withdrawn"
    round: int = Field(default=1, ge=1, description="the newest consultation.required that it discharges")
