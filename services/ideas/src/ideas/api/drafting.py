"""Drafts, co-authors and shares, submission, withdrawal."""

from __future__ import annotations

from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import Response
from pydantic import BaseModel, Field, model_validator

from ideas import actions
from ideas.api.models import IdeaView, Title, answer_with, view_of
from ideas.domain.authors import AT_MOST
from ideas.domain.state import Facet, Visibility
from shared.errors import Language, Unfit
from shared.http import (
    Body,
    IfMatch,
    Nothing,
    Signed,
    UnitOfWork,
    created,
    example,
    statement_router,
)
from shared.http import router as open_router

router = open_router(tags=["ideas"])
starts = statement_router(tags=["ideas"])
Facets = Annotated[tuple[Facet, ...], Field(max_length=4)]


class NewIdea(BaseModel):
    model_config = example(title="Show free rooms", text="Sensors show which rooms are free.", language="en")
    title: Title
    text: Body
    language: Language
    campaign_id: UUID | None = None
    visibility: Visibility = "organisation"
    facets: Facets = ()


class Edit(BaseModel):
    """What is to change; what is not named stays as it is. ``campaign_id`` null: into the open box."""

    model_config = example(title="Show which meeting rooms are free")
    title: Title | None = None
    text: Body | None = None
    language: Language | None = None
    campaign_id: UUID | None = None
    visibility: Visibility | None = None
    facets: Facets | None = None

    def changes(self) -> dict[str, Any]:
        """The named members, in the words of the rules; null changes only what can be empty."""
        named = {name: getattr(self, name) for name in self.model_fields_set}
        made = {name: value for name, value in named.items() if value is not None or name == "campaign_id"}
        made |= {"body": made.pop("text")} if "text" in made else {}
        return made | ({"facets": _in_order(made["facets"])} if "facets" in made else {})


def _in_order(facets: tuple[Facet, ...]) -> tuple[Facet, ...]:
    return tuple(dict.fromkeys(facets))


@starts.post("/ideas", status_code=201, summary="Start a draft")
async def draft(tx: UnitOfWork, signed: Signed, body: NewIdea, response: Response) -> IdeaView:
    """Start a draft that only its author sees. For every employee."""
    fields = body.model_dump(exclude={"text"}) | {"body": body.text, "facets": _in_order(body.facets)}
    idea = await actions.draft(tx, signed.person_id, fields)
    created(response, f"/api/ideas/{idea.idea_id}", idea.edition)
    return view_of(idea, signed.person_id)


@router.patch("/ideas/{idea_id}", summary="Change a draft")
async def edit(
    tx: UnitOfWork, signed: Signed, seen: IfMatch, idea_id: UUID, *, body: Edit, response: Response
) -> IdeaView:
    """Change a draft or a returned idea; made for saving while typing. For its authors."""
    return answer_with(
        response, await actions.edit(tx, signed.person_id, idea_id, seen, body.changes()), signed.person_id
    )


@router.post("/ideas/{idea_id}/submission", summary="Submit")
async def submit(tx: UnitOfWork, signed: Signed, idea_id: UUID, _body: Nothing, response: Response) -> IdeaView:
    """Hand an idea in: it gets its number and its priority time. For its authors, when all agreed to the shares."""
    return answer_with(response, await actions.submit(tx, signed.person_id, idea_id), signed.person_id)


@router.post("/ideas/{idea_id}/withdrawal", summary="Withdraw")
async def withdraw(tx: UnitOfWork, signed: Signed, idea_id: UUID, _body: Nothing, response: Response) -> IdeaView:
    """Take an idea back before it is decided; if others endorsed it, its text is sealed. For the one who started it."""
    return answer_with(response, await actions.withdraw(tx, signed.person_id, idea_id), signed.person_id)


class Invitation(BaseModel):
    model_config = example(person_id="0198c0de-0000-7000-8000-00000000000a")
    person_id: UUID


@router.post("/ideas/{idea_id}/co-authors", status_code=201, summary="Invite a co-author")
async def invite(tx: UnitOfWork, signed: Signed, idea_id: UUID, body: Invitation, response: Response) -> IdeaView:
    """Ask a colleague to be a co-author; all shares must then be agreed again. For the authors."""
    idea = await actions.invite(tx, signed.person_id, idea_id, body.person_id)
    created(response, f"/api/ideas/{idea_id}/co-authors/{body.person_id}", idea.edition)
    return view_of(idea, signed.person_id)


@router.post("/ideas/{idea_id}/co-authors/acceptance", summary="Become a co-author")
async def accept(tx: UnitOfWork, signed: Signed, idea_id: UUID, _body: Nothing, response: Response) -> IdeaView:
    """Take an invitation. For the invited one."""
    return answer_with(response, await actions.accept(tx, signed.person_id, idea_id), signed.person_id)


@router.delete("/ideas/{idea_id}/co-authors/{person_id}", status_code=204, summary="Leave, or take somebody out")
async def leave(tx: UnitOfWork, signed: Signed, idea_id: UUID, person_id: UUID) -> None:
    """Refuse an invitation or step out; who started the idea may also take somebody out."""
    await actions.leave(tx, signed.person_id, idea_id, person_id)


class Share(BaseModel):
    person_id: UUID
    share: Annotated[int, Field(ge=1, le=100)]


class Shares(BaseModel):
    """All authors and their shares in percent, together 100."""

    model_config = example(
        shares=[
            {"person_id": "0198c0de-0000-7000-8000-00000000000a", "share": 60},
            {"person_id": "0198c0de-0000-7000-8000-00000000000b", "share": 40},
        ]
    )
    shares: Annotated[list[Share], Field(min_length=1, max_length=AT_MOST)]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len({each.person_id for each in self.shares}) != len(self.shares):
            raise Unfit(
                "Name each author once.", "Nommez chaque auteur une seule fois.", "Nennen Sie jede Person nur einmal."
            )
        return self

    def by_person(self) -> dict[UUID, int]:
        return {each.person_id: each.share for each in self.shares}


@router.put("/ideas/{idea_id}/shares", summary="Propose the shares")
async def propose_shares(
    tx: UnitOfWork, signed: Signed, seen: IfMatch, idea_id: UUID, *, body: Shares, response: Response
) -> IdeaView:
    """Propose all shares; who proposes agrees, the other authors must agree (again). For the authors."""
    idea = await actions.propose_shares(tx, signed.person_id, idea_id, seen, body.by_person())
    return answer_with(response, idea, signed.person_id)


@router.post("/ideas/{idea_id}/shares/agreement", summary="Agree to the shares")
async def agree(tx: UnitOfWork, signed: Signed, idea_id: UUID, body: Shares, response: Response) -> IdeaView:
    """Agree to the shares as one has seen them. For the authors."""
    return answer_with(response, await actions.agree(tx, signed.person_id, idea_id, body.by_person()), signed.person_id)
