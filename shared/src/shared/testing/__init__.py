"""For tests: a clock that stands still, facts with sensible fields, and a unit of work without a database."""

from __future__ import annotations

from shared.testing.facts import fact
from shared.testing.still_clock import FakeClock, fake_clock
from shared.testing.unit_of_work import announced, recording_tx

__all__ = ["FakeClock", "announced", "fact", "fake_clock", "recording_tx"]
