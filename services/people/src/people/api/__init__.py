"""The HTTP edge of people, one module a subject."""

from __future__ import annotations

from people.api import colleagues, demo, keys, organisation, sessions

ROUTERS = (sessions.router, keys.router, keys.public_router, demo.router, colleagues.router, organisation.router)
