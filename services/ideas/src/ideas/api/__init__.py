"""The HTTP edge of ideas."""

from __future__ import annotations

from ideas.api import attachments, campaigns, deciding, drafting, portfolio, reading, taking_part, triage

ROUTERS = (
    reading.router,
    drafting.starts,
    drafting.router,
    campaigns.router,
    attachments.router,
    attachments.uploads,
    taking_part.router,
    triage.router,
    deciding.router,
    portfolio.router,
)

__all__ = ["ROUTERS"]
