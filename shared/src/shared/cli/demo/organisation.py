"""The grown organisation as HR tells it: who exists depends on the seed and a number alone, so that it can go on growing.

Thirty people are a division, five divisions a directorate, ten directorates a department. The first ones of each lead it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, takewhile
from typing import Any

from shared.cli.demo.phrases import LANGUAGES, chance, known, placed, tongue
from shared.errors import Language

LEAST = 20
DIVISION, DIRECTORATE, DEPARTMENT = 30, 150, 1500
SINCE = "2026-01-01"
# Of a department: the places of those who have a function for it, after those who lead.
OFFICE, CONSULTS, IMPLEMENTS, CONTROLS = 4, 5, 6, 7
ROLES = {
    OFFICE: "scheme-officer",
    CONSULTS: "consultation-officer",
    IMPLEMENTS: "implementer",
    CONTROLS: "benefit-controller",
}
# BPersVG s. 16: members of a staff council by the number of employees.
SEATS = ((20, 1), (50, 3), (150, 5), (300, 7), (600, 9), (1000, 11), (DEPARTMENT, 13))
_SEAT_OF = ("DE-RP", "FR-57")
_CALENDARS = (("DE", "RP", "Europe/Berlin"), ("FR", "57", "Europe/Paris"))
_REGIMES = (("staff-council", "DE-BPersVG-70"), ("union-delegation", "FR-CSE"))
_MEMBER, _SUBSTITUTE = 12, 17  # the place in a division of who represents it

Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Organisation:
    """``people`` employees, of a seed."""

    seed: int
    people: int

    def person(self, number: int) -> str:
        """The external id; sorts behind those of the demo's personas, which lists of personas begin with."""
        return f"Z{self.seed}-{number:06d}"

    def language(self, number: int) -> Language:
        """What somebody speaks: mostly the language of the seat, here and there another."""
        at_home: Language = ("de", "fr")[number // DEPARTMENT % 2]
        return chance(self.seed, "language", number).choice((at_home, at_home, at_home, *LANGUAGES))

    def office(self, number: int) -> int:
        """The scheme officer of somebody's department; of the first one, where that has nobody yet."""
        own = number // DEPARTMENT * DEPARTMENT + OFFICE
        return own if own < self.people else OFFICE

    def lines(self) -> Iterator[Line]:
        """All HR events, in an order in which nothing waits for anything."""
        yield from self._calendars()
        for unit in self._units():
            yield self._line("unit.changed", unit.pop("external_id"), **unit)
        for number in range(self.people):
            yield self._hired(number)
        for number in range(self.people):
            yield from self._functions(number)
        for department in range(-(-self.people // DEPARTMENT)):
            yield from self._body(department)

    def _line(self, event: str, external_id: str, /, **data: Any) -> Line:
        return {
            "type": f"hr.{event}",
            "time": f"{SINCE}T08:00:00Z",
            "data": {"external_id": external_id, "effective_on": SINCE, **data},
        }

    def _calendars(self) -> Iterator[Line]:
        for country, subdivision, zone in _CALENDARS:
            name = f"Z{self.seed}-C-{country}"
            yield self._line("calendar.changed", name, country=country, subdivision=subdivision, zone=zone)

    def _unit(self, size: int, number: int) -> str:
        """The unit of that size (0: the whole) to which somebody belongs."""
        return f"Z{self.seed}-U-{size}-{number // size if size else 0:05d}"

    def _units(self) -> Iterator[Line]:
        said, parent = known(), 0
        yield {"external_id": self._unit(0, 0), "names": said["authority"], "seat": _SEAT_OF[0]}
        for size, kinds in ((DEPARTMENT, "departments"), (DIRECTORATE, "divisions"), (DIVISION, "divisions")):
            for first in range(0, self.people, size):
                place = first // size
                yield {
                    "external_id": self._unit(size, first),
                    "names": placed(said[kinds][(place + size) % len(said[kinds])], place),
                    "parent_external_id": self._unit(parent, first),
                    "seat": _SEAT_OF[first // DEPARTMENT % 2],
                }
            parent = size

    def _leads(self, number: int) -> list[int]:
        """The sizes of units whose first division is somebody's, from the top: its first people lead them."""
        first = number // DIVISION * DIVISION
        above = [size for size in (DEPARTMENT, DIRECTORATE, DIVISION) if first % size == 0]
        return [0, *above] if first == 0 else above

    def _place(self, number: int) -> tuple[int, int | None]:
        """(size of the unit that somebody belongs to, number of their manager)."""
        leads, place = self._leads(number), number % DIVISION
        if place >= len(leads):
            return DIVISION, self._leader(DIVISION, number)
        size = leads[place]
        above = {0: None, DEPARTMENT: 0, DIRECTORATE: DEPARTMENT, DIVISION: DIRECTORATE}[size]
        return size, None if above is None else self._leader(above, number)

    def _leader(self, size: int, number: int) -> int:
        first = number // size * size if size else 0
        return first + self._leads(first).index(size)

    def _hired(self, number: int) -> Line:
        language, by = self.language(number), chance(self.seed, "name", number)
        given, family = by.choice(tongue(language).given), by.choice(tongue(language).family)
        size, manager = self._place(number)
        return self._line(
            "employee.hired",
            self.person(number),
            given_name=given,
            family_name=family,
            email=f"{_ascii(given)}.{_ascii(family)}.{number}@z{self.seed}.parley.example",
            locale=language,
            unit_external_id=self._unit(size, number),
            manager_external_id=None if manager is None else self.person(manager),
        )

    def _functions(self, number: int) -> Iterator[Line]:
        size, _ = self._place(number)
        role = "decision-maker" if size != DIVISION else ROLES.get(number % DEPARTMENT)
        if role:
            unit = self._unit(size if size != DIVISION else DEPARTMENT, number)
            yield self._line("role.granted", self.person(number), role=role, unit_external_id=unit)

    def _body(self, department: int) -> Iterator[Line]:
        first, said = department * DEPARTMENT, known()
        kind, regime = _REGIMES[department % 2]
        body, covered = f"Z{self.seed}-B-{department:05d}", min(DEPARTMENT, self.people - first)
        names = placed(said["departments"][department % len(said["departments"])], department)
        yield self._line(
            "body.changed",
            body,
            names={language: said["bodies"][kind][language].format(name=name) for language, name in names.items()},
            kind=kind,
            scope_unit_external_ids=[self._unit(DEPARTMENT, first)],
            regime=regime,
            calendar_external_id=f"Z{self.seed}-C-{_CALENDARS[department % 2][0]}",
        )
        for number, role in self._mandates(first, covered):
            yield self._line(
                "mandate.granted", self.person(number), body_external_id=body, role=role, ends_on="2030-05-31"
            )

    def _mandates(self, first: int, covered: int) -> Iterator[tuple[int, str]]:
        """One of each division until the seats are taken, and half as many substitutes. The first one has the chair."""
        seats = next(seats for most, seats in SEATS if covered <= most)
        for place, each in ((_MEMBER, seats), (_SUBSTITUTE, seats // 2)):
            numbers = takewhile(lambda number: number < first + covered, count(first + place, DIVISION))
            for taken, number in zip(range(each), numbers, strict=False):
                yield number, "substitute" if place == _SUBSTITUTE else "member" if taken else "chair"


def _ascii(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower().replace("ß", "ss"))
    return "".join(sign for sign in plain if sign.isascii() and sign.isalpha())
