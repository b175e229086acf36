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
├── MergeIntoItself
├── ThreadTooDeep
├── CommentGone
├── TooManyAttachments
└── AppealOver
Forbidden
├── OwnIdea
├── Conflicted
├── AppealToTheDecider
├── NotAnAuthor
├── NotInvited
├── NotTheirComment
└── NothingToHear
Invalid
├── UnknownQuestion
├── ContestUnanswered
├── ReasonNeeded
├── ReasonDoesNotFit
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
    ContestUnanswered,
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
    "AttachmentDamaged",
    "AttachmentEmpty",
    "AttachmentHasMacros",
    "AttachmentLocked",
    "AttachmentMismatch",
    "AttachmentNamesPeople",
    "AttachmentTypeNotTaken",
    "AttachmentUnpacksTooLarge",
    "CampaignClosed",
    "CommentGone",
    "Conflicted",
    "ConsultationOpen",
    "ContestOpen",
    "ContestOver",
    "ContestUnanswered",
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
