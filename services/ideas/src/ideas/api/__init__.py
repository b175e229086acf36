"""The HTTP edge of ideas."""

from __future__ import annotations

from ideas.api import deciding, drafting, reading, taking_part, triage

ROUTERS = (reading.router, drafting.router, taking_part.router, triage.router, deciding.router)

__all__ = ["ROUTERS"]
