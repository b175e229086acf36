"""Calendars: what may stand in them, and the places that they may name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from people.domain import places
from people.domain.days_off import Agreement, DaysOff
from people.domain.refusals import calendars as refused
from shared.errors import Invalid

TODAY = date(2026, 3, 12)
EVE, FEAST = date(2026, 12, 24), date(2026, 8, 8)
AGREED = Agreement("Bridge days", TODAY, "electronic")
PLAIN = DaysOff([FEAST], [EVE], closure_days_count=True, agreement=None)


@pytest.mark.parametrize(
    ("off", "no", "pointer"),
    [
        (replace(PLAIN, closure_days=[EVE, EVE]), refused.DayTwice, "/closure_days/1"),
        (replace(PLAIN, closure_days=[FEAST]), refused.DayTwice, "/closure_days/0"),
        (replace(PLAIN, closure_days_count=False), refused.AgreementMissing, "/agreement"),
        (replace(PLAIN, agreement=AGREED), refused.AgreementIdle, "/closure_days_count"),
        (replace(PLAIN, closure_days=[], closure_days_count=False, agreement=AGREED), refused.AgreementIdle, None),
    ],
)
def test_days_that_cannot_be_meant(off: DaysOff, no: type[Invalid], pointer: str | None) -> None:
    with pytest.raises(no) as said:
        off.refuse_wrong(TODAY)
    assert pointer in (None, said.value.pointer)


def test_an_agreement_holds_from_its_day() -> None:
    off = replace(PLAIN, closure_days_count=False, agreement=AGREED)
    off.refuse_wrong(TODAY)
    PLAIN.refuse_wrong(TODAY)
    with pytest.raises(refused.AgreementAhead):
        off.refuse_wrong(date(2026, 3, 11))


def test_an_agreement_is_told_as_one_line() -> None:
    assert AGREED.text == "Bridge days, 2026-03-12, electronic"
    assert replace(AGREED, reference="DV 3").text == "Bridge days, 2026-03-12, electronic, DV 3"


@pytest.mark.parametrize(("country", "subdivision"), [("DE", "BY"), ("FR", "57"), ("FR", None), ("LU", None)])
def test_places_whose_holidays_are_known(country: str, subdivision: str | None) -> None:
    places.refuse_unknown(country, subdivision, "Europe/Paris")


@pytest.mark.parametrize(
    ("country", "subdivision", "zone", "no"),
    [
        ("XX", None, "Europe/Paris", refused.NoSuchCountry),
        ("UK", None, "Europe/London", refused.NoSuchCountry),
        ("FR", "GES", "Europe/Paris", refused.NoSuchSubdivision),
        ("FR", "Zone A", "Europe/Paris", refused.NoSuchSubdivision),
        ("DE", "BYP", "Europe/Berlin", refused.NoSuchSubdivision),
        ("LU", "L", "Europe/Luxembourg", refused.NoSuchSubdivision),
        ("DE", "BY", "Europe/Nowhere", refused.NoSuchZone),
        ("DE", "BY", "../etc/passwd", refused.NoSuchZone),
    ],
)
def test_places_whose_holidays_are_not(country: str, subdivision: str, zone: str, no: type[Invalid]) -> None:
    with pytest.raises(no):
        places.refuse_unknown(country, subdivision, zone)
