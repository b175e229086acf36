"""Looking ideas up: one, lists and search, similar ones, versions, the journey, what waits."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Depends, Query, Response
from pydantic import BaseModel

from ideas import actions, store
from ideas.api.models import Configured, IdeaLine, IdeaSeen, seen_by
from ideas.domain import similarity, state
from ideas.domain.state import Facet, Idea, Reader, Status
from shared.http import NO_NUL, Page, PageOf, ProtocolError, Signed, UnitOfWork, Waiting, page_of, set_etag, written
from shared.http import router as open_router

router = open_router(tags=["ideas"])


async def may_see(tx: UnitOfWork, signed: Signed, idea_id: UUID) -> tuple[Reader, Idea]:
    """The caller and an idea that they may see; anything else does not exist."""
    return state.known(*await store.see_idea(tx, signed.person_id, idea_id))


@dataclass(frozen=True, slots=True)
class Filters:
    """Which ideas, in which order."""

    status: Status | None
    campaign: UUID | None
    unit: UUID | None
    facet: Facet | None
    late: Literal[True] | None
    mine: bool
    words: str | None
    sort: store.Sort


async def _filters(  # async and no class: those are called in another thread, which costs as much as the list itself
    *,
    status: Annotated[Status | None, Query(description="only this status")] = None,
    campaign: Annotated[UUID | None, Query(description="only of this campaign")] = None,
    unit: Annotated[UUID | None, Query(description="only of this unit and those below it")] = None,
    facet: Annotated[Facet | None, Query(description="only with this facet")] = None,
    late: Annotated[Literal["true"] | None, Query(description="only those whose answer is late")] = None,
    author: Annotated[Literal["me"] | None, Query(description="only my own")] = None,
    q: Annotated[
        str | None,
        Query(max_length=200, pattern=NO_NUL, description='words in title or text; "..." for a phrase, - to leave out'),
    ] = None,
    sort: Annotated[
        store.Sort,
        Query(
            description="relevance: what has q in its title, then the others; due: those with a last day for their answer"
        ),
    ] = "newest",
) -> Filters:
    words = q.strip() or None if q else None
    sort = "newest" if sort == "relevance" and not words else sort
    return Filters(
        status, campaign, unit, facet, late=True if late else None, mine=author == "me", words=words, sort=sort
    )


@router.get("/ideas", summary="Ideas", response_model=PageOf[IdeaLine])
async def list_ideas(
    tx: UnitOfWork, signed: Signed, page: Page, asked: Annotated[Filters, Depends(_filters)]
) -> Response:
    """Ideas that the caller may see. For every employee."""
    wanted = await _wanted(tx, asked, page.after)
    rows = await store.list_ideas(tx, signed.person_id, wanted, page.fetch)
    if not rows:
        await actions.reader(tx, signed.person_id)  # whoever is not employed here is told so
    return written(page, rows, key=lambda row: store.key_of(wanted, row))


async def _wanted(tx: UnitOfWork, asked: Filters, after: tuple[str, ...] | None = None) -> store.Wanted:
    if after and asked.sort == "relevance" and after[0] not in store.TIERS:
        raise ProtocolError("bad-cursor")  # of the version before, which ranked
    return store.Wanted(
        sort=asked.sort,
        status=asked.status,
        campaign=asked.campaign,
        units=await store.units_below(tx, asked.unit) if asked.unit else None,
        facet=asked.facet,
        late=asked.late,
        mine=asked.mine,
        words=asked.words,
        after=after,
    )


COUNTED = 1000
"""Ideas that are counted at most: to know that there are more is enough, and costs the same however many there are."""


class Count(BaseModel):
    """How many ideas there are; with ``more``, more than that."""

    count: int
    more: bool


@router.get("/ideas/count", summary="How many ideas")
async def count_ideas(tx: UnitOfWork, signed: Signed, asked: Annotated[Filters, Depends(_filters)]) -> Count:
    """How many ideas the list with the same filters has for the caller, up to a thousand. For every employee."""
    wanted = replace(await _wanted(tx, asked), sort="due" if asked.sort == "due" else "newest")
    found = await store.count(tx, signed.person_id, wanted, COUNTED + 1)
    if not found:
        await actions.reader(tx, signed.person_id)  # whoever is not employed here is told so
    return Count(count=min(found, COUNTED), more=found > COUNTED)


class SimilarIdea(IdeaLine):
    """An idea that is like what was typed; ``shared_words``: why, ``likeness``: of the titles, from 0 to 1."""

    likeness: float
    shared_words: list[str]


@router.get("/ideas/similar", summary="Similar ideas")
async def similar_ideas(
    tx: UnitOfWork,
    signed: Signed,
    title: Annotated[str, Query(max_length=200, pattern=NO_NUL, description="the title as typed so far")],
    text: Annotated[str, Query(max_length=2000, pattern=NO_NUL, description="the text, or its beginning")] = "",
    besides: Annotated[UUID | None, Query(description="the draft itself")] = None,
) -> list[SimilarIdea]:
    """Ideas that share words with what is typed, the most alike first, with the words. For every employee."""
    asked, nearly = similarity.wanted(title, text), similarity.nearly(title)
    rows = await store.similar(tx, signed.person_id, title, asked, nearly=nearly, besides=besides, limit=5)
    if not rows:
        await actions.reader(tx, signed.person_id)  # whoever is not employed here is told so
    found = [(row, similarity.shared_words(f"{title} {text}", f"{row['title']} {row['body']}")) for row in rows]
    return [
        SimilarIdea(**json.loads(row["line"]), likeness=round(row["likeness"], 3), shared_words=words[:10])
        for row, words in found
        if words
    ]


@router.get("/ideas/tasks", summary="What waits for me")
async def list_tasks(tx: UnitOfWork, signed: Signed, configured: Configured) -> list[Waiting]:
    """Ideas that wait for the caller: returned ones, invitations, shares to propose or to agree to, triage, screens,
    decisions, and late answers of others that come to the caller; the most urgent first.
    """
    who = await actions.reader(tx, signed.person_id)
    return [
        Waiting(
            kind=each.kind,
            title=each.title,
            idea_id=each.idea_id,
            since=each.changed_at,
            due_on=each.due_on,
            link=f"/api/ideas/{each.idea_id}",
        )
        for each in await store.waiting(tx, who, managers_may=configured.managers_may_decide)
    ]


@router.get("/ideas/{idea_id}", summary="An idea")
async def get_idea(
    tx: UnitOfWork, signed: Signed, configured: Configured, idea_id: UUID, response: Response
) -> IdeaSeen:
    """An idea with its impact screen and decision, and what the caller may do with it. For those who may see it; a draft
    for its authors alone.
    """
    reader, found, row = await store.view_idea(tx, signed.person_id, idea_id)
    who, idea = state.known(reader, found)
    set_etag(response, idea.edition)
    most, managers_may = configured.attachments_most, configured.managers_may_decide
    look = store.look_at(who, idea, row, now=tx.now, most_files=most, managers_may=managers_may)
    return seen_by(idea, look, row)


class Version(BaseModel):
    """What an idea said; ``by`` is null while reviews are blind."""

    revision: int
    title: str
    text: str
    saved_at: datetime
    handed_in: bool
    by: str | None


@router.get("/ideas/{idea_id}/versions", summary="Versions of the text")
async def list_versions(tx: UnitOfWork, signed: Signed, idea_id: UUID, page: Page) -> PageOf[Version]:
    """The kept versions, newest first; those that were never handed in are for the authors alone."""
    who, idea = await may_see(tx, signed, idea_id)
    if not state.shows_text(idea, who):
        return PageOf(items=[])
    before = int(page.after[0]) if page.after else None
    inside = who.person_id in idea.involved
    rows = await store.versions(tx, idea_id, before, page.fetch, handed_in=not inside)
    known = state.shows_authors(idea, who)
    found = [
        Version(
            revision=row["revision"],
            title=row["title"],
            text=row["body"],
            saved_at=row["saved_at"],
            handed_in=row["handed_in"],
            by=row["display_name"] if known else None,
        )
        for row in rows
    ]
    return page_of(page, found, key=lambda version: (str(version.revision),))


class Entry(BaseModel):
    """One step of the journey and its cause: who did it (``by``), or which event of which service was heard.

    ``status``: the one that it led to; ``ignored``: why a late or repeated event changed nothing.
    """

    entry_id: UUID
    at: datetime
    kind: str
    by: str | None
    source: str
    event_id: UUID | None
    status: Status | None
    ignored: str | None
    detail: dict[str, Any] | None


@router.get("/ideas/{idea_id}/timeline", summary="The journey so far")
async def timeline(tx: UnitOfWork, signed: Signed, idea_id: UUID, page: Page) -> PageOf[Entry]:
    """Everything that happened to an idea, oldest first. For those who may see the idea."""
    who, idea = await may_see(tx, signed, idea_id)
    known = state.shows_authors(idea, who)
    rows = await store.entries(tx, idea_id, page.after_id, page.fetch)
    steps = [Entry(**{name: row[name] for name in Entry.model_fields} | _by(row, idea, known=known)) for row in rows]
    return page_of(page, steps, key=lambda entry: (str(entry.entry_id),))


def _by(row: Any, idea: Idea, *, known: bool) -> dict[str, Any]:
    """While reviews are blind, the journey does not say what an author did either."""
    return {} if known or row["person_id"] not in idea.involved else {"by": None}
