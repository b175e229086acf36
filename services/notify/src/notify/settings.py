"""Settings of notify."""

from __future__ import annotations

from pydantic import Field

from shared.settings import ServiceSettings


class Settings(ServiceSettings):
    """What notify needs besides."""

    stream_heartbeat: float = Field(
        default=15, gt=0, le=60, description="seconds between two signs of life on a quiet live stream"
    )
