"""Telemetry: spans travel through rows and headers, and nothing that names a person or a text gets out."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from uuid import uuid4

import pytest
import structlog
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode
from prometheus_client import REGISTRY

from shared import telemetry
from shared.errors import NotAllowed
from shared.telemetry import allowed, log, metrics, repeats, traces
from shared.telemetry.settings import TelemetrySettings

NAME = "Claire Martin"
TEXT = "The union told me to say this"
FAR = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
FAR_UNSAMPLED = FAR[:-2] + "00"


@pytest.fixture
def spans() -> Iterator[InMemorySpanExporter]:
    exporter = InMemorySpanExporter()
    traces.record_to(SimpleSpanProcessor(traces.AllowedOnly(exporter)), "ideas", 1.0)
    yield exporter
    traces.stop()


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    log.start("ideas", TelemetrySettings())
    written = io.StringIO()
    handler = root.handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(written)
    yield written
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


def _last(written: io.StringIO) -> dict[str, object]:
    line: dict[str, object] = json.loads(written.getvalue().splitlines()[-1])
    return line


def test_a_trace_continues_through_a_row(spans: InMemorySpanExporter) -> None:
    with telemetry.span("POST /api/ideas", telemetry.SERVER):
        stored = telemetry.current_context()
    with telemetry.span("process ideas.v1", telemetry.CONSUMER, context=telemetry.context_from(*stored)):
        pass
    sender, receiver = spans.get_finished_spans()
    assert receiver.context.trace_id == sender.context.trace_id
    assert receiver.parent is not None
    assert receiver.parent.span_id == sender.context.span_id


def test_tracestate_travels_too(spans: InMemorySpanExporter) -> None:
    with telemetry.span("process", context=telemetry.context_from(FAR, "vendor=1")):
        parent, state = telemetry.current_context()
    assert parent is not None
    assert parent.split("-")[1] == FAR.split("-")[1]
    assert state == "vendor=1"


def test_without_a_header_a_new_trace_begins(spans: InMemorySpanExporter) -> None:
    with telemetry.span("outer"), telemetry.span("inner", context=telemetry.context_from(None)):
        pass
    inner, outer = spans.get_finished_spans()
    assert inner.context.trace_id != outer.context.trace_id


def test_links_leave_out_what_is_not_there(spans: InMemorySpanExporter) -> None:
    with telemetry.span("batch", links=[telemetry.link_to(FAR), telemetry.link_to(None), telemetry.link_to("junk")]):
        pass
    (batch,) = spans.get_finished_spans()
    assert [f"{link.context.trace_id:032x}" for link in batch.links] == [FAR.split("-")[1]]


def test_a_span_can_be_recorded_afterwards(spans: InMemorySpanExporter) -> None:
    end = time.time_ns()
    telemetry.record_span(
        "send ideas.v1", end - 5_000, end, kind=telemetry.PRODUCER, context=telemetry.context_from(FAR)
    )
    telemetry.record_span("send ideas.v1", end - 5_000, end, context=telemetry.context_from(FAR_UNSAMPLED))
    (sent,) = spans.get_finished_spans()
    assert (sent.start_time, sent.end_time) == (end - 5_000, end)
    assert f"{sent.context.trace_id:032x}" == FAR.split("-")[1]


def test_about_names_the_spans_inside_and_ends_with_the_span(spans: InMemorySpanExporter) -> None:
    idea = uuid4()
    with telemetry.span("outer"):
        with telemetry.span("one"):
            telemetry.about(idea_id=idea, event_type="parley.idea.submitted.v1")
            with telemetry.span("inside"):
                pass
        with telemetry.span("two"):
            pass
    found = {span.name: dict(span.attributes or {}) for span in spans.get_finished_spans()}
    said = {"idea.id": str(idea), "event.type": "parley.idea.submitted.v1"}
    assert found == {"inside": said, "one": said, "two": {}, "outer": {}}


def test_no_name_and_no_text_leaves_in_a_span(spans: InMemorySpanExporter) -> None:
    with pytest.raises(ValueError, match="union"), telemetry.span("decide", attributes={"title": TEXT}) as current:
        telemetry.set_attribute("person.name", NAME)
        telemetry.set_attribute("union.member", True)
        telemetry.set_attribute("parley.outcome", f"declined by {NAME}")
        telemetry.set_attribute("http.route", "/api/ideas/{idea_id}")
        current.add_event("said", {"text": TEXT})
        current.record_exception(RuntimeError(TEXT))
        raise ValueError(TEXT)
    (span,) = spans.get_finished_spans()
    assert dict(span.attributes or {}) == {"http.route": "/api/ideas/{idea_id}", "error.type": "ValueError"}
    assert span.status.status_code is StatusCode.ERROR
    assert NAME not in span.to_json()
    assert TEXT not in span.to_json()


def test_what_is_dropped_is_counted(spans: InMemorySpanExporter) -> None:
    before = REGISTRY.get_sample_value("parley_telemetry_dropped_total", {"where": "span"}) or 0
    with telemetry.span("x", attributes={"person.name": NAME, "display.name": NAME}):
        pass
    assert REGISTRY.get_sample_value("parley_telemetry_dropped_total", {"where": "span"}) == before + 2


def test_a_refusal_is_no_failure(spans: InMemorySpanExporter) -> None:
    with pytest.raises(NotAllowed), telemetry.span("decide"):
        raise NotAllowed("decision-maker")
    (span,) = spans.get_finished_spans()
    assert span.status.status_code is StatusCode.UNSET
    assert dict(span.attributes or {}) == {"error.type": "shared.errors.NotAllowed"}


def test_an_unsampled_trace_stays_unsampled_and_is_cheap(spans: InMemorySpanExporter) -> None:
    with telemetry.span("root", context=telemetry.context_from(FAR_UNSAMPLED)):
        assert telemetry.current_context()[0] == FAR_UNSAMPLED
        began = time.perf_counter()
        for _ in range(2_000):
            with telemetry.span("transaction x", attributes={"a": 1}):
                pass
        spent = (time.perf_counter() - began) / 2_000
    assert not spans.get_finished_spans()
    assert spent < 50e-6  # measured: 2 microseconds; the bound allows for a busy machine


def test_without_an_exporter_there_is_still_a_trace_id() -> None:
    traces.record_to(None, "ideas", 0)
    try:
        with telemetry.span("GET /api/ideas"):
            assert len(telemetry.trace_id() or "") == 32
            outside = telemetry.trace_id()
            with telemetry.span("inside"):
                assert telemetry.trace_id() == outside
    finally:
        traces.stop()
    with telemetry.span("not started"):
        assert telemetry.current_context() == (None, None)


def test_a_dead_collector_does_not_hold_up_the_end() -> None:
    class Stuck(InMemorySpanExporter):
        def shutdown(self) -> None:
            time.sleep(3)

    traces.record_to(SimpleSpanProcessor(Stuck()), "ideas", 1.0)
    began = time.perf_counter()
    telemetry.stop(timeout=0.1)
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    ("environment", "chosen"),
    [
        ({}, "none"),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318"}, "otlp"),
        ({"OTEL_TRACES_EXPORTER": "zipkin"}, "zipkin"),
        ({"OTEL_TRACES_EXPORTER": "none", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318"}, "none"),
    ],
)
def test_opentelemetrys_variables_choose_the_exporter(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], chosen: str
) -> None:
    for name in ("OTEL_TRACES_EXPORTER", "OTEL_EXPORTER_OTLP_ENDPOINT"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert TelemetrySettings().exporter == chosen


@pytest.mark.parametrize("choice", ["otlp", "zipkin"])
def test_the_exporters_are_found(choice: str) -> None:
    made = traces._exporter(choice)
    made.shutdown()


def test_a_log_line_has_the_trace_and_what_it_is_about(lines: io.StringIO, spans: InMemorySpanExporter) -> None:
    idea = uuid4()
    with telemetry.span("x"):
        telemetry.about(idea_id=idea)
        structlog.get_logger().info("idea decided", outcome="declined", seconds=1.5)
        trace_id = telemetry.trace_id()
    line = _last(lines)
    assert line["event"] == "idea decided"
    assert (line["trace_id"], line["idea_id"], line["service"]) == (trace_id, str(idea), "ideas")
    assert (line["level"], line["outcome"], line["seconds"]) == ("info", "declined", 1.5)
    assert "timestamp" in line


def test_no_name_and_no_text_leaves_in_a_log_line(lines: io.StringIO) -> None:
    try:
        raise ValueError(TEXT)
    except ValueError:
        structlog.get_logger().exception(
            "handler failed",
            display_name=NAME,
            text=TEXT,
            union_member=True,
            reason=f"told by {NAME}",
            topic="ideas.v1",
        )
    line = _last(lines)
    assert (line["error_type"], line["topic"]) == ("ValueError", "ideas.v1")
    assert line["stack"] != []
    assert {"display_name", "text", "union_member", "reason"}.isdisjoint(line)
    assert NAME not in lines.getvalue()
    assert TEXT not in lines.getvalue()


def test_the_libraries_log_the_same_way(lines: io.StringIO) -> None:
    logging.getLogger("aiokafka.consumer").warning("Heartbeat failed for group %s", "parley.ideas")
    assert _last(lines)["event"] == "Heartbeat failed for group parley.ideas"
    logging.getLogger("asyncpg.pool").warning("bad value %s", NAME)
    assert (_last(lines)["event"], _last(lines)["logger"]) == ("bad value %s", "asyncpg.pool")
    logging.getLogger("uvicorn.access").warning("GET /api/ideas?q=%s", TEXT)
    assert TEXT not in lines.getvalue()


def test_what_a_library_repeats_is_written_once_in_a_while_with_how_often(
    lines: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_000.0
    (held,) = logging.getLogger().handlers[0].filters
    monkeypatch.setattr(held, "_clock", lambda: now)
    kafka, web = logging.getLogger("aiokafka.client"), logging.getLogger("uvicorn.error")
    for _ in range(40):
        kafka.error("Unable connect to node with id %s: %s", 1, "refused")
    kafka.error("Topic %s not found", "ideas.v1")
    web.error("Topic %s not found", "ideas.v1")
    assert len(lines.getvalue().splitlines()) == 3
    assert "repeated" not in _last(lines)
    now += 10
    kafka.error("Unable connect to node with id %s: %s", 2, "refused")
    assert (_last(lines)["event"], _last(lines)["repeated"]) == ("Unable connect to node with id 2: refused", 39)
    kafka.critical("gone")
    kafka.critical("gone")
    for _ in range(2):
        structlog.get_logger().warning("relay could not send", attempt=1)
    assert len(lines.getvalue().splitlines()) == 8


def test_a_library_that_never_says_the_same_twice_fills_no_memory() -> None:
    held = repeats.Repeats()
    for number in range(3_000):
        assert held.filter(logging.LogRecord("x", logging.ERROR, "x.py", 1, f"fault {number}", (), None))
    assert len(held._said) <= 1_000


async def test_a_lost_task_is_logged_without_its_message(lines: io.StringIO) -> None:
    async def fail() -> None:
        raise ValueError(TEXT)

    task = asyncio.ensure_future(fail())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    asyncio.get_running_loop().default_exception_handler(
        {"message": "Task exception was never retrieved", "exception": task.exception(), "future": task}
    )
    assert _last(lines)["error_type"] == "ValueError"
    assert TEXT not in lines.getvalue()


def test_metrics_have_our_prefix_and_listed_labels_only() -> None:
    metrics.http_request("GET", "/api/ideas", 200, 0.1)
    metrics.published("ideas.v1", 0.02, 3)
    metrics.told("idea.submitted", 3)
    metrics.outbox(0.0, 0)
    metrics.relay_leader(0, 7)
    metrics.relay_leader(0, None)
    metrics.consumed("ideas.v1", "parley.review", 4)
    metrics.lag("ideas.v1", 3, 12, 0.5)
    metrics.lag_forget("ideas.v1", 3)
    metrics.parked(1)
    metrics.dead_letters(0)
    metrics.deadlines_overdue(0)
    ours = [metric for metric in REGISTRY.collect() if metric.name.startswith("parley_")]
    used = {label for metric in ours for sample in metric.samples for label in sample.labels}
    assert used - {"le"} <= allowed.METRIC_LABELS
    body, content_type = metrics.exposition("text/plain")
    assert b"parley_http_request_seconds_bucket" in body
    assert content_type.startswith("text/plain")


def test_a_gauge_that_was_never_set_has_no_value() -> None:
    """An API measures neither outbox nor partitions: its 0 beside a worker's figure would be the smallest of all."""
    said = "from shared.telemetry import metrics; print(metrics.exposition('')[0].decode())"
    idle = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True).stdout
    gauges = re.findall(r"^# TYPE (parley_\w+)(?<!_created) gauge$", idle, re.MULTILINE)
    assert len(gauges) > 10
    assert [line for line in idle.splitlines() if line.startswith(tuple(gauges))] == []
    metrics.outbox(0.0, 0)
    assert "\nparley_outbox_rows 0.0\n" in metrics.exposition("")[0].decode(), "a 0 that was measured is one"


def test_a_label_that_is_not_listed_is_refused_at_import() -> None:
    with pytest.raises(ValueError, match="person"):
        allowed.labels(["person"])


@pytest.mark.parametrize(
    "word", ["name", "email", "title", "text", "person", "member", "union", "mandate", "body", "query"]
)
def test_no_key_on_the_lists_speaks_of_persons_or_texts(word: str) -> None:
    for key in allowed.SPAN_ATTRIBUTES | allowed.LOG_KEYS:
        parts = key.replace("_", ".").split(".")
        assert word not in parts or key in {
            "db.system.name",
            "db.operation.name",
            "messaging.operation.name",
            "messaging.destination.name",
            "messaging.consumer.group.name",
        }


def test_a_poll_is_recorded_when_it_has_found_something(spans: InMemorySpanExporter) -> None:
    for works in (False, True):
        with telemetry.span("transaction place", attributes=telemetry.poll()):
            if works:
                telemetry.found()
    (kept,) = spans.get_finished_spans()
    assert dict(kept.attributes or {}) == {"parley.outcome": "found"}
