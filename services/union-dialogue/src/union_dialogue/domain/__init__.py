"""The rules of consultation: regimes, clock, case, and what is refused."""

from __future__ import annotations

from union_dialogue.domain import case, clock, refusals, regimes

__all__ = ["case", "clock", "refusals", "regimes"]
