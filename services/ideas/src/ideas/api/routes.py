"""The HTTP edge of ideas."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Query, Response
from pydantic import Field

from ideas import actions, store
from ideas.api.models import (
    Decision,
    Edit,
    Entry,
    IdeaView,
    NewIdea,
    Question,
    Return,
    Screen,
    ScreenView,
    ToReview,
    view_of,
)
from ideas.domain import SCREEN, SCREEN_VERSION, Answer, Idea, Status
from shared import directory
from shared.errors import Unknown
from shared.http import NO_NUL, IfMatch, Nothing, Page, PageOf, Signed, UnitOfWork, Waiting, created, page_of, set_etag
from shared.http import router as open_router

router = open_router(tags=["ideas"])


async def _visible(tx: UnitOfWork, signed: Signed, idea_id: UUID) -> tuple[Idea, Any, Any]:
    """An idea that the caller may see; somebody else's draft does not exist."""
    await directory.caller(tx, signed.person_id)
    found = await store.get_idea(tx, idea_id)
    if found is None or (found[0].status == "draft" and found[0].author_id != signed.person_id):
        raise Unknown(what="idea")
    return found


@router.post("/ideas", status_code=201, summary="Start a draft")
async def draft(tx: UnitOfWork, signed: Signed, body: NewIdea, response: Response) -> IdeaView:
    """Start a draft that only its author sees. For every employee."""
    idea = await actions.draft(tx, signed.person_id, body.title, body.text, body.language)
    created(response, f"/api/ideas/{idea.idea_id}", idea.edition)
    return view_of(idea)


@router.get("/ideas", summary="Ideas")
async def list_ideas(
    tx: UnitOfWork,
    signed: Signed,
    page: Page,
    *,
    status: Annotated[Status | None, Query(description="only this status")] = None,
    author: Annotated[Literal["me"] | None, Query(description="only my own")] = None,
    q: Annotated[str | None, Query(max_length=200, pattern=NO_NUL, description="words in title or text")] = None,
) -> PageOf[IdeaView]:
    """Submitted ideas and the caller's own drafts, newest first. For every employee."""
    await directory.caller(tx, signed.person_id)
    found = await store.list_ideas(
        tx, signed.person_id, page.after_id, page.fetch, status=status, mine=author == "me", words=q
    )
    return page_of(page, [view_of(idea) for idea in found], key=lambda idea: (str(idea.idea_id),))


@router.get("/ideas/tasks", summary="What waits for me")
async def list_tasks(tx: UnitOfWork, signed: Signed) -> list[Waiting]:
    """Ideas that wait for the caller: returned ones, triage, screens and decisions, oldest first."""
    me = await directory.caller(tx, signed.person_id)
    officer, decides = me.has_role("scheme-officer"), me.has_role("decision-maker")
    return [
        Waiting(
            kind=f"idea.{row['status']}",
            title=row["title"],
            idea_id=row["idea_id"],
            since=row["changed_at"],
            link=f"/api/ideas/{row['idea_id']}",
        )
        for row in await store.waiting(tx, me.person_id, officer=officer, decides=decides)
    ]


@router.get("/ideas/{idea_id}", summary="An idea")
async def get_idea(tx: UnitOfWork, signed: Signed, idea_id: UUID, response: Response) -> IdeaView:
    """An idea with its impact screen and decision. For every employee; a draft for its author alone."""
    idea, screen, decision = await _visible(tx, signed, idea_id)
    set_etag(response, idea.edition)
    return view_of(idea, screen, decision)


@router.patch("/ideas/{idea_id}", summary="Change a draft")
async def edit(
    tx: UnitOfWork, signed: Signed, seen: IfMatch, idea_id: UUID, *, body: Edit, response: Response
) -> IdeaView:
    """Change a draft or a returned idea. For its author."""
    idea = await actions.edit(tx, signed.person_id, idea_id, seen, title=body.title, body=body.text)
    set_etag(response, idea.edition)
    return view_of(idea)


@router.post("/ideas/{idea_id}/submission", summary="Submit")
async def submit(tx: UnitOfWork, signed: Signed, idea_id: UUID, _body: Nothing, response: Response) -> IdeaView:
    """Hand an idea in: it gets its number and its priority time. For its author."""
    idea = await actions.submit(tx, signed.person_id, idea_id)
    set_etag(response, idea.edition)
    return view_of(idea)


@router.post("/ideas/{idea_id}/triage", summary="Triage")
async def triage(
    tx: UnitOfWork,
    signed: Signed,
    idea_id: UUID,
    body: Annotated[ToReview | Return, Field(discriminator="action")],
    response: Response,
) -> IdeaView:
    """Send an idea to review, or back to its authors with a coded reason. For the scheme office."""
    if isinstance(body, ToReview):
        idea = await actions.send_to_review(tx, signed.person_id, idea_id, body.quorum, body.due_on)
    else:
        idea = await actions.return_to_author(tx, signed.person_id, idea_id, body.reason_code, body.text)
    set_etag(response, idea.edition)
    return view_of(idea)


@router.get("/ideas/{idea_id}/impact-screen", summary="The impact screen")
async def get_screen(tx: UnitOfWork, signed: Signed, idea_id: UUID) -> ScreenView:
    """What the screen asks, and what was answered. For those who may see the idea."""
    _, recorded, _ = await _visible(tx, signed, idea_id)
    questions = [Question(question=name, right=at.right, rule=at.rule) for name, at in SCREEN.items()]
    return ScreenView(version=SCREEN_VERSION, questions=questions, recorded=recorded)


@router.post("/ideas/{idea_id}/impact-screen", summary="Screen the impact")
async def screen(tx: UnitOfWork, signed: Signed, idea_id: UUID, body: Screen, response: Response) -> IdeaView:
    """Which rights are touched; bodies that cover the unit must then be heard. For scheme and consultation officers."""
    idea = await actions.screen(tx, signed.person_id, idea_id, body.answers, body.measure, urgent=body.urgent)
    set_etag(response, idea.edition)
    return view_of(idea)


@router.post("/ideas/{idea_id}/decision", summary="Decide")
async def decide(tx: UnitOfWork, signed: Signed, idea_id: UUID, body: Decision, response: Response) -> IdeaView:
    """Answer with reasons; refused while a mandatory consultation is open. For decision makers, not for authors."""
    answer = Answer(**body.model_dump() | {"conditions": tuple(body.conditions)})
    idea = await actions.decide(tx, signed.person_id, idea_id, answer)
    set_etag(response, idea.edition)
    return view_of(idea)


@router.get("/ideas/{idea_id}/timeline", summary="The journey so far")
async def timeline(tx: UnitOfWork, signed: Signed, idea_id: UUID, page: Page) -> PageOf[Entry]:
    """Everything that happened to an idea, oldest first. For those who may see the idea."""
    await _visible(tx, signed, idea_id)
    rows = await store.entries(tx, idea_id, page.after_id, page.fetch)
    return page_of(page, [Entry(**dict(row)) for row in rows], key=lambda entry: (str(entry.entry_id),))
