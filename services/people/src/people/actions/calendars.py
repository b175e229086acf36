"""Calendars as the administration makes and changes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from people.actions import saying
from people.domain import places
from people.domain.days_off import DaysOff
from people.domain.house import House
from people.domain.state import Entity
from shared import ids
from shared.db import Tx
from shared.events import hr


@dataclass(frozen=True, slots=True)
class CalendarSaid:
    """A calendar from ``effective_on`` on (None: today). ``subdivision`` is an ISO 3166-2 code without its country."""

    country: str
    subdivision: str | None
    zone: str
    days_off: DaysOff
    effective_on: date | None


async def create(tx: Tx, by: UUID, said: CalendarSaid, house: House) -> Entity:
    """A new calendar; HR systems may name it by the external id that it gets. For the administrator."""
    act = await saying.as_administrator(tx, by)
    external_id = f"parley-{ids.new_id()}"
    return await saying.say_state(tx, saying.ours(_event(tx, external_id, said, house)), act, house)


async def change(tx: Tx, by: UUID, calendar_id: UUID, said: CalendarSaid, house: House, *, seen: int) -> Entity:
    """Other days from a day on. Periods that run stay as they were counted at receipt. For the administrator."""
    act = await saying.as_administrator(tx, by)
    calendar = await saying.seen(tx, "calendar", calendar_id, seen)
    return await saying.say_state(tx, saying.ours(_event(tx, calendar.external_id, said, house)), act, house)


def _event(tx: Tx, external_id: str, said: CalendarSaid, house: House) -> hr.HrCalendarChanged:
    today, off = house.today(tx.now), said.days_off
    places.refuse_unknown(said.country, said.subdivision, said.zone)
    off.refuse_wrong(today)
    return hr.HrCalendarChanged(
        occurred_at=tx.now,
        external_id=external_id,
        effective_on=saying.day_of(said.effective_on, today, "/effective_on"),
        country=said.country,
        subdivision=said.subdivision,
        zone=said.zone,
        local_holidays=tuple(sorted(off.local_holidays)),
        closure_days=tuple(sorted(off.closure_days)),
        closure_days_agreement=off.agreement.text if off.agreement else None,
    )
