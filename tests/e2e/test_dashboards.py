"""A real Prometheus measures the running stack: every panel shows something, no alert fires while all is well."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest

from grafana.panels import Panel, all_panels
from stack.layout import free_ports
from stack.process import Child, spawn, stop
from stack.running import Running
from tests.e2e.personas import eventually
from tests.observability import PROMETHEUS, alerts, program

pytestmark = pytest.mark.timeout(400)  # run alone, they start the stack and tell the story first
SPLIT = "ideas"
PANELS = [(name, panel) for name, panels in all_panels().items() for panel in panels]


class Part(NamedTuple):
    """A process of the service that runs in several."""

    child: Child
    management: int


class Prometheus:
    """Measures every second what the stack's services show; ``apart`` is component -> another process of one."""

    def __init__(self, stack: Running, folder: Path, apart: dict[str, Part]) -> None:
        (port,) = free_ports(1)
        self.address = f"http://127.0.0.1:{port}"
        measured = [(ports.management, name, "run") for name, ports in stack.layout.services.items()]
        measured += [(part.management, SPLIT, component) for component, part in apart.items()]
        targets = [
            {"targets": [f"127.0.0.1:{management}"], "labels": {"service": name, "component": component}}
            for management, name, component in measured
        ]
        config = {
            "global": {"scrape_interval": "1s", "evaluation_interval": "2s"},
            "rule_files": [str(PROMETHEUS / "rules.yaml"), str(PROMETHEUS / "alerts.yaml")],
            "scrape_configs": [{"job_name": "parley", "static_configs": targets}],
        }
        (folder / "prometheus.json").write_text(json.dumps(config))  # JSON is YAML too
        command = [program("prometheus"), f"--config.file={folder / 'prometheus.json'}"]
        command += [f"--storage.tsdb.path={folder / 'data'}", f"--web.listen-address=127.0.0.1:{port}"]
        self.child: Child = spawn("prometheus", command, folder / "prometheus.log", env={})

    def ask(self, path: str, **query: str) -> Any:
        answer = httpx.get(f"{self.address}/api/v1/{path}", params=query, timeout=10)
        assert answer.status_code == 200, answer.text
        return answer.json()["data"]

    def shows(self, expression: str) -> list[Any]:
        found: list[Any] = self.ask("query", query=expression)["result"]
        return [each for each in found if each["value"][1] != "NaN"]

    def healthy(self) -> bool:
        try:
            return all(target["health"] == "up" for target in self.ask("targets")["activeTargets"])
        except httpx.HTTPError:
            return False


@pytest.fixture(scope="module")
def apart(stack: Running) -> Iterator[dict[str, Part]]:
    """An API and a worker as on a cluster, each a process of its own; the one that is called "run" is beside them."""
    started = {component: launched(stack, component) for component in ("api", "worker")}
    try:
        yield started
    finally:
        stop([part.child for part in started.values()], 9)


def launched(stack: Running, component: str) -> Part:
    port, management = free_ports(2)
    env = stack.environments[SPLIT] | {"PORT": str(port), "MANAGEMENT_PORT": str(management)}
    log = stack.layout.logs / f"{SPLIT}-{component}.log"
    return Part(spawn(f"{SPLIT} {component}", [sys.executable, "-m", SPLIT, component], log, env=env), management)


@pytest.fixture(scope="module")
def prometheus(
    stack: Running, apart: dict[str, Part], idea: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Prometheus]:
    """After the story, with a few readings made meanwhile."""
    started = Prometheus(stack, tmp_path_factory.mktemp("prometheus"), apart)
    try:
        eventually(started.healthy, what="the first reading of all services")
        yield started
    finally:
        stop([started.child], 5)


@pytest.fixture(scope="module")
def busy(stack: Running, prometheus: Prometheus, sign_in: Any) -> Prometheus:
    """While it measures, somebody asks every service, and an idea is told to all."""
    author = sign_in("P010")

    def told() -> bool:
        words = {"title": "Light in the archive", "text": "It is dark there.", "language": "en"}
        draft = author.post("/api/ideas", words, expect=201)
        author.post(f"/api/ideas/{draft['idea_id']}/submission")
        for path in ("/api/people", "/api/ideas", "/api/assignments", "/api/cases", "/api/plans", "/api/notifications"):
            author.get(path)
        return len(prometheus.shows("sum by (service, topic) (rate(parley_apply_delay_seconds_count[5m])) > 0")) > 3

    eventually(told, what="something to show")
    return prometheus


@pytest.mark.parametrize(("name", "panel"), PANELS, ids=[f"{name}: {panel.title}" for name, panel in PANELS])
def test_a_panel_shows_something(busy: Prometheus, name: str, panel: Panel) -> None:
    for expression in panel.lines.values():
        if panel.quiet:
            busy.shows(expression)  # is understood
        else:
            eventually(lambda expression=expression: busy.shows(expression), what=expression)  # type: ignore[misc]


def test_no_alert_fires_while_all_is_well(busy: Prometheus) -> None:
    known = {
        rule["name"] for group in busy.ask("rules")["groups"] for rule in group["rules"] if rule["type"] == "alerting"
    }
    assert known == {alert["alert"] for alert in alerts()}
    assert [alert["labels"] for alert in busy.ask("alerts")["alerts"] if alert["state"] == "firing"] == []


@pytest.mark.parametrize("alert", alerts(), ids=lambda alert: alert["alert"])
def test_an_api_beside_a_worker_gives_no_alert_a_reason(busy: Prometheus, alert: dict[str, Any]) -> None:
    """Also none that only fires when the reason lasts for hours."""
    eventually(lambda: busy.shows(alert["expr"]) == [] or None, what=f"nothing to see for {alert['alert']}")


def test_an_api_measures_nothing_of_a_worker(busy: Prometheus) -> None:
    gauges = (
        "parley_outbox_.+|parley_relay_.+|parley_lag_.+|parley_parked|parley_dead_letters|parley_stopped_partitions"
    )
    others = "|parley_deadlines_overdue|parley_partitions_end_timestamp_seconds"
    named = f'__name__=~"{gauges}{others}", component='
    assert busy.shows(f'{{{named}"api"}}') == []
    eventually(lambda: len(busy.shows(f'count by (__name__) ({{{named}"worker"}})')) >= 7, what="a worker's figures")


def test_a_worker_that_is_dead_beside_its_api_is_seen(busy: Prometheus, apart: dict[str, Part]) -> None:
    """The last test that needs it."""
    (down,) = [alert["expr"] for alert in alerts() if alert["alert"] == "ParleyServiceDown"]
    assert busy.shows(down) == []
    stop([apart["worker"].child], 9)
    (found,) = eventually(lambda: busy.shows(down), what="that the worker is gone")
    assert found["metric"] == {"service": SPLIT, "component": "worker"}


def test_a_slow_point_leads_to_its_trace(busy: Prometheus, stack: Running) -> None:
    """Exemplars are shown to who asks for OpenMetrics."""
    address = f"http://127.0.0.1:{stack.layout.services['ideas'].management}/metrics"
    said = httpx.get(address, headers={"accept": "application/openmetrics-text"}, timeout=10).text
    lines = [line for line in said.splitlines() if line.startswith("parley_http_request_seconds_bucket")]
    assert any('# {trace_id="' in line for line in lines)
