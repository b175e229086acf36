"""Drafts, their authors and shares, the submission and the withdrawal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ideas import store
from ideas.actions import answering, telling
from ideas.domain import authors, drafting
from ideas.domain.campaigns import Campaign
from ideas.domain.refusals import UnknownCampaign, UnknownPerson
from ideas.domain.state import Idea
from shared import ids, telemetry
from shared.db import Tx
from shared.errors import NotAllowed, check_version
from shared.events.base import Event


async def draft(tx: Tx, by: UUID, fields: dict[str, Any]) -> Idea:
    """Start a draft that only its author sees. ``fields``: title, body, language, campaign_id, visibility, facets."""
    employed, idea = await store.insert_draft(tx, ids.new_id(), by, fields)
    if not employed:
        raise NotAllowed("employee")
    if idea is None:
        raise UnknownCampaign(pointer="/campaign_id")
    telemetry.about(idea_id=idea.idea_id)
    return idea


async def edit(tx: Tx, by: UUID, idea_id: UUID, seen: int, changes: dict[str, Any]) -> Idea:
    """Change what is named of a draft or a returned idea. For its authors. Saving what is there already changes nothing."""
    _, idea = await telling.visible(tx, by, idea_id)
    authors.check_writable(idea, by)
    check_version(seen, idea.edition)
    campaign = await _campaign(tx, changes["campaign_id"]) if changes.get("campaign_id") else None
    hides = changes.get("visibility", idea.visibility) != idea.visibility
    origins = await store.origins(tx, idea_id) if hides else []
    last = await store.last_version(tx, idea_id)
    now = await answering.at_the_seat(tx, idea) if campaign else tx.now
    edited = drafting.edit(idea, by, changes, last, now, origins=origins, campaign=campaign)
    if edited == idea:
        return idea
    await store.save_idea(tx, edited)
    if (edited.title, edited.body, edited.language) != (idea.title, idea.body, idea.language):
        await store.save_text(tx, edited)
    if (edited.title, edited.body) != (idea.title, idea.body):
        await store.keep_version(tx, edited, by)
    return edited


async def submit(tx: Tx, by: UUID, idea_id: UUID) -> Idea:
    """Hand an idea in: it gets a number and its priority time. For its authors, when all agreed to the shares."""
    _, idea = await telling.visible(tx, by, idea_id)
    campaign = await _campaign(tx, idea.campaign_id) if idea.campaign_id else None
    last = await store.last_version(tx, idea_id)
    now = await answering.at_the_seat(tx, idea) if campaign else tx.now
    drafting.refuse_unready(idea, by, campaign, now)  # what is refused uses no number up
    number = idea.number or await store.next_number(tx)
    idea, events = drafting.submit(idea, by, number, campaign, last, now=now)
    await telling.tell(tx, idea, *events)
    await store.hand_in(tx, idea)
    return idea


async def withdraw(tx: Tx, by: UUID, idea_id: UUID) -> Idea:
    """Take an idea back before it is decided. For the one who started it."""
    _, idea = await telling.visible(tx, by, idea_id)
    idea, event = drafting.withdraw(idea, by, tx.now, origins=await store.origins(tx, idea_id))
    events: tuple[Event, ...] = (event,) if event else ()
    if event is None:  # a draft, of which nothing need be kept
        await store.forget_attachments(tx, idea_id)
        idea, events = authors.call_off(idea, tx.now)
    await telling.tell(tx, idea, *events)
    return idea


async def invite(tx: Tx, by: UUID, idea_id: UUID, person_id: UUID) -> Idea:
    """Ask a colleague to be a co-author. For the authors."""
    _, idea = await telling.visible(tx, by, idea_id)
    authors.check_writable(idea, by)
    if await store.reader(tx, person_id) is None:
        raise UnknownPerson(pointer="/person_id")
    idea, events = authors.invite(idea, person_id, by, tx.now)
    await telling.tell(tx, idea, *events)
    return idea


async def accept(tx: Tx, by: UUID, idea_id: UUID) -> Idea:
    """Take an invitation. For the invited one."""
    _, idea = await telling.visible(tx, by, idea_id)
    idea, events = authors.accept(idea, by, tx.now)
    await telling.tell(tx, idea, *events)
    return idea


async def leave(tx: Tx, by: UUID, idea_id: UUID, person_id: UUID) -> Idea:
    """Refuse an invitation or step out; who started the idea may also take somebody out."""
    _, idea = await telling.visible(tx, by, idea_id)
    idea, events = authors.leave(idea, person_id, by, tx.now)
    await telling.tell(tx, idea, *events)
    return idea


async def propose_shares(tx: Tx, by: UUID, idea_id: UUID, seen: int, shares: Mapping[UUID, int]) -> Idea:
    """Propose all shares; the other authors must agree (again). For the authors."""
    _, idea = await telling.visible(tx, by, idea_id)
    authors.check_writable(idea, by)
    check_version(seen, idea.edition)
    idea, events = authors.propose(idea, shares, by, tx.now)
    await telling.tell(tx, idea, *events)
    return idea


async def agree(tx: Tx, by: UUID, idea_id: UUID, shares: Mapping[UUID, int]) -> Idea:
    """Agree to the shares that one has seen. For the authors."""
    _, idea = await telling.visible(tx, by, idea_id)
    idea, events = authors.agree(idea, shares, by, tx.now)
    await telling.tell(tx, idea, *events)
    return idea


async def _campaign(tx: Tx, campaign_id: UUID) -> Campaign:
    found = await store.get_campaign(tx, campaign_id)
    if found is None:
        raise UnknownCampaign(pointer="/campaign_id")
    return found
