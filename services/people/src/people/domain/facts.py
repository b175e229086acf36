"""HR's facts: what is said of one thing, from which day on, and which of two sayings counts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from people.domain import places
from shared.errors import Invalid, Poison
from shared.events import hr

Kind = Literal["person", "unit", "body", "calendar"]
Source = Literal["hr", "administration"]
STATE, EMPLOYMENT, ERASURE, CHOICE = "state", "employment", "erasure", "choice"
ROLE, MANDATE, MANDATE_END = "role:", "mandate:", "mandate-end:"
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
_AHEAD = timedelta(days=1)  # an HR system's clock may be wrong by so much
_ENVELOPE = {"type", "version", "occurred_at", "by", "acting_for", "aggregate_version", "external_id", "effective_on"}
_KINDS: dict[type[hr.HrEvent], Kind] = {
    hr.HrUnitChanged: "unit",
    hr.HrBodyChanged: "body",
    hr.HrCalendarChanged: "calendar",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """What HR says of a thing from ``effective_on`` on. ``slot`` names what of it: its data, a function, a mandate.

    Of two facts of one source about the same slot and day the one that was told later (``told_at``) counts; it corrects
    the other.
    """

    kind: Kind
    external_id: str
    slot: str
    effective_on: date
    told_at: datetime
    type: str
    data: Mapping[str, Any]
    source: Source = "hr"

    @property
    def digest(self) -> bytes:
        """Decides between two that were told at the same moment, so that their order does not."""
        return hashlib.sha256(json.dumps([self.type, dict(self.data)], sort_keys=True).encode()).digest()

    @property
    def waits(self) -> bool:
        """Whether nobody is told before its day; a mandate carries its days with it."""
        return not self.slot.startswith((MANDATE, MANDATE_END))


@dataclass(frozen=True, slots=True)
class Erasure:
    """A person was erased: nothing told until then, or about the days before, may bring them back."""

    told_at: datetime
    effective_on: date
    by: UUID | None = None

    def covers(self, fact: Fact) -> bool:
        """Of two erasures that were told at the same moment the later day counts."""
        if fact.slot == ERASURE and fact.told_at == self.told_at:
            return fact.effective_on <= self.effective_on
        return fact.told_at <= self.told_at or fact.effective_on < self.effective_on


def facts_of(event: hr.HrEvent) -> list[Fact]:
    """What an event says; a hiring says two things, that somebody is employed and who they are."""
    data = event.model_dump(mode="json", exclude=_ENVELOPE)
    kind, day, told_at = _KINDS.get(type(event), "person"), event.effective_on, event.occurred_at
    said = {_slot(event): data} | ({EMPLOYMENT: {}} if isinstance(event, hr.HrEmployeeHired) else {})
    return [Fact(kind, event.external_id, slot, day, told_at, event.type_name(), what) for slot, what in said.items()]


def _slot(event: hr.HrEvent) -> str:
    match event:
        case hr.HrEmployeeLeft():
            return EMPLOYMENT
        case hr.HrRoleGranted() | hr.HrRoleEnded():
            return ROLE + event.role
        case hr.HrMandateGranted():
            return MANDATE + event.body_external_id
        case hr.HrMandateEnded():
            return MANDATE_END + event.body_external_id
        case hr.HrEmployeeErased():
            return ERASURE
        case _:
            return STATE


def counting(told: Iterable[Fact]) -> list[Fact]:
    """Those that count where HR and the administration speak of one slot and day: the administration knew what HR had said."""
    found: dict[tuple[str, date], Fact] = {}
    for fact in told:
        place = (fact.slot, fact.effective_on)
        if place not in found or fact.source == "administration":
            found[place] = fact
    return list(found.values())


def in_force(facts: Iterable[Fact], slot: str, today: date) -> list[Fact]:
    """The facts of a slot whose day has come, in order of their days."""
    return sorted(
        (fact for fact in facts if fact.slot == slot and fact.effective_on <= today), key=lambda f: f.effective_on
    )


def of_slots(facts: Iterable[Fact], prefix: str) -> dict[str, list[Fact]]:
    """What follows the prefix in a slot's name -> its facts, in order of their days."""
    found: dict[str, list[Fact]] = {}
    for fact in sorted(facts, key=lambda f: f.effective_on):
        if fact.slot.startswith(prefix):
            found.setdefault(fact.slot.removeprefix(prefix), []).append(fact)
    return found


def roles(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """Name of a function -> its grants and ends."""
    return of_slots(facts, ROLE)


def mandates(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """External id of a body -> the mandates granted for it."""
    return of_slots(facts, MANDATE)


def mandate_ends(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """External id of a body -> the ends of mandates for it."""
    return of_slots(facts, MANDATE_END)


def erasure(facts: Iterable[Fact], today: date) -> Erasure | None:
    """The erasure whose day has come."""
    due = in_force(facts, ERASURE, today)
    return Erasure(due[-1].told_at, due[-1].effective_on) if due else None


def next_day(facts: Iterable[Fact], today: date) -> date | None:
    """The next day on which something that waits takes effect."""
    return min((fact.effective_on for fact in facts if fact.waits and fact.effective_on > today), default=None)


def begins(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a date begins at the seat."""
    return datetime.combine(day, time(), zone)


def refuse_impossible(event: hr.HrEvent, now: datetime) -> None:
    """Poison for what no other event could make right."""
    if not FIRST <= event.effective_on <= LAST:
        raise Poison("impossible", f"/effective_on: must lie between {FIRST} and {LAST}")
    if event.occurred_at > now + _AHEAD:
        raise Poison("impossible", "/occurred_at: lies in the future, so that no correction could follow it")
    match event:
        case hr.HrMandateGranted() if event.ends_on and event.ends_on < event.effective_on:
            raise Poison("impossible", f"/ends_on: {event.ends_on} is before the mandate begins ({event.effective_on})")
        case hr.HrUnitChanged() if event.parent_external_id == event.external_id:
            raise Poison("impossible", "/parent_external_id: a unit cannot be its own parent")
        case hr.HrEmployeeHired() | hr.HrEmployeeChanged() if event.manager_external_id == event.external_id:
            raise Poison("impossible", "/manager_external_id: nobody is their own manager")
        case hr.HrCalendarChanged():
            _refuse_nowhere(event)


def _refuse_nowhere(event: hr.HrCalendarChanged) -> None:
    try:
        places.refuse_unknown(event.country, event.subdivision, event.zone)
    except Invalid as unknown:
        raise Poison("impossible", f"{unknown.pointer}: {unknown}") from unknown
