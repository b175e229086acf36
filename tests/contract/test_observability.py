"""Dashboards, rules, alerts and runbooks fit the code and each other, and every alert is shown to fire and to be silent."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import REGISTRY
from prometheus_client.metrics import MetricWrapperBase
from tests.observability import PROMETHEUS, alerts, expressions, named_in, promtool, rules

from grafana.__main__ import FOLDER as DASHBOARDS
from grafana.__main__ import written
from grafana.panels import all_panels
from shared.telemetry import metrics

ROOT = Path(__file__).parents[2]
FROM_THE_SCRAPE = {"job", "service", "component", "instance"}
OF_OTHERS = {
    "up": "Prometheus itself",
    "certmanager_certificate_expiration_timestamp_seconds": "cert-manager, where it makes the edge's certificate",
}
"""Metric that we do not make -> who does."""
THEIR_LABELS = {"namespace", "name"}
OUR_FUNCTIONS = {
    node.name
    for node in ast.parse(Path(str(metrics.__file__)).read_text()).body
    if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.name != "exposition"
}


def ours() -> dict[str, MetricWrapperBase]:
    """Name without suffix -> metric of ``shared.telemetry.metrics``."""
    return {each._name: each for each in vars(metrics).values() if isinstance(each, MetricWrapperBase)}


def series() -> set[str]:
    """Every name under which Prometheus finds something of ours, the process's own included."""
    found: set[str] = set()
    for family in REGISTRY.collect():
        suffixes = {"histogram": ("_bucket", "_count", "_sum"), "counter": ("_total",)}.get(family.type, ("",))
        found |= {family.name + suffix for suffix in suffixes}
    return found


def base(name: str) -> str:
    return re.sub(r"_(bucket|count|sum|total)$", "", name)


RECORDED = {rule["record"]: set(rule.get("labels", ())) for rule in rules() if "record" in rule}


@pytest.mark.parametrize(("where", "expression"), sorted(expressions()))
def test_what_an_expression_names_exists(where: str, expression: str) -> None:
    named = named_in(expression)
    known = series() | RECORDED.keys() | OF_OTHERS.keys()
    assert named.metrics or expression.startswith("vector("), where
    assert sorted(named.metrics - known) == []
    labels = set(FROM_THE_SCRAPE)
    for metric in named.metrics:
        labels |= {*ours()[base(metric)]._labelnames, "le"} if base(metric) in ours() else set()
        labels |= {"slo"} if metric in RECORDED else set()
        labels |= THEIR_LABELS if metric in OF_OTHERS else set()
    assert sorted(named.labels - labels) == []
    for metric, bucket in named.buckets:
        bounds = {str(bound) for bound in ours()[base(metric)]._upper_bounds}  # type: ignore[attr-defined]
        assert bucket in bounds, f"{metric} has no bucket {bucket}"


def test_what_is_missing_would_be_found() -> None:
    told = named_in(
        'sum by (service, gone) (rate(parley_gone_total{kind="a", le="0.3"}[5m])) / on (slo) parley:x > 3 * 86400'
    )
    assert told.metrics == {"parley_gone_total", "parley:x"}
    assert told.labels == {"service", "gone", "kind", "le", "slo"}
    assert told.buckets == {("parley_gone_total", "0.3")}


def test_every_metric_is_watched() -> None:
    watched = {base(name) for _, expression in expressions() for name in named_in(expression).metrics}
    assert len(ours()) > 15
    assert sorted(ours().keys() - watched) == [], "put it on a dashboard (grafana/panels.py), or delete it"


def test_every_metric_is_measured() -> None:
    """A metric that nobody sets is a panel that is always empty, and an alert that never fires."""
    called: set[str] = set()
    for path in (*ROOT.glob("shared/src/**/*.py"), *ROOT.glob("services/*/src/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("metrics."):
                called.add(ast.unparse(node.func).removeprefix("metrics."))
    assert len(OUR_FUNCTIONS) > 12
    assert sorted(OUR_FUNCTIONS - called) == []


def test_rules_and_alerts_are_valid_and_do_what_their_tests_say() -> None:
    promtool("check", "rules", PROMETHEUS / "rules.yaml", PROMETHEUS / "alerts.yaml")
    promtool("test", "rules", *sorted(PROMETHEUS.glob("*.test.yaml")))


def shown() -> list[dict[str, Any]]:
    files = sorted(PROMETHEUS.glob("*.test.yaml"))
    return [
        one for file in files for test in yaml.safe_load(file.read_text())["tests"] for one in test["alert_rule_test"]
    ]


@pytest.mark.parametrize("alert", alerts(), ids=lambda alert: alert["alert"])
def test_an_alert_is_shown_to_fire_and_to_be_silent_and_leads_to_a_runbook(alert: dict[str, Any]) -> None:
    cases = [one for one in shown() if one["alertname"] == alert["alert"]]
    assert {bool(one["exp_alerts"]) for one in cases} == {True, False}
    assert alert["labels"]["severity"] in {"page", "ticket"}
    page = alert["annotations"]["runbook"]
    for slo in ("availability", "latency", "freshness") if "$labels.slo" in page else ("",):
        runbook = ROOT / page.replace("{{ $labels.slo }}", slo)
        assert runbook.is_file(), runbook
        assert slo or f"`{alert['alert']}`" in runbook.read_text("utf-8"), (
            f"{runbook.name} does not name {alert['alert']}"
        )


def test_each_budget_is_shown_to_burn() -> None:
    burning = {fired["exp_labels"].get("slo") for one in shown() for fired in one["exp_alerts"]} - {None}
    assert burning == {"availability", "latency", "freshness"}


def test_the_committed_dashboards_are_current() -> None:
    assert {path.name: path.read_text("utf-8") for path in DASHBOARDS.glob("*.json")} == written(), "run `make docs`"


@pytest.mark.parametrize("name", all_panels())
def test_a_dashboard_can_be_imported_anywhere(name: str) -> None:
    made = json.loads(written()[f"{name}.json"])
    ids = [panel["id"] for panel in made["panels"]]
    places = [(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in made["panels"]]
    assert len(set(ids)) == len(ids) == len(set(places)) > 5
    assert {panel["datasource"]["uid"] for panel in made["panels"]} == {"${source}"}
    assert len(made["uid"]) <= 40, "Grafana takes no longer one"
