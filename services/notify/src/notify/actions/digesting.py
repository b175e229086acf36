"""The daily digest: planned for the hour that its reader chose, made once, and made again when it could not be sent."""

from __future__ import annotations

from uuid import UUID

from notify.domain import hours as rules
from notify.domain.hours import Hours
from notify.domain.kinds import KINDS
from notify.domain.preferences import Wanted, choose, in_force
from notify.store import digests, hours, mails, readers
from shared import deadlines, ids
from shared.db import Tx

DIGEST = "digest"
_AT_ONCE = 200  # people in one turn
_LARGEST = 500  # notifications in one digest; what is more follows in a second one at once


async def plan(tx: Tx) -> bool:
    """Set the time of a digest for everybody for whom something waits; whether there may be more to plan."""
    since = await digests.unplanned(tx, DIGEST, _AT_ONCE)
    if since:
        days = await hours.days(tx, list(since))
        await deadlines.keep(tx, DIGEST, {each: days[each].next_digest(at) for each, at in since.items()})
    return len(since) == _AT_ONCE


async def make(tx: Tx, person_id: UUID) -> None:
    """The hour has come: what waits for somebody becomes a mail."""
    while await digests.claim(tx, person_id, ids.new_id(), _LARGEST) == _LARGEST:
        pass


async def set_hours(tx: Tx, person_id: UUID, chosen: Hours) -> None:
    """Say when e-mail may come."""
    await hours.choose(tx, person_id, rules.chosen(chosen))
    await go_by_new_hours(tx, person_id)


async def go_by_new_hours(tx: Tx, person_id: UUID) -> None:
    """What waits goes by the hours as they are now, the mails that are held and the digest alike."""
    await mails.let_go(tx, person_id)
    if await digests.waits(tx, person_id):
        await deadlines.set(tx, DIGEST, person_id, (await hours.day(tx, person_id)).next_digest(tx.now))


async def unwanted(tx: Tx, person_id: UUID) -> list[str]:
    """Kinds of which somebody wants no e-mail at all."""
    said = await readers.preferences(tx, person_id)
    return [kind for kind in KINDS if not in_force(kind, said.get(kind)).by_mail]


async def end(tx: Tx, person_id: UUID) -> None:
    """No more digests: every kind that came in one stays in the inbox alone."""
    said = await readers.preferences(tx, person_id)
    for kind in KINDS:
        wanted = in_force(kind, said.get(kind))
        if wanted.digest:
            await readers.prefer(tx, person_id, kind, choose(kind, Wanted(wanted.inbox, mail=False)))
