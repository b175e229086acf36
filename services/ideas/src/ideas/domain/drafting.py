"""From the first line to the submission: text and its versions, withdrawal, return and revision."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal, cast, get_args
from uuid import UUID

from ideas.domain.authors import settled
from ideas.domain.refusals import CampaignClosed, NotAnAuthor, StaysInTheOpen
from ideas.domain.state import UNDECIDED, Idea, changed, facts, keeps_in_sight, needs, told
from shared.events import ideas
from shared.events.base import Event

ReturnReason = Literal["unclear", "incomplete", "several-ideas", "personal-data", "wrong-scheme"]
RETURN_REASONS: tuple[ReturnReason, ...] = get_args(ReturnReason)

SITTING = timedelta(minutes=10)
"""Changes of one person with no longer pause than this are one version: saving while typing makes no versions."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The newest kept version of a text: its number, who wrote it, when it was last saved, whether it was handed in."""

    revision: int
    by: UUID
    saved_at: datetime
    handed_in: bool


@dataclass(frozen=True, slots=True)
class Campaign:
    """A call for ideas; without one an idea goes into the open box."""

    campaign_id: UUID
    opens_on: date
    closes_on: date | None

    def open_on(self, day: date) -> bool:
        return self.opens_on <= day and (self.closes_on is None or day <= self.closes_on)


def edit(
    idea: Idea, by: UUID, changes: dict[str, Any], last: Kept, now: datetime, *, origins: Collection[Idea] = ()
) -> Idea:
    """Change a draft or a returned idea; what is not named stays. A change of the text may open a new version.

    ``origins``: the ideas merged into it.
    """
    needs(idea, "draft", "returned")
    refuse_stranger(idea, by)
    made = changed(idea, **changes)
    if not all(keeps_in_sight(origin, made) for origin in origins):
        raise StaysInTheOpen
    if (made.title, made.body) == (idea.title, idea.body):
        return made
    same_sitting = last.by == by and not last.handed_in and now - last.saved_at <= SITTING
    return changed(idea, **changes, revision=last.revision if same_sitting else last.revision + 1)


def refuse_unready(idea: Idea, by: UUID, campaign: Campaign | None, now: datetime) -> None:
    """Refuse what cannot be handed in: by whom, in which status, with which shares, to which campaign."""
    needs(idea, "draft", "returned")
    refuse_stranger(idea, by)
    settled(idea)
    if campaign and not campaign.open_on(now.date()) and idea.priority_at is None:
        raise CampaignClosed(opens=campaign.opens_on, closes=campaign.closes_on or "—")


def submit(
    idea: Idea, by: UUID, number: int, campaign: Campaign | None, last: Kept, *, now: datetime
) -> tuple[Idea, tuple[Event, ...]]:
    """Hand an idea in. A returned one keeps its number and its priority: the first receipt counts."""
    refuse_unready(idea, by, campaign, now)
    again = idea.status == "returned"
    idea = told(idea, status="submitted", number=idea.number or number, priority_at=idea.priority_at or now)
    submitted = ideas.IdeaSubmitted(
        **facts(idea, by, now),
        number=idea.number or number,
        title=idea.title,
        text=idea.body,
        language=idea.language,
        authors=idea.authors,
        unit_id=idea.unit_id,
        campaign_id=idea.campaign_id,
        facets=cast("tuple[str, ...]", idea.facets),
        priority_at=idea.priority_at or now,
        visibility=idea.visibility,
    )
    if not again or last.handed_in:
        return idea, (submitted,)
    idea = told(idea)
    revised = ideas.IdeaRevised(**facts(idea, by, now), title=idea.title, text=idea.body, revision=idea.revision)
    return idea, (submitted, revised)


def withdraw(idea: Idea, by: UUID, now: datetime, *, origins: Collection[Idea] = ()) -> tuple[Idea, Event | None]:
    """Take an idea back, until it is decided; of a draft nobody is told. For the one who started it.

    ``origins``: the ideas merged into it, whose authors must hear of it.
    """
    needs(idea, *UNDECIDED, "draft")
    if by != idea.author_id:
        raise NotAnAuthor
    if idea.status == "draft":
        return changed(idea, status="withdrawn"), None
    idea = told(idea, status="withdrawn", contested=False)
    merged = {person for origin in origins for person in origin.written_by} - idea.written_by
    return idea, ideas.IdeaWithdrawn(**facts(idea, by, now), merged_authors=tuple(sorted(merged)))


def return_to_author(idea: Idea, reason_code: str, text: str, by: UUID, now: datetime) -> tuple[Idea, Event]:
    """The scheme office asks the authors for something."""
    needs(idea, "submitted")
    idea = told(idea, status="returned")
    return idea, ideas.IdeaReturned(**facts(idea, by, now), reason_code=reason_code, text=text)


def refuse_stranger(idea: Idea, by: UUID) -> None:
    if by not in idea.written_by:
        raise NotAnAuthor
