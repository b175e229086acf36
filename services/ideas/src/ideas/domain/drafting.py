"""From the first line to the submission: text and its versions, withdrawal, return and revision."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, cast, get_args
from uuid import UUID

from ideas.domain.authors import check_writable, settled
from ideas.domain.campaigns import Campaign, refuse_closed
from ideas.domain.refusals import NotAnAuthor, StaysInTheOpen
from ideas.domain.state import UNDECIDED, Idea, changed, facts, keeps_in_sight, needs, told
from ideas.domain.triage import check_at_desk
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


def edit(
    idea: Idea,
    by: UUID,
    changes: dict[str, Any],
    last: Kept,
    now: datetime,
    *,
    origins: Collection[Idea] = (),
    campaign: Campaign | None = None,
) -> Idea:
    """Change a draft or a returned idea; what is not named stays. A change of the text may open a new version.

    ``origins``: the ideas merged into it; ``campaign``: the one that it is put into. What was handed in already is put into
    one only while that takes ideas: it will not be asked again.
    """
    check_writable(idea, by)
    if campaign and idea.priority_at and campaign.campaign_id != idea.campaign_id:
        refuse_closed(campaign, now)
    made = changed(idea, **changes)
    if not all(keeps_in_sight(origin, made) for origin in origins):
        raise StaysInTheOpen
    if (made.title, made.body) == (idea.title, idea.body):
        return made
    same_sitting = last.by == by and not last.handed_in and now - last.saved_at <= SITTING
    return changed(idea, **changes, revision=last.revision if same_sitting else last.revision + 1)


def refuse_unready(idea: Idea, by: UUID, campaign: Campaign | None, now: datetime) -> None:
    """Refuse what cannot be handed in: by whom, in which status, with which shares, to which campaign.

    ``now``: as told at the seat of the unit that answers, where the days of a campaign begin and end.
    """
    check_writable(idea, by)
    settled(idea)
    if campaign and idea.priority_at is None:
        refuse_closed(campaign, now)


def submit(
    idea: Idea, by: UUID, number: int, campaign: Campaign | None, last: Kept, *, now: datetime
) -> tuple[Idea, tuple[Event, ...]]:
    """Hand an idea in. A returned one keeps its number and its priority: the first receipt counts."""
    refuse_unready(idea, by, campaign, now)
    now = now.astimezone(UTC)
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


def check_withdrawable(idea: Idea, by: UUID) -> None:
    """Refuse that somebody takes back what is not theirs, or is decided."""
    if by != idea.author_id:
        raise NotAnAuthor
    needs(idea, *UNDECIDED, "draft")


def withdraw(idea: Idea, by: UUID, now: datetime, *, origins: Collection[Idea] = ()) -> tuple[Idea, Event | None]:
    """Take an idea back, until it is decided; of a draft nobody is told. For the one who started it.

    ``origins``: the ideas merged into it, whose authors must hear of it.
    """
    check_withdrawable(idea, by)
    if idea.status == "draft":
        return changed(idea, status="withdrawn"), None
    idea = told(idea, status="withdrawn", contested=False)
    merged = {person for origin in origins for person in origin.written_by} - idea.written_by
    return idea, ideas.IdeaWithdrawn(**facts(idea, by, now), merged_authors=tuple(sorted(merged)))


def return_to_author(idea: Idea, reason_code: str, text: str, by: UUID, now: datetime) -> tuple[Idea, Event]:
    """The scheme office asks the authors for something."""
    check_at_desk(idea)
    idea = told(idea, status="returned")
    return idea, ideas.IdeaReturned(**facts(idea, by, now), reason_code=reason_code, text=text)
