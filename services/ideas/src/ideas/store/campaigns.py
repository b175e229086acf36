"""Campaigns, what they promise, and what has become of their ideas."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from ideas.domain.campaigns import Campaign
from ideas.domain.state import Status
from ideas.store.readers import WHO
from ideas.store.reading import HANDED_IN
from shared.db import Row, Tx

_COLUMNS = """campaign_id, names, question, text, language, opens_on, closes_on, office, first_answer_days, rules_version,
    rules_agreed_with, closed_at, edition"""
ADD_CAMPAIGN = f"""
INSERT INTO campaign ({_COLUMNS}, made_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
"""
SAVE_CAMPAIGN = """
UPDATE campaign SET names = $2, question = $3, text = $4, language = $5, opens_on = $6, closes_on = $7, office = $8,
    first_answer_days = $9, rules_version = $10, rules_agreed_with = $11, closed_at = $12, edition = $13
WHERE campaign_id = $1
"""
GET_CAMPAIGN = f"SELECT {_COLUMNS} FROM campaign WHERE campaign_id = $1"
LOCK_CAMPAIGN = f"{GET_CAMPAIGN} FOR UPDATE"
CAMPAIGNS = f"""
SELECT {_COLUMNS} FROM campaign WHERE $1::uuid IS NULL OR campaign_id < $1 ORDER BY campaign_id DESC LIMIT $2
"""
COUNT_IDEAS = f"""
WITH {WHO}
SELECT status, count(*) AS ideas FROM idea WHERE campaign_id = $3 AND {HANDED_IN} GROUP BY status ORDER BY status
"""
PROMISED = """
SELECT campaign_id, first_answer_days FROM campaign
WHERE campaign_id = ANY($1::uuid[]) AND first_answer_days IS NOT NULL
"""


async def add_campaign(tx: Tx, campaign: Campaign, by: UUID) -> None:
    await tx.execute(ADD_CAMPAIGN, *_values(campaign), by)


async def save_campaign(tx: Tx, campaign: Campaign) -> None:
    await tx.execute(SAVE_CAMPAIGN, *_values(campaign))


async def get_campaign(tx: Tx, campaign_id: UUID) -> Campaign | None:
    return _campaign(await tx.fetchrow(GET_CAMPAIGN, campaign_id))


async def lock_campaign(tx: Tx, campaign_id: UUID) -> Campaign | None:
    """The same, while nobody else changes it."""
    return _campaign(await tx.fetchrow(LOCK_CAMPAIGN, campaign_id))


async def campaigns(tx: Tx, before: UUID | None, limit: int) -> list[Campaign]:
    """The newest first."""
    return [Campaign(**dict(row)) for row in await tx.fetch(CAMPAIGNS, before, limit)]


async def count_ideas(tx: Tx, person_id: UUID, campaign_id: UUID) -> dict[Status, int]:
    """How many ideas of a campaign the reader may see in each status: as many as a list would show them."""
    rows = await tx.fetch(COUNT_IDEAS, person_id, tx.now, campaign_id)
    return {row["status"]: row["ideas"] for row in rows}


async def promised_days(tx: Tx, campaign_ids: Collection[UUID]) -> dict[UUID, int]:
    """The campaigns of these that promise a first answer within days of their own."""
    rows = await tx.fetch(PROMISED, list(campaign_ids))
    return {row["campaign_id"]: row["first_answer_days"] for row in rows}


def _campaign(row: Row | None) -> Campaign | None:
    return Campaign(**dict(row)) if row else None


def _values(campaign: Campaign) -> tuple[object, ...]:
    return tuple(getattr(campaign, name.strip()) for name in _COLUMNS.split(","))
