"""The HTTP edge of people, one module a subject."""

from __future__ import annotations

from people.api import bodies, calendars, colleagues, demo, discrepancies, keys, mandates, roles, sessions, units

ROUTERS = (
    sessions.router,
    keys.router,
    keys.public_router,
    demo.router,
    colleagues.router,
    units.router,
    bodies.router,
    mandates.router,
    roles.router,
    calendars.router,
    discrepancies.router,
)
