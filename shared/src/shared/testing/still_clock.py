"""A clock that stands still until a test moves it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from unittest import mock

from shared import clock

A_MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class FakeClock:
    """What ``shared.clock`` shows meanwhile: ``now`` for rules, ``wall`` for machines."""

    def __init__(self, at: datetime) -> None:
        if at.tzinfo is None:
            raise ValueError("a clock shows a time with its zone")
        self._wall = at.astimezone(UTC)
        self._offset = timedelta(0)

    def wall(self) -> datetime:
        return self._wall

    def now(self) -> datetime:
        return self._wall + self._offset

    def offset(self) -> timedelta:
        return self._offset

    def pass_time(self, by: timedelta) -> None:
        """Time goes by, for rules and machines."""
        self._wall += by

    def move_forward(self, by: timedelta) -> timedelta:
        """Move the demo's clock: rules see it, machines do not. ValueError for a negative span, as the real one."""
        if by < timedelta(0):
            raise ValueError("the clock can only be moved forward")
        self._offset += by
        return self._offset


@contextmanager
def fake_clock(at: datetime = A_MONDAY) -> Iterator[FakeClock]:
    """Let everything that asks ``shared.clock`` see this clock, inside the ``with`` statement."""
    fake = FakeClock(at)
    with mock.patch.multiple(clock, wall=fake.wall, now=fake.now, offset=fake.offset, move_forward=fake.move_forward):
        yield fake
