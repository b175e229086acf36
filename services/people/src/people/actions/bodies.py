"""Bodies as the administration makes, changes and ends them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from people.actions import mandates, saying
from people.domain.facts import STATE, Fact
from people.domain.house import House
from people.domain.state import Entity
from people.store import entities
from shared import ids
from shared.db import Tx
from shared.errors import Language
from shared.events import hr


@dataclass(frozen=True, slots=True)
class BodySaid:
    """A body from ``effective_on`` on (None: today)."""

    names: dict[Language, str]
    kind: str
    scope_unit_ids: list[UUID]
    regime: str
    calendar_id: UUID
    effective_on: date | None


async def create(tx: Tx, by: UUID, said: BodySaid, house: House) -> Entity:
    """A new body; HR systems may name it by the external id that it gets. For the administrator."""
    act = await saying.as_administrator(tx, by)
    external_id = f"parley-{ids.new_id()}"
    return await saying.say_state(tx, await _fact(tx, external_id, said, house), act, house)


async def change(tx: Tx, by: UUID, body_id: UUID, said: BodySaid, house: House, *, seen: int) -> Entity:
    """Another name, scope, regime or calendar, from a day on. For the administrator."""
    act = await saying.as_administrator(tx, by)
    body = await saying.seen(tx, "body", body_id, seen)
    return await saying.say_state(tx, await _fact(tx, body.external_id, said, house), act, house)


async def end(tx: Tx, by: UUID, body_id: UUID, day: date | None, house: House, *, seen: int) -> Entity:
    """From a day on the body represents no unit, and nobody represents it. For the administrator.

    Its open cases stay as they are: without representatives, silence does what the regime says.
    """
    act = await saying.as_administrator(tx, by)
    body = await saying.seen(tx, "body", body_id, seen)
    from_day = saying.day_of(day, house.today(tx.now), "/starts_on")
    told = body.state
    calendar = await entities.external_ids(tx, "calendar", [UUID(told["calendar_id"])] if told["calendar_id"] else [])
    kept = {name: told[name] for name in ("names", "kind", "regime")}
    data = kept | {"scope_unit_external_ids": [], "calendar_external_id": next(iter(calendar.values()), "")}
    fact = Fact("body", body.external_id, STATE, from_day, tx.now, "hr.body.changed", data, "administration")
    await mandates.end_all(tx, body, from_day, act, house)
    return await saying.say_state(tx, fact, act, house)


async def _fact(tx: Tx, external_id: str, said: BodySaid, house: House) -> Fact:
    day = saying.day_of(said.effective_on, house.today(tx.now), "/effective_on")
    units = await saying.named(tx, "unit", said.scope_unit_ids, "/scope_unit_ids/{place}")
    (calendar,) = await saying.named(tx, "calendar", [said.calendar_id], "/calendar_id")
    told = {
        "occurred_at": tx.now,
        "external_id": external_id,
        "effective_on": day,
        "names": said.names,
        "kind": said.kind,
        "scope_unit_external_ids": units,
        "regime": said.regime,
        "calendar_external_id": calendar,
    }
    return saying.ours(hr.HrBodyChanged.model_validate(told))
