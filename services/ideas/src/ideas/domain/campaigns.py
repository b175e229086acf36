"""Calls for ideas: what is asked and promised, from which day through which, and their end."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any, Literal
from uuid import UUID

from ideas.domain.refusals import CampaignClosed, CampaignOver
from shared.errors import Language
from shared.events import campaigns as told

State = Literal["coming", "open", "closed"]


@dataclass(frozen=True, slots=True)
class Campaign:
    """A call for ideas; without one an idea goes into the open box.

    ``office``: who decides on its ideas; ``first_answer_days``: working days within which a first answer is promised,
    None: those of the scheme; ``rules_version``: of the scheme's rules, ``rules_agreed_with``: with whom these were agreed.
    """

    campaign_id: UUID
    opens_on: date
    closes_on: date | None
    names: dict[Language, str] = field(default_factory=dict)
    question: dict[Language, str] = field(default_factory=dict)
    text: str = ""
    language: Language | None = None
    office: str | None = None
    first_answer_days: int | None = None
    rules_version: int | None = None
    rules_agreed_with: str | None = None
    closed_at: datetime | None = None
    edition: int = 1

    def state_on(self, day: date) -> State:
        if self.closed_at or (self.closes_on and self.closes_on < day):
            return "closed"
        return "open" if self.opens_on <= day else "coming"

    @property
    def last_day(self) -> date | None:
        """The one that was set, or that on which it was closed before."""
        return self.closed_at.date() if self.closed_at else self.closes_on


def refuse_closed(campaign: Campaign, now: datetime) -> None:
    """Refuse an idea for a campaign that does not take any today. ``now``: as told at the seat."""
    if campaign.state_on(now.date()) != "open":
        raise CampaignClosed(opens=campaign.opens_on, closes=campaign.last_day or "—")


def announce(campaign: Campaign, by: UUID, now: datetime) -> told.CampaignAnnounced:
    """People are called for ideas."""
    return told.CampaignAnnounced(**_facts(campaign, by, now) | _terms(campaign))


def change(campaign: Campaign, terms: dict[str, Any], by: UUID, now: datetime) -> tuple[Campaign, told.CampaignChanged]:
    """It says something else from now on. One whose days are over may get more; one that was closed stays as it was."""
    if campaign.closed_at:
        raise CampaignOver(until=campaign.last_day)
    campaign = replace(campaign, **terms, edition=campaign.edition + 1)
    return campaign, told.CampaignChanged(**_facts(campaign, by, now) | _terms(campaign))


def close(campaign: Campaign, by: UUID, now: datetime) -> tuple[Campaign, told.CampaignClosed]:
    """It takes no ideas any more, before its last day or where none was set. ``now``: as told where ``by`` works."""
    if campaign.state_on(now.date()) == "closed":
        raise CampaignOver(until=campaign.last_day)
    campaign = replace(campaign, closed_at=now, edition=campaign.edition + 1)
    return campaign, told.CampaignClosed(**_facts(campaign, by, now))


def _facts(campaign: Campaign, by: UUID, now: datetime) -> dict[str, Any]:
    return {
        "occurred_at": now.astimezone(UTC),
        "by": by,
        "aggregate_version": campaign.edition,
        "campaign_id": campaign.campaign_id,
    }


def _terms(campaign: Campaign) -> dict[str, Any]:
    terms = told.CampaignTold.model_fields.keys() - told.CampaignEvent.model_fields.keys()
    return {name: getattr(campaign, name) for name in terms}
