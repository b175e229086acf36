"""The scheme office's desk, and who may not handle an idea."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from ideas import store
from ideas.actions import telling
from ideas.domain import drafting, state, triage
from ideas.domain.refusals import UnknownPerson, UnknownUnit
from ideas.domain.standing import Standing
from ideas.domain.state import Idea
from shared import directory, outbox, telemetry
from shared.db import Tx
from shared.errors import NotAllowed, Unknown


async def send_to_review(tx: Tx, by: UUID, idea_id: UUID, quorum: int, due_on: date) -> Idea:
    """Send an idea to peer review. For the scheme office."""
    idea, standing = await _at_the_desk(tx, by, idea_id)
    origins = await store.origins(tx, idea_id)
    idea, event = triage.send_to_review(
        idea, quorum, due_on, by, tx.now, origins=origins, interested=standing.conflicted
    )
    await telling.tell(tx, idea, event)
    return idea


async def return_to_author(tx: Tx, by: UUID, idea_id: UUID, reason_code: str, text: str) -> Idea:
    """Ask the authors for something. For the scheme office."""
    idea, _ = await _at_the_desk(tx, by, idea_id)
    idea, event = drafting.return_to_author(idea, reason_code, text, by, tx.now)
    await telling.tell(tx, idea, event)
    return idea


async def reroute(tx: Tx, by: UUID, idea_id: UUID, unit_id: UUID, *, reason_code: str, text: str) -> Idea:
    """Let another unit answer the idea. For the scheme office."""
    idea, _ = await _at_the_desk(tx, by, idea_id)
    if await directory.unit(tx, unit_id) is None:
        raise UnknownUnit(pointer="/unit_id")
    idea, event = triage.reroute(idea, unit_id, reason_code, text, by, now=tx.now)
    await telling.tell(tx, idea, event)
    return idea


async def merge(tx: Tx, by: UUID, idea_id: UUID, into_id: UUID) -> Idea:
    """Let an idea live on in another; each keeps what is its own. For the scheme office."""
    state.entitled(await store.reader(tx, by), state.OFFICE)
    both = await store.lock_both(tx, idea_id, into_id)
    for each in (idea_id, into_id):
        if each not in both or both[each].status == "draft":
            raise Unknown(what="idea")
    telemetry.about(idea_id=idea_id)
    earlier = await store.lock_origins(tx, idea_id)
    standings = [await store.standing(tx, each) for each in (idea_id, into_id)]
    origin, into, event = triage.merge(both[idea_id], both[into_id], by, tx.now, standings=standings)
    await store.save_idea(tx, into)
    await telling.tell(tx, origin, event)
    await telling.note(tx, into, event, None)
    for heir in earlier:
        await telling.tell(tx, *triage.follow(heir, into, by, tx.now))
    if standings[0].conflicted:
        await _tell_interested(tx, into)
    return origin


async def declare_conflict(tx: Tx, by: UUID, idea_id: UUID, person_id: UUID | None, *, kind: str, text: str) -> None:
    """Note that somebody must not judge an idea, at any step: oneself, or anybody if one is the scheme office."""
    who, idea = state.known(*await store.see_idea(tx, by, idea_id))
    telemetry.about(idea_id=idea_id)
    if person_id not in (None, by) and not who.office:
        raise NotAllowed(state.OFFICE)
    if person_id and await store.reader(tx, person_id) is None:
        raise UnknownPerson(pointer="/person_id")
    if await store.add_conflict(tx, idea_id, person_id or by, kind, text, noted_by=by):
        await _tell_interested(tx, await _heir(tx, idea.merged_into or idea_id))


async def tell_untold(tx: Tx) -> bool:
    """Tell the interests in one idea that a version before noted and told nobody. Returns whether there may be more."""
    idea_id = await store.untold(tx)
    if idea_id is None:
        return False
    telemetry.about(idea_id=idea_id)
    heir = await _heir(tx, idea_id)
    if await store.set_told(tx, idea_id):
        await _tell_interested(tx, heir)
    return True


async def _heir(tx: Tx, idea_id: UUID) -> Idea:
    """The idea, locked, or the one that it lives on in by now. An heir is locked before its origins, as by ``merge``."""
    found = await store.lock_idea(tx, idea_id)
    if found is None:
        raise Unknown(what="idea")
    return await _heir(tx, found.merged_into) if found.merged_into else found


async def _tell_interested(tx: Tx, idea: Idea) -> None:
    """Tell who has an interest in a locked idea. It is no step of the journey, which everybody reads."""
    interested = (await store.standing(tx, idea.idea_id)).conflicted
    idea, event = triage.note_interested(idea, interested, tx.now)
    await store.save_told(tx, idea)
    outbox.add(tx, event)


async def _at_the_desk(tx: Tx, by: UUID, idea_id: UUID) -> tuple[Idea, Standing]:
    """The idea and who stands how to it, for a scheme officer who neither wrote it or one merged into it nor has an
    interest in them.
    """
    idea = await telling.for_role(tx, by, idea_id, state.OFFICE)
    standing = await store.standing(tx, idea_id)
    standing.refuse_interested(by)
    return idea, standing
