"""ideas.v1: calls for ideas, told by the service of ideas."""

from __future__ import annotations

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from shared.errors import Language
from shared.events.base import Event
from shared.moments import Day


class CampaignEvent(Event):
    """What all events of campaigns share; ``aggregate_version`` is the campaign's."""

    subject_field: ClassVar[str] = "campaign_id"
    key_field: ClassVar[str] = "campaign_id"
    campaign_id: UUID


class CampaignTold(CampaignEvent):
    """A campaign in full, as it stands after this fact."""

    names: dict[Language, str]
    question: dict[Language, str] = Field(default={}, description="what is asked, in one sentence a language")
    opens_on: Day
    closes_on: Day | None = Field(description="the last day on which it takes ideas; null until further notice")
    office: str | None = Field(default=None, description="who decides on its ideas")
    first_answer_days: int | None = Field(
        default=None,
        ge=1,
        description="working days within which a first answer is promised; null: those of the scheme",
    )
    rules_version: int | None = Field(default=None, ge=1, description="version of the scheme's rules that holds")


class CampaignAnnounced(CampaignTold):
    """People are called for ideas, from a day on."""

    type: Literal["campaign.announced"] = "campaign.announced"
    version: Literal[1] = 1


class CampaignChanged(CampaignTold):
    """A call for ideas says something else now, or has other days."""

    type: Literal["campaign.changed"] = "campaign.changed"
    version: Literal[1] = 1


class CampaignClosed(CampaignEvent):
    """A campaign takes no ideas any more, before its last day or where none was set."""

    type: Literal["campaign.closed"] = "campaign.closed"
    version: Literal[1] = 1
