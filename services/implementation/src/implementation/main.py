"""The implementation service at a glance: what it answers, hears and runs on."""

from __future__ import annotations

from implementation import api, handlers
from implementation.settings import Settings
from shared.service import Service

SERVICE = Service(
    name="implementation",
    title="Carrying out: plans, tasks, benefits and the lock while a duty to consult is open",
    settings=Settings,
    routers=api.ROUTERS,
    handlers=handlers.HANDLERS,
    deadlines=handlers.DEADLINES,
)
