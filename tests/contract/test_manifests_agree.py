"""The manifests say what the code says: settings, routes, ports, topics."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.manifests import COMPONENT, NAME, RENDERINGS, chosen, of_kind, pods

from manifests.programs import ROOT
from manifests.rendering import K8S, components, overlays, text
from manifests.written import written
from shared.events import catalog
from shared.routes import PORTS, prefixes

OBSERVABILITY = ROOT / "deploy" / "observability"
SETTINGS = set(re.findall(r"`([A-Z][A-Z0-9_]+)`", (ROOT / "docs" / "settings.md").read_text()))
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
        if pod.labels[COMPONENT] in {"api", "worker", "migrate", "maintain"}
        for container in pod.containers
        for variable in container.get("env", ())
    }
    parts = set(re.findall(r"\$\(([A-Z_]+)\)", text(rendering)))
    assert given
    assert given - parts <= SETTINGS


@each_rendering
def test_the_services_of_the_routes_are_those_that_run(rendering: str) -> None:
    served = {
        each["metadata"]["name"]
        for each in of_kind(rendering, "Service")
        if each["metadata"]["labels"][COMPONENT] == "api"
    }
    assert served == {f"{name}-api" for name in PORTS}
    assert "JWKS_URL: http://people-api:8000/.well-known/jwks.json" in text(rendering)


@pytest.mark.parametrize("file", sorted(written()), ids=lambda file: f"{file.parent.name}/{file.name}")
def test_what_make_docs_writes_is_current(file: Path) -> None:
    assert file.read_text() == written()[file], "say `make docs`"


def routed(rendering: str, kind: str) -> dict[str, str]:
    """Path -> name of the Kubernetes Service."""
    (route,) = [each for each in of_kind(rendering, kind) if each["metadata"]["name"] == "parley"]
    if kind == "Ingress":
        paths = route["spec"]["rules"][0]["http"]["paths"]
        return {each["path"]: each["backend"]["service"]["name"] for each in paths}
    rules = route["spec"]["rules"]
    return {match["path"]["value"]: rule["backendRefs"][0]["name"] for rule in rules for match in rule["matches"]}


@pytest.mark.parametrize(
    ("rendering", "kind"), [("base+gateway-api", "HTTPRoute"), ("prod", "HTTPRoute"), ("base+ingress", "Ingress")]
)
def test_the_ways_in_are_the_route_table(rendering: str, kind: str) -> None:
    found = routed(rendering, kind)
    assert found == {prefix: f"{service}-api" for prefix, service in prefixes().items()} | {"/": "edge"}
    assert set(found.values()) <= {each["metadata"]["name"] for each in of_kind(rendering, "Service")}


def test_a_gateway_takes_so_many_routes() -> None:
    (route,) = [each for each in of_kind("prod", "HTTPRoute") if each["metadata"]["name"] == "parley"]
    assert len(route["spec"]["rules"]) <= 16
    assert all(len(rule["matches"]) <= 64 for rule in route["spec"]["rules"])


def test_topics_are_those_of_the_catalogue() -> None:
    made = {each["metadata"]["name"]: each["spec"]["partitions"] for each in of_kind("prod", "KafkaTopic")}
    dead = {
        catalog.dead_letter_topic(topic.name, f"parley.{service}"): 1
        for topic in catalog.TOPICS.values()
        for service in catalog.consumers_of(topic)
    }
    assert made == {topic.name: topic.partitions for topic in catalog.TOPICS.values()} | dead
    for topic in of_kind("prod", "KafkaTopic"):
        assert topic["spec"]["replicas"] == 3
        assert topic["spec"]["config"]["min.insync.replicas"] == 2


def rights() -> dict[str, set[tuple[str, str, str]]]:
    """User -> what it may do to what, of what is named in full."""
    return {
        each["metadata"]["name"].removesuffix("-kafka"): {
            (operation, acl["resource"]["type"], acl["resource"]["name"])
            for acl in each["spec"]["authorization"]["acls"]
            for operation in acl["operations"]
        }
        for each in of_kind("prod", "KafkaUser")
    }


def test_who_may_write_and_read_a_topic_is_who_does() -> None:
    found = rights()
    assert found.keys() == {*PORTS, "hr", "keda"}
    for topic in catalog.TOPICS.values():
        writers = {name for name, may in found.items() if ("Write", "topic", topic.name) in may}
        readers = {name for name, may in found.items() if ("Read", "topic", topic.name) in may}
        assert writers == {topic.producer if topic.producer in PORTS else "hr"}, topic.name
        assert readers == set(catalog.consumers_of(topic)), topic.name
        for reader in readers:
            dead = catalog.dead_letter_topic(topic.name, f"parley.{reader}")
            assert {name for name, may in found.items() if ("Write", "topic", dead) in may} == {reader}
    for name, may in found.items():
        groups = {group for operation, kind, group in may if (operation, kind) == ("Read", "group")}
        assert groups <= {f"parley.{name}"}
        assert not {operation for operation, _, _ in may} - {"Read", "Write", "Describe", "DescribeConfigs"}
    assert {operation for operation, _, _ in found["keda"]} == {"Describe"}


def test_users_can_tell_which_topics_there_are() -> None:
    """What may not be described is taken for missing, and to make it is refused: the service would not start."""
    for service in PORTS:
        assert {("Describe", "topic", "*"), ("DescribeConfigs", "topic", "*")} <= rights()[service]


@pytest.mark.parametrize(
    ("rendering", "kind", "most"),
    [("prod", "ScaledObject", "maxReplicaCount"), ("base+autoscaling-hpa", "HorizontalPodAutoscaler", "maxReplicas")],
)
def test_no_more_workers_than_partitions(rendering: str, kind: str, most: str) -> None:
    scaled = {each["spec"]["scaleTargetRef"]["name"]: each["spec"] for each in of_kind(rendering, kind)}
    assert scaled.keys() == {f"{name}-{part}" for name in PORTS for part in ("api", "worker")}
    for name in PORTS:
        heard = [topic.partitions for topic in catalog.TOPICS.values() if name in catalog.consumers_of(topic)]
        assert scaled[f"{name}-worker"][most] <= max(heard), name
        if kind == "ScaledObject":
            (lag,) = scaled[f"{name}-worker"]["triggers"]
            assert lag["metadata"]["consumerGroup"] == f"parley.{name}"


@each_rendering
def test_a_release_says_how_many_pods_unless_that_is_scaled(rendering: str) -> None:
    """Applied, a number takes the place of what the load had asked for."""
    scaling = [*of_kind(rendering, "ScaledObject"), *of_kind(rendering, "HorizontalPodAutoscaler")]
    scaled = {each["spec"]["scaleTargetRef"]["name"] for each in scaling}
    silent = {each["metadata"]["name"] for each in of_kind(rendering, "Deployment") if "replicas" not in each["spec"]}
    assert silent == scaled
    for each in scaling:
        assert each["spec"].get("minReplicas", each["spec"].get("minReplicaCount")) >= 2, each["metadata"]["name"]


def test_databases_and_secrets_are_those_that_pods_ask_for() -> None:
    databases = {each["spec"]["name"]: each["spec"]["owner"] for each in of_kind("prod", "Database")}
    assert databases == {name: name for name in (f"parley_{each.replace('-', '_')}" for each in PORTS)}
    made = {each["spec"]["target"]["name"] for each in of_kind("prod", "ExternalSecret")}
    asked = {
        source["secretRef"]["name"]
        for pod in pods("prod")
        for container in pod.containers
        for source in container.get("envFrom", ())
        if "secretRef" in source and not source["secretRef"].get("optional")
    }
    assert made == asked | {"parley"}
    (cluster,) = of_kind("prod", "Cluster")
    roles = cluster["spec"]["managed"]["roles"]
    assert {each["passwordSecret"]["name"] for each in roles} == asked
    assert not [each for each in roles if each.get("superuser") or each.get("createdb") or each.get("createrole")]


def test_passwords_of_kafka_come_from_the_users_that_strimzi_makes() -> None:
    users = {each["metadata"]["name"] for each in of_kind("prod", "KafkaUser")}
    for pod in pods("prod"):
        if pod.labels[COMPONENT] in {"api", "worker"}:
            for container in pod.containers:
                given = [each for each in container["envFrom"] if each.get("prefix")]
                assert [each["prefix"] for each in given] == ["KAFKA_"], pod.called
                assert given[0]["secretRef"]["name"] == f"{pod.labels[NAME]}-kafka"
                assert given[0]["secretRef"]["name"] in users
                values = {each["name"]: each.get("value") for each in container["env"]}
                assert values["KAFKA_USERNAME"] == "$(SERVICE)-kafka"
                assert list(values).index("SERVICE") < list(values).index("KAFKA_USERNAME"), "it is put in from before"


def test_the_collector_that_runs_has_the_configuration_and_the_version_of_ours() -> None:
    (collector,) = [each for each in pods("prod") if each.labels[COMPONENT] == "collector"]
    (config,) = [each for each in of_kind("prod", "ConfigMap") if each["metadata"]["name"].startswith("collector-")]
    folder = OBSERVABILITY / "collector"
    assert config["data"] == {name: (folder / name).read_text() for name in ("config.yaml", "otlp.yaml")}
    assert (
        f"otlpreceiver v{collector.spec['containers'][0]['image'].partition('@')[0].rpartition(':')[2]}"
        in (folder / "builder.yaml").read_text()
    )
    assert "OTEL_EXPORTER_OTLP_ENDPOINT: http://collector:4318" in text("prod")


def test_what_is_measured_has_the_labels_that_rules_choose_by() -> None:
    (monitor,) = of_kind("prod", "PodMonitor")
    taken = [each for each in pods("prod") if chosen(monitor["spec"]["selector"], each.labels)]
    assert {(each.labels[NAME], each.labels[COMPONENT]) for each in taken} == {
        (name, part) for name in PORTS for part in ("api", "worker")
    }
    (endpoint,) = monitor["spec"]["podMetricsEndpoints"]
    assert (endpoint["port"], endpoint["path"]) == ("management", "/metrics")
    labels = "__meta_kubernetes_pod_label_app_kubernetes_io"
    assert {
        each["targetLabel"]: each.get("replacement") or each["sourceLabels"] for each in endpoint["relabelings"]
    } == {
        "job": "parley",
        "service": [f"{labels}_name"],
        "component": [f"{labels}_component"],
    }


def test_every_dashboard_comes_to_grafana() -> None:
    (dashboards,) = [each for each in of_kind("prod", "ConfigMap") if each["metadata"]["name"] == "dashboards"]
    assert dashboards["metadata"]["labels"]["grafana_dashboard"] == "1"
    assert dashboards["data"].keys() == {each.name for each in (OBSERVABILITY / "dashboards").glob("*.json")}


def test_the_readme_names_every_component_and_overlay() -> None:
    readme = (K8S / "README.md").read_text()
    assert set(re.findall(r"^\| `([\w-]+)` \|", readme, re.MULTILINE)) == set(components())
    assert all(f"`{name}`" in readme for name in overlays())


def test_the_edge_of_the_lab_routes_to_all_services() -> None:
    (edge,) = [each for each in pods("lab") if each.labels[NAME] == "edge"]
    (given,) = [each for each in edge.spec["containers"][0]["args"] if each.startswith("--services=")]
    assert json.loads(given.removeprefix("--services=")) == {name: f"{name}-api:8000" for name in PORTS}
