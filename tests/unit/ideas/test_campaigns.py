"""Calls for ideas: their days, what they promise, their end."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from tests.unit.ideas.making import NOW, OFFICER

from ideas.domain import campaigns
from ideas.domain.campaigns import Campaign
from ideas.domain.refusals import CampaignClosed, CampaignOver

TODAY = NOW.date()


def a_campaign(opens: int = -3, closes: int | None = 3) -> Campaign:
    until = None if closes is None else TODAY + timedelta(days=closes)
    return Campaign(uuid4(), TODAY + timedelta(days=opens), until, {"en": "Less paper"}, first_answer_days=5)


@pytest.mark.parametrize(
    ("opens", "closes", "state"),
    [(0, 0, "open"), (-3, None, "open"), (1, None, "coming"), (1, 9, "coming"), (-9, -1, "closed")],
)
def test_its_days_say_whether_it_takes_ideas(opens: int, closes: int | None, state: str) -> None:
    assert a_campaign(opens, closes).state_on(TODAY) == state


def test_it_is_announced_with_what_it_promises() -> None:
    campaign = a_campaign()
    event = campaigns.announce(campaign, OFFICER, NOW)
    assert (event.campaign_id, event.by, event.aggregate_version) == (campaign.campaign_id, OFFICER, 1)
    assert (event.names, event.first_answer_days, event.closes_on) == ({"en": "Less paper"}, 5, campaign.closes_on)


def test_a_change_is_told_in_full_under_the_next_version() -> None:
    campaign, event = campaigns.change(a_campaign(), {"office": "Head of logistics"}, OFFICER, NOW)
    assert (campaign.office, campaign.edition) == ("Head of logistics", 2)
    assert (event.office, event.aggregate_version, event.first_answer_days) == ("Head of logistics", 2, 5)


def test_one_whose_days_are_over_may_get_more() -> None:
    campaign, _ = campaigns.change(a_campaign(-9, -1), {"closes_on": None}, OFFICER, NOW)
    assert campaign.state_on(TODAY) == "open"


@pytest.mark.parametrize("opens", [-3, 3])
def test_closed_it_takes_nothing_more_and_stays_as_it_was(opens: int) -> None:
    campaign, event = campaigns.close(a_campaign(opens, 9), OFFICER, NOW)
    assert (campaign.state_on(TODAY), campaign.last_day, event.aggregate_version) == ("closed", TODAY, 2)
    assert campaign.closes_on == TODAY + timedelta(days=9), "what was planned stays known"
    with pytest.raises(CampaignClosed):
        campaigns.refuse_closed(campaign, NOW)
    with pytest.raises(CampaignOver):
        campaigns.change(campaign, {"closes_on": None}, OFFICER, NOW)
    with pytest.raises(CampaignOver):
        campaigns.close(campaign, OFFICER, NOW)


def test_what_is_over_by_its_days_is_not_closed_once_more() -> None:
    with pytest.raises(CampaignOver) as refused:
        campaigns.close(Campaign(uuid4(), date(2020, 1, 1), date(2020, 2, 1)), OFFICER, NOW)
    assert refused.value.fields["until"] == date(2020, 2, 1)
