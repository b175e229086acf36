"""What the administration says: kept beside HR's facts, and told like them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from people.actions import callers
from people.actions.hearing import retell
from people.domain import facts, holding
from people.domain.facts import Fact, Kind
from people.domain.house import House
from people.domain.refusals.holding import NoSuchPart
from people.domain.state import Entity, HandAct
from people.store import administered, entities
from people.store import facts as kept
from people.store.administered import Word
from shared.db import Tx
from shared.errors import Unknown, check_version
from shared.events import hr

_WHERE = {"person": "/api/people", "unit": "/api/units", "body": "/api/bodies", "calendar": "/api/calendars"}


async def as_administrator(tx: Tx, by: UUID) -> HandAct:
    """NotAllowed, or the act of an administrator; HR's facts are held until the end of the transaction."""
    await kept.lock_hr(tx)
    await callers.require_role(tx, by, holding.ADMINISTRATOR)
    return HandAct(by)


async def require_administrator(tx: Tx, person_id: UUID) -> None:
    """NotAllowed for everybody else; for what is only looked at."""
    await callers.require_role(tx, person_id, holding.ADMINISTRATOR)


async def say(tx: Tx, said: Sequence[Fact], act: HandAct, house: House, evidence: str | None = None) -> None:
    """Keep the facts, which are about one thing, and tell its state anew."""
    for fact in said:
        await administered.keep_administered(tx, fact, Word(act.by, evidence))
    await retell(tx, said[0].kind, said[0].external_id, house, act)


async def say_state(tx: Tx, fact: Fact, act: HandAct, house: House) -> Entity:
    """A new state of a body or calendar, and the thing after it. ChangeAnnounced where another is told for a later day."""
    holding.refuse_announced(await kept.facts_of(tx, fact.kind, fact.external_id), fact)
    await say(tx, [fact], act, house)
    return await found(tx, fact.kind, fact.external_id)


def ours(event: hr.HrEvent) -> Fact:
    """What an event of HR would say, said by the administration."""
    (fact,) = facts.facts_of(event)
    return replace(fact, source="administration")


async def seen(tx: Tx, kind: Kind, entity_id: UUID, version: int) -> Entity:
    """The thing to change, at the version that the caller saw. Unknown, StaleVersion."""
    found = await there(tx, kind, entity_id)
    check_version(version, found.version)
    return found


async def found(tx: Tx, kind: Kind, external_id: str) -> Entity:
    """A thing of which something was told in this transaction."""
    made = await entities.lock_entity(tx, kind, external_id)
    if made is None:
        raise Unknown(what=kind)
    return made


async def there(tx: Tx, kind: Kind, entity_id: UUID) -> Entity:
    """A thing that was told of. Unknown. Who changes it holds HR's facts, and thereby all things."""
    thing = await entities.told_of(tx, kind, entity_id)
    if thing is None:
        raise Unknown(what=kind)
    return thing


async def named(tx: Tx, kind: Kind, ids: Sequence[UUID], pointer: str) -> list[str]:
    """External ids of things that a request names. NoSuchPart."""
    known = await entities.external_ids(tx, kind, ids)
    for place, each in enumerate(ids):
        if each not in known:
            where = pointer.format(place=place)
            raise NoSuchPart(pointer=where, what=kind, id=each, where=_WHERE[kind])
    return [known[each] for each in ids]


def day_of(wanted: date | None, today: date, pointer: str) -> date:
    """The day from which something holds: today, if none is named. PastDay."""
    day = wanted or today
    holding.refuse_past(day, today, pointer)
    return day
