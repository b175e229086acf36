"""Traces: spans made by hand, carried through the outbox."""

from __future__ import annotations

from opentelemetry import trace
from opentelemetry.trace import SpanKind
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

INTERNAL = SpanKind.INTERNAL
_propagator = TraceContextTextMapPropagator()
_tracer = trace.get_tracer("parley")


def span(name, kind=SpanKind.INTERNAL, attributes=None, links=None, context=None):
    return _tracer.start_as_current_span(name, kind=kind, attributes=attributes, links=links, context=context)


def current_context() -> tuple[str | None, str | None]:
    """(traceparent, tracestate) of the current span, for a row or a header."""
    carrier: dict[str, str] = {}
    _propagator.inject(carrier)
    return carrier.get("traceparent"), carrier.get("tracestate")
