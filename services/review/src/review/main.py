"""The review service at a glance: what it answers, hears and runs on."""

from __future__ import annotations

from review import api, handlers
from review.settings import Settings
from shared.service import Service

SERVICE = Service(
    name="review",
    title="Peer review: rounds, assignments, conflicts of interest, blind reviews, outcome",
    settings=Settings,
    routers=api.ROUTERS,
    handlers=handlers.HANDLERS,
    deadlines=handlers.DEADLINES,
)
