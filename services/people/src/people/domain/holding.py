"""Who may hold what: functions and mandates as administrators and chairs give, change and end them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from people.domain import facts
from people.domain.facts import Fact
from people.domain.person import Mandate, Role, Standing, standing
from people.domain.refusals import holding as refused

EMPLOYERS = ("administrator", "consultation-officer", "decision-maker")
"""Functions on the employer's side: they exclude a mandate (reference: BPersVG s.15; nobody reads the room of the other side)."""
ADMINISTRATOR = "administrator"
LEADS = ("chair", "deputy")
_OPEN = date.max
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Other:
    """A mandate for the same body that somebody else holds: under which name, and its days."""

    name: str
    role: str
    starts_on: date
    ends_on: date | None


def refuse_past(day: date, today: date, pointer: str) -> None:
    if day < today:
        raise refused.PastDay(pointer=pointer, today=today)


def refuse_announced(told: Iterable[Fact], said: Fact) -> None:
    """ChangeAnnounced: something else is told of the slot for a later day, which would take the place of what is said."""
    later = [f for f in facts.counting(told) if f.slot == said.slot and f.effective_on > said.effective_on]
    for fact in sorted(later, key=lambda f: f.effective_on):
        if (fact.type, dict(fact.data)) != (said.type, dict(said.data)):
            raise refused.ChangeAnnounced(day=fact.effective_on, source=fact.source)


def refuse_unemployed(who: Standing | None) -> Standing:
    """NotEmployed, or the person."""
    if who is None or not who.employed:
        raise refused.NotEmployed
    return who


# Functions


def refuse_other_unit(who: Standing, wanted: Role, day: date) -> None:
    """FunctionElsewhere: a function is held for one unit or for all, and moves by an end and a new grant."""
    if any(held.role == wanted.role and held.unit_external_id != wanted.unit_external_id for held in who.roles):
        raise refused.FunctionElsewhere(role=wanted.role, day=day)


def refuse_function_of_representative(who: Standing, role: str, day: date) -> None:
    """BothSides: a mandate that runs on the day or begins later excludes functions on the employer's side."""
    if role in EMPLOYERS and any((held.ends_on or _OPEN) >= day for held in who.mandates):
        raise refused.BothSides(roles=role)


def refuse_not_held(who: Standing | None, role: str, day: date) -> None:
    if who is None or role not in {held.role for held in who.roles}:
        raise refused.FunctionNotHeld(role=role, day=day)


def refuse_nobody_left(others: Iterable[Iterable[Fact]], day: date) -> None:
    """LastAdministrator: somebody else must be administrator on the day, and without an end that is told already."""
    if not any(all(_administers(list(told), each) for each in (day, facts.LAST)) for told in others):
        raise refused.LastAdministrator(day=day)


def _administers(told: list[Fact], day: date) -> bool:
    who = standing(facts.counting(told), day)
    return who is not None and any(held.role == ADMINISTRATOR for held in who.roles)


# Mandates


def refuse_employers_side(told: Iterable[Fact], wanted: Mandate) -> None:
    """BothSides: nobody gets a mandate who acts for the employer on its days, as far as is told."""
    last = wanted.ends_on or facts.LAST
    known = facts.counting(told)
    days = {wanted.starts_on, *(f.effective_on for f in known if wanted.starts_on < f.effective_on <= last)}
    held = {role.role for day in days if (who := standing(known, day)) for role in who.roles}
    if clash := sorted(held.intersection(EMPLOYERS)):
        raise refused.BothSides(roles=", ".join(clash))


def refuse_overlap(wanted: Mandate, own: Iterable[Mandate]) -> None:
    """MandatesOverlap: one person, one body, one mandate at a time."""
    for held in own:
        if held.body_external_id == wanted.body_external_id and _meet(wanted, held.starts_on, held.ends_on):
            until = held.ends_on or "…"
            raise refused.MandatesOverlap(role=held.role, starts_on=held.starts_on, ends_on=until)


def refuse_second_chair(wanted: Mandate, others: Iterable[Other]) -> None:
    """ChairTaken: one chair at a time; deputies there may be several."""
    for held in others if wanted.role == "chair" else ():
        if held.role == "chair" and _meet(wanted, held.starts_on, held.ends_on):
            raise refused.ChairTaken(name=held.name, starts_on=held.starts_on, ends_on=held.ends_on or "…")


def _meet(wanted: Mandate, starts_on: date, ends_on: date | None) -> bool:
    return wanted.starts_on <= (ends_on or _OPEN) and starts_on <= (wanted.ends_on or _OPEN)


def refuse_end_before_start(wanted: Mandate) -> None:
    if wanted.ends_on and wanted.ends_on < wanted.starts_on:
        raise refused.EndBeforeStart(pointer="/ends_on", starts_on=wanted.starts_on)


def refuse_beyond_body(wanted: Mandate, told: Iterable[Fact], today: date) -> None:
    """BodyEnded: from today on, on some day of the mandate, the body of which this is told represents no unit."""
    states = facts.in_force(facts.counting(told), facts.STATE, wanted.ends_on or _OPEN)
    until = [each.effective_on for each in states[1:]] + [_OPEN]
    for state, next_day in zip(states, until, strict=True):
        if not state.data["scope_unit_external_ids"] and next_day > max(wanted.starts_on, today):
            raise refused.BodyEnded(day=state.effective_on)


def refuse_over(held: Mandate, today: date) -> None:
    if held.ends_on and held.ends_on < today:
        raise refused.MandateOver(ends_on=held.ends_on)


def refuse_other_end(wanted: Mandate, told: Iterable[Fact], today: date) -> None:
    """EndStands: with all that is told, the mandate would not last as long as is asked for."""
    who = standing(facts.counting(told), today)
    for held in who.mandates if who else ():
        key = (held.body_external_id, held.starts_on)
        if key == (wanted.body_external_id, wanted.starts_on) and held.ends_on != wanted.ends_on:
            raise refused.EndStands(ends_on=held.ends_on)


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a mandate: its new role from ``role_from`` on, its last day, its place among substitutes."""

    role: str
    role_from: date
    ends_on: date | None
    rank: int | None


def changed(held: Mandate, change: Change, today: date) -> list[Mandate]:
    """The mandate as it is then; two where the role changes on the way: the old one until the day before, and a new one."""
    refuse_over(held, today)
    if change.ends_on != held.ends_on and change.ends_on is not None:
        refuse_past(change.ends_on, today, "/ends_on")
    if change.role == held.role or (change.role_from <= held.starts_on and held.starts_on >= today):
        now = replace(held, role=change.role, ends_on=change.ends_on, rank=change.rank)
        refuse_end_before_start(now)
        return [now]
    refuse_past(change.role_from, today, "/role_from")
    last = change.role_from - _DAY
    old = replace(held, ends_on=min(last, held.ends_on or last))
    new = Mandate(held.body_external_id, change.role, change.role_from, change.ends_on, change.rank)
    refuse_end_before_start(new)
    return [old, new]


def ended(held: Mandate, day: date, today: date) -> Mandate | None:
    """The mandate with ``day`` as the first day without it; None when it never begins. EndsEarlier: nobody prolongs it so."""
    refuse_over(held, today)
    refuse_past(day, today, "/starts_on")
    last = day - _DAY
    if held.ends_on and last > held.ends_on:
        raise refused.EndsEarlier(ends_on=held.ends_on)
    return None if last < held.starts_on else replace(held, ends_on=last)


def other_of(person: Mapping[str, Any], mandate: Mapping[str, Any]) -> Other:
    """A mandate as it was told on people.v1."""
    until = mandate["ends_on"]
    days = date.fromisoformat(mandate["starts_on"]), date.fromisoformat(until) if until else None
    return Other(person["display_name"], mandate["role"], *days)
