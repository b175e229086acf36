"""Where a calendar is: a country and a subdivision whose statutory holidays are known, and a time zone."""

from __future__ import annotations

import re
from functools import cache

import holidays

from people.domain.refusals.calendars import NoSuchCountry, NoSuchSubdivision, NoSuchZone
from shared.moments import time_zones

_CODE = re.compile(
    r"[A-Z0-9]{1,3}"
)  # what ISO 3166-2 puts behind the country; other names of the library are no places


@cache
def known() -> dict[str, tuple[str, ...]]:
    """ISO 3166-1 code of each country -> its subdivisions with holidays of their own, without what is out of use."""
    found = holidays.list_supported_countries(include_aliases=False)
    return {country: tuple(filter(_CODE.fullmatch, found[country])) for country in sorted(found)}


def refuse_unknown(country: str, subdivision: str | None, zone: str) -> None:
    """NoSuchCountry, NoSuchSubdivision, NoSuchZone: a calendar must name what its days can be counted by."""
    if country not in known():
        raise NoSuchCountry(pointer="/country", country=country)
    if subdivision is not None and subdivision not in known()[country]:
        codes = ", ".join(known()[country]) or "—"
        raise NoSuchSubdivision(pointer="/subdivision", country=country, subdivision=subdivision, known=codes)
    refuse_unknown_zone(zone, "/zone")


def refuse_unknown_zone(zone: str, pointer: str) -> None:
    """NoSuchZone."""
    if zone not in time_zones():
        raise NoSuchZone(pointer=pointer, zone=zone)
