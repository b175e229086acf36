"""Percentiles, and how busy the processors were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

CEILING = 0.80  # of all processors; above it the load itself is what is measured


class Latency(NamedTuple):
    """Milliseconds, of so many ``measurements``."""

    measurements: int
    p50: float
    p90: float
    p99: float
    worst: float

    def __str__(self) -> str:
        return f"p50 {self.p50:.1f} p99 {self.p99:.1f} ms"


def latency(milliseconds: Sequence[float]) -> Latency:
    if not milliseconds:
        raise ValueError("nothing was measured")
    ordered = sorted(milliseconds)

    def at(share: float) -> float:
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)]

    return Latency(len(ordered), at(0.5), at(0.9), at(0.99), ordered[-1])


@dataclass(slots=True)
class Cpu:
    """Share of all processors that worked since this was made, or since the last ``busy``. Other programs count too."""

    _before: tuple[int, int] = field(default_factory=lambda: _ticks())

    def busy(self) -> float:
        now = _ticks()
        worked, passed = (b - a for a, b in zip(self._before, now, strict=True))
        self._before = now
        return worked / passed if passed else 0.0


def _ticks() -> tuple[int, int]:
    """(working, all) since the machine started; waiting for the disk is not work."""
    fields = [int(each) for each in Path("/proc/stat").read_text().partition("\n")[0].split()[1:9]]
    idle = fields[3] + fields[4]
    return sum(fields) - idle, sum(fields)
