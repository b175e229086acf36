"""Functions as the administration grants and ends them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID

from people.actions import saying
from people.domain import facts, holding
from people.domain.facts import Fact
from people.domain.house import House
from people.domain.person import Role, standing
from people.domain.refusals.holding import ForOneself
from people.domain.state import Entity, HandAct
from people.store import administered
from people.store import facts as kept
from shared.db import Tx
from shared.events import hr
from shared.events.hr import RoleName


class RoleSaid(NamedTuple):
    """A function, for a unit with those below it or for all, from a day on (None: today)."""

    role: RoleName
    unit_id: UUID | None
    starts_on: date | None


async def grant(tx: Tx, by: UUID, person_id: UUID, said: RoleSaid, house: House) -> Entity:
    """Somebody gets a function; granted again, it stays. For the administrator; never to oneself."""
    act = await saying.as_administrator(tx, by)
    person = await saying.there(tx, "person", person_id)
    if person_id == by:
        raise ForOneself
    units = await saying.named(tx, "unit", [said.unit_id] if said.unit_id else [], "/unit_id")
    day = saying.day_of(said.starts_on, house.today(tx.now), "/starts_on")
    wanted = Role(said.role, next(iter(units), None))
    told = await kept.facts_of(tx, "person", person.external_id)
    who = holding.refuse_unemployed(standing(facts.counting(told), day))
    holding.refuse_other_unit(who, wanted, day)
    holding.refuse_function_of_representative(who, wanted.role, day)
    event = hr.HrRoleGranted(
        occurred_at=tx.now,
        external_id=person.external_id,
        effective_on=day,
        role=said.role,
        unit_external_id=wanted.unit_external_id,
    )
    return await _say(tx, event, told, act, house)


async def end(tx: Tx, by: UUID, person_id: UUID, role: RoleName, *, day: date | None, house: House) -> Entity:
    """``day`` (None: today) is the first day without the function. For the administrator; one must remain."""
    act = await saying.as_administrator(tx, by)
    person = await saying.there(tx, "person", person_id)
    first = saying.day_of(day, house.today(tx.now), "/starts_on")
    told = await kept.facts_of(tx, "person", person.external_id)
    holding.refuse_not_held(standing(facts.counting(told), first), role, first)
    if role == holding.ADMINISTRATOR:
        slot = f"{facts.ROLE}{role}"
        others = [each for each in await administered.persons_with(tx, slot) if each != person.external_id]
        holding.refuse_nobody_left([await kept.facts_of(tx, "person", each) for each in others], first)
    event = hr.HrRoleEnded(occurred_at=tx.now, external_id=person.external_id, effective_on=first, role=role)
    return await _say(tx, event, told, act, house)


async def _say(tx: Tx, event: hr.HrEvent, told: list[Fact], act: HandAct, house: House) -> Entity:
    said = saying.ours(event)
    holding.refuse_announced(told, said)
    await saying.say(tx, [said], act, house)
    return await saying.found(tx, "person", event.external_id)
