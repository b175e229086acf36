"""The full state that people.v1 tells of a person, unit, body or calendar, as far as its references are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from people.domain import facts
from people.domain.facts import Fact, Kind
from people.domain.person import Standing, name_kept_until, shown_name, standing
from shared.events import people
from shared.events.base import Event

Ids = Mapping[str, UUID]
"""``kind:external id`` -> our id, for those that are known."""
MandateIds = Mapping[tuple[str, date], UUID]
"""(external id of the body, first day) -> the mandate's id."""
_CALENDAR = ("country", "subdivision", "zone", "local_holidays", "closure_days", "closure_days_agreement")


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that HR told us of. ``version`` counts what was told on people.v1, ``published`` is what was told last."""

    kind: Kind
    external_id: str
    entity_id: UUID
    version: int
    published: Mapping[str, Any] | None

    @property
    def state(self) -> Mapping[str, Any]:
        """What was told last; empty while nothing was."""
        return self.published or {}

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.external_id}"


@dataclass(frozen=True, slots=True)
class Known:
    """What the facts say of a thing on a day: of a person who they are there, of anything else its data."""

    kind: Kind
    person: Standing | None
    data: Mapping[str, Any]


def known_on(kind: Kind, told: Iterable[Fact], today: date) -> Known | None:
    """What holds on a day; None while nothing does."""
    told = list(told)
    if kind == "person":
        person = standing(told, today)
        return Known(kind, person, person.data) if person else None
    due = facts.in_force(told, facts.STATE, today)
    return Known(kind, None, due[-1].data) if due else None


def changes_on(known: Known | None, told: Iterable[Fact], today: date, kept: timedelta) -> date | None:
    """The next day on which there is something new to tell without any new fact."""
    days = [facts.next_day(told, today)]
    if known and known.person:
        days.append(name_kept_until(known.person, kept))
    return min((day for day in days if day and day > today), default=None)


def references(known: Known) -> list[str]:
    """What a thing refers to, known or not, as ``kind:external id``."""
    data = known.data
    found = {f"unit:{data[key]}" for key in ("unit_external_id", "parent_external_id") if data.get(key)}
    found |= {f"unit:{each}" for each in data.get("scope_unit_external_ids", ())}
    if data.get("manager_external_id"):
        found.add(f"person:{data['manager_external_id']}")
    if data.get("calendar_external_id"):
        found.add(f"calendar:{data['calendar_external_id']}")
    if known.person:
        found |= {f"unit:{role.unit_external_id}" for role in known.person.roles if role.unit_external_id}
        found |= {f"body:{mandate.body_external_id}" for mandate in known.person.mandates}
    return sorted(found)


def unit(entity_id: UUID, data: Mapping[str, Any], ids: Ids) -> dict[str, Any]:
    parent = _id(ids, "unit", data.get("parent_external_id"))
    return {"unit_id": entity_id, "names": data["names"], "parent_id": parent, "seat": data["seat"]}


def units_on(told: Iterable[Fact], ids: Ids, day: date) -> dict[str, dict[str, Any]]:
    """External id -> the unit as it stands on a day, in order; a parent that is not told of yet, or is not there yet, is left out."""
    newest = {fact.external_id: fact for fact in sorted(told, key=lambda f: f.effective_on) if fact.effective_on <= day}
    there = {f"unit:{external_id}": ids[f"unit:{external_id}"] for external_id in newest}
    return {name: unit(there[f"unit:{name}"], fact.data, there) for name, fact in sorted(newest.items())}


def body(entity_id: UUID, data: Mapping[str, Any], ids: Ids) -> dict[str, Any]:
    scope = tuple(ids[f"unit:{u}"] for u in data["scope_unit_external_ids"] if f"unit:{u}" in ids)
    kept = {key: data[key] for key in ("names", "kind", "regime")}
    calendar_id = _id(ids, "calendar", data["calendar_external_id"])
    return kept | {"body_id": entity_id, "scope_unit_ids": scope, "calendar_id": calendar_id}


def calendar(entity_id: UUID, data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: data[key] for key in _CALENDAR} | {"calendar_id": entity_id}


def person(entity_id: UUID, who: Standing, ids: Ids, acts: MandateIds, name: str) -> dict[str, Any]:
    """A leaver has no functions and no address; mandates stay with their true days, for what was done under them."""
    held = [{"role": each.role, "unit_id": _id(ids, "unit", each.unit_external_id)} for each in who.roles]
    mandates = [
        {
            "mandate_id": acts[each.body_external_id, each.starts_on],
            "body_id": ids[f"body:{each.body_external_id}"],
            "role": each.role,
            "starts_on": each.starts_on,
            "ends_on": each.ends_on,
            "rank": each.rank,
        }
        for each in who.mandates
        if f"body:{each.body_external_id}" in ids
    ]
    return {
        "person_id": entity_id,
        "display_name": name,
        "email": who.data["email"] if who.employed else None,
        "locale": who.chosen.locale or who.data["locale"],
        "unit_id": _id(ids, "unit", who.data.get("unit_external_id")),
        "manager_id": _id(ids, "person", who.data.get("manager_external_id")),
        "employed": who.employed,
        "roles": tuple(held),
        "mandates": tuple(mandates),
        "time_zone": who.chosen.time_zone,
    }


@dataclass(frozen=True, slots=True)
class HandAct:
    """Who changes something by hand, and under which mandate if as a representative."""

    by: UUID
    acting_for: UUID | None = None


@dataclass(frozen=True, slots=True)
class View:
    """The day on which a state is told, for how long a leaver's name is shown, and whose act it is (None: HR's)."""

    today: date
    names_kept: timedelta
    act: HandAct | None = None


def told(entity: Entity, known: Known, ids: Ids, acts: MandateIds, view: View) -> dict[str, Any]:
    """The full state to tell, with references that are not known yet left out."""
    if known.person:
        name = shown_name(known.person, view.today, view.names_kept)
        return person(entity.entity_id, known.person, ids, acts, name)
    if entity.kind == "calendar":
        return calendar(entity.entity_id, known.data)
    tell = unit if entity.kind == "unit" else body
    return tell(entity.entity_id, known.data, ids)


_EVENTS: dict[Kind, type[Event]] = {
    "person": people.PersonChanged,
    "unit": people.UnitChanged,
    "body": people.BodyChanged,
    "calendar": people.CalendarChanged,
}


def announcement(entity: Entity, state: Mapping[str, Any], now: datetime, act: HandAct | None = None) -> Event:
    """The event with the full state; ``entity.version`` is the version after it."""
    extra = {"calendar_version": entity.version} if entity.kind == "calendar" else {}
    who = {"by": act.by, "acting_for": act.acting_for} if act else {"by": None}
    said = {"occurred_at": now, "aggregate_version": entity.version} | who
    return _EVENTS[entity.kind].model_validate(dict(state) | extra | said)


def erased(entity: Entity, now: datetime, by: UUID | None) -> people.PersonErased:
    """The last that is told of a person."""
    return people.PersonErased(occurred_at=now, by=by, aggregate_version=entity.version + 1, person_id=entity.entity_id)


def _id(ids: Ids, kind: Kind, external_id: str | None) -> UUID | None:
    return ids.get(f"{kind}:{external_id}") if external_id else None
