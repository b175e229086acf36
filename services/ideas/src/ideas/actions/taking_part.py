"""What colleagues do with an idea: endorse it, talk about it, rate its facets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from ideas import store
from ideas.actions import telling
from ideas.domain import discussion, portfolio, state, support
from ideas.domain.discussion import Comment
from ideas.domain.refusals import UnknownPerson
from ideas.domain.state import Idea
from shared import directory, ids
from shared.db import Tx
from shared.errors import Unknown, check_version

_AT_ONCE = 50  # ideas in one transaction


async def endorse(tx: Tx, by: UUID, idea_id: UUID) -> Idea:
    """Stand behind an idea. For everybody who sees it and did not write it."""
    _, idea = await telling.visible(tx, by, idea_id)
    if await store.endorses(tx, idea_id, by):
        return idea
    most = support.counted_to(idea)
    employed = await directory.headcount(tx, most) if most else 0
    idea, events = support.endorse(idea, by, employed, tx.now)
    await store.endorse(tx, idea, by, given=True)
    await telling.announce(tx, idea, *events)
    return idea


async def take_back_endorsement(tx: Tx, by: UUID, idea_id: UUID) -> Idea:
    """No longer stand behind an idea, or say so after a merge."""
    _, idea = await telling.visible(tx, by, idea_id)
    if not await store.endorses(tx, idea_id, by):
        if await store.asked_again(tx, idea_id, by):
            await store.refuse(tx, idea_id, by)
        return idea
    idea, event = support.take_back(idea, by, tx.now)
    await store.endorse(tx, idea, by, given=False)
    await telling.announce(tx, idea, event)
    return idea


async def comment(
    tx: Tx, by: UUID, idea_id: UUID, text: str, *, parent_id: UUID | None, mentions: Sequence[UUID]
) -> tuple[Idea, Comment]:
    """Say something about an idea. For everybody who sees it."""
    _, idea = await telling.visible(tx, by, idea_id)
    parent = await _comment(tx, idea_id, parent_id) if parent_id else None
    await _refuse_unseeing(tx, idea, mentions)
    mentioned = tuple(dict.fromkeys(mentions))
    idea, made, event = discussion.comment(idea, parent, ids.new_id(), by, text, mentions=mentioned, now=tx.now)
    await store.add_comment(tx, made, idea)
    await telling.announce(tx, idea, event)
    return idea, made


async def reword(tx: Tx, by: UUID, idea_id: UUID, comment_id: UUID, *, seen: int, text: str) -> Comment:
    """Change one's comment; what it said before stays to be seen."""
    _, idea = await telling.visible(tx, by, idea_id)
    said = await _comment(tx, idea_id, comment_id)
    changed = discussion.reword(idea, said, by, text, tx.now)
    check_version(seen, said.edition)
    await store.save_comment(tx, changed)
    return changed


async def take_back_comment(tx: Tx, by: UUID, idea_id: UUID, comment_id: UUID) -> None:
    """Take one's comment back, with all that it said before."""
    _, idea = await telling.visible(tx, by, idea_id)
    said = await _comment(tx, idea_id, comment_id)
    await store.save_comment(tx, discussion.take_back(idea, said, by, tx.now))


async def count_comments(tx: Tx) -> bool:
    """Count the comments again of ideas that say another number: a version that counts none may have added some. Each idea
    is held meanwhile, as by who comments. Returns whether there may be more.
    """
    found = await store.miscounted(tx, _AT_ONCE)
    for idea_id in found:
        if await store.lock_idea(tx, idea_id):
            await store.count_again(tx, idea_id)
    return len(found) == _AT_ONCE


async def rate(tx: Tx, by: UUID, idea_id: UUID, rating: dict[str, int], k: int) -> None:
    """Say how much of each facet is in an idea; a picture is drawn when k more have. Not for its authors."""
    _, idea = await telling.visible(tx, by, idea_id)
    portfolio.check_ratable(idea, by)
    await store.rate(tx, idea_id, by, rating)
    drawn = await store.picture(tx, idea_id)
    raters = await store.raters(tx, idea_id)
    if portfolio.due(raters, drawn["raters"] if drawn else 0, k):
        spread = portfolio.spread(await store.ratings(tx, idea_id))
        await store.draw(tx, idea_id, raters, _as_json(spread))


def _as_json(spread: dict[Any, portfolio.Spread]) -> dict[str, Any]:
    return {facet: asdict(each) for facet, each in spread.items()}


async def _comment(tx: Tx, idea_id: UUID, comment_id: UUID) -> Comment:
    found = await store.get_comment(tx, idea_id, comment_id)
    if found is None:
        raise Unknown(what="comment")
    return found


async def _refuse_unseeing(tx: Tx, idea: Idea, mentions: Sequence[UUID]) -> None:
    """Whom one mentions must be able to see what about: else the mention would tell them that it exists."""
    for place, person_id in enumerate(mentions):
        who = await store.reader(tx, person_id)
        if who is None or not state.visible(idea, who):
            raise UnknownPerson(pointer=f"/mentions/{place}")
