"""Campaigns: what they ask and promise, what has become of their ideas, their end."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from fastapi import Response
from pydantic import BaseModel, Field, JsonValue, model_validator

from ideas import actions, store
from ideas.api.models import Configured
from ideas.domain.campaigns import Campaign, State
from ideas.domain.state import Status
from ideas.settings import Settings
from shared import directory, markdown
from shared.errors import Language, Unfit, Unknown
from shared.http import (
    Body,
    Day,
    IfMatch,
    Line,
    Moment,
    Nothing,
    Page,
    PageOf,
    Signed,
    UnitOfWork,
    created,
    example,
    page_of,
    set_etag,
)
from shared.http import router as open_router

router = open_router(tags=["ideas"])

_TERMS: dict[str, JsonValue] = {
    "names": {"en": "Less paper"},
    "question": {"en": "Where do we print what nobody reads?"},
    "text": "Where is paper used?",
    "language": "en",
    "opens_on": "2026-01-01",
    "closes_on": "2026-03-31",
    "office": "Head of logistics",
    "first_answer_days": 10,
    "rules_version": 3,
    "rules_agreed_with": "Staff council, 12 November 2025",
}

_SHOWN: dict[str, JsonValue] = {
    "campaign_id": "0198c0de-0000-7000-8000-00000000000d",
    "html": "<p>Where is paper used?</p>\n",
    "state": "open",
    "answer_within": 10,
    "closed_at": None,
}


class CampaignIn(BaseModel):
    """A call for ideas, open from a day through a day (null: until further notice), as the seat that answers counts days.

    ``language``: of ``text``; ``office``: who decides on the ideas; ``first_answer_days``: working days within which a first
    answer is promised (null: those of the scheme); ``rules_version``: of the scheme's rules that holds for the ideas.
    """

    model_config = example(**_TERMS)
    names: Annotated[dict[Language, Line], Field(min_length=1)]
    question: dict[Language, Line] = {}
    text: Body
    language: Language | None = None
    opens_on: Day
    closes_on: Day | None = None
    office: Line | None = None
    first_answer_days: Annotated[int, Field(ge=1, le=250)] | None = None
    rules_version: Annotated[int, Field(ge=1, le=10_000)] | None = None
    rules_agreed_with: Line | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.closes_on and self.closes_on < self.opens_on:
            raise Unfit("closes_on is before opens_on.", "closes_on précède opens_on.", "closes_on liegt vor opens_on.")
        if self.rules_agreed_with and not self.rules_version:
            raise Unfit(
                "rules_agreed_with needs rules_version: which rules were agreed?",
                "rules_agreed_with demande rules_version : quelles règles ont été convenues ?",
                "rules_agreed_with braucht rules_version: Welche Regeln wurden vereinbart?",
            )
        return self


class CampaignView(CampaignIn):
    """A campaign. ``state``: whether it takes ideas today, where the caller works; ``answer_within``: working days until the first answer that hold
    for ideas handed in now; ``closed_at``: when it was ended before its last day.
    """

    model_config = example(**_TERMS | _SHOWN)
    campaign_id: UUID
    html: str
    state: State
    answer_within: int
    closed_at: Moment | None


class CampaignPage(CampaignView):
    """A campaign with its ``ideas``: how many of them the caller may see in each status."""

    model_config = example(**_TERMS | _SHOWN | {"ideas": {"submitted": 4, "implemented": 1}})
    ideas: dict[Status, int]


def _view(campaign: Campaign, settings: Settings, now: datetime) -> CampaignView:
    return CampaignView(
        **{name: value for name, value in asdict(campaign).items() if name != "edition"},
        html=markdown.render(campaign.text),
        state=campaign.state_on(now.date()),
        answer_within=campaign.first_answer_days or settings.triage_days,
    )


@router.post("/campaigns", status_code=201, summary="Open a campaign")
async def add_campaign(
    tx: UnitOfWork, signed: Signed, configured: Configured, body: CampaignIn, response: Response
) -> CampaignView:
    """Call for ideas. For the scheme office."""
    made = await actions.announce_campaign(tx, signed.person_id, body.model_dump())
    created(response, f"/api/campaigns/{made.campaign_id}", made.edition)
    return _view(made, configured, await directory.now_at(tx, signed.person_id))


@router.put("/campaigns/{campaign_id}", summary="Change a campaign")
async def change_campaign(
    tx: UnitOfWork,
    signed: Signed,
    seen: IfMatch,
    configured: Configured,
    *,
    campaign_id: UUID,
    body: CampaignIn,
    response: Response,
) -> CampaignView:
    """Change a call for ideas that was not closed; what was handed in stays in it. For the scheme office."""
    made = await actions.change_campaign(tx, signed.person_id, campaign_id, seen, body.model_dump())
    set_etag(response, made.edition)
    return _view(made, configured, await directory.now_at(tx, signed.person_id))


@router.post("/campaigns/{campaign_id}/closing", summary="Close a campaign")
async def close_campaign(
    tx: UnitOfWork,
    signed: Signed,
    seen: IfMatch,
    configured: Configured,
    *,
    campaign_id: UUID,
    _body: Nothing,
    response: Response,
) -> CampaignView:
    """Take no ideas any more from now on; those that were handed in go their way. For the scheme office."""
    made = await actions.close_campaign(tx, signed.person_id, campaign_id, seen)
    set_etag(response, made.edition)
    return _view(made, configured, await directory.now_at(tx, signed.person_id))


@router.get("/campaigns", summary="Campaigns")
async def list_campaigns(tx: UnitOfWork, signed: Signed, configured: Configured, page: Page) -> PageOf[CampaignView]:
    """Calls for ideas, newest first; besides them there is the open box. For every employee."""
    await directory.caller(tx, signed.person_id)
    now = await directory.now_at(tx, signed.person_id)
    found = [_view(each, configured, now) for each in await store.campaigns(tx, page.after_id, page.fetch)]
    return page_of(page, found, key=lambda campaign: (str(campaign.campaign_id),))


@router.get("/campaigns/{campaign_id}", summary="A campaign")
async def get_campaign(
    tx: UnitOfWork, signed: Signed, configured: Configured, campaign_id: UUID, response: Response
) -> CampaignPage:
    """A call for ideas and what has become of them, as far as the caller may see it. For every employee."""
    await directory.caller(tx, signed.person_id)
    found = await store.get_campaign(tx, campaign_id)
    if found is None:
        raise Unknown(what="campaign")
    set_etag(response, found.edition)
    ideas, now = (
        await store.count_ideas(tx, signed.person_id, campaign_id),
        await directory.now_at(tx, signed.person_id),
    )
    return CampaignPage(**_view(found, configured, now).model_dump(), ideas=ideas)
