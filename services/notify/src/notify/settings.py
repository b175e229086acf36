"""Settings of notify."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from shared.settings import ServiceSettings


class Settings(ServiceSettings):
    """What notify needs besides."""

    smtp_url: str | None = Field(
        default=None,
        pattern=r"^smtps?://[^/]+$",
        description="mail server: smtp://[user:password@]host[:port], with TLS when it offers it, or smtps:// for TLS at once",
    )
    mail_folder: Path | None = Field(
        default=None, description="folder for e-mails, one .eml file each, when SMTP_URL is not set"
    )
    kept_days: int = Field(
        default=365,
        ge=30,
        le=3650,
        description="days that notifications and what was mailed of them are kept; legal notices at least while their case is open",
    )
    mail_from: str = Field(
        default="Parley <parley@localhost>", description="sender of e-mails; its domain is that of their Message-ID"
    )
    public_url: str = Field(
        default="http://127.0.0.1:8080", description="where people reach Parley; links in e-mails begin so"
    )
    stream_heartbeat: float = Field(
        default=15, gt=0, le=60, description="seconds between two signs of life on a quiet live stream"
    )
