"""The tests' own tools: every fact can be made, the clock stands still."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from shared import clock
from shared.events import catalog
from shared.events.base import Event
from shared.events.ideas import IdeaSubmitted
from shared.testing import fact, fake_clock


@pytest.mark.parametrize("kind", [kind for topic in catalog.TOPICS.values() for kind in topic.events], ids=str)
def test_every_fact_of_the_catalogue_can_be_made(kind: type[Event]) -> None:
    made = fact(kind)
    assert kind.read(made.payload()) == made
    assert made.key


def test_what_is_given_is_kept_and_what_is_unknown_refused() -> None:
    assert fact(IdeaSubmitted, title="Bikes").title == "Bikes"
    with pytest.raises(TypeError, match="titel"):
        fact(IdeaSubmitted, titel="Bikes")


def test_the_clock_stands_still_until_moved() -> None:
    at = datetime(2026, 5, 4, 10, tzinfo=UTC)
    with fake_clock(at) as fake:
        assert clock.now() == clock.wall() == at
        fake.pass_time(timedelta(hours=1))
        clock.move_forward(timedelta(days=2))
        assert clock.wall() == at + timedelta(hours=1)
        assert clock.now() == at + timedelta(days=2, hours=1)
    assert abs(clock.wall() - datetime.now(UTC)) < timedelta(seconds=5)
