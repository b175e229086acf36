"""Settings of people."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from people.domain.house import House
from shared.settings import ServiceSettings


class HouseSettings(BaseSettings):
    """What the organisation has settled; handlers need nothing else."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    seat_zone: str = Field(default="Europe/Brussels", description="IANA zone in which an effective date begins")
    leaver_name_days: int = Field(
        default=365, ge=0, le=36_500, description="days for which the name of somebody who left is still shown"
    )

    signing_key_days: int = Field(
        default=30, ge=1, le=366, description="days after which the next key signs tokens; services know it before"
    )

    @field_validator("seat_zone")
    @classmethod
    def _known(cls, name: str) -> str:
        ZoneInfo(name)
        return name

    @property
    def house(self) -> House:
        return House(
            ZoneInfo(self.seat_zone), timedelta(days=self.leaver_name_days), timedelta(days=self.signing_key_days)
        )


class Settings(HouseSettings, ServiceSettings):
    """What every service has, and what people needs besides."""
