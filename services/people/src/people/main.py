"""The people service at a glance: what it answers, hears and runs on."""

from __future__ import annotations

from people import handlers
from people.actions import callers
from people.api import ROUTERS
from people.settings import Settings
from shared.service import Service

SERVICE = Service(
    name="people",
    title="People: persons, units, bodies, mandates and calendars from HR events; sign-in",
    settings=Settings,
    routers=ROUTERS,
    handlers=handlers.HANDLERS,
    deadlines=handlers.DEADLINES,
    directory=False,
    roles_of=callers.roles_of,
)
