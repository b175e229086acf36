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
├── TooManySubstitutes
├── VotesDoNotAddUp
└── MentionOutside
NotFound
├── NotSeated
└── NoSuchProposal
Forbidden
├── OtherSideConfirms
├── OwnIdea
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
from union_dialogue.domain.refusals.room import (
    MentionOutside,
    NotYourMessage,
)
from union_dialogue.domain.refusals.seat import (
    LastDayPast,
    NoSeat,
    NotASubstitute,
    NotSeated,
    SeatTaken,
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
    "AgreementNeedsTheBody",
    "CompletionOutside",
    "ConsentNeeded",
    "DisputeOpen",
    "LastDayPast",
    "MentionOutside",
    "NoCalendar",
    "NoOpinion",
    "NoQuorum",
    "NoSeat",
    "NoSuchProposal",
    "NotAMember",
    "NotASubstitute",
    "NotSeated",
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
    "TooManySubstitutes",
    "UnknownPoint",
    "VoteVoid",
    "VotesDoNotAddUp",
    "WrongStep",
]
