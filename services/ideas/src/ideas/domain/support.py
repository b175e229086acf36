"""Endorsements and the threshold: who stands behind an idea, and when that is enough to be heard."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ideas.domain.refusals import OwnIdea
from ideas.domain.state import UNDECIDED, Idea, facts, needs, told
from shared.events import ideas
from shared.events.base import Event

# BetrVG s. 86a: a topic supported by at least one in twenty of the workforce goes on the agenda.
SUPPORT_PERCENT = 5


def threshold(headcount: int) -> int:
    """How many endorsements are enough with so many employed; a part of a person counts as one."""
    return max(1, -(-headcount * SUPPORT_PERCENT // 100))


def counted_to(idea: Idea) -> int:
    """As far as the workforce must be counted to know whether one more endorsement is enough: it is not when there are
    more than those of whom it would be a twentieth. 0 when the threshold was reached before.
    """
    return 0 if idea.support_at else (idea.endorsements + 1) * 100 // SUPPORT_PERCENT + 1


def check_counting(idea: Idea) -> None:
    """Refuse a change of who stands behind what is not handed in, or answered."""
    needs(idea, *UNDECIDED)


def check_endorsable(idea: Idea, by: UUID) -> None:
    """Refuse that somebody stands behind their own idea, or behind what is answered."""
    if by in idea.involved:
        raise OwnIdea
    check_counting(idea)


def endorse(idea: Idea, by: UUID, headcount: int, now: datetime) -> tuple[Idea, tuple[Event, ...]]:
    """Stand behind an idea. The first time that they are enough on that day's headcount is told, once."""
    check_endorsable(idea, by)
    idea = told(idea, endorsements=idea.endorsements + 1)
    endorsed = ideas.IdeaEndorsed(**facts(idea, by, now), count=idea.endorsements)
    needed = threshold(headcount)
    if idea.support_at or idea.endorsements < needed:
        return idea, (endorsed,)
    idea = told(idea, support_at=now)
    reached = ideas.SupportReached(**facts(idea, None, now), threshold=needed, headcount=max(1, headcount))
    return idea, (endorsed, reached)


def take_back(idea: Idea, by: UUID, now: datetime) -> tuple[Idea, Event]:
    """No longer stand behind it. That the threshold was reached stays: it was true on that day."""
    check_counting(idea)
    idea = told(idea, endorsements=idea.endorsements - 1)
    return idea, ideas.IdeaEndorsed(**facts(idea, by, now), count=idea.endorsements, taken_back=True)
