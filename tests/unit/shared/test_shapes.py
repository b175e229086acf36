"""Days and times in requests are written as ISO 8601 does; a number is neither."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from shared.http import Day, Moment


def test_iso_is_taken() -> None:
    assert TypeAdapter(Day).validate_python("2027-01-31") == date(2027, 1, 31)
    assert TypeAdapter(Moment).validate_python("2027-01-31T12:00:00Z") == datetime(2027, 1, 31, 12, tzinfo=UTC)


@pytest.mark.parametrize("wrong", ["0.5", "0", 0, 0.5, True, "86400", "tomorrow", "2027-13-01", ""])
@pytest.mark.parametrize("kind", [Day, Moment])
def test_a_number_or_anything_else_is_refused(kind: Any, wrong: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(wrong)


def test_a_time_needs_its_zone() -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Moment).validate_python("2027-01-31T12:00:00")
