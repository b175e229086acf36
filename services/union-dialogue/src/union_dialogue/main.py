"""The union-dialogue service at a glance: what it answers, hears and runs on."""

from __future__ import annotations

from shared.service import Service
from union_dialogue import api, handlers
from union_dialogue.settings import Settings

SERVICE = Service(
    name="union-dialogue",
    title="Consultation of representatives: cases, clocks, rooms, opinions, answers point by point",
    settings=Settings,
    routers=api.ROUTERS,
    handlers=handlers.HANDLERS,
    deadlines=handlers.DEADLINES,
    chores=handlers.CHORES,
)
