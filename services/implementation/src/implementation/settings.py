"""Settings of implementation: those every service has."""

from __future__ import annotations

from shared.settings import ServiceSettings


class Settings(ServiceSettings):
    """implementation needs no variable of its own."""
