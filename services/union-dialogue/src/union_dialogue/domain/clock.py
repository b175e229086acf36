"""How a deadline is counted, and why: dates at the seat, day zero is the day of receipt, open until 24:00 of the last day.

Working days (BPersVG s.4(1) no. 2): Monday to Friday except the statutory holidays of the seat; closure days count unless
both sides agreed to leave them out. Months (CPC art. 641): date to date, or the last day of the month. An end on a
Saturday, Sunday or holiday is disputed for R2312-6: both results are shown, and silence fires at the later one.
"""

from __future__ import annotations

import calendar as months_of
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from shared.errors import Language, Text
from union_dialogue.domain.refusals import NoCalendar
from union_dialogue.domain.regimes import Regime


@dataclass(frozen=True, slots=True)
class Seat:
    """Whose calendar counts: country and subdivision (ISO 3166), zone, the municipality's own holidays, closure days."""

    country: str
    subdivision: str | None
    zone: str
    local_holidays: frozenset[date]
    closure_days: frozenset[date]
    closure_days_agreed: bool
    calendar_version: int


@dataclass(frozen=True, slots=True)
class Reason:
    """A fact of the reasoning: a stable code and its day (None where it has none)."""

    code: str
    day: date | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """A counted period. ``later_last_day``: the other result of a disputed rule, None where the law is settled."""

    day_zero: date
    last_day: date
    later_last_day: date | None
    due_at: datetime
    reasons: tuple[Reason, ...]
    calendar_version: int


SENTENCES: dict[str, Text] = {
    "zone-converted": Text(
        "{day}: the date of receipt at the seat ({name}), not that of the sender.",
        "{day} : date de réception au siège ({name}), non celle de l'expéditeur.",
        "{day}: Datum des Zugangs am Sitz ({name}), nicht beim Absender.",
    ),
    "received-on-non-working-day": Text(
        "{day} is not a working day; it is day zero all the same.",
        "{day} n'est pas un jour ouvré ; c'est tout de même le jour zéro.",
        "{day} ist kein Arbeitstag und dennoch Tag null.",
    ),
    "urgent": Text(
        "The measure was declared urgent: the short period applies.",
        "La mesure est déclarée urgente : le délai court s'applique.",
        "Die Maßnahme wurde für dringlich erklärt: Es gilt die kurze Frist.",
    ),
    "no-statutory-holiday": Text(
        "{day} is not a statutory holiday: it counts.",
        "{day} n'est pas un jour férié légal : il compte.",
        "{day} ist kein gesetzlicher Feiertag und zählt mit.",
    ),
    "clock-change-between": Text(
        "The clocks change in between ({name}).",
        "L'heure légale change entre-temps ({name}).",
        "Dazwischen wird die Uhr umgestellt ({name}).",
    ),
    "day-zero": Text(
        "{day}: day zero, the day of receipt is not counted.",
        "{day} : jour zéro, le jour de réception ne compte pas.",
        "{day}: Tag null, der Tag des Zugangs zählt nicht mit.",
    ),
    "length-working-days": Text(
        "The period is {name} working days.",
        "Le délai est de {name} jours ouvrés.",
        "Die Frist beträgt {name} Arbeitstage.",
    ),
    "length-months": Text(
        "The period is {name} month(s).", "Le délai est de {name} mois.", "Die Frist beträgt {name} Monat(e)."
    ),
    "holiday": Text(
        "{day}: {name}, a holiday at the seat, is not counted.",
        "{day} : {name}, jour férié au siège, ne compte pas.",
        "{day}: {name}, Feiertag am Sitz, zählt nicht mit.",
    ),
    "closure-day-left-out": Text(
        "{day}: closure day, left out by agreement.",
        "{day} : jour de fermeture, exclu par accord.",
        "{day}: Schließtag, nach Vereinbarung nicht mitgezählt.",
    ),
    "closure-day-counts": Text(
        "{day}: closure day, it counts because no agreement leaves it out.",
        "{day} : jour de fermeture, il compte faute d'accord.",
        "{day}: Schließtag, zählt mit, weil keine Vereinbarung ihn ausnimmt.",
    ),
    "weekends": Text(
        "Saturdays and Sundays are not counted.",
        "Les samedis et dimanches ne comptent pas.",
        "Samstage und Sonntage zählen nicht.",
    ),
    "last-day-of-month": Text(
        "{day}: the month has no such day, so its last day counts.",
        "{day} : le mois n'a pas ce quantième, son dernier jour compte.",
        "{day}: Der Monat hat diesen Tag nicht, also zählt sein letzter.",
    ),
    "last-day": Text(
        "{day}: the last day, until midnight at the seat.",
        "{day} : dernier jour, jusqu'à minuit au siège.",
        "{day}: letzter Tag, bis Mitternacht am Sitz.",
    ),
    "disputed-end": Text(
        "The last day is not a working day. Whether the end then moves to {day} is disputed; silence takes effect at the later one.",
        "Le dernier jour n'est pas ouvré. Le report au {day} est discuté ; le silence ne produit effet qu'à la date la plus tardive.",
        "Der letzte Tag ist kein Arbeitstag. Ob das Ende auf {day} rückt, ist streitig; Schweigen wirkt erst zum späteren.",
    ),
    "silence-deemed-approved": Text(
        "Silence counts as approval.", "Le silence vaut approbation.", "Schweigen gilt als Billigung."
    ),
    "silence-deemed-negative": Text(
        "Silence counts as a negative opinion.",
        "Le silence vaut avis négatif.",
        "Schweigen gilt als ablehnende Stellungnahme.",
    ),
}


_OFTEN_TAKEN_FOR_HOLIDAYS = {(12, 24), (12, 31)}


def count(regime: Regime, seat: Seat, received_at: datetime, *, urgent: bool = False) -> Clock:
    """The period that begins with the receipt (aware) of a complete package."""
    day_zero = received_at.astimezone(ZoneInfo(seat.zone)).date()
    short = regime.urgent_length if urgent else None
    length = short or regime.length
    reasons = [*_beginning(received_at, day_zero, seat), *([Reason("urgent")] if short else [])]
    reasons.append(Reason(f"length-{regime.unit}", name=str(length)))
    later: date | None = None
    if regime.unit == "working-days":
        last, passed = _working_days(day_zero, length, seat)
        reasons += [Reason("weekends"), *passed]
    else:
        last, passed = _months(day_zero, length)
        reasons += passed
        later = _next_working_day(last, seat)
    reasons.append(Reason("last-day", last))
    if later:
        reasons.append(Reason("disputed-end", later))
    reasons += [*_clock_change(day_zero, later or last, seat.zone), Reason(f"silence-{regime.silence}")]
    return Clock(day_zero, last, later, end_of(later or last, seat.zone), tuple(reasons), seat.calendar_version)


def end_of(day: date, zone: str) -> datetime:
    """The first instant after a day at the seat."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))


def sentence(reason: Reason, language: Language) -> str:
    """A fact in plain language."""
    day = reason.day.isoformat() if reason.day else ""
    return SENTENCES[reason.code].told_in(language).format(day=day, name=reason.name)


def _beginning(received_at: datetime, day_zero: date, seat: Seat) -> Iterator[Reason]:
    if received_at.date() != day_zero:
        yield Reason("zone-converted", day_zero, seat.zone)
    if day_zero.weekday() >= 5 or _holiday(day_zero, seat):
        yield Reason("received-on-non-working-day", day_zero, _holiday(day_zero, seat))
    yield Reason("day-zero", day_zero)


def _clock_change(day_zero: date, last: date, zone: str) -> Iterator[Reason]:
    """Days stay days when the clocks change; the reader should know why the hours do not add up."""
    first, end = (f"{end_of(day, zone):%z}" for day in (day_zero, last))
    if first != end:
        yield Reason("clock-change-between", name=f"{first}, {end}")


def is_working_day(day: date, seat: Seat) -> bool:
    """Whether a day counts in a period of working days."""
    left_out = seat.closure_days_agreed and day in seat.closure_days
    return day.weekday() < 5 and not _holiday(day, seat) and not left_out


def _working_days(day_zero: date, length: int, seat: Seat) -> tuple[date, list[Reason]]:
    passed: list[Reason] = []
    counted, day = 0, day_zero
    while counted < length:
        day += timedelta(days=1)
        counted += is_working_day(day, seat)
        passed += _remarks(day, seat)
    return day, passed


def _remarks(day: date, seat: Seat) -> Iterator[Reason]:
    if day.weekday() >= 5:
        return
    name = _holiday(day, seat)
    if name:
        yield Reason("holiday", day, name)
    elif (day.month, day.day) in _OFTEN_TAKEN_FOR_HOLIDAYS and is_working_day(day, seat):
        yield Reason("no-statutory-holiday", day)
    if not name and day in seat.closure_days:
        yield Reason("closure-day-left-out" if seat.closure_days_agreed else "closure-day-counts", day)


def _months(day_zero: date, length: int) -> tuple[date, list[Reason]]:
    year, month = divmod(day_zero.month - 1 + length, 12)
    year, month = day_zero.year + year, month + 1
    last_of_month = months_of.monthrange(year, month)[1]
    last = date(year, month, min(day_zero.day, last_of_month))
    return last, [Reason("last-day-of-month", last)] if day_zero.day > last_of_month else []


def _next_working_day(last: date, seat: Seat) -> date | None:
    """The working day to which an end would move; None when the last day is one itself."""
    day = last
    while day.weekday() >= 5 or _holiday(day, seat):
        day += timedelta(days=1)
    return day if day != last else None


def _holiday(day: date, seat: Seat) -> str:
    """Name of the statutory holiday at the seat, or nothing."""
    if day in seat.local_holidays:
        return "local holiday"
    return str(_statutory(seat.country, seat.subdivision, day.year).get(day, ""))


@lru_cache(maxsize=256)
def _statutory(country: str, subdivision: str | None, year: int) -> holidays.HolidayBase:
    """Holidays of a year; a country or subdivision that the calendar names wrongly is no calendar to count by."""
    try:
        return holidays.country_holidays(country, subdiv=subdivision, years=year)
    except NotImplementedError as unknown:
        raise NoCalendar from unknown
