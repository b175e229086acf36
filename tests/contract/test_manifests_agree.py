"""The manifests say what the code says: settings, routes, ports, topics."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.manifests import COMPONENT, NAME, RENDERINGS, of_kind, pods

from manifests.rendering import text
from shared.routes import PORTS

SETTINGS = set(re.findall(r"`([A-Z][A-Z0-9_]+)`", (Path(__file__).parents[2] / "docs" / "settings.md").read_text()))
each_rendering = pytest.mark.parametrize("rendering", RENDERINGS)


@each_rendering
def test_every_variable_is_a_setting(rendering: str) -> None:
    given = {
        name
        for each in of_kind(rendering, "ConfigMap")
        if re.fullmatch(r"parley-\w{10}", each["metadata"]["name"])
        for name in each["data"]
    }
    given |= {
        variable["name"]
        for pod in pods(rendering)
        if pod.labels[COMPONENT] in {"api", "worker", "migrate"}
        for container in pod.containers
        for variable in container.get("env", ())
    }
    assert given
    assert given <= SETTINGS


@each_rendering
def test_the_services_of_the_routes_are_those_that_run(rendering: str) -> None:
    served = {
        each["metadata"]["name"]
        for each in of_kind(rendering, "Service")
        if each["metadata"]["labels"][COMPONENT] == "api"
    }
    assert served == {f"{name}-api" for name in PORTS}
    assert "JWKS_URL: http://people-api:8000/.well-known/jwks.json" in text(rendering)


def test_the_edge_of_the_lab_routes_to_all_services() -> None:
    (edge,) = [each for each in pods("lab") if each.labels[NAME] == "edge"]
    (given,) = [each for each in edge.spec["containers"][0]["args"] if each.startswith("--services=")]
    assert json.loads(given.removeprefix("--services=")) == {name: f"{name}-api:8000" for name in PORTS}
