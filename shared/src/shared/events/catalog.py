"""The catalogue, as data: each topic, who tells it, its events and who acts on them.

From it come the topics in Kafka, the JSON Schemas, AsyncAPI, docs/events.md, ``parley describe`` and the tests that
all of them agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from shared.events import campaigns, hr, ideas, implementation, interests, notify, people, review, union_dialogue
from shared.events.base import Event

REPLICAS = ("ideas", "review", "union-dialogue", "implementation", "notify")
"""Services that keep a copy of people.v1 (``shared.directory``)."""

DEAD_LETTERS_KEPT = timedelta(days=30)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: ``events`` maps each class to the services that act on it (none: kept for HR systems and audits)."""

    name: str
    producer: str
    key: str
    partitions: int
    retention: timedelta | None
    """How long records are kept; None for a compacted topic."""
    events: Mapping[type[Event], tuple[str, ...]]

    @property
    def compacted(self) -> bool:
        return self.retention is None


_HR = Topic(
    "hr.v1",
    "the HR system",
    "external id of the person, unit, body or calendar",
    6,
    _WEEK,
    {
        hr.HrEmployeeHired: ("people",),
        hr.HrEmployeeChanged: ("people",),
        hr.HrEmployeeLeft: ("people",),
        hr.HrEmployeeErased: ("people",),
        hr.HrUnitChanged: ("people",),
        hr.HrRoleGranted: ("people",),
        hr.HrRoleEnded: ("people",),
        hr.HrBodyChanged: ("people",),
        hr.HrCalendarChanged: ("people",),
        hr.HrMandateGranted: ("people",),
        hr.HrMandateEnded: ("people",),
    },
)
_PEOPLE = Topic(
    "people.v1",
    "people",
    "person, unit, body or calendar id",
    6,
    None,
    {
        people.PersonChanged: REPLICAS,
        people.PersonErased: REPLICAS,
        people.UnitChanged: REPLICAS,
        people.BodyChanged: REPLICAS,
        people.CalendarChanged: REPLICAS,
    },
)
_IDEAS = Topic(
    "ideas.v1",
    "ideas",
    "idea id; campaign id for what is about a campaign",
    12,
    _WEEK,
    {
        ideas.IdeaSubmitted: ("implementation", "notify"),
        ideas.AuthorInvited: ("notify",),
        ideas.InvitationSettled: ("notify",),
        ideas.SharesProposed: ("notify",),
        ideas.SharesSettled: ("notify",),
        ideas.AttachmentAdded: (),
        ideas.AttachmentRemoved: (),
        ideas.IdeaRevised: (),
        ideas.IdeaReturned: ("review", "notify"),
        ideas.IdeaWithdrawn: ("review", "union-dialogue", "implementation", "notify"),
        ideas.IdeaMerged: ("review", "union-dialogue", "implementation", "notify"),
        ideas.IdeaRerouted: ("implementation", "notify"),
        ideas.ReviewRequested: ("review", "notify"),
        interests.InterestNoted: ("review", "implementation", "notify"),
        ideas.IdeaCommented: ("notify",),
        ideas.IdeaEndorsed: ("notify",),
        ideas.SupportReached: ("notify",),
        ideas.ConsultationRequired: ("union-dialogue", "implementation", "notify"),
        ideas.ConsultationNotRequired: ("union-dialogue", "notify"),
        ideas.ConsultationContested: ("union-dialogue", "notify"),
        ideas.IdeaDecided: ("union-dialogue", "implementation", "notify"),
        ideas.IdeaWoken: ("notify",),
        ideas.AppealLodged: ("notify",),
        ideas.AppealDecided: ("notify",),
        ideas.AnswerDue: (),
        ideas.AnswerOverdue: ("notify",),
        campaigns.CampaignAnnounced: (),
        campaigns.CampaignChanged: (),
        campaigns.CampaignClosed: (),
    },
)
_REVIEWS = Topic(
    "reviews.v1",
    "review",
    "idea id",
    12,
    _WEEK,
    {
        review.RoundOpened: ("ideas",),
        review.ReviewerAssigned: ("notify",),
        review.ConflictDeclared: ("ideas",),
        review.ReviewSubmitted: ("ideas",),
        review.AssignmentEscalated: ("notify",),
        review.AssignmentRescheduled: ("notify",),
        review.AssignmentReleased: ("notify",),
        review.AssignmentSettled: ("notify",),
        review.RoundExtended: ("ideas",),
        review.RoundOverdue: ("notify",),
        review.RoundCalibrating: ("ideas", "notify"),
        review.RoundCancelled: ("ideas", "notify"),
        review.RoundConcluded: ("ideas", "notify"),
    },
)
_DIALOGUES = Topic(
    "dialogues.v1",
    "union-dialogue",
    "idea id",
    12,
    _WEEK,
    {
        union_dialogue.CasePrepared: ("ideas", "implementation", "notify"),
        union_dialogue.RegimeChosen: (),
        union_dialogue.CaseOpened: ("ideas",),
        union_dialogue.PackageProvided: ("ideas", "notify"),
        union_dialogue.PackageReceived: ("ideas", "notify"),
        union_dialogue.CompletenessDisputed: ("notify",),
        union_dialogue.CompletenessSettled: ("notify",),
        union_dialogue.ClockStarted: ("ideas", "notify"),
        union_dialogue.ClockChanged: ("notify",),
        union_dialogue.ClockStopped: ("notify",),
        union_dialogue.ClockExpired: ("ideas", "notify"),
        union_dialogue.MessagePosted: ("notify",),
        union_dialogue.MessageEdited: ("notify",),
        union_dialogue.MembersLeftOut: ("notify",),
        union_dialogue.LeadElected: (),
        union_dialogue.SubstituteSeated: ("notify",),
        union_dialogue.SubstituteReleased: ("notify",),
        union_dialogue.OpinionDelivered: ("ideas", "implementation", "notify"),
        union_dialogue.OpinionCorrected: ("implementation", "notify"),
        union_dialogue.OpinionDeemed: ("ideas", "notify"),
        union_dialogue.ResponsePublished: ("ideas", "implementation", "notify"),
        union_dialogue.ResponseCorrected: ("implementation", "notify"),
        union_dialogue.AgreementSigned: (),
        union_dialogue.CaseClosed: ("ideas", "implementation", "notify"),
        union_dialogue.CaseWithdrawn: ("ideas", "implementation", "notify"),
    },
)
_IMPLEMENTATION = Topic(
    "implementation.v1",
    "implementation",
    "idea id",
    12,
    _WEEK,
    {
        implementation.PlanOpened: ("ideas", "notify"),
        implementation.PlanStopped: ("ideas", "notify"),
        implementation.PlanApproved: (),
        implementation.RoleOffered: ("notify",),
        implementation.RoleAccepted: ("notify",),
        implementation.RoleDeclined: ("notify",),
        implementation.TaskPlanned: ("notify",),
        implementation.TaskRemoved: ("notify",),
        implementation.TaskStarted: ("ideas",),
        implementation.TaskBlocked: ("ideas", "notify"),
        implementation.TaskDone: ("ideas", "notify"),
        implementation.TaskReturned: ("notify",),
        implementation.TaskDropped: ("notify",),
        implementation.TaskVerified: ("ideas", "notify"),
        implementation.MilestoneReached: ("ideas",),
        implementation.MilestoneMissed: ("ideas", "notify"),
        implementation.IdeaImplemented: ("ideas", "notify"),
        implementation.BenefitForecast: ("ideas",),
        implementation.BenefitMeasured: ("ideas", "notify"),
        implementation.BenefitReturned: ("notify",),
        implementation.BenefitVerified: ("ideas",),
        implementation.RewardComputed: (),
        implementation.IdeaCompleted: ("ideas", "notify"),
    },
)
_NOTIFICATIONS = Topic(
    "notifications.v1",
    "notify",
    "person id",
    6,
    _WEEK,
    {notify.NotificationDelivered: (), notify.NotificationFailed: ()},
)

TOPICS: dict[str, Topic] = {
    topic.name: topic for topic in (_HR, _PEOPLE, _IDEAS, _REVIEWS, _DIALOGUES, _IMPLEMENTATION, _NOTIFICATIONS)
}
_TOPIC_OF = {event: topic.name for topic in TOPICS.values() for event in topic.events}
_CLASS_OF = {event.ce_type(): event for event in _TOPIC_OF}

UNHEARD: dict[type[Event], str] = {
    ideas.AttachmentAdded: "files stay with ideas, which shows them itself; told for audits",
    ideas.AttachmentRemoved: "files stay with ideas, which shows them itself; told for audits",
    ideas.AnswerDue: "ideas shows the day on the idea and among what waits for those who owe the answer; told for audits",
    campaigns.CampaignAnnounced: "ideas shows campaigns, and the home page those that are open; told for intranets and audits",
    campaigns.CampaignChanged: "ideas shows campaigns as they are now; told for intranets and audits",
    campaigns.CampaignClosed: "ideas refuses what comes too late, by itself; told for intranets and audits",
    ideas.IdeaRevised: "the text stays with ideas; reviewers keep the text that their round was opened with",
    union_dialogue.RegimeChosen: "the regime is read at its source; told for audits",
    union_dialogue.LeadElected: "the elected one was there and finds the duties of the case at home; told for audits",
    union_dialogue.AgreementSigned: "clauses stay with union-dialogue; what others act on is case.closed",
    implementation.PlanApproved: "for audits and exports",
    implementation.RewardComputed: "for the payroll of HR systems",
    notify.NotificationDelivered: "for audits of deliveries",
    notify.NotificationFailed: "for operators and audits of deliveries",
}
"""Events that no service acts on, each with the reason why it is told all the same."""


def topic_of(event: type[Event]) -> str:
    """The topic that carries a class of events. KeyError when the catalogue does not know it."""
    return _TOPIC_OF[event]


def event_class(ce_type: str) -> type[Event]:
    """The class behind a ``ce_type``. KeyError when the catalogue does not know it."""
    return _CLASS_OF[ce_type]


def topics_heard_by(service: str) -> list[str]:
    """Topics with at least one event that the service acts on."""
    return [topic.name for topic in TOPICS.values() if any(service in consumers for consumers in topic.events.values())]


def consumers_of(topic: Topic) -> list[str]:
    """Services that act on at least one event of the topic."""
    return sorted({service for consumers in topic.events.values() for service in consumers})


def dead_letter_topic(topic: str, group: str) -> str:
    """Where a consumer group puts the records of a topic that it cannot take."""
    return f"{topic}.{group}.dlq"
