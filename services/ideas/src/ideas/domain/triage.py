"""The scheme office's desk: to review, back to the authors, into another idea, to another unit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from typing import Literal, get_args
from uuid import UUID

from ideas.domain.authors import settled
from ideas.domain.refusals import MergeIntoHidden, MergeIntoItself
from ideas.domain.standing import Standing
from ideas.domain.state import UNDECIDED, Idea, facts, keeps_in_sight, needs, told
from shared.events import ideas
from shared.events.base import Event
from shared.events.interests import InterestNoted

RerouteReason = Literal["out-of-remit", "larger-remit", "better-placed"]
REROUTE_REASONS: tuple[RerouteReason, ...] = get_args(RerouteReason)


def check_at_desk(idea: Idea) -> None:
    """Refuse what the scheme office does with an idea that does not lie before it."""
    needs(idea, "submitted")


def send_to_review(
    idea: Idea,
    quorum: int,
    due_on: date,
    by: UUID,
    now: datetime,
    *,
    origins: Collection[Idea] = (),
    interested: Collection[UUID] = (),
) -> tuple[Idea, Event]:
    """The idea goes to peer review. Neither the authors of ``origins``, the ideas merged into it, nor ``interested``
    persons, who have a conflict of interest, may review it (invariant 3).
    """
    check_at_desk(idea)
    idea = told(idea, status="under_review")
    return request_review(idea, quorum, due_on, by, now, origins=origins, interested=interested)


def request_review(
    idea: Idea,
    quorum: int,
    due_on: date,
    by: UUID,
    now: datetime,
    *,
    origins: Collection[Idea] = (),
    interested: Collection[UUID] = (),
) -> tuple[Idea, Event]:
    """The event that opens a round, of an idea that is on its way there already."""
    others = {person for origin in origins for person in origin.written_by} - idea.written_by
    return idea, ideas.ReviewRequested(
        **facts(idea, by, now),
        title=idea.title,
        text=idea.body,
        authors=idea.authors,
        merged_authors=tuple(sorted(others)),
        interested=tuple(sorted(interested)),
        campaign_id=idea.campaign_id,
        rubric_version=1,
        quorum=quorum,
        due_on=due_on,
    )


def note_interested(idea: Idea, interested: Collection[UUID], now: datetime) -> tuple[Idea, Event]:
    """All who have an interest in the idea, told to those who ask others to judge it (invariant 3). Nothing that anybody
    sees of the idea changes, so its edition stays.
    """
    idea = replace(idea, version=idea.version + 1)
    return idea, InterestNoted(**facts(idea, None, now), interested=tuple(sorted(interested)))


def check_mergeable(origin: Idea) -> None:
    """Refuse to merge what must not be, into whatever it is."""
    needs(origin, "submitted", "returned")
    settled(origin)  # a returned idea's authors may be agreeing anew; only whole shares live on


def merge(
    origin: Idea,
    into: Idea,
    by: UUID,
    now: datetime,
    *,
    standings: Collection[Standing],
) -> tuple[Idea, Idea, Event]:
    """The origin lives on in another idea. Nothing of it moves: its authors, shares, priority time and endorsements
    stay its own (invariant 9); its endorsers are asked whether they stand behind the other one too.
    ``standings``: who stands how to either.
    """
    if origin.idea_id == into.idea_id:
        raise MergeIntoItself
    for each in standings:
        each.refuse_interested(by)
    check_mergeable(origin)
    needs(into, *UNDECIDED - {"returned"})
    if not keeps_in_sight(origin, into):
        raise MergeIntoHidden
    origin = told(origin, status="merged", merged_into=into.idea_id)
    event = ideas.IdeaMerged(**facts(origin, by, now), into_idea_id=into.idea_id, authors=origin.authors)
    return origin, replace(into, edition=into.edition + 1), event


def follow(origin: Idea, into: Idea, by: UUID, now: datetime) -> tuple[Idea, Event]:
    """What was merged into an idea that is merged itself lives on where that one does: none of its authors is lost."""
    origin = told(origin, merged_into=into.idea_id)
    return origin, ideas.IdeaMerged(**facts(origin, by, now), into_idea_id=into.idea_id, authors=origin.authors)


def reroute(idea: Idea, unit_id: UUID, reason_code: str, text: str, by: UUID, *, now: datetime) -> tuple[Idea, Event]:
    """Another unit answers the idea; whoever wrote it stays in their own."""
    check_at_desk(idea)
    idea = told(idea, remit_id=unit_id)
    return idea, ideas.IdeaRerouted(**facts(idea, by, now), unit_id=unit_id, reason_code=reason_code, text=text)
