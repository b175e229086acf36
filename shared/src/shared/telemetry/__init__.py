"""Telemetry: traces, metrics and logs of every service. They never hold a name, a text or a membership."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opentelemetry.trace import SpanKind

from shared.telemetry import log, metrics, traces
from shared.telemetry.settings import TelemetrySettings
from shared.telemetry.traces import (
    about,
    context_from,
    current_context,
    found,
    link_to,
    mark,
    poll,
    record_span,
    request,
    set_attribute,
    span,
    trace_id,
)

if TYPE_CHECKING:
    from shared.settings import ServiceSettings

INTERNAL = SpanKind.INTERNAL
SERVER = SpanKind.SERVER
CLIENT = SpanKind.CLIENT
PRODUCER = SpanKind.PRODUCER
CONSUMER = SpanKind.CONSUMER


def start(service_name: str, settings: ServiceSettings) -> None:
    """Route all logs to one place and record traces from now on. Called once, when a process starts."""
    own = TelemetrySettings()
    log.start(service_name, own)
    traces.start(service_name, settings, own)


def stop(timeout: float = 5.0) -> None:
    """Send the spans that still wait; give up after ``timeout`` seconds. Called once, when a process ends."""
    traces.stop(timeout)


__all__ = [
    "CLIENT",
    "CONSUMER",
    "INTERNAL",
    "PRODUCER",
    "SERVER",
    "about",
    "context_from",
    "current_context",
    "found",
    "link_to",
    "mark",
    "metrics",
    "poll",
    "record_span",
    "request",
    "set_attribute",
    "span",
    "start",
    "stop",
    "trace_id",
]
