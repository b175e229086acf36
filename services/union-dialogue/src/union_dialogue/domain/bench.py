"""Who holds which mandate for a body, who of them is prevented in a case, and in which order substitutes are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from union_dialogue.domain.case import OPEN_TO_THE_BODY, Case, needs
from union_dialogue.domain.facts import Absence, Seating
from union_dialogue.domain.refusals import AbsentAlready, LastDayPast, NotAbsent, NotOfTheBody

SEATS = ("chair", "deputy", "member")
"""Roles that hold a seat, the strongest first; a substitute holds none."""


@dataclass(frozen=True, slots=True)
class Held:
    """A mandate that is valid on the day. ``rank``: place in the order, None where none was told."""

    person_id: UUID
    mandate_id: UUID
    role: str
    name: str
    starts_on: date
    rank: int | None = None

    @property
    def order(self) -> tuple[bool, int, date, UUID]:
        """Ranked ones first, then those whose mandate began first."""
        return self.rank is None, self.rank or 0, self.starts_on, self.mandate_id


Bench = Mapping[UUID, Held]
"""Everybody with a mandate for the body on a day, by person."""


def in_order(bench: Bench, role: str) -> list[Held]:
    """Those with a role, in the order in which they are called."""
    return sorted((each for each in bench.values() if each.role == role), key=lambda each: each.order)


def seated(case: Case, person_id: UUID, day: date) -> Seating | None:
    """The seat that a substitute takes in a case on a day at the body's seat."""
    return next((each for each in seatings_on(case, day) if each.substitute_id == person_id), None)


def seatings_on(case: Case, day: date) -> tuple[Seating, ...]:
    """Seatings that count on a day; one without a last day counts until the case is closed."""
    return tuple(each for each in case.seatings if _counts(case, each.last_day, day))


def away(case: Case, person_id: UUID, day: date) -> bool:
    """Whether somebody is prevented in a case: declared so, or replaced by a substitute."""
    absent = any(each.person_id == person_id for each in absences_on(case, day))
    return absent or any(each.member_id == person_id for each in seatings_on(case, day))


def absences_on(case: Case, day: date) -> tuple[Absence, ...]:
    return tuple(each for each in case.absences if _counts(case, each.last_day, day))


def able(case: Case, person_id: UUID, day: date) -> bool:
    """Whether somebody with a mandate can act in the case."""
    return person_id not in case.left_out and not away(case, person_id, day)


def next_substitute(case: Case, bench: Bench, day: date) -> Held | None:
    """Whose turn it is: the first of the order who can act and sits in for nobody yet (BPersVG s.33(2))."""
    free = (
        each
        for each in in_order(bench, "substitute")
        if able(case, each.person_id, day) and not seated(case, each.person_id, day)
    )
    return next(free, None)


def check_acting(case: Case) -> None:
    """Whether the body still has a part in the case, so that it matters who acts for it."""
    needs(case, *OPEN_TO_THE_BODY, "opinion")


def declare_absent(case: Case, absence: Absence, bench: Bench, day: date) -> Case:
    """Somebody of the body is prevented in this case. Told to nobody: that somebody is ill or away is for the body alone."""
    check_acting(case)
    if absence.person_id not in bench:
        raise NotOfTheBody(pointer="/person_id")
    if absence.last_day and absence.last_day < day:
        raise LastDayPast(pointer="/last_day")
    valid = absences_on(case, day)
    if any(each.person_id == absence.person_id for each in valid):
        raise AbsentAlready
    return replace(case, absences=(*valid, absence))


def end_absence(case: Case, person_id: UUID, day: date) -> Case:
    """They are back."""
    valid = absences_on(case, day)
    left = _without(valid, person_id)
    if left == valid:
        raise NotAbsent
    return replace(case, absences=left)


def _without(absences: Iterable[Absence], person_id: UUID) -> tuple[Absence, ...]:
    return tuple(each for each in absences if each.person_id != person_id)


def _counts(case: Case, last_day: date | None, day: date) -> bool:
    return last_day >= day if last_day else case.state != "closed"
