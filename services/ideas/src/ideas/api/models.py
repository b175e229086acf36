"""How ideas are shown over HTTP."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request, Response
from pydantic import BaseModel, Field

from ideas.domain import may, state
from ideas.domain.may import IdeaAct, Look
from ideas.domain.state import OFFICE, Facet, Idea, Reader, Stage, Status, Visibility
from ideas.settings import Settings
from shared import markdown
from shared.errors import Language
from shared.http import set_etag

Title = Annotated[str, Field(min_length=3, max_length=200, pattern=r"^[^\x00]*\S[^\x00]*$")]


async def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


Configured = Annotated[Settings, Depends(_settings)]


Quorum = Annotated[int, Field(ge=2, le=20)]
"""Reviews that conclude a round: of a single one the outcome would show whose it is."""


class AuthorView(BaseModel):
    """An author's part; ``accepted``: took the invitation, ``agreed``: to all the shares."""

    person_id: UUID
    share: int
    accepted: bool
    agreed: bool


class Origin(BaseModel):
    """An idea that was merged into this one. Its authors, shares and priority time stay its own."""

    idea_id: UUID
    number: int
    priority_at: datetime
    authors: list[AuthorView] | None
    endorsements: int


class IdeaView(BaseModel):
    """An idea. ``authors`` is null while reviews are blind, ``text`` while it is sealed.

    ``owed``: the answer that it waits for, through the day ``due_on``; ``late``: that day has passed without it.
    """

    idea_id: UUID
    number: int | None
    title: str
    text: str | None
    html: str | None
    language: Language
    author_id: UUID | None
    authors: list[AuthorView] | None
    unit_id: UUID | None
    remit_unit_id: UUID | None
    campaign_id: UUID | None
    visibility: Visibility
    facets: list[Facet]
    status: Status
    revision: int
    priority_at: datetime | None
    endorsements: int
    supported_at: datetime | None
    merged_into: UUID | None
    contested: bool
    contestable_until: date | None
    appeal_until: date | None
    owed: Stage | None
    due_on: date | None
    late: bool


class IdeaSeen(IdeaView):
    """An idea as one looks at it: with its impact screen and decision, the ideas merged into it, and what one may do.

    ``contest_for``: the bodies for which the caller may contest the screening.
    """

    impact_screen: dict[str, Any] | None
    decision: dict[str, Any] | None
    endorsed: bool | None
    origins: list[Origin]
    may: list[IdeaAct] = Field(description="what the caller can do with it now")
    contest_for: list[UUID]


class IdeaLine(BaseModel):
    """An idea in a list. ``excerpt``: how its text begins; ``endorsed``: by whoever reads it."""

    idea_id: UUID
    number: int | None
    title: str
    excerpt: str
    language: Language
    status: Status
    unit_id: UUID | None
    campaign_id: UUID | None
    facets: list[Facet]
    endorsements: int
    comments: int
    priority_at: datetime | None
    merged_into: UUID | None
    due_on: date | None
    late: bool
    endorsed: bool


def view_of(idea: Idea, by: UUID, *, office: bool = False) -> IdeaView:
    """The idea as the person who has just acted on it sees it."""
    roles = frozenset({OFFICE} if office else ())
    return view_for(idea, Reader(by, frozenset(), frozenset(), roles))


def answer_with(response: Response, idea: Idea, by: UUID, *, office: bool = False) -> IdeaView:
    """The idea after a step, with its version."""
    set_etag(response, idea.edition)
    return view_of(idea, by, office=office)


def view_for(idea: Idea, who: Reader) -> IdeaView:
    """The idea as a reader who may see it does."""
    return IdeaView(**_shown(idea, who))


def seen_by(idea: Idea, look: Look, row: dict[str, Any]) -> IdeaSeen:
    """The idea for whoever looks at it. ``row``: of ``store.view_idea``."""
    acts = may.with_idea(idea, look)
    known = state.shows_authors(idea, look.who)
    return IdeaSeen(
        **_shown(idea, look.who),
        impact_screen=row["screen"],
        decision=row["decision"],
        endorsed=row["endorsed"],
        origins=[origin_of(told, known=known) for told in row["origins"] or []],
        may=acts,
        contest_for=list(look.seats) if "contest" in acts else [],
    )


def _shown(idea: Idea, who: Reader) -> dict[str, Any]:
    text = idea.body if state.shows_text(idea, who) else None
    known = state.shows_authors(idea, who)
    return {
        "idea_id": idea.idea_id,
        "number": idea.number,
        "title": idea.title,
        "text": text,
        "html": None if text is None else markdown.render(text),
        "language": idea.language,
        "author_id": idea.author_id if known else None,
        "authors": [author_view(part) for part in idea.parts] if known else None,
        "unit_id": idea.unit_id,
        "remit_unit_id": idea.remit_id,
        "campaign_id": idea.campaign_id,
        "visibility": idea.visibility,
        "facets": list(idea.facets),
        "status": idea.status,
        "revision": idea.revision,
        "priority_at": idea.priority_at,
        "endorsements": idea.endorsements,
        "supported_at": idea.support_at,
        "merged_into": idea.merged_into,
        "contested": idea.contested,
        "contestable_until": idea.contestable_until,
        "appeal_until": idea.appeal_until,
        "owed": idea.owed,
        "due_on": idea.due_on,
        "late": idea.late,
    }


def author_view(part: state.Part) -> AuthorView:
    return AuthorView(person_id=part.person_id, share=part.share, accepted=part.accepted, agreed=part.agreed)


def origin_of(told: dict[str, Any], *, known: bool) -> Origin:
    return Origin(**told | {"authors": told["authors"] if known else None})
