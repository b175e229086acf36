"""The collector's configuration fits the code: its allow-list is ours, its order protects it, its parts are compiled in."""

from __future__ import annotations

from pathlib import Path

import yaml
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from shared import telemetry
from shared.telemetry import allowed, traces

FOLDER = Path(__file__).parents[2] / "deploy" / "observability" / "collector"
CONFIG = yaml.safe_load((FOLDER / "config.yaml").read_text("utf-8"))
OF_THE_PROCESS = {"k8s.pod.name", "service.instance.id"}
"""Attributes of a resource that the deployment may add."""


def of_the_resource() -> set[str]:
    exporter = InMemorySpanExporter()
    traces.record_to(SimpleSpanProcessor(exporter), "ideas", 1.0)
    with telemetry.span("any"):
        pass
    traces.stop()
    return set(exporter.get_finished_spans()[0].resource.attributes)


def test_what_may_pass_is_what_the_services_may_say() -> None:
    listed = CONFIG["processors"]["redaction"]["allowed_keys"]
    assert set(listed) == allowed.SPAN_ATTRIBUTES | of_the_resource() | OF_THE_PROCESS
    assert len(listed) == len(set(listed))
    assert CONFIG["processors"]["redaction"]["allow_all_keys"] is False


def test_memory_is_guarded_first_and_nothing_is_decided_on_what_may_not_pass() -> None:
    order = CONFIG["service"]["pipelines"]["traces"]["processors"]
    assert order == ["memory_limiter", "redaction", "tail_sampling", "batch"]


def test_failures_and_what_is_slow_are_kept() -> None:
    policies = {each["type"]: each for each in CONFIG["processors"]["tail_sampling"]["policies"]}
    assert policies["status_code"]["status_code"] == {"status_codes": ["ERROR"]}
    assert policies["latency"]["latency"]["threshold_ms"] <= 1000
    assert policies["numeric_attribute"]["numeric_attribute"]["key"] in allowed.SPAN_ATTRIBUTES


def test_what_the_configuration_names_is_compiled_in() -> None:
    builder = yaml.safe_load((FOLDER / "builder.yaml").read_text("utf-8"))
    parts = {
        kind: [each["gomod"].split()[0] for each in builder[kind]]
        for kind in ("receivers", "processors", "exporters", "extensions")
    }
    named = {kind: set(CONFIG.get(kind, ())) for kind in parts}
    for way in ("otlp.yaml", "zipkin.yaml"):
        out = yaml.safe_load((FOLDER / way).read_text("utf-8"))
        assert list(out["exporters"]) == out["service"]["pipelines"]["traces"]["exporters"]
        named["exporters"] |= set(out["exporters"])
    for kind, names in named.items():
        modules = {f"{name.replace('_', '')}{kind.removesuffix('s')}" for name in names}
        assert modules == {each.rpartition("/")[2] for each in parts[kind]}, kind
