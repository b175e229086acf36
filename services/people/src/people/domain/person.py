"""What HR's facts make of a person on a day: employed or not, with which functions and mandates, under which name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from people.domain import facts
from people.domain.facts import Fact
from shared.errors import Language

NAMELESS = "—"
"""Shown where a name was; copies of erased persons show it too."""
_LEFT, GRANTED, MANDATED = "hr.employee.left", "hr.role.granted", "hr.mandate.granted"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Role:
    role: str
    unit_external_id: str | None


@dataclass(frozen=True, slots=True)
class Mandate:
    """A mandate for a body, from ``starts_on`` through ``ends_on`` (None: open)."""

    body_external_id: str
    role: str
    starts_on: date
    ends_on: date | None
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A person's own language and time zone; None: the language that HR tells, the time zone of their seat."""

    locale: Language | None = None
    time_zone: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A person on a day. ``left_on`` is the first day without them; None while they are employed.

    ``chosen`` is what they say of themselves, which goes before HR's ``data``.
    """

    data: Mapping[str, Any]
    left_on: date | None
    roles: tuple[Role, ...]
    mandates: tuple[Mandate, ...]
    chosen: Choice = Choice()

    @property
    def employed(self) -> bool:
        return self.left_on is None


def standing(known: Iterable[Fact], today: date) -> Standing | None:
    """The person as the facts tell on ``today``; None while they tell nothing of them."""
    known = list(known)
    states = facts.in_force(known, facts.STATE, today)
    if not states:
        return None
    left_on: date | None = None
    leavings: list[date] = []
    for fact in facts.in_force(known, facts.EMPLOYMENT, today):
        left_on = (left_on or fact.effective_on) if fact.type == _LEFT else None
        leavings += [fact.effective_on] if fact.type == _LEFT else []
    held = _roles(known, leavings, today) if left_on is None else ()
    chosen = facts.in_force(known, facts.CHOICE, today)
    own = Choice(**chosen[-1].data) if chosen else Choice()
    return Standing(states[-1].data, left_on, held, _mandates(known, leavings, left_on), own)


def _roles(known: list[Fact], leavings: list[date], today: date) -> tuple[Role, ...]:
    """Functions that neither an end nor a later leaving ended: who comes back does not find the old ones."""
    found = []
    for name, changes in sorted(facts.roles(known).items()):
        due = [fact for fact in changes if fact.effective_on <= today]
        if due and due[-1].type == GRANTED and not any(day > due[-1].effective_on for day in leavings):
            found.append(Role(name, due[-1].data.get("unit_external_id")))
    return tuple(found)


def _mandates(known: list[Fact], leavings: list[date], left_on: date | None) -> tuple[Mandate, ...]:
    """Mandates with their true last day; none begins after a leaving that still holds, nor where it was withdrawn."""
    ends = facts.mandate_ends(known)
    found = [
        _mandate(grant, [*leavings, *(end.effective_on for end in ends.get(body, ()))])
        for body, grants in facts.mandates(known).items()
        for grant in grants
        if grant.type == MANDATED and (left_on is None or grant.effective_on < left_on)
    ]
    return tuple(sorted(found, key=lambda m: (m.starts_on, m.body_external_id)))


def _mandate(grant: Fact, endings: list[date]) -> Mandate:
    """An ending is the first day without the mandate; one that is not after its beginning belongs to an older one."""
    granted = grant.data.get("ends_on")
    last = [day - _DAY for day in endings if day > grant.effective_on]
    last += [date.fromisoformat(granted)] if granted else []
    until, rank = min(last, default=None), grant.data.get("rank")
    return Mandate(grant.data["body_external_id"], grant.data["role"], grant.effective_on, until, rank)


def shown_name(person: Standing, today: date, kept: timedelta) -> str:
    """The name of a person; that of a leaver is shown for a time, so that colleagues know who wrote what."""
    until = name_kept_until(person, kept)
    if until is not None and today >= until:
        return NAMELESS
    return f"{person.data['given_name']} {person.data['family_name']}"


def name_kept_until(person: Standing, kept: timedelta) -> date | None:
    """The first day on which a leaver's name is no longer shown."""
    return person.left_on + kept if person.left_on else None
