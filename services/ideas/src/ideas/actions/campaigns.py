"""Calls for ideas, by the scheme office."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ideas import store
from ideas.domain import campaigns
from ideas.domain.campaigns import Campaign
from ideas.domain.state import OFFICE
from shared import directory, ids, outbox
from shared.db import Tx
from shared.errors import Unknown, check_version


async def announce_campaign(tx: Tx, by: UUID, terms: dict[str, Any]) -> Campaign:
    """Call for ideas. ``terms``: what the campaign says. For the scheme office."""
    directory.require_role(await directory.caller(tx, by), OFFICE)
    campaign = Campaign(campaign_id=ids.new_id(), **terms)
    await store.add_campaign(tx, campaign, by)
    outbox.add(tx, campaigns.announce(campaign, by, tx.now))
    return campaign


async def change_campaign(tx: Tx, by: UUID, campaign_id: UUID, seen: int, terms: dict[str, Any]) -> Campaign:
    """Let a call for ideas say something else. For the scheme office."""
    campaign, event = campaigns.change(await _at_the_desk(tx, by, campaign_id, seen), terms, by, tx.now)
    await store.save_campaign(tx, campaign)
    outbox.add(tx, event)
    return campaign


async def close_campaign(tx: Tx, by: UUID, campaign_id: UUID, seen: int) -> Campaign:
    """Take no ideas any more. For the scheme office."""
    campaign, event = campaigns.close(await _at_the_desk(tx, by, campaign_id, seen), by, await directory.now_at(tx, by))
    await store.save_campaign(tx, campaign)
    outbox.add(tx, event)
    return campaign


async def _at_the_desk(tx: Tx, by: UUID, campaign_id: UUID, seen: int) -> Campaign:
    """The campaign, locked, as a scheme officer has seen it."""
    directory.require_role(await directory.caller(tx, by), OFFICE)
    found = await store.lock_campaign(tx, campaign_id)
    if found is None:
        raise Unknown(what="campaign")
    check_version(seen, found.edition)
    return found
