"""The notify service at a glance: what it answers, hears and runs on."""

from __future__ import annotations

from notify import api, handlers
from notify.handlers import chores, due
from notify.settings import Settings
from shared.service import Service

SERVICE = Service(
    name="notify",
    title="Notifications: who is told what, once, in their own language",
    settings=Settings,
    routers=api.ROUTERS,
    handlers=handlers.HANDLERS,
    deadlines=due.DEADLINES,
    chores=chores.CHORES,
)
