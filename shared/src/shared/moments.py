"""Days and times as ISO 8601 writes them: what pydantic would guess from a number is refused; and names of time zones."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AwareDatetime, BeforeValidator

from shared.errors import Unfit


def _written(value: object) -> object:
    """A number is no day and no time, although pydantic would take it as seconds or milliseconds since 1970."""
    if isinstance(value, int | float) or (isinstance(value, str) and not value[4:5] == "-"):
        raise Unfit(
            "Write it as ISO 8601 does, for example 2027-01-31 or 2027-01-31T12:00:00Z.",
            "Écrivez-le selon ISO 8601, par exemple 2027-01-31 ou 2027-01-31T12:00:00Z.",
            "Schreiben Sie es nach ISO 8601, etwa 2027-01-31 oder 2027-01-31T12:00:00Z.",
        )
    return value


Day = Annotated[date, BeforeValidator(_written)]
"""A date."""
Moment = Annotated[AwareDatetime, BeforeValidator(_written)]
"""A time with its zone."""


@cache
def time_zones() -> frozenset[str]:
    """IANA names of the time zones, without what a machine calls its own."""
    return frozenset(available_timezones() - {"Factory", "localtime", "posixrules"})
