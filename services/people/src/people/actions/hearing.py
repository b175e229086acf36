"""Hearing HR: keep each fact, and tell the full state of whatever it changes, on its day."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from people.domain import facts, state
from people.domain.facts import Erasure, Kind
from people.domain.house import House
from people.domain.state import Entity, HandAct
from people.store import entities, sessions
from people.store import facts as kept
from shared import deadlines, ids, kept_answers, outbox
from shared.db import Tx
from shared.events import hr

FUTURE = "hr-change"
AT_ONCE = (
    200  # told again in one transaction; a unit of thousands must not hold it for long, the rest follow one by one
)
_jsonable = TypeAdapter(dict[str, Any])


async def take(tx: Tx, event: hr.HrEvent, house: House) -> None:
    """Keep what HR says, and tell what is new by it today. Poison for what no other event could make right."""
    facts.refuse_impossible(event, tx.now)
    await kept.lock_hr(tx)
    said = facts.facts_of(event)
    if said[0].kind == "person":
        gone = await kept.erasures(tx, event.external_id)
        said = [fact for fact in said if not any(erasure.covers(fact) for erasure in gone)]
    if any([await kept.keep(tx, fact) for fact in said]):
        await retell(tx, said[0].kind, event.external_id, house)


async def day_came(tx: Tx, entity_id: UUID, house: House) -> None:
    """A day has begun on which something about this thing changes."""
    await kept.lock_hr(tx)
    name = await entities.name_of(tx, entity_id)
    if name is not None:
        await retell(tx, *name, house)


async def retell(tx: Tx, kind: Kind, external_id: str, house: House, act: HandAct | None = None) -> None:
    """Tell the full state if it differs from what was told last, and once more to those whose references it completes."""
    today, told = house.today(tx.now), facts.counting(await kept.facts_of(tx, kind, external_id))
    entity = await entities.lock_entity(tx, kind, external_id)
    if erasure := facts.erasure(told, today):
        await erase(tx, entity, external_id, erasure, house)
        return
    entity = entity or Entity(kind, external_id, ids.new_id(), 0, None)
    known = state.known_on(kind, told, today)
    refs = state.references(known) if known else []
    now = await _published(tx, entity, known, refs, state.View(today, house.names_kept, act))
    await entities.save_entity(tx, now, refs)
    if (day := state.changes_on(known, told, today, house.names_kept)) is not None:
        await deadlines.set(tx, FUTURE, entity.entity_id, facts.begins(day, house.zone))
    if entity.published is None and now.published is not None:
        await _complete(tx, entity.name, house)


async def _published(tx: Tx, entity: Entity, known: state.Known | None, refs: list[str], view: state.View) -> Entity:
    """The entity after it was told, if there is something new to tell."""
    if known is None:
        return entity
    acts = await kept.mandate_ids(tx, entity.external_id) if known.person and known.person.mandates else {}
    told = state.told(entity, known, await entities.ids_of(tx, refs), acts, view)
    published = _jsonable.dump_python(told, mode="json")
    if published == entity.published:
        return entity
    now = replace(entity, version=entity.version + 1, published=published)
    outbox.add(tx, state.announcement(now, told, tx.now, view.act))
    if known.person and not known.person.employed:
        await sessions.end_sessions(tx, entity.entity_id, tx.now)
    return now


async def erase(tx: Tx, entity: Entity | None, external_id: str, erasure: Erasure, house: House) -> None:
    """Forget a person; whatever was told for after the erasure begins another one."""
    await kept.erase_facts(tx, external_id, erasure)
    if entity is not None:
        await entities.forget_entity(tx, entity)
        await sessions.erase_sessions(tx, entity.entity_id)
        await kept_answers.forget(tx, [entity.entity_id])
        await deadlines.cancel_of(tx, [entity.entity_id])
        if entity.version:
            outbox.add(tx, state.erased(entity, tx.now, erasure.by))
        await _complete(tx, entity.name, house)
    if await kept.facts_of(tx, "person", external_id):
        await retell(tx, "person", external_id, house)


async def _complete(tx: Tx, name: str, house: House) -> None:
    """Tell those again who refer to something that has come or gone."""
    waiting = await entities.referring_to(tx, name)
    for kind, external_id, _ in waiting[:AT_ONCE]:
        await retell(tx, kind, external_id, house)
    for _, _, entity_id in waiting[AT_ONCE:]:
        await deadlines.set(tx, FUTURE, entity_id, tx.now)
