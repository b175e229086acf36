"""Settings of union-dialogue: those every service has."""

from __future__ import annotations

from shared.settings import ServiceSettings


class Settings(ServiceSettings):
    """union-dialogue needs no variable of its own."""
