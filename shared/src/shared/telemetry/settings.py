"""The environment variables of telemetry; those of OpenTelemetry keep its names and meaning."""

from __future__ import annotations

from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class TelemetrySettings(BaseSettings):
    """Read once, by ``telemetry.start``. The exporters read their own variables (endpoint, headers, timeout)."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    otel_traces_exporter: Literal["none", "otlp", "zipkin"] | None = Field(
        default=None, description="where spans go; otlp when OTEL_EXPORTER_OTLP_ENDPOINT is set, else none"
    )
    otel_exporter_otlp_endpoint: str | None = Field(default=None, description="address of an OTLP collector (HTTP)")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="lowest level that is logged"
    )

    @property
    def exporter(self) -> Literal["none", "otlp", "zipkin"]:
        if self.otel_traces_exporter is not None:
            return self.otel_traces_exporter
        return "otlp" if self.otel_exporter_otlp_endpoint else "none"
