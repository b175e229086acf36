"""ideas.v1: what happens to an idea, told by the service that owns its status."""

from __future__ import annotations

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from shared.errors import Language
from shared.events.base import Event, Fact
from shared.moments import Day, Moment

Outcome = Literal["accepted", "accepted-with-changes", "pilot", "deferred", "declined"]
Stage = Literal["triage", "screening", "decision", "appeal"]
Office = Literal["scheme-officer", "decision-maker"]


class Author(Fact):
    """An author and their share in percent; all shares of an idea add up to 100."""

    person_id: UUID
    share: int = Field(ge=1, le=100)


class RightTouched(Fact):
    """A right of representatives that the measure touches, with the rule that says so."""

    right: str = Field(description="in English")
    rule: str
    question: str = Field(default="", description="the code of the right and of why, said to readers in their language")
    why: str = Field(default="", description="why a yes touches the right, in English")


class IdeaEvent(Event):
    """What all events of ideas.v1 share; ``aggregate_version`` is the idea's."""

    subject_field: ClassVar[str] = "idea_id"
    key_field: ClassVar[str] = "idea_id"
    idea_id: UUID


class IdeaSubmitted(IdeaEvent):
    """An idea was handed in; ``priority_at`` decides between equal ideas."""

    type: Literal["idea.submitted"] = "idea.submitted"
    version: Literal[1] = 1
    number: int = Field(ge=1)
    title: str
    text: str
    language: Language
    authors: tuple[Author, ...]
    unit_id: UUID | None
    campaign_id: UUID | None = None
    facets: tuple[str, ...] = ()
    priority_at: Moment
    visibility: Literal["organisation", "unit"] = Field(default="organisation", description="who may see it")


class AuthorInvited(IdeaEvent):
    """Somebody is asked to be an author of a draft, which stays secret: the event does not say what it is about."""

    type: Literal["author.invited"] = "author.invited"
    version: Literal[1] = 1
    person_id: UUID


class InvitationSettled(IdeaEvent):
    """An invitation to be an author waits no more: taken, refused, taken back, or the draft is gone."""

    type: Literal["invitation.settled"] = "invitation.settled"
    version: Literal[1] = 1
    person_id: UUID
    by: None = None


class SharesProposed(IdeaEvent):
    """Shares of what is being written are proposed, and these authors are asked to agree. The numbers stay with ideas."""

    type: Literal["shares.proposed"] = "shares.proposed"
    version: Literal[1] = 1
    person_ids: tuple[UUID, ...] = Field(min_length=1)


class SharesSettled(IdeaEvent):
    """These authors need not agree to the proposed shares any more: they agreed, or the proposal is off."""

    type: Literal["shares.settled"] = "shares.settled"
    version: Literal[1] = 1
    person_ids: tuple[UUID, ...] = Field(min_length=1)


class IdeaRevised(IdeaEvent):
    """The authors changed the text of a submitted or returned idea."""

    type: Literal["idea.revised"] = "idea.revised"
    version: Literal[1] = 1
    title: str
    text: str
    revision: int = Field(ge=1)


class IdeaReturned(IdeaEvent):
    """The scheme office sent the idea back to its authors."""

    type: Literal["idea.returned"] = "idea.returned"
    version: Literal[1] = 1
    reason_code: str
    text: str


class IdeaWithdrawn(IdeaEvent):
    """The authors took the idea back; those whose ideas were merged into it lose theirs with it."""

    type: Literal["idea.withdrawn"] = "idea.withdrawn"
    version: Literal[1] = 1
    merged_authors: tuple[UUID, ...] = Field(default=(), description="authors of ideas that lived on in this one")


class IdeaMerged(IdeaEvent):
    """The idea lives on in another one, or now in that one's heir; its authors and shares are kept."""

    type: Literal["idea.merged"] = "idea.merged"
    version: Literal[1] = 1
    into_idea_id: UUID
    authors: tuple[Author, ...]


class IdeaRerouted(IdeaEvent):
    """Another unit answers the idea."""

    type: Literal["idea.rerouted"] = "idea.rerouted"
    version: Literal[1] = 1
    unit_id: UUID
    reason_code: str
    text: str


class AttachmentAdded(IdeaEvent):
    """A file belongs to the idea now. Its name and content stay with ideas; ``size`` is in bytes."""

    type: Literal["attachment.added"] = "attachment.added"
    version: Literal[1] = 1
    attachment_id: UUID
    media_type: str
    size: int = Field(ge=1)


class AttachmentRemoved(IdeaEvent):
    """A file of the idea is gone for good."""

    type: Literal["attachment.removed"] = "attachment.removed"
    version: Literal[1] = 1
    attachment_id: UUID


class ReviewRequested(IdeaEvent):
    """The scheme office sends the idea to peer review: a round opens by this event alone."""

    type: Literal["review.requested"] = "review.requested"
    version: Literal[1] = 1
    title: str
    text: str
    authors: tuple[Author, ...]
    merged_authors: tuple[UUID, ...] = Field(default=(), description="authors of ideas that live on in this one")
    interested: tuple[UUID, ...] = Field(default=(), description="who has a conflict of interest; never why")
    campaign_id: UUID | None = None
    rubric_version: int = Field(ge=1)
    quorum: int = Field(ge=1)
    due_on: Day


class IdeaCommented(IdeaEvent):
    """Somebody commented; the text stays with ideas."""

    type: Literal["idea.commented"] = "idea.commented"
    version: Literal[1] = 1
    comment_id: UUID
    parent_id: UUID | None = None
    mentions: tuple[UUID, ...] = ()


class IdeaEndorsed(IdeaEvent):
    """The number of endorsements changed."""

    type: Literal["idea.endorsed"] = "idea.endorsed"
    version: Literal[1] = 1
    count: int = Field(ge=0)
    taken_back: bool = Field(default=False, description="whether ``by`` no longer stands behind it")


class SupportReached(IdeaEvent):
    """Endorsements reached the support threshold on that day's headcount."""

    type: Literal["support.reached"] = "support.reached"
    version: Literal[1] = 1
    threshold: int = Field(ge=1)
    headcount: int = Field(ge=1)


class ConsultationRequired(IdeaEvent):
    """The impact screen found rights touched: each body named must be consulted before a decision."""

    type: Literal["consultation.required"] = "consultation.required"
    version: Literal[1] = 1
    measure: str
    title: str
    authors: tuple[Author, ...]
    rights: tuple[RightTouched, ...]
    body_ids: tuple[UUID, ...] = Field(min_length=1)
    urgent: bool = False
    round: int = Field(default=1, ge=1, description="which consultation of the idea; a later one asks anew")


NobodyHeard = Literal["no-right-touched", "heard-before", "no-body"]


class ConsultationNotRequired(IdeaEvent):
    """The impact screen found no right touched; a body may contest it until the day named."""

    type: Literal["consultation.not-required"] = "consultation.not-required"
    version: Literal[1] = 1
    why: str
    reason_code: NobodyHeard | None = Field(
        default=None, description="why, as a stable code, the key of its translations; null: not told"
    )
    contestable_until: Day
    body_ids: tuple[UUID, ...] | None = Field(default=None, description="bodies that may contest; null: not told")
    title: str | None = Field(default=None, description="what the idea is called; null: not told")


class ConsultationContested(IdeaEvent):
    """A body says that the screening overlooked a right; ``acting_for`` is the mandate. The impact is screened again."""

    type: Literal["consultation.contested"] = "consultation.contested"
    version: Literal[1] = 1
    body_id: UUID
    questions: tuple[str, ...]


class IdeaDecided(IdeaEvent):
    """Management answered, with reasons."""

    type: Literal["idea.decided"] = "idea.decided"
    version: Literal[1] = 1
    outcome: Outcome
    reason_code: str
    text: str
    office: str
    conditions: tuple[str, ...] = ()
    appeal_until: Day | None
    deferred_until: Day | None = None
    title: str
    authors: tuple[Author, ...]
    merged_authors: tuple[UUID, ...] = Field(default=(), description="authors of ideas that live on in this one")


class IdeaWoken(IdeaEvent):
    """The day of a deferral has come: the decision is due again."""

    type: Literal["idea.woken"] = "idea.woken"
    version: Literal[1] = 1


class AppealLodged(IdeaEvent):
    """An author appeals against a refusal."""

    type: Literal["appeal.lodged"] = "appeal.lodged"
    version: Literal[1] = 1
    grounds: str


class AppealDecided(IdeaEvent):
    """The appeal was decided; ``reopened`` starts a second review round."""

    type: Literal["appeal.decided"] = "appeal.decided"
    version: Literal[1] = 1
    result: Literal["upheld", "reopened"]
    text: str


class AnswerDue(IdeaEvent):
    """An idea waits for its next answer, owed by those with a function until the end of a day at their seat."""

    type: Literal["answer.due"] = "answer.due"
    version: Literal[1] = 1
    stage: Stage
    due_on: Day
    role: Office


class AnswerOverdue(IdeaEvent):
    """The day has passed without an answer: it goes to those with another function too, and the authors are told."""

    type: Literal["answer.overdue"] = "answer.overdue"
    version: Literal[1] = 1
    stage: Stage
    due_on: Day
    role: Office
    escalated_to: Office
