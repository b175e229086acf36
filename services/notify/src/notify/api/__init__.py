"""The HTTP edge of notify."""

from __future__ import annotations

from notify.api import hours, inbox, preferences, stream, unsubscribing

ROUTERS = (hours.router, inbox.router, preferences.router, stream.router, unsubscribing.router)
