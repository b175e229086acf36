"""Settings of review: those every service has."""

from __future__ import annotations

from shared.settings import ServiceSettings


class Settings(ServiceSettings):
    """review needs no variable of its own."""
