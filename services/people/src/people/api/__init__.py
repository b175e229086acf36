"""The HTTP edge of people, one module a subject."""

from __future__ import annotations

from people.api import colleagues, demo, organisation, sessions

ROUTERS = (sessions.router, sessions.keys_router, demo.router, colleagues.router, organisation.router)
