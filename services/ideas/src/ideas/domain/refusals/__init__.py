"""What the rules of an idea refuse.

Conflict
├── WrongStatus
├── ConsultationOpen
├── ContestOpen
├── NothingToContest
├── ContestOver
├── AlreadyContested
├── SharesNotAgreed
├── SharesChanged
├── AlreadyAuthor
├── StarterStays
├── CampaignClosed
├── CampaignOver
├── MergeIntoItself
├── ThreadTooDeep
├── CommentGone
├── TooManyAttachments
└── AppealOver
Forbidden
├── OwnIdea
├── Conflicted
├── AppealToTheDecider
├── DecidedBefore
├── NotAnAuthor
├── NotInvited
├── NotTheirComment
└── NothingToHear
Invalid
├── UnknownQuestion
├── ContestUnanswered
├── ReasonNeeded
├── ReasonDoesNotFit
├── DayNeeded
├── AppealTooShort
├── SharesWrong
├── UnknownPerson
├── UnknownUnit
├── UnknownCampaign
├── AttachmentEmpty
├── AttachmentTypeNotTaken
├── AttachmentMismatch
├── AttachmentHasMacros
├── AttachmentDamaged
├── AttachmentLocked
├── AttachmentNamesPeople
└── AttachmentUnpacksTooLarge
"""

from __future__ import annotations

from ideas.domain.refusals.files import (
    AttachmentDamaged,
    AttachmentEmpty,
    AttachmentHasMacros,
    AttachmentLocked,
    AttachmentMismatch,
    AttachmentNamesPeople,
    AttachmentTypeNotTaken,
    AttachmentUnpacksTooLarge,
    TooManyAttachments,
)
from ideas.domain.refusals.inputs import (
    AppealTooShort,
    ContestUnanswered,
    DayNeeded,
    ReasonDoesNotFit,
    ReasonNeeded,
    SharesWrong,
    UnknownCampaign,
    UnknownPerson,
    UnknownQuestion,
    UnknownUnit,
)
from ideas.domain.refusals.persons import (
    AppealToTheDecider,
    Conflicted,
    DecidedBefore,
    NotAnAuthor,
    NothingToHear,
    NotInvited,
    NotTheirComment,
    OwnIdea,
)
from ideas.domain.refusals.status import (
    AlreadyAuthor,
    AlreadyContested,
    AppealOver,
    CampaignClosed,
    CampaignOver,
    CommentGone,
    ConsultationOpen,
    ContestOpen,
    ContestOver,
    MergeIntoHidden,
    MergeIntoItself,
    NothingToContest,
    SharesChanged,
    SharesNotAgreed,
    StarterStays,
    StaysInTheOpen,
    ThreadTooDeep,
    WrongStatus,
)

__all__ = [
    "AlreadyAuthor",
    "AlreadyContested",
    "AppealOver",
    "AppealToTheDecider",
    "AppealTooShort",
    "AttachmentDamaged",
    "AttachmentEmpty",
    "AttachmentHasMacros",
    "AttachmentLocked",
    "AttachmentMismatch",
    "AttachmentNamesPeople",
    "AttachmentTypeNotTaken",
    "AttachmentUnpacksTooLarge",
    "CampaignClosed",
    "CampaignOver",
    "CommentGone",
    "Conflicted",
    "ConsultationOpen",
    "ContestOpen",
    "ContestOver",
    "ContestUnanswered",
    "DayNeeded",
    "DecidedBefore",
    "MergeIntoHidden",
    "MergeIntoItself",
    "NotAnAuthor",
    "NotInvited",
    "NotTheirComment",
    "NothingToContest",
    "NothingToHear",
    "OwnIdea",
    "ReasonDoesNotFit",
    "ReasonNeeded",
    "SharesChanged",
    "SharesNotAgreed",
    "SharesWrong",
    "StarterStays",
    "StaysInTheOpen",
    "ThreadTooDeep",
    "TooManyAttachments",
    "UnknownCampaign",
    "UnknownPerson",
    "UnknownQuestion",
    "UnknownUnit",
    "WrongStatus",
]
