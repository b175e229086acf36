"""Mandates as the administration, or the chair or deputy of the body, grants, changes and ends them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from people.actions import callers, saying
from people.domain import facts, holding
from people.domain.facts import Fact
from people.domain.holding import Change
from people.domain.house import House
from people.domain.person import Mandate, standing
from people.domain.refusals.holding import ForOneself
from people.domain.state import Entity, HandAct
from people.store import administered, entities
from people.store import facts as kept
from shared.db import Tx
from shared.errors import NotAllowed, Unknown, check_version
from shared.events import hr
from shared.events.hr import MandateRole

WITHDRAWN = "administration.withdrawn"
"""Type of the fact that a mandate never begins."""


@dataclass(frozen=True, slots=True)
class MandateSaid:
    """A mandate for a person from ``starts_on`` (None: today) through ``ends_on`` (None: open), by this record."""

    person_id: UUID
    role: MandateRole
    starts_on: date | None
    ends_on: date | None
    rank: int | None
    evidence: str


class Place(NamedTuple):
    """Where a mandate is: the body that it is for, and its id."""

    body_id: UUID
    mandate_id: UUID


@dataclass(frozen=True, slots=True)
class Held:
    """A mandate to be changed: whose it is, for which body, and all that is told of the person."""

    person: Entity
    body: Entity
    mandate: Mandate
    told: list[Fact]


async def grant(tx: Tx, by: UUID, body_id: UUID, said: MandateSaid, house: House) -> UUID:
    """A new mandate; its id. For the administrator, and for the chair and deputies of the body; never for oneself."""
    act, body = await _as_keeper(tx, by, body_id, house)
    if said.person_id == by:
        raise ForOneself
    (who,) = await saying.named(tx, "person", [said.person_id], "/person_id")
    first = saying.day_of(said.starts_on, house.today(tx.now), "/starts_on")
    wanted = Mandate(body.external_id, said.role, first, said.ends_on, said.rank)
    holding.refuse_end_before_start(wanted)
    holding.refuse_beyond_body(wanted, await kept.facts_of(tx, "body", body.external_id), house.today(tx.now))
    person = await saying.there(tx, "person", said.person_id)
    told = await kept.facts_of(tx, "person", who)
    own = holding.refuse_unemployed(standing(facts.counting(told), first)).mandates
    held = Held(person, body, wanted, told)
    await _refuse_beside(tx, held, wanted, own)
    await _say(tx, held, [wanted], act, house, evidence=said.evidence)
    return (await kept.mandate_ids(tx, who))[body.external_id, first]


async def change(tx: Tx, by: UUID, place: Place, change: Change, house: House, *, seen: int, evidence: str) -> UUID:
    """Another last day, rank or role; the id of the mandate that goes on. For whom may grant; never one's own."""
    held, act = await _to_change(tx, by, place, house)
    check_version(seen, held.person.version)
    if held.person.entity_id == by:
        raise ForOneself
    made = holding.changed(held.mandate, change, house.today(tx.now))
    holding.refuse_beyond_body(made[-1], await kept.facts_of(tx, "body", held.body.external_id), house.today(tx.now))
    who = holding.refuse_unemployed(standing(facts.counting(held.told), made[-1].starts_on))
    own = [each for each in who.mandates if each != held.mandate]
    await _refuse_beside(tx, held, made[-1], own)
    await _say(tx, held, made, act, house, evidence=evidence)
    return (await kept.mandate_ids(tx, held.person.external_id))[held.body.external_id, made[-1].starts_on]


async def end(tx: Tx, by: UUID, place: Place, day: date | None, house: House, *, seen: int, evidence: str) -> None:
    """``day`` (None: today) is the first day without it. For whom may grant, and for whoever holds it."""
    held, act = await _to_change(tx, by, place, house)
    check_version(seen, held.person.version)
    await _end(tx, held, day or house.today(tx.now), act, house, evidence=evidence)


async def end_all(tx: Tx, body: Entity, day: date, act: HandAct, house: House) -> None:
    """Nobody represents the body from a day on."""
    today = house.today(tx.now)
    for kind, external_id, _ in await entities.referring_to(tx, body.name):
        person = await entities.lock_entity(tx, kind, external_id)
        if kind != "person" or person is None:
            continue
        told = await kept.facts_of(tx, kind, external_id)
        who = standing(facts.counting(told), today)
        for mandate in who.mandates if who else ():
            if mandate.body_external_id == body.external_id and (mandate.ends_on is None or mandate.ends_on >= day):
                await _end(tx, Held(person, body, mandate, told), day, act, house, evidence="The body ends.")


async def _as_keeper(tx: Tx, by: UUID, body_id: UUID, house: House) -> tuple[HandAct, Entity]:
    """Who may grant mandates of a body: the administrator, its chair and its deputies. NotAllowed, Unknown."""
    await kept.lock_hr(tx)
    return await _keeper_of(tx, await callers.caller(tx, by), body_id, house)


async def refuse_looking(tx: Tx, by: UUID, place: Place, house: House) -> None:
    """Only whoever keeps the mandates of the body, and whoever holds this one, sees its record. NotAllowed, Unknown."""
    me = await callers.caller(tx, by)
    if not any(held["mandate_id"] == str(place.mandate_id) for held in me["mandates"]):
        await _keeper_of(tx, me, place.body_id, house)


async def _keeper_of(tx: Tx, me: Mapping[str, Any], body_id: UUID, house: House) -> tuple[HandAct, Entity]:
    """The act of ``me``, the state of the caller, and the body, where that is one of its keepers. NotAllowed, Unknown."""
    by = UUID(me["person_id"])
    body = await saying.there(tx, "body", body_id)
    if holding.ADMINISTRATOR in {held["role"] for held in me["roles"]}:
        return HandAct(by), body
    today = house.today(tx.now).isoformat()
    for held in me["mandates"]:
        valid = held["starts_on"] <= today and (held["ends_on"] is None or today <= held["ends_on"])
        if held["body_id"] == str(body_id) and held["role"] in holding.LEADS and valid:
            return HandAct(by, UUID(held["mandate_id"])), body
    raise NotAllowed(holding.ADMINISTRATOR, *holding.LEADS)


async def _to_change(tx: Tx, by: UUID, place: Place, house: House) -> tuple[Held, HandAct]:
    """The mandate, and the act of whoever may change it. Unknown, NotAllowed."""
    await kept.lock_hr(tx)
    await callers.caller(tx, by)
    key = await administered.mandate(tx, place.mandate_id)
    body = await saying.there(tx, "body", place.body_id)
    person = await entities.lock_entity(tx, "person", key.person) if key else None
    if key is None or person is None or key.body != body.external_id:
        raise Unknown(what="mandate")
    told = await kept.facts_of(tx, "person", key.person)
    who = standing(facts.counting(told), house.today(tx.now))
    found = [m for m in who.mandates if (m.body_external_id, m.starts_on) == (key.body, key.starts_on)] if who else []
    if not found:
        raise Unknown(what="mandate")
    act = HandAct(by) if person.entity_id == by else (await _as_keeper(tx, by, place.body_id, house))[0]
    return Held(person, body, found[0], told), act


async def _refuse_beside(tx: Tx, held: Held, wanted: Mandate, own: Sequence[Mandate]) -> None:
    """What does not go together with the person's other mandates and functions, and with those of others."""
    holding.refuse_overlap(wanted, own)
    holding.refuse_employers_side(held.told, wanted)
    body, person_id = held.body, str(held.person.entity_id)
    others = [
        holding.other_of(each, mandate)
        for each in await entities.published_of(tx, body.name, "person")
        for mandate in each["mandates"]
        if mandate["body_id"] == str(body.entity_id) and each["person_id"] != person_id
    ]
    holding.refuse_second_chair(wanted, others)


async def _end(tx: Tx, held: Held, day: date, act: HandAct, house: House, *, evidence: str) -> None:
    left = holding.ended(held.mandate, day, house.today(tx.now))
    if left is None:
        gone = replace(_fact(tx, held, held.mandate), type=WITHDRAWN)
        await saying.say(tx, [gone], act, house, evidence)
    else:
        await saying.say(tx, [_fact(tx, held, left)], act, house, evidence)


async def _say(tx: Tx, held: Held, made: Sequence[Mandate], act: HandAct, house: House, *, evidence: str) -> None:
    """EndStands where an end that HR told would cut what is said."""
    said = [_fact(tx, held, mandate) for mandate in made]
    holding.refuse_other_end(made[-1], [*held.told, *said], house.today(tx.now))
    await saying.say(tx, said, act, house, evidence)


def _fact(tx: Tx, held: Held, mandate: Mandate) -> Fact:
    told = {
        "occurred_at": tx.now,
        "external_id": held.person.external_id,
        "effective_on": mandate.starts_on,
        "body_external_id": held.body.external_id,
        "role": mandate.role,
        "ends_on": mandate.ends_on,
        "rank": mandate.rank,
    }
    return saying.ours(hr.HrMandateGranted.model_validate(told))
