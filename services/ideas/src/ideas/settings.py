"""Settings of ideas: those every service has."""

from __future__ import annotations

from shared.settings import ServiceSettings


class Settings(ServiceSettings):
    """ideas needs no variable of its own."""
