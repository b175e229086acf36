"""The HTTP edge of notify."""

from __future__ import annotations

from notify.api import inbox, preferences, stream, unsubscribing

ROUTERS = (inbox.router, preferences.router, stream.router, unsubscribing.router)
