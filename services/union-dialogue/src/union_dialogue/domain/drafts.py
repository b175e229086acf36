"""What a side writes together before it is said: the opinion by the body, the response by management."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from union_dialogue.domain.answers import check_answerable
from union_dialogue.domain.case import OPEN_TO_THE_BODY, Act, Case, State, needs
from union_dialogue.domain.rooms import Room

Kind = Literal["opinion", "response"]
ROOM_OF: dict[Kind, Room] = {"opinion": "representatives", "response": "management"}
"""Who may enter this room writes the draft; for everybody else there is none (invariants 2 and 14)."""
_WHILE: dict[Kind, tuple[State, ...]] = {"opinion": OPEN_TO_THE_BODY, "response": ("opinion",)}


@dataclass(frozen=True, slots=True)
class Draft:
    """``content`` is what the form holds, in the shape that the edge takes. ``changed_by``: the name, as it is now."""

    content: Mapping[str, Any]
    version: int
    changed_by_id: UUID
    changed_by: str | None
    changed_at: datetime


def kept(case: Case) -> tuple[Kind, ...]:
    """The drafts that a case can have in its state; what was said, or can be said no more, has none."""
    return tuple(kind for kind, states in _WHILE.items() if case.state in states)


def check_writable(case: Case, kind: Kind, act: Act) -> None:
    """Whether there is something left to draft; nobody drafts the answer to their own idea (invariant 3)."""
    if kind == "response":
        check_answerable(case, act)
    needs(case, *_WHILE[kind])
