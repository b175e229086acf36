"""Everything that can happen in people. The only writer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from people import domain, store
from people.domain import Ending, Entity, Kind, Mandate, Role
from shared import deadlines, ids, outbox
from shared.db import Tx
from shared.errors import NotAllowed
from shared.events import catalog, hr

FUTURE = "hr-change"
_KINDS: dict[type[hr.HrEvent], Kind] = {
    hr.HrEmployeeHired: "person",
    hr.HrEmployeeChanged: "person",
    hr.HrUnitChanged: "unit",
    hr.HrBodyChanged: "body",
    hr.HrCalendarChanged: "calendar",
}
_jsonable = TypeAdapter(dict[str, Any])


async def take(tx: Tx, event: hr.HrEvent, zone: ZoneInfo) -> None:
    """Apply what HR says, or keep it until its day begins."""
    domain.refuse_impossible(event)
    waits = isinstance(event, hr.HrMandateGranted | hr.HrMandateEnded)  # these carry their days with them
    if not waits and event.effective_on > tx.now.astimezone(zone).date():
        change_id = ids.new_id()
        await store.keep_future(tx, change_id, event.ce_type(), event.model_dump(mode="json"))
        await deadlines.set(tx, FUTURE, change_id, domain.begins(event.effective_on, zone))
        return
    await apply(tx, event)


async def apply_future(tx: Tx, change_id: UUID) -> None:
    """The day of a change has begun."""
    row = await store.take_future(tx, change_id)
    if row is not None:
        event = catalog.event_class(row["type"]).model_validate(row["payload"])
        if isinstance(event, hr.HrEvent):
            await apply(tx, event)


async def apply(tx: Tx, event: hr.HrEvent) -> None:
    """Apply an HR event whose day has come, and tell what changed by it."""
    await store.lock_hr(tx)
    match event:
        case hr.HrEmployeeLeft():
            await _leave(tx, event)
        case hr.HrRoleGranted() | hr.HrRoleEnded() | hr.HrMandateGranted() | hr.HrMandateEnded():
            await _hold(tx, event)
            await _tell(tx, "person", event.external_id)
        case _:
            await _learn(tx, _KINDS[type(event)], event)


async def _hold(tx: Tx, event: hr.HrRoleGranted | hr.HrRoleEnded | hr.HrMandateGranted | hr.HrMandateEnded) -> None:
    match event:
        case hr.HrRoleGranted():
            role = Role(event.role, event.unit_external_id, event.effective_on)
            await store.grant_role(tx, event.external_id, role)
        case hr.HrRoleEnded():
            await store.end_role(tx, event.external_id, event.role, event.effective_on)
        case hr.HrMandateGranted():
            mandate = Mandate(ids.new_id(), event.body_external_id, event.role, event.effective_on, event.ends_on)
            await store.grant_mandate(tx, event.external_id, mandate)
        case hr.HrMandateEnded():
            await store.add_ending(tx, event.external_id, Ending(event.body_external_id, event.effective_on))


async def roles_of(tx: Tx, person_id: UUID) -> set[str]:
    """The functions of a person; none for leavers."""
    return {held["role"] for held in (await caller(tx, person_id))["roles"]}


async def caller(tx: Tx, person_id: UUID) -> dict[str, Any]:
    """The full state of somebody who acts now: known and employed, else NotAllowed."""
    row = await store.get_by_id(tx, "person", person_id)
    if row is None or not row["published"] or not row["published"]["employed"]:
        raise NotAllowed(needs="employee")
    found: dict[str, Any] = row["published"]
    return found


async def _learn(tx: Tx, kind: Kind, event: hr.HrEvent) -> None:
    """Keep the newest facts of an entity; older ones that come late change nothing."""
    envelope = {"type", "version", "occurred_at", "by", "acting_for", "aggregate_version", "external_id"}
    data = event.model_dump(mode="json", exclude=envelope)
    known = await store.lock_entity(tx, kind, event.external_id)
    if known is not None and known.effective_on > event.effective_on:
        return
    if known is None:
        entity = await _first(tx, Entity(kind, event.external_id, ids.new_id(), data, event.effective_on, 0, None))
    else:
        entity = replace(known, data=data, effective_on=event.effective_on)
    await _publish(tx, entity)
    if known is None:
        for other_kind, external_id in await store.referring_to(tx, entity.name):
            await _tell(tx, other_kind, external_id)


async def _first(tx: Tx, entity: Entity) -> Entity:
    """An entity as it is first told: somebody whose leaving came before their hiring is gone already."""
    endings = await store.endings_of(tx, entity.external_id) if entity.kind == "person" else []
    left = domain.left_after(endings, entity.effective_on)
    return replace(entity, data=dict(entity.data) | {"employed": False}, effective_on=left) if left else entity


async def _leave(tx: Tx, event: hr.HrEmployeeLeft) -> None:
    await store.add_ending(tx, event.external_id, Ending(None, event.effective_on))
    known = await store.lock_entity(tx, "person", event.external_id)
    if known is None:
        return  # who is hired later by an older event is told as gone
    if known.effective_on > event.effective_on:
        await _publish(tx, known)  # they came back; what they held before is over
        return
    await store.end_sessions(tx, known.entity_id, tx.now)
    data = dict(known.data) | {"employed": False}
    await _publish(tx, replace(known, data=data, effective_on=event.effective_on))


async def _tell(tx: Tx, kind: Kind, external_id: str) -> None:
    """Tell an entity's full state again if it has changed; one that is not known yet is told when it comes."""
    known = await store.lock_entity(tx, kind, external_id)
    if known is not None:
        await _publish(tx, known)


async def _publish(tx: Tx, entity: Entity) -> None:
    roles, mandates = await _held_by(tx, entity)
    refs = domain.references(entity.kind, entity.data, roles, mandates)
    told = domain.state(entity, await store.ids_of(tx, refs), roles, mandates)
    published = _jsonable.dump_python(told, mode="json")
    if published != entity.published:
        entity = replace(entity, version=entity.version + 1, published=published)
        outbox.add(tx, domain.announcement(entity, told, tx.now))
    await store.save_entity(tx, entity, refs)


async def _held_by(tx: Tx, entity: Entity) -> tuple[list[Role], list[Mandate]]:
    if entity.kind != "person":
        return [], []
    endings = await store.endings_of(tx, entity.external_id)
    roles = domain.still_held(await store.roles_of(tx, entity.external_id), endings)
    return roles, domain.shortened(await store.mandates_of(tx, entity.external_id), endings)
