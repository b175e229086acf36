"""What HR's facts mean: the full state of a person, unit, body or calendar, as far as its references are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from shared.errors import Conflict, Forbidden, Poison, Text
from shared.events import hr, people
from shared.events.base import Event

Kind = Literal["person", "unit", "body", "calendar"]
Ids = Mapping[str, UUID]
"""``kind:external id`` -> our id, for those that are known."""


class DemoOnly(Forbidden):
    """Only the demo lets anybody sign in by name, or moves the clock."""

    slug = "demo-only"
    title = Text("Only in the demo", "Seulement dans la démonstration", "Nur in der Demo")
    advice = Text(
        "This exists in the demo only (DEMO=1 on loopback). Sign in with your organisation's account.",
        "Ceci n'existe que dans la démonstration (DEMO=1 en local). Utilisez le compte de votre organisation.",
        "Das gibt es nur in der Demo (DEMO=1, lokal). Melden Sie sich mit dem Konto Ihrer Organisation an.",
    )


class SessionEnded(Conflict):
    """The session is over; a new sign-in is needed."""

    slug = "session-ended"
    title = Text("Session ended", "Session terminée", "Sitzung beendet")
    advice = Text("Sign in again.", "Connectez-vous de nouveau.", "Melden Sie sich erneut an.")


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that HR told us of. ``version`` counts what was told on people.v1."""

    kind: Kind
    external_id: str
    entity_id: UUID
    data: Mapping[str, Any]
    effective_on: date
    version: int
    published: Mapping[str, Any] | None

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.external_id}"


@dataclass(frozen=True, slots=True)
class Role:
    role: str
    unit_external_id: str | None
    effective_on: date


@dataclass(frozen=True, slots=True)
class Mandate:
    mandate_id: UUID
    body_external_id: str
    role: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Ending:
    """The first day without a mandate for a body; without a body: the first day outside the organisation."""

    body_external_id: str | None
    effective_on: date


def begins(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a date begins at the seat."""
    return datetime.combine(day, time(), zone)


def refuse_impossible(event: hr.HrEvent) -> None:
    """Poison for what no other event could make right."""
    if isinstance(event, hr.HrMandateGranted) and event.ends_on and event.ends_on < event.effective_on:
        raise Poison("impossible", f"/ends_on: {event.ends_on} is before the mandate begins ({event.effective_on})")
    if isinstance(event, hr.HrUnitChanged) and event.parent_external_id == event.external_id:
        raise Poison("impossible", "/parent_external_id: a unit cannot be its own parent")
    if isinstance(event, hr.HrCalendarChanged):
        try:
            ZoneInfo(event.zone)
        except (KeyError, ValueError, OSError) as unknown:
            raise Poison("impossible", f"/zone: there is no time zone {event.zone}") from unknown


def references(kind: Kind, data: Mapping[str, Any], roles: Iterable[Role], mandates: Iterable[Mandate]) -> list[str]:
    """What an entity refers to, known or not, as ``kind:external id``."""
    found = {f"unit:{data[key]}" for key in ("unit_external_id", "parent_external_id") if data.get(key)}
    if data.get("manager_external_id"):
        found.add(f"person:{data['manager_external_id']}")
    if kind == "body":
        found |= {f"unit:{each}" for each in data["scope_unit_external_ids"]} | {
            f"calendar:{data['calendar_external_id']}"
        }
    found |= {f"unit:{held.unit_external_id}" for held in roles if held.unit_external_id}
    return sorted(found | {f"body:{held.body_external_id}" for held in mandates})


def state(entity: Entity, ids: Ids, roles: Iterable[Role] = (), mandates: Iterable[Mandate] = ()) -> dict[str, Any]:
    """The full state to tell, with references that are not known yet left out."""
    data = entity.data
    match entity.kind:
        case "person":
            return _person(entity, ids, roles, mandates)
        case "unit":
            parent = _id(ids, "unit", data.get("parent_external_id"))
            return {"unit_id": entity.entity_id, "names": data["names"], "parent_id": parent, "seat": data["seat"]}
        case "body":
            scope = tuple(ids[f"unit:{u}"] for u in data["scope_unit_external_ids"] if f"unit:{u}" in ids)
            calendar = _id(ids, "calendar", data["calendar_external_id"])
            kept = {key: data[key] for key in ("names", "kind", "regime")}
            return kept | {"body_id": entity.entity_id, "scope_unit_ids": scope, "calendar_id": calendar}
        case "calendar":
            keys = ("country", "subdivision", "zone", "local_holidays", "closure_days", "closure_days_agreement")
            return {key: data[key] for key in keys} | {"calendar_id": entity.entity_id}


def _person(entity: Entity, ids: Ids, roles: Iterable[Role], mandates: Iterable[Mandate]) -> dict[str, Any]:
    data = entity.data
    employed = bool(data.get("employed", True))
    held = [
        {"role": each.role, "unit_id": _id(ids, "unit", each.unit_external_id)}
        for each in sorted(roles, key=lambda r: r.role)
    ]
    acts = [
        {
            "mandate_id": each.mandate_id,
            "body_id": ids[f"body:{each.body_external_id}"],
            "role": each.role,
            "starts_on": each.starts_on,
            "ends_on": each.ends_on,
        }
        for each in sorted(mandates, key=lambda m: m.starts_on)
        if f"body:{each.body_external_id}" in ids and (employed or each.starts_on < entity.effective_on)
    ]
    return {
        "person_id": entity.entity_id,
        "display_name": f"{data['given_name']} {data['family_name']}",
        "email": data["email"],
        "locale": data["locale"],
        "unit_id": _id(ids, "unit", data.get("unit_external_id")),
        "manager_id": _id(ids, "person", data.get("manager_external_id")),
        "employed": employed,
        "roles": tuple(held) if employed else (),
        "mandates": tuple(acts),
    }


_EVENTS: dict[Kind, type[Event]] = {
    "person": people.PersonChanged,
    "unit": people.UnitChanged,
    "body": people.BodyChanged,
    "calendar": people.CalendarChanged,
}


def announcement(entity: Entity, told: Mapping[str, Any], now: datetime) -> Event:
    """The event with the full state; ``entity.version`` is the version after it."""
    extra = {"calendar_version": entity.version} if entity.kind == "calendar" else {}
    return _EVENTS[entity.kind].model_validate(
        dict(told) | extra | {"occurred_at": now, "by": None, "aggregate_version": entity.version}
    )


def still_held(roles: Iterable[Role], endings: Iterable[Ending]) -> list[Role]:
    """The functions that no later leaving ended: who comes back does not find the old ones."""
    left = [each.effective_on for each in endings if each.body_external_id is None]
    return [role for role in roles if not any(day > role.effective_on for day in left)]


def shortened(mandates: Iterable[Mandate], endings: Iterable[Ending]) -> list[Mandate]:
    """Mandates with their true last day: the day before the first ending after they began, if that is earlier."""
    known = list(endings)
    return [replace(each, ends_on=_last_day(each, known)) for each in mandates]


def _last_day(mandate: Mandate, endings: Iterable[Ending]) -> date | None:
    days = [
        ending.effective_on - timedelta(days=1)
        for ending in endings
        if ending.body_external_id in (None, mandate.body_external_id) and ending.effective_on > mandate.starts_on
    ]
    return min([*days, *([mandate.ends_on] if mandate.ends_on else [])], default=None)


def left_after(endings: Iterable[Ending], effective_on: date) -> date | None:
    """The day since which a person whose data holds from ``effective_on`` is gone; None if they are not."""
    days = [each.effective_on for each in endings if each.body_external_id is None and each.effective_on > effective_on]
    return max(days, default=None)


def _id(ids: Ids, kind: Kind, external_id: str | None) -> UUID | None:
    return ids.get(f"{kind}:{external_id}") if external_id else None
