"""Traces: spans made by hand, carried through the outbox; what leaves the process has passed the allow-list."""

from __future__ import annotations

import threading
from asyncio import CancelledError
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from importlib.metadata import entry_points, version
from types import TracebackType
from typing import TYPE_CHECKING

from opentelemetry import context as otel_context
from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased
from opentelemetry.trace import Link, Span, SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from shared.errors import DomainError
from shared.telemetry import allowed, metrics
from shared.telemetry.settings import TelemetrySettings

if TYPE_CHECKING:
    from shared.settings import ServiceSettings

_ENTRY_POINTS = {"otlp": "otlp_proto_http", "zipkin": "zipkin_json"}
"""Value of OTEL_TRACES_EXPORTER -> name of the exporter's entry point."""

_NOTHING = "nothing"
"""The outcome of a poll that found no work: some twenty a second, which would drown the traces."""

Attributes = Mapping[str, str | int | float | bool]

_propagator = TraceContextTextMapPropagator()


@dataclass(slots=True)
class _Recording:
    """Where spans are made. Ours alone, not OpenTelemetry's global: no library may add spans on its own."""

    tracer: trace.Tracer = field(default_factory=trace.NoOpTracer)
    provider: TracerProvider | None = None


_recording = _Recording()
_request: ContextVar[Span | None] = ContextVar("request", default=None)
"""The server span of the request at work: what is said inside about its subject is said of it too."""
_subject: ContextVar[dict[str, str]] = ContextVar("subject", default={})  # noqa: B039 - never changed in place


class _CurrentSpan:
    """The context manager behind ``span``. A class, because a generator would cost an unsampled span more."""

    __slots__ = ("_args", "_context", "_links", "_recording", "_span", "_subject", "_token")

    def __init__(
        self,
        args: tuple[str, SpanKind, Attributes | None],
        links: Iterable[Link | None] | None,
        context: Context | None,
    ) -> None:
        self._args, self._links, self._context = args, links, context

    def __enter__(self) -> Span:
        self._subject = _subject.get()
        parent = trace.get_current_span(self._context)
        own = parent.get_span_context()
        if own.is_valid and not own.trace_flags.sampled:  # the whole trace is unsampled: nothing to make
            self._span: Span = parent
        else:
            self._span = self._begin()
        self._recording = self._span.is_recording() and self._span is not parent
        self._token = otel_context.attach(trace.set_span_in_context(self._span, self._context))
        return self._span

    def _begin(self) -> Span:
        name, kind, attributes = self._args
        about_it = self._subject | dict(attributes) if attributes else self._subject
        links = [link for link in self._links if link] if self._links else None
        return _recording.tracer.start_span(name, self._context, kind, about_it, links)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        otel_context.detach(self._token)
        _subject.set(self._subject)
        if self._recording:
            if error is not None:
                _mark_failed(self._span, error)
            self._span.end()


def _mark_failed(failed: Span, error: BaseException) -> None:
    """Only the class: a message may hold a name or a text. A refusal by a rule is an answer, not a failure."""
    failed.set_attribute(allowed.ERROR_TYPE, class_of(error))
    if not isinstance(error, DomainError | CancelledError | GeneratorExit):
        failed.set_status(Status(StatusCode.ERROR))


def class_of(error: BaseException) -> str:
    """How telemetry names an error: ``module.Class``, or ``Class`` for Python's own."""
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def span(
    name: str,
    kind: SpanKind = SpanKind.INTERNAL,
    attributes: Attributes | None = None,
    links: Iterable[Link | None] | None = None,
    context: Context | None = None,
) -> _CurrentSpan:
    """Make a part of a trace, for a ``with`` statement.

    ``context`` is the parent, else the current span; ``links`` are looked at only where a span is made. An exception
    is noted by its class and goes on. What ``about`` says inside ends with the span.
    """
    return _CurrentSpan((name, kind, attributes), links, context)


def record_span(
    name: str,
    start: int,
    end: int,
    *,
    kind: SpanKind = SpanKind.INTERNAL,
    attributes: Attributes | None = None,
    links: Iterable[Link | None] | None = None,
    context: Context | None = None,
) -> None:
    """Record a span afterwards; ``start`` and ``end`` are nanoseconds since 1970 (``time.time_ns()``)."""
    parent = trace.get_current_span(context).get_span_context()
    if parent.is_valid and not parent.trace_flags.sampled:
        return
    about_it = _subject.get() | dict(attributes or {})
    known = [link for link in links if link] if links else None
    _recording.tracer.start_span(name, context, kind, about_it, known, start_time=start).end(end)


def set_attribute(key: str, value: str | float | bool) -> None:
    """Put a value on the current span; keys that ``allowed`` does not list never leave the process."""
    trace.get_current_span().set_attribute(key, value)


def poll() -> Attributes:
    """Attributes of a span that looks for work again and again: it is recorded only if it ``found`` some."""
    return {allowed.OUTCOME: _NOTHING}


def found() -> None:
    """The poll at work has found something to do."""
    set_attribute(allowed.OUTCOME, "found")


def about(*, idea_id: object = None, event_id: object = None, event_type: str | None = None) -> None:
    """Say what the current work is about: on the current span, the spans inside it, and every log line until it ends."""
    named = {allowed.IDEA_ID: idea_id, allowed.EVENT_ID: event_id, allowed.EVENT_TYPE: event_type}
    said = {key: str(value) for key, value in named.items() if value is not None}
    _subject.set(_subject.get() | said)
    mark(said)


def mark(attributes: Mapping[str, str | Sequence[str]]) -> None:
    """Put these on the current span, and on the request's if there is one."""
    for one in (trace.get_current_span(), _request.get()):
        if one is not None and one.is_recording():
            one.set_attributes(attributes)


@contextmanager
def request(method: str, traceparent: str | None) -> Iterator[Span]:
    """Make the server span of a request. Only ``traceparent`` is continued: what else a stranger sends would travel on
    with every event.
    """
    with span(method, SpanKind.SERVER, context=context_from(traceparent)) as server:
        token = _request.set(server)
        try:
            yield server
        finally:
            _request.reset(token)


def subject() -> dict[str, str]:
    """What ``about`` has said: attribute -> value."""
    return _subject.get()


def current_context() -> tuple[str | None, str | None]:
    """(traceparent, tracestate) of the current span, for a row or a header; (None, None) outside any trace."""
    own = trace.get_current_span().get_span_context()
    if not own.is_valid:
        return None, None
    state = own.trace_state.to_header() if own.trace_state else ""
    return f"00-{own.trace_id:032x}-{own.span_id:016x}-{own.trace_flags:02x}", state or None


def context_from(traceparent: str | None, tracestate: str | None = None) -> Context:
    """The context that a header or a row carries: the parent of a span. An empty one (a new trace) if it has none."""
    carrier = {"traceparent": traceparent or "", "tracestate": tracestate or ""}
    return _propagator.extract(carrier, Context())


def link_to(traceparent: str | None, tracestate: str | None = None) -> Link | None:
    """A link to the span that a header or a row names; None if it names none (``span`` takes such gaps)."""
    far = trace.get_current_span(context_from(traceparent, tracestate)).get_span_context()
    return Link(far) if far.is_valid else None


def trace_id() -> str | None:
    """The current trace's id (32 hex digits), for problem documents and log lines."""
    own = trace.get_current_span().get_span_context()
    return f"{own.trace_id:032x}" if own.is_valid else None


class AllowedOnly(SpanExporter):
    """An exporter that passes on what the allow-list allows. Runs in the export thread, off the hot path."""

    def __init__(self, exporter: SpanExporter) -> None:
        self._exporter = exporter

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        kept = [_cleaned(one) for one in spans if (one.attributes or {}).get(allowed.OUTCOME) != _NOTHING]
        return self._exporter.export(kept) if kept else SpanExportResult.SUCCESS

    def shutdown(self) -> None:
        self._exporter.shutdown()

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        return self._exporter.force_flush(timeout_millis)


def _cleaned(one: ReadableSpan) -> ReadableSpan:
    before = one.attributes or {}
    after = allowed.of_span(before)
    linked = sum(len(link.attributes or {}) for link in one.links)
    dropped = len(before) - len(after) + len(one.events) + linked + (one.status.description is not None)
    if not dropped:
        return one
    metrics.telemetry_dropped("span", dropped)
    return ReadableSpan(
        name=one.name,
        context=one.get_span_context(),
        parent=one.parent,
        resource=one.resource,
        attributes=after,
        links=[Link(link.context) for link in one.links],
        kind=one.kind,
        status=Status(one.status.status_code),
        start_time=one.start_time,
        end_time=one.end_time,
        instrumentation_scope=one.instrumentation_scope,
    )


def start(service_name: str, settings: ServiceSettings, own: TelemetrySettings) -> None:
    """Record traces from now on, ``settings.trace_ratio`` of those that start here. ValueError: exporter missing."""
    if own.exporter == "none":
        record_to(None, service_name, 0)
    else:
        record_to(BatchSpanProcessor(AllowedOnly(_exporter(own.exporter))), service_name, settings.trace_ratio)


def record_to(processor: SpanProcessor | None, service_name: str, ratio: float) -> None:
    """Make spans and give them to this processor. None: only trace ids are made, for problem documents and logs."""
    resource = Resource.create({"service.name": service_name, "service.version": version("shared")})
    share = TraceIdRatioBased(ratio)
    sampler = ParentBased(share) if processor else share
    provider = TracerProvider(sampler=sampler, resource=resource, shutdown_on_exit=False)
    if processor:
        provider.add_span_processor(processor)
    _recording.provider, _recording.tracer = provider, provider.get_tracer("parley")


def _exporter(choice: str) -> SpanExporter:
    for entry in entry_points(group="opentelemetry_traces_exporter", name=_ENTRY_POINTS[choice]):
        made: SpanExporter = entry.load()()
        return made
    raise ValueError(
        f"OTEL_TRACES_EXPORTER={choice} needs an exporter that is not installed (shared[local] has zipkin)"
    )


def stop(timeout: float = 5.0) -> None:
    """Send what waits and end. After ``timeout`` seconds the rest is given up: a dead collector holds up nobody."""
    provider, _recording.provider, _recording.tracer = _recording.provider, None, trace.NoOpTracer()
    if provider is not None:
        last = threading.Thread(target=provider.shutdown, name="traces-stop", daemon=True)
        last.start()
        last.join(timeout)
