"""Endorsements, comments and facets: what colleagues say about an idea."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Response
from pydantic import BaseModel, Field

from ideas import actions, store
from ideas.api.models import Configured
from ideas.api.reading import may_see
from ideas.domain.discussion import Comment
from ideas.domain.portfolio import AT_LEAST, HIGHEST
from ideas.domain.state import Facet
from shared import markdown
from shared.errors import Unknown
from shared.http import Body, IfMatch, Page, PageOf, Signed, UnitOfWork, created, example, page_of, set_etag
from shared.http import router as open_router

router = open_router(tags=["ideas"])


class Endorsement(BaseModel):
    """How many stand behind an idea, and oneself. Who else does is not said.

    ``asked_again``: one endorsed an idea that was merged into this one, and is asked whether one stands behind this one.
    """

    count: int
    mine: bool
    asked_again: bool
    supported_at: datetime | None


@router.get("/ideas/{idea_id}/endorsement", summary="Endorsements")
async def get_endorsement(tx: UnitOfWork, signed: Signed, idea_id: UUID) -> Endorsement:
    """How many stand behind an idea. For those who may see it."""
    _, idea = await may_see(tx, signed, idea_id)
    mine = await store.endorses(tx, idea_id, signed.person_id)
    asked = await store.asked_again(tx, idea_id, signed.person_id)
    return Endorsement(count=idea.endorsements, mine=bool(mine), asked_again=asked, supported_at=idea.support_at)


@router.put("/ideas/{idea_id}/endorsement", summary="Endorse")
async def endorse(tx: UnitOfWork, signed: Signed, idea_id: UUID) -> Endorsement:
    """Stand behind an idea; twice is once. For those who may see it and did not write it."""
    idea = await actions.endorse(tx, signed.person_id, idea_id)
    return Endorsement(count=idea.endorsements, mine=True, asked_again=False, supported_at=idea.support_at)


@router.delete("/ideas/{idea_id}/endorsement", status_code=204, summary="Take an endorsement back")
async def take_back_endorsement(tx: UnitOfWork, signed: Signed, idea_id: UUID) -> None:
    """No longer stand behind an idea; after a merge: say no. For those who may see it."""
    await actions.take_back_endorsement(tx, signed.person_id, idea_id)


class NewComment(BaseModel):
    """``mentions``: colleagues who are told; they must be able to see the idea."""

    model_config = example(text="Which rooms?", parent_id=None, mentions=[])
    text: Body
    parent_id: UUID | None = None
    mentions: Annotated[list[UUID], Field(max_length=20)] = []


class Reworded(BaseModel):
    model_config = example(text="Which of the rooms?")
    text: Body


class CommentView(BaseModel):
    """A comment; ``text`` is null once it was taken back, ``changed_at`` says that it read differently before."""

    comment_id: UUID
    parent_id: UUID | None
    depth: int
    author_id: UUID
    author: str | None
    text: str | None
    html: str | None
    mentions: list[UUID]
    made_at: datetime
    changed_at: datetime | None
    edition: int


class FormerText(BaseModel):
    """What a comment said until then."""

    edition: int
    text: str
    until: datetime


@router.post("/ideas/{idea_id}/comments", status_code=201, summary="Comment")
async def comment(tx: UnitOfWork, signed: Signed, idea_id: UUID, body: NewComment, response: Response) -> CommentView:
    """Say something about an idea, or answer a comment. For those who may see the idea."""
    _, made = await actions.comment(
        tx, signed.person_id, idea_id, body.text, parent_id=body.parent_id, mentions=body.mentions
    )
    created(response, f"/api/ideas/{idea_id}/comments/{made.comment_id}", made.edition)
    return _view(made)


@router.get("/ideas/{idea_id}/comments", summary="Comments")
async def list_comments(tx: UnitOfWork, signed: Signed, idea_id: UUID, page: Page) -> PageOf[CommentView]:
    """The comments, oldest first; ``parent_id`` makes the threads. For those who may see the idea."""
    await may_see(tx, signed, idea_id)
    rows = await store.comments(tx, idea_id, page.after_id, page.fetch)
    found = [CommentView(**dict(row), html=_html(row["text"])) for row in rows]
    return page_of(page, found, key=lambda said: (str(said.comment_id),))


@router.get("/ideas/{idea_id}/comments/{comment_id}", summary="A comment")
async def get_comment(
    tx: UnitOfWork, signed: Signed, idea_id: UUID, comment_id: UUID, response: Response
) -> CommentView:
    """One comment. For those who may see the idea."""
    await may_see(tx, signed, idea_id)
    said = await store.get_comment(tx, idea_id, comment_id)
    if said is None:
        raise Unknown(what="comment")
    set_etag(response, said.edition)
    return _view(said)


@router.patch("/ideas/{idea_id}/comments/{comment_id}", summary="Change a comment")
async def reword(
    tx: UnitOfWork,
    signed: Signed,
    seen: IfMatch,
    idea_id: UUID,
    comment_id: UUID,
    *,
    body: Reworded,
    response: Response,
) -> CommentView:
    """Say it differently; what it said before stays to be seen. For who wrote it."""
    said = await actions.reword(tx, signed.person_id, idea_id, comment_id, seen=seen, text=body.text)
    set_etag(response, said.edition)
    return _view(said)


@router.delete("/ideas/{idea_id}/comments/{comment_id}", status_code=204, summary="Take a comment back")
async def take_back_comment(tx: UnitOfWork, signed: Signed, idea_id: UUID, comment_id: UUID) -> None:
    """Take a comment back with all that it said before; answers to it stay. For who wrote it."""
    await actions.take_back_comment(tx, signed.person_id, idea_id, comment_id)


@router.get("/ideas/{idea_id}/comments/{comment_id}/versions", summary="What a comment said before")
async def list_former_texts(tx: UnitOfWork, signed: Signed, idea_id: UUID, comment_id: UUID) -> list[FormerText]:
    """The former texts of a comment, oldest first. For those who may see the idea."""
    await may_see(tx, signed, idea_id)
    if await store.get_comment(tx, idea_id, comment_id) is None:
        raise Unknown(what="comment")
    return [FormerText(**dict(row)) for row in await store.former_texts(tx, comment_id)]


Degree = Annotated[int, Field(ge=0, le=HIGHEST, description="from 0, not at all, to 4, entirely")]


class Rating(BaseModel):
    """How much of each facet of innovation is in an idea: do better, reach a goal, adapt, explore."""

    model_config = example(enhancement=3, mission=1, adaptive=0, anticipatory=0)
    enhancement: Degree
    mission: Degree
    adaptive: Degree
    anticipatory: Degree


class FacetSpread(BaseModel):
    """What several people said about a facet."""

    median: float
    lower_quartile: float
    upper_quartile: float
    lowest: int
    highest: int


class Facets(BaseModel):
    """The own rating, and the spread of all: null below ``needed`` raters, and drawn anew only with as many more."""

    needed: int
    mine: Rating | None
    raters: int | None
    drawn_at: datetime | None
    spread: dict[Facet, FacetSpread] | None


@router.get("/ideas/{idea_id}/facets", summary="Facets")
async def get_facets(tx: UnitOfWork, signed: Signed, configured: Configured, idea_id: UUID) -> Facets:
    """How colleagues see the idea, as a spread and never of a few. For those who may see it."""
    await may_see(tx, signed, idea_id)
    return await _facets(tx, signed.person_id, idea_id, configured)


@router.put("/ideas/{idea_id}/facets", summary="Rate the facets")
async def rate_facets(tx: UnitOfWork, signed: Signed, configured: Configured, idea_id: UUID, *, body: Rating) -> Facets:
    """Say how much of each facet is in an idea; again: instead of before. For those who may see it and did not write it."""
    await actions.rate(tx, signed.person_id, idea_id, body.model_dump(), configured.facet_raters)
    return await _facets(tx, signed.person_id, idea_id, configured)


async def _facets(tx: UnitOfWork, by: UUID, idea_id: UUID, configured: Configured) -> Facets:
    mine, drawn = await store.my_rating(tx, idea_id, by), await store.picture(tx, idea_id)
    fields: dict[str, Any] = {"raters": None, "drawn_at": None, "spread": None}
    if drawn:
        fields = {"raters": drawn["raters"], "drawn_at": drawn["drawn_at"], "spread": drawn["facets"]}
    return Facets(needed=max(AT_LEAST, configured.facet_raters), mine=Rating(**mine) if mine else None, **fields)


def _view(said: Comment) -> CommentView:
    fields = {name: getattr(said, name) for name in CommentView.model_fields if name not in ("author", "html")}
    return CommentView(**fields, author=None, html=_html(said.text))


def _html(text: str | None) -> str | None:
    return None if text is None else markdown.render(text)
