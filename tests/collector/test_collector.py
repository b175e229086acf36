"""The collector that `make collector` builds: what it lets through, keeps and throws away, spans sent as our services do."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from tests.e2e.personas import eventually
from tests.zipkin import Span, Zipkin

from shared import telemetry
from shared.telemetry import traces
from stack import process
from stack.layout import ROOT

FOLDER = ROOT / "deploy" / "observability" / "collector"
BINARY = ROOT / ".local" / "collector" / "otelcol-parley"
pytestmark = pytest.mark.timeout(120)


@pytest.fixture(scope="module")
def store() -> Iterator[Zipkin]:
    with Zipkin(0) as receiver:
        yield receiver


@pytest.fixture(scope="module")
def collector(store: Zipkin, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its address for OTLP over HTTP. It keeps none of the rest, so that only rules decide here."""
    assert BINARY.exists(), f"{BINARY} is missing: run `make collector`"
    folder = tmp_path_factory.mktemp("collector")
    config = [part for name in ("config.yaml", "zipkin.yaml") for part in ("--config", FOLDER / name)]
    listen = "127.87.87.87"  # its ports are fixed, so it gets a loopback address of its own
    env = {"TRACES_ENDPOINT": f"{store.address}/api/v2/spans", "LISTEN": listen, "KEPT_PERCENT": "0"}
    child = process.spawn("collector", [BINARY, *config], folder / "collector.log", env=env)
    try:
        process.wait_until(lambda: process.answers(f"http://{listen}:13133/"), child, 30)
        yield f"http://{listen}:4318/v1/traces"
    finally:
        process.stop([child], 5)


@pytest.fixture
def sent(collector: str, store: Zipkin) -> Iterator[list[Span]]:
    """Spans made in the test leave as from a service whose own allow-list is missing."""
    traces.record_to(SimpleSpanProcessor(OTLPSpanExporter(collector)), "ideas", 1.0)
    yield store.spans
    traces.stop()


def one(name: str, store: Zipkin) -> Span:
    found = eventually(lambda: [span for span in store.spans if span["name"] == name], what=f"the span {name}")
    return dict(found[0])


def test_only_what_is_allowed_gets_through(sent: list[Span], store: Zipkin) -> None:
    with telemetry.span("POST /api/ideas", telemetry.SERVER) as span:
        span.set_attributes({"http.response.status_code": 503, "idea.id": "0197", "event.id": ["a", "b"]})
        span.set_attributes(
            {"enduser.id": "P010", "url.query": "q=Anna", "idea.title": "Light", "db.query.text": "SELECT"}
        )
    tags = one("post /api/ideas", store)["tags"]
    assert {key: tags[key] for key in ("http.response.status_code", "idea.id")} == {
        "http.response.status_code": "503",
        "idea.id": "0197",
    }
    assert "event.id" in tags
    assert {"enduser.id", "url.query", "idea.title", "db.query.text"} & tags.keys() == set()
    assert not any("Anna" in str(value) or "P010" in str(value) for value in tags.values())


def test_a_trace_that_failed_or_was_slow_is_kept_whole_and_the_rest_goes(sent: list[Span], store: Zipkin) -> None:
    now = time.time_ns()
    with telemetry.span("quick and well"):
        pass
    with telemetry.span("above a failure"):
        with telemetry.span("beside a failure"):
            pass
        try:
            with telemetry.span("failure"):
                raise LookupError
        except LookupError:
            pass
    telemetry.record_span("slow", now - 1_500_000_000, now)
    for name in ("above a failure", "beside a failure", "failure", "slow"):
        one(name, store)
    time.sleep(3)
    assert [span for span in store.spans if span["name"] == "quick and well"] == []


def test_both_ways_out_are_valid(tmp_path: Path) -> None:
    for name in ("otlp.yaml", "zipkin.yaml"):
        config = [part for file in ("config.yaml", name) for part in ("--config", FOLDER / file)]
        env = {"TRACES_ENDPOINT": "http://127.0.0.1:9"}
        tool = process.spawn("validate", [BINARY, "validate", *config], tmp_path / f"{name}.log", env=env)
        assert process.run(tool, 30) == 0, (tmp_path / f"{name}.log").read_text()
