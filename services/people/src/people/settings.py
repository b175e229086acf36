"""Settings of people."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.settings import ServiceSettings


class SeatSettings(BaseSettings):
    """The zone whose midnight begins a day of HR events; handlers need nothing else."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    seat_zone: str = Field(default="Europe/Brussels", description="IANA zone in which an effective date begins")

    @field_validator("seat_zone")
    @classmethod
    def _known(cls, name: str) -> str:
        ZoneInfo(name)
        return name


class Settings(SeatSettings, ServiceSettings):
    """What every service has, and what people needs besides."""
