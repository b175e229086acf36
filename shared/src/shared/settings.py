"""The settings every service has: one frozen model, read once, failing at start with a clear sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

BODY_LIMIT = 1024 * 1024
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class ServiceSettings(BaseSettings):
    """Environment variables of a service. A subclass adds its own, each with a description."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    database_url: str = Field(description="PostgreSQL address of this service's own database")
    database_owner_url: str | None = Field(
        default=None,
        description="the same database under the role that owns its tables: it migrates and keeps house (makes and"
        " drops partitions), and nothing that serves is given it; DATABASE_URL's role owns them without it",
    )
    database_pool: int = Field(default=5, ge=2, le=100, description="connections in the pool of one process")
    kafka_bootstrap: str = Field(description="Kafka brokers, host:port, comma-separated")
    kafka_security_protocol: Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"] = Field(
        default="PLAINTEXT", description="how to talk to the brokers"
    )
    kafka_sasl_mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] = Field(
        default="SCRAM-SHA-512", description="SASL mechanism, when the protocol has SASL"
    )
    kafka_username: str | None = Field(default=None, description="SASL user")
    kafka_password: str | None = Field(default=None, description="SASL password")
    kafka_ca_file: Path | None = Field(default=None, description="PEM file with the brokers' authority (TLS)")
    kafka_cert_file: Path | None = Field(default=None, description="PEM file with our certificate (mutual TLS)")
    kafka_key_file: Path | None = Field(default=None, description="PEM file with our key (mutual TLS)")
    kafka_replication: int = Field(default=3, ge=1, description="replication factor of topics that we create")
    host: str = Field(default="127.0.0.1", description="address that HTTP listens on")
    port: int = Field(default=8000, ge=0, le=65535, description="port of the public HTTP API")
    management_port: int = Field(default=9000, ge=0, le=65535, description="port of health and metrics")
    drain_seconds: float = Field(
        default=0,
        ge=0,
        le=60,
        description="seconds after the order to end in which requests are still taken, each answer the last of its"
        " connection; more than a proxy keeps an idle connection",
    )
    public_origins: tuple[str, ...] = Field(
        default=(), description="JSON list of origins from which a browser may change things, besides our own"
    )
    jwks_url: str = Field(
        default="http://127.0.0.1:8101/.well-known/jwks.json", description="where the keys of sign-in tokens are"
    )
    cursor_secret: str = Field(
        min_length=16, description="secret that signs page cursors and links in e-mails; the same on all pods"
    )
    trace_ratio: float = Field(default=1.0, ge=0, le=1, description="share of traces that are recorded")
    demo: bool = Field(default=False, description="demo sign-in and a movable clock; loopback only")
    demo_for_all: bool = Field(
        default=False,
        description="the demo also where others reach it, who can then act as anybody: never with real data",
    )
    clock_offset_file: Path | None = Field(default=None, description="file with the demo clock's offset in seconds")

    @property
    def owner_url(self) -> str:
        """Address of the database for what changes its tables."""
        return self.database_owner_url or self.database_url

    def body_limit(self, path: str) -> int:  # noqa: ARG002 - a service that takes files says more for their address
        """Bytes that a request to ``path`` may carry."""
        return BODY_LIMIT

    @model_validator(mode="after")
    def _demo_only_on_loopback(self) -> Self:
        if self.demo and self.host not in LOOPBACK and not self.demo_for_all:
            raise ValueError(
                f"DEMO=1 is refused on HOST={self.host}: the demo lets anybody in, use 127.0.0.1"
                " (or DEMO_FOR_ALL=1 where nobody has real data)"
            )
        return self
