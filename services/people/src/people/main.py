"""The people service at a glance: what it answers, hears and runs on."""

from __future__ import annotations

from people import actions, api, handlers, signing
from people.settings import Settings
from shared.service import Service

SERVICE = Service(
    name="people",
    title="People: persons, units, bodies, mandates and calendars from HR events; sign-in",
    settings=Settings,
    routers=(api.router, signing.router),
    handlers=handlers.HANDLERS,
    deadlines=handlers.DEADLINES,
    directory=False,
    roles_of=actions.roles_of,
)
