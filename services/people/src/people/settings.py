"""Settings of people."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from pydantic import Field, field_validator

from shared.settings import ServiceSettings


class Settings(ServiceSettings):
    """What every service has, and the zone whose midnight begins a day of HR events."""

    seat_zone: str = Field(default="Europe/Brussels", description="IANA zone in which an effective date begins")

    @field_validator("seat_zone")
    @classmethod
    def _known(cls, name: str) -> str:
        ZoneInfo(name)
        return name
