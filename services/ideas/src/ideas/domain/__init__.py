"""The rules of an idea."""

from __future__ import annotations

from ideas.domain.idea import (
    HEARD,
    REASONS,
    Answer,
    Idea,
    Status,
    decide,
    edit,
    hear,
    hear_last_case_closed,
    return_to_author,
    screen,
    send_to_review,
    submit,
)
from ideas.domain.impact import SCREEN, SCREEN_VERSION
from ideas.domain.refusals import ConsultationOpen, OwnIdea, ReasonNeeded, UnknownQuestion, WrongStatus

__all__ = [
    "HEARD",
    "REASONS",
    "SCREEN",
    "SCREEN_VERSION",
    "Answer",
    "ConsultationOpen",
    "Idea",
    "OwnIdea",
    "ReasonNeeded",
    "Status",
    "UnknownQuestion",
    "WrongStatus",
    "decide",
    "edit",
    "hear",
    "hear_last_case_closed",
    "return_to_author",
    "screen",
    "send_to_review",
    "submit",
]
