"""Settings of notify: those every service has."""

from __future__ import annotations

from shared.settings import ServiceSettings


class Settings(ServiceSettings):
    """notify needs no variable of its own."""
