"""The rules of peer review."""

from __future__ import annotations

from review.domain.refusals import (
    AlreadyAssigned,
    AlreadySubmitted,
    AuthorMayNotReview,
    ConflictDeclaredBefore,
    ReviewIncomplete,
    RoundIsConcluded,
    SuperiorMayNotReview,
    UnknownCriterion,
)
from review.domain.round import (
    ACCEPT_FROM,
    HIGHEST,
    LOWEST,
    REVISE_FROM,
    RUBRICS,
    SPLIT_FROM,
    Assignment,
    Round,
    Rubric,
    assign,
    conclusion,
    declare_conflict,
    draft,
    opened,
    submit,
)

__all__ = [
    "ACCEPT_FROM",
    "HIGHEST",
    "LOWEST",
    "REVISE_FROM",
    "RUBRICS",
    "SPLIT_FROM",
    "AlreadyAssigned",
    "AlreadySubmitted",
    "Assignment",
    "AuthorMayNotReview",
    "ConflictDeclaredBefore",
    "ReviewIncomplete",
    "Round",
    "RoundIsConcluded",
    "Rubric",
    "SuperiorMayNotReview",
    "UnknownCriterion",
    "assign",
    "conclusion",
    "declare_conflict",
    "draft",
    "opened",
    "submit",
]
