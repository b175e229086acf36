"""What a consultation refuses.

Conflict
├── WrongStep
├── PointsUnanswered
├── AgreementNeedsTheBody
├── ConsentNeeded
├── NoCalendar
├── PeriodWouldBeOver
├── PeriodOver
├── NothingRuns
├── DisputeOpen
├── NothingDisputed
├── NothingAdded
├── RegimeIsTemplate
├── RegimeVersionTaken
├── NoOpinion
├── NoQuorum
├── SeatTaken
├── NoSubstituteLeft
├── AbsentAlready
├── NobodyLeads
├── SomebodyLeads
├── NoElection
├── ResolutionLost
└── VoteVoid
Invalid
├── RegimeNotOfTheBody
├── SayWhy
├── UnknownPoint
├── ReceiptOutside
├── SayWhetherClockRestarts
├── CompletionOutside
├── PointsNotNumbered
├── NotAMember
├── NotASubstitute
├── NoSeat
├── LastDayPast
├── SubstituteCannot
├── NotNextSubstitute
├── NotElectable
├── NotOfTheBody
├── TooManySubstitutes
├── VotesDoNotAddUp
└── MentionOutside
NotFound
├── NotSeated
├── NotAbsent
├── NotRecused
└── NoSuchProposal
Forbidden
├── OtherSideConfirms
├── OwnIdea
├── NotTheLead
├── DeclaredAbsent
└── NotYourMessage
"""

from __future__ import annotations

from union_dialogue.domain.refusals.case import (
    AgreementNeedsTheBody,
    ConsentNeeded,
    OwnIdea,
    PointsUnanswered,
    RegimeNotOfTheBody,
    SayWhy,
    UnknownPoint,
    WrongStep,
)
from union_dialogue.domain.refusals.clock import (
    CompletionOutside,
    DisputeOpen,
    NoCalendar,
    NoSuchProposal,
    NothingAdded,
    NothingDisputed,
    NothingRuns,
    OtherSideConfirms,
    PeriodOver,
    PeriodWouldBeOver,
    ReceiptOutside,
    RegimeIsTemplate,
    RegimeVersionTaken,
    SayWhetherClockRestarts,
)
from union_dialogue.domain.refusals.lead import (
    AbsentAlready,
    DeclaredAbsent,
    NobodyLeads,
    NoElection,
    NotAbsent,
    NotElectable,
    NotOfTheBody,
    NotRecused,
    NotTheLead,
    SomebodyLeads,
)
from union_dialogue.domain.refusals.room import (
    MentionOutside,
    NotYourMessage,
)
from union_dialogue.domain.refusals.seat import (
    LastDayPast,
    NoSeat,
    NoSubstituteLeft,
    NotASubstitute,
    NotNextSubstitute,
    NotSeated,
    SeatTaken,
    SubstituteCannot,
)
from union_dialogue.domain.refusals.vote import (
    NoOpinion,
    NoQuorum,
    NotAMember,
    PointsNotNumbered,
    ResolutionLost,
    TooManySubstitutes,
    VotesDoNotAddUp,
    VoteVoid,
)

__all__ = [
    "AbsentAlready",
    "AgreementNeedsTheBody",
    "CompletionOutside",
    "ConsentNeeded",
    "DeclaredAbsent",
    "DisputeOpen",
    "LastDayPast",
    "MentionOutside",
    "NoCalendar",
    "NoElection",
    "NoOpinion",
    "NoQuorum",
    "NoSeat",
    "NoSubstituteLeft",
    "NoSuchProposal",
    "NobodyLeads",
    "NotAMember",
    "NotASubstitute",
    "NotAbsent",
    "NotElectable",
    "NotNextSubstitute",
    "NotOfTheBody",
    "NotRecused",
    "NotSeated",
    "NotTheLead",
    "NotYourMessage",
    "NothingAdded",
    "NothingDisputed",
    "NothingRuns",
    "OtherSideConfirms",
    "OwnIdea",
    "PeriodOver",
    "PeriodWouldBeOver",
    "PointsNotNumbered",
    "PointsUnanswered",
    "ReceiptOutside",
    "RegimeIsTemplate",
    "RegimeNotOfTheBody",
    "RegimeVersionTaken",
    "ResolutionLost",
    "SayWhetherClockRestarts",
    "SayWhy",
    "SeatTaken",
    "SomebodyLeads",
    "SubstituteCannot",
    "TooManySubstitutes",
    "UnknownPoint",
    "VoteVoid",
    "VotesDoNotAddUp",
    "WrongStep",
]
