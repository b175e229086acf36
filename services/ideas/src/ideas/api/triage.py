"""The scheme office's desk: triage, merge, and who must not decide."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Response
from pydantic import BaseModel, Field

from ideas import actions, store
from ideas.api.models import IdeaView, Quorum, answer_with
from ideas.api.reading import may_see
from ideas.domain import state
from ideas.domain.drafting import ReturnReason
from ideas.domain.triage import RerouteReason
from shared.errors import NotAllowed
from shared.http import Body, Day, Line, Signed, UnitOfWork, example
from shared.http import router as open_router

router = open_router(tags=["ideas"])


class ToReview(BaseModel):
    model_config = example(action="review", quorum=2, due_on="2027-01-31")
    action: Literal["review"]
    quorum: Quorum
    due_on: Day


class Return(BaseModel):
    model_config = example(action="return", reason_code="unclear", text="Which building do you mean?")
    action: Literal["return"]
    reason_code: ReturnReason
    text: Body


class Reroute(BaseModel):
    """Another unit answers."""

    model_config = example(
        action="reroute",
        unit_id="0198c0de-0000-7000-8000-00000000000c",
        reason_code="out-of-remit",
        text="Buildings are theirs.",
    )
    action: Literal["reroute"]
    unit_id: UUID
    reason_code: RerouteReason
    text: Body


@router.post("/ideas/{idea_id}/triage", summary="Triage")
async def triage(
    tx: UnitOfWork,
    signed: Signed,
    idea_id: UUID,
    body: Annotated[ToReview | Return | Reroute, Field(discriminator="action")],
    response: Response,
) -> IdeaView:
    """To review, back to its authors or to another unit, with a coded reason. For the scheme office, not for whoever has
    an interest in the idea.
    """
    by = signed.person_id
    if isinstance(body, ToReview):
        idea = await actions.send_to_review(tx, by, idea_id, body.quorum, body.due_on)
    elif isinstance(body, Return):
        idea = await actions.return_to_author(tx, by, idea_id, body.reason_code, body.text)
    else:
        idea = await actions.reroute(tx, by, idea_id, body.unit_id, reason_code=body.reason_code, text=body.text)
    return answer_with(response, idea, signed.person_id, office=True)


class Merge(BaseModel):
    model_config = example(into_idea_id="0198c0de-0000-7000-8000-000000000001")
    into_idea_id: UUID


@router.post("/ideas/{idea_id}/merge", summary="Merge")
async def merge(tx: UnitOfWork, signed: Signed, idea_id: UUID, body: Merge, response: Response) -> IdeaView:
    """Let an idea live on in another: authors, shares, priority time and endorsements stay its own, and those who
    endorsed it are asked again. For the scheme office, not for whoever has an interest in either.
    """
    idea = await actions.merge(tx, signed.person_id, idea_id, body.into_idea_id)
    return answer_with(response, idea, signed.person_id, office=True)


class Conflict(BaseModel):
    """``person_id``: null for oneself."""

    model_config = example(person_id=None, kind="beneficiary", text="My unit would get the rooms.")
    person_id: UUID | None = None
    kind: Literal["beneficiary", "relation", "other"]
    text: Line


class ConflictView(BaseModel):
    person_id: UUID
    name: str | None
    kind: str
    text: str
    at: datetime


@router.post("/ideas/{idea_id}/conflicts", status_code=204, summary="Note a conflict of interest")
async def declare_conflict(tx: UnitOfWork, signed: Signed, idea_id: UUID, body: Conflict) -> None:
    """Somebody must neither handle, review nor decide on the idea, nor measure or verify what comes of it; a review that
    they owe or have handed in in a round that is not over counts no more. For oneself; the scheme office also for others.
    """
    await actions.declare_conflict(tx, signed.person_id, idea_id, body.person_id, kind=body.kind, text=body.text)


@router.get("/ideas/{idea_id}/conflicts", summary="Conflicts of interest")
async def list_conflicts(tx: UnitOfWork, signed: Signed, idea_id: UUID) -> list[ConflictView]:
    """Who must neither handle nor decide on the idea, and why. For the scheme office."""
    who, _ = await may_see(tx, signed, idea_id)
    if not who.office:
        raise NotAllowed(state.OFFICE)
    return [ConflictView(**dict(row)) for row in await store.conflicts(tx, idea_id)]
