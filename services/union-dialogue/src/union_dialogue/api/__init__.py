"""The HTTP edge of union-dialogue: what it takes and gives, and its routes."""

from __future__ import annotations

from union_dialogue.api import attendance, cases, clock, drafts, opinions, packages, regimes, rooms

ROUTERS = (
    regimes.router,
    cases.router,
    packages.router,
    clock.router,
    rooms.router,
    attendance.router,
    drafts.router,
    opinions.router,
)

__all__ = ["ROUTERS"]
