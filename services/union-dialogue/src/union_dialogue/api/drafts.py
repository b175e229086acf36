"""The drafts over HTTP. For who is not of the side that writes one, there is none: not in a list, not by its version."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Response
from pydantic import BaseModel, Field, model_validator

from shared.errors import Unfit
from shared.http import NO_NUL, IfMatch, Signed, UnitOfWork, example, set_etag
from shared.http import router as open_router
from union_dialogue.actions import drafts
from union_dialogue.api.requests import Number, People
from union_dialogue.domain.drafts import Draft
from union_dialogue.domain.opinion import Stance

router = open_router(tags=["drafts"])
BeingWritten = Annotated[str, Field(max_length=20_000, pattern=NO_NUL)]
LineBeingWritten = Annotated[str, Field(max_length=300, pattern=NO_NUL)]
Count = Annotated[int, Field(ge=0, le=9_999)]


class DraftPoint(BaseModel):
    """A point, whose number is its place; ``demand`` is empty where there is none."""

    model_config = example(text="No profiles of single persons", demand="Aggregate before storing")
    text: BeingWritten
    demand: LineBeingWritten


class DraftVotes(BaseModel):
    """Votes counted so far; null: not yet."""

    model_config = example(in_favour=5, against=1, abstained=1)
    in_favour: Count | None
    against: Count | None
    abstained: Count | None


class OpinionDraft(BaseModel):
    """The whole form of an opinion, whatever is written of it yet; within the limits of what can be delivered."""

    model_config = example(
        stance="consent-with-conditions",
        resolution="We agree with one point.",
        points=[{"text": "No profiles of single persons", "demand": ""}],
        present=[],
        votes={"in_favour": 5, "against": 1, "abstained": 1},
        minority_views=[],
    )
    stance: Stance | None
    resolution: BeingWritten
    points: Annotated[list[DraftPoint], Field(max_length=200)]
    present: People
    votes: DraftVotes
    minority_views: Annotated[list[BeingWritten], Field(max_length=20)]


class DraftAnswer(BaseModel):
    """An answer to a point, as far as it is written."""

    model_config = example(number=1, answer="adopted", reason="")
    number: Number
    answer: Literal["adopted", "partly", "not-adopted"] | None
    reason: BeingWritten


class ResponseDraft(BaseModel):
    """Answers that are being written; each point once at most."""

    model_config = example(answers=[{"number": 1, "answer": "adopted", "reason": "We agree."}])
    answers: Annotated[list[DraftAnswer], Field(max_length=200)]

    @model_validator(mode="after")
    def _each_once(self) -> ResponseDraft:
        if len({each.number for each in self.answers}) != len(self.answers):
            raise Unfit(
                "Answer each point once.",
                "Répondez à chaque point une seule fois.",
                "Beantworten Sie jeden Punkt einmal.",
            )
        return self


class DraftView(BaseModel):
    """Who changed a draft last, and when; null before anybody wrote. Its version is the ETag, "0" before."""

    changed_by_id: UUID | None
    changed_by: str | None
    changed_at: datetime | None


class OpinionDraftView(DraftView):
    draft: OpinionDraft | None


class ResponseDraftView(DraftView):
    draft: ResponseDraft | None


@router.get("/cases/{case_id}/drafts/opinion", summary="The draft of the opinion")
async def get_opinion_draft(tx: UnitOfWork, signed: Signed, case_id: UUID, response: Response) -> OpinionDraftView:
    """What the body has written of its opinion. For those who represent it; nobody else learns whether there is one."""
    return OpinionDraftView(**_seen(await drafts.read(tx, signed.person_id, case_id, "opinion"), response))


@router.put("/cases/{case_id}/drafts/opinion", summary="Save the draft of the opinion")
async def put_opinion_draft(
    tx: UnitOfWork, signed: Signed, seen: IfMatch, case_id: UUID, *, body: OpinionDraft, response: Response
) -> OpinionDraftView:
    """Save the whole draft; made for saving while typing. For those who represent the body, until the opinion is delivered."""
    content = body.model_dump(mode="json")
    kept = await drafts.write(tx, signed.person_id, (case_id, "opinion"), seen, content)
    return OpinionDraftView(**_seen(kept, response))


@router.get("/cases/{case_id}/drafts/response", summary="The draft of the response")
async def get_response_draft(tx: UnitOfWork, signed: Signed, case_id: UUID, response: Response) -> ResponseDraftView:
    """What management has written of its answers. For management; nobody else learns whether there is one."""
    return ResponseDraftView(**_seen(await drafts.read(tx, signed.person_id, case_id, "response"), response))


@router.put("/cases/{case_id}/drafts/response", summary="Save the draft of the response")
async def put_response_draft(
    tx: UnitOfWork, signed: Signed, seen: IfMatch, case_id: UUID, *, body: ResponseDraft, response: Response
) -> ResponseDraftView:
    """Save the whole draft; made for saving while typing. For management, until the case is closed."""
    content = body.model_dump(mode="json")
    kept = await drafts.write(tx, signed.person_id, (case_id, "response"), seen, content)
    return ResponseDraftView(**_seen(kept, response))


def _seen(draft: Draft | None, response: Response) -> dict[str, Any]:
    set_etag(response, draft.version if draft else 0)
    by = {name: getattr(draft, name, None) for name in DraftView.model_fields}
    return {"draft": draft.content if draft else None, **by}
