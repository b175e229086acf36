"""How pods are run, whatever is rendered: restricted, probed, spread, ended gently, with nothing in and out but what is said."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from tests.manifests import COMPONENT, RENDERINGS, Pod, Way, chosen, of_kind, pods, ways

from images import release
from images.__main__ import PYTHON
from manifests.programs import program
from manifests.rendering import K8S, components, manifests, overlays, text
from shared import kafka
from shared.routes import PORTS
from shared.settings import ServiceSettings

SERVICES = sorted(PORTS)
STEADY = {"api", "worker", "edge"}
"""Components of ours that run all the time; servers of the lab and the collector are one pod each."""
OF_DATABASES = ("api", "worker", "migrate", "maintain")
GRACE = 10
"""Seconds that a process has to end after it was drained."""

each_rendering = pytest.mark.parametrize("rendering", RENDERINGS)


def steady(rendering: str) -> list[Pod]:
    return [each for each in pods(rendering) if each.labels[COMPONENT] in STEADY]


@each_rendering
def test_it_renders_with_all_services(rendering: str) -> None:
    made = {each.called for each in pods(rendering)}
    assert {f"Deployment/{name}-{part}" for name in SERVICES for part in ("api", "worker")} <= made
    assert "Deployment/edge" in made
    assert {f"CronJob/{name}-maintain" for name in SERVICES} <= made
    assert sum(each.startswith("Job/") and "migrate" in each for each in made) == len(SERVICES)


def test_the_base_needs_nothing_that_a_cluster_does_not_have() -> None:
    groups = {each["apiVersion"].rpartition("/")[0] for each in manifests("base")}
    assert groups == {"", "apps", "batch", "policy", "networking.k8s.io"}


@each_rendering
def test_a_member_of_a_consumer_group_is_forgotten_with_its_pod(rendering: str) -> None:
    """A Deployment's pods have no lasting name: the group would wait for a fixed one that never comes back."""
    assert "group.instance.id" not in text(rendering)
    assert "GROUP_INSTANCE" not in text(rendering)
    known = ServiceSettings(database_url="x", kafka_bootstrap="x", cursor_secret="s" * 16)
    assert "group_instance_id" not in kafka.consumer_arguments(known)


@each_rendering
def test_the_namespace_takes_restricted_pods_alone(rendering: str) -> None:
    (namespace,) = of_kind(rendering, "Namespace")
    levels = {f"pod-security.kubernetes.io/{mode}": "restricted" for mode in ("enforce", "audit", "warn")}
    assert levels.items() <= namespace["metadata"]["labels"].items()
    assert {each["metadata"].get("namespace", "parley") for each in manifests(rendering)} == {"parley"}


@each_rendering
def test_pods_are_restricted(rendering: str) -> None:
    for pod in pods(rendering):
        security = pod.spec["securityContext"]
        assert security["runAsNonRoot"] is True, pod.called
        assert (security["runAsUser"], security["fsGroup"]) == (65532, 65532), pod.called
        assert security["seccompProfile"] == {"type": "RuntimeDefault"}, pod.called
        assert pod.spec["automountServiceAccountToken"] is False, pod.called
        assert pod.spec["enableServiceLinks"] is False, pod.called
        assert not pod.spec.keys() & {"hostNetwork", "hostPID", "hostIPC"}, pod.called
        assert not [volume for volume in pod.spec.get("volumes", ()) if "hostPath" in volume], pod.called


@each_rendering
def test_containers_can_neither_gain_rights_nor_write_their_files(rendering: str) -> None:
    for pod in pods(rendering):
        for container in pod.containers:
            assert container["securityContext"] == {
                "allowPrivilegeEscalation": False,
                "readOnlyRootFilesystem": True,
                "capabilities": {"drop": ["ALL"]},
            }, (pod.called, container["name"])


@each_rendering
def test_what_is_written_is_written_to_memory_of_a_limited_size(rendering: str) -> None:
    for pod in pods(rendering):
        for volume in pod.spec.get("volumes", ()):
            if "emptyDir" in volume:
                assert volume["emptyDir"]["medium"] == "Memory", pod.called
                assert volume["emptyDir"]["sizeLimit"], pod.called
    for pod in steady(rendering):
        assert {"name": "tmp", "mountPath": "/tmp"} in pod.spec["containers"][0]["volumeMounts"], pod.called


@each_rendering
def test_every_workload_has_an_account_of_its_own_without_a_token(rendering: str) -> None:
    accounts = {each["metadata"]["name"]: each for each in of_kind(rendering, "ServiceAccount")}
    assert all(each["automountServiceAccountToken"] is False for each in accounts.values())
    for pod in pods(rendering):
        assert pod.spec["serviceAccountName"] in accounts, pod.called
    for pod in steady(rendering):
        assert pod.spec["serviceAccountName"].startswith(pod.labels["app.kubernetes.io/name"]), pod.called


@each_rendering
def test_memory_is_limited_to_what_is_asked_for_and_processors_are_not(rendering: str) -> None:
    for pod in pods(rendering):
        for container in pod.containers:
            asked, limit = container["resources"]["requests"], container["resources"]["limits"]
            assert asked.keys() == {"cpu", "memory"}, (pod.called, container["name"])
            assert limit == {"memory": asked["memory"]}, (pod.called, container["name"])


@each_rendering
def test_probes_ask_the_management_port_and_liveness_asks_nobody_else(rendering: str) -> None:
    """That /healthz/live asks neither Kafka nor PostgreSQL is shown in tests/unit/shared/test_http_management.py."""
    for pod in steady(rendering):
        container = pod.spec["containers"][0]
        asked = {kind: container[f"{kind}Probe"]["httpGet"] for kind in ("startup", "liveness", "readiness")}
        assert asked == {
            "startup": {"path": "/healthz/started", "port": "management"},
            "liveness": {"path": "/healthz/live", "port": "management"},
            "readiness": {"path": "/healthz/ready", "port": "management"},
        }, pod.called
        assert {"name": "management", "containerPort": 9000} in container["ports"], pod.called
        assert container["startupProbe"]["failureThreshold"] * container["startupProbe"]["periodSeconds"] >= 60


@each_rendering
def test_the_management_port_is_in_no_service(rendering: str) -> None:
    for service in of_kind(rendering, "Service"):
        if service["metadata"]["labels"][COMPONENT] in STEADY:
            assert [port["targetPort"] for port in service["spec"]["ports"]] == ["http"]


@each_rendering
def test_a_pod_leaves_the_service_before_it_ends_and_has_time_to_drain(rendering: str) -> None:
    (settings,) = [each["data"] for each in of_kind(rendering, "ConfigMap") if "DRAIN_SECONDS" in each["data"]]
    for pod in steady(rendering):
        before = pod.spec["containers"][0]["lifecycle"]["preStop"]["sleep"]["seconds"]
        drain = int(settings["DRAIN_SECONDS"])
        assert before >= 5, pod.called
        assert pod.spec["terminationGracePeriodSeconds"] >= before + drain + GRACE, pod.called
        if pod.labels[COMPONENT] == "edge":
            assert f"--drain={drain}" in pod.spec["containers"][0]["args"]


@each_rendering
def test_a_rollout_takes_no_pod_away_before_another_is_ready(rendering: str) -> None:
    for pod in steady(rendering):
        spec = pod.workload["spec"]
        assert spec["strategy"] == {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 1, "maxUnavailable": 0}}
        assert spec["minReadySeconds"] >= 5, pod.called


@each_rendering
def test_pods_are_spread_over_zones_and_nodes(rendering: str) -> None:
    for pod in steady(rendering):
        spread = pod.spec["topologySpreadConstraints"]
        assert {each["topologyKey"] for each in spread} == {"topology.kubernetes.io/zone", "kubernetes.io/hostname"}
        for each in spread:
            assert each["matchLabelKeys"] == ["pod-template-hash"], pod.called
            assert chosen(each["labelSelector"], pod.labels), pod.called


@each_rendering
def test_a_drain_takes_one_pod_at_a_time(rendering: str) -> None:
    budgets = of_kind(rendering, "PodDisruptionBudget")
    for pod in steady(rendering):
        (mine,) = [each["spec"] for each in budgets if chosen(each["spec"]["selector"], pod.labels)]
        assert (mine["maxUnavailable"], mine["unhealthyPodEvictionPolicy"]) == (1, "AlwaysAllow"), pod.called


@each_rendering
def test_selectors_choose_exactly_their_own_pods(rendering: str) -> None:
    for pod in pods(rendering):
        if pod.workload["kind"] not in {"Job", "CronJob"}:
            same = [each for each in pods(rendering) if chosen(pod.workload["spec"]["selector"], each.labels)]
            assert same == [pod], pod.called
    for service in of_kind(rendering, "Service"):
        served = [each for each in pods(rendering) if chosen({"matchLabels": service["spec"]["selector"]}, each.labels)]
        (only,) = served
        names = {port["name"] for port in only.spec["containers"][0]["ports"]}
        assert {port["targetPort"] for port in service["spec"]["ports"]} <= names, service["metadata"]["name"]


@each_rendering
def test_configuration_that_changes_makes_new_pods(rendering: str) -> None:
    made = {each["metadata"]["name"] for each in of_kind(rendering, "ConfigMap")}
    for pod in steady(rendering):
        if pod.labels[COMPONENT] != "edge":
            (name,) = [
                each["configMapRef"]["name"] for each in pod.spec["containers"][0]["envFrom"] if "configMapRef" in each
            ]
            assert name in made
            assert re.fullmatch(r"parley-[a-z0-9]{10}", name), "its content is in its name"


@each_rendering
def test_no_secret_is_in_the_manifests(rendering: str) -> None:
    assert not of_kind(rendering, "Secret")


@each_rendering
def test_a_migration_is_waited_for_and_ends(rendering: str) -> None:
    for pod in steady(rendering):
        if pod.labels[COMPONENT] != "edge":
            assert [each["args"] for each in pod.spec["initContainers"]] == [["wait"]], pod.called
    for job in of_kind(rendering, "Job"):
        assert job["spec"]["ttlSecondsAfterFinished"] > 0
        assert job["spec"]["backoffLimit"] > 0


@each_rendering
def test_the_owner_of_the_tables_is_known_to_what_changes_them_alone(rendering: str) -> None:
    knows = {
        pod.labels[COMPONENT]
        for pod in pods(rendering)
        for container in pod.containers
        for source in container.get("envFrom", ())
        if source.get("secretRef", {}).get("name", "").endswith("-database-owner")
    }
    assert knows == {"migrate", "maintain"}


@each_rendering
def test_the_house_is_kept_long_before_the_partitions_end(rendering: str) -> None:
    """Each hour, one at a time, and an hour that was missed at once: made ahead are the partitions of a week."""
    for each in of_kind(rendering, "CronJob"):
        spec = each["spec"]
        assert re.fullmatch(r"\d+ \* \* \* \*", spec["schedule"]), "once an hour"
        assert spec["concurrencyPolicy"] == "Forbid"
        assert spec["startingDeadlineSeconds"] >= 3600
        assert spec["jobTemplate"]["spec"]["activeDeadlineSeconds"] < 3600


@each_rendering
def test_nothing_goes_in_or_out_unless_it_is_said(rendering: str) -> None:
    denied = [each["spec"] for each in of_kind(rendering, "NetworkPolicy") if not each["spec"]["podSelector"]]
    assert {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]} in denied


@each_rendering
def test_no_way_out_is_open(rendering: str) -> None:
    for policy in of_kind(rendering, "NetworkPolicy"):
        name = policy["metadata"]["name"]
        for rule in policy["spec"].get("egress", ()):
            assert rule["to"], name
            assert all(peer.get("ipBlock", {"cidr": "/32"})["cidr"].endswith("/32") for peer in rule["to"]), name
        for rule in [*policy["spec"].get("egress", ()), *policy["spec"].get("ingress", ())]:
            assert all(port.keys() == {"protocol", "port"} for port in rule["ports"]), name


OWN = {Way(f"{name} api", "people api", 8000) for name in SERVICES}
DATABASE = {Way(f"{name} {part}", "database", 5432) for name in SERVICES for part in OF_DATABASES}
BROKER = {Way(f"{name} worker", "broker", 9092) for name in SERVICES}
LAB = {Way("databases", "database", 5432), Way("hr", "broker", 9092), Way("broker", "broker", 9092)}
TRACES = {Way(f"{name} {part}", "traces", 9411) for name in SERVICES for part in ("api", "worker")}
ROUTES = {Way("edge", f"{name} api", 8000) for name in SERVICES} | {Way("outside: anybody", "edge", 8000)}


def test_who_may_reach_whom_in_the_lab() -> None:
    found = ways("lab")
    names = {Way(each.source, each.target, each.port) for each in found if each.port == 53}
    assert {each.target for each in names} == {"outside: kube-dns kube-system"}
    assert found - names == OWN | DATABASE | BROKER | LAB | TRACES | ROUTES


POSTGRES, KAFKA, OPERATORS = "outside: databases", "outside: kafka", "outside: kafka kafka-entity-operator"
BROKERS, KUBERNETES = "outside: kafka true", "outside: 192.0.2.1/32"
OF_SERVERS = (
    {Way(f"{name} {part}", POSTGRES, 5432) for name in SERVICES for part in OF_DATABASES}
    | {Way(source, POSTGRES, port) for source in (POSTGRES, "outside: cnpg-system") for port in (5432, 8000)}
    | {Way(f"{name} worker", BROKERS, 9093) for name in SERVICES}
    | {Way(KAFKA, KAFKA, port) for port in (9090, 9091)}
    | {Way(source, KUBERNETES, port) for source in (POSTGRES, OPERATORS) for port in (443, 6443)}
)
OF_OPERATIONS = {Way(f"{name} {part}", "collector", 4318) for name in SERVICES for part in ("api", "worker")} | {
    Way("outside: prometheus monitoring", f"{name} {part}", 9000) for name in SERVICES for part in ("api", "worker")
}
WAYS_IN = {Way("outside: gateway", "edge", 8000)} | {Way("outside: gateway", f"{name} api", 8000) for name in SERVICES}


@pytest.mark.parametrize("overlay", ["staging", "prod"])
def test_who_may_reach_whom_at_work(overlay: str) -> None:
    found = {each for each in ways(overlay) if each.port != 53}
    assert found == OWN | OF_SERVERS | OF_OPERATIONS | WAYS_IN | {Way("collector", "outside: tracing", 4318)}


def test_without_a_component_only_keys_are_asked_for() -> None:
    assert {each for each in ways("base") if each.port != 53} == OWN


def test_images_are_named_by_the_overlay_and_each_service_has_its_own() -> None:
    images = {pod.spec["containers"][0]["image"] for pod in pods("base") if pod.labels[COMPONENT] in {"api", "worker"}}
    assert images == {f"parley/{name}" for name in SERVICES}


DIGEST = re.compile(r"@sha256:[0-9a-f]{64}$")


def images_of(value: object) -> Iterator[str]:
    """Images that a manifest names, wherever in it, those of custom resources too."""
    if isinstance(value, list):
        for each in value:
            yield from images_of(each)
    elif isinstance(value, dict):
        for name, each in value.items():
            if name in {"image", "imageName"} and isinstance(each, str):
                yield each
            else:
                yield from images_of(each)


@each_rendering
def test_what_is_not_ours_is_named_by_its_digest(rendering: str) -> None:
    images = set(images_of(manifests(rendering)))
    assert {f"parley/{name}" for name in SERVICES} <= images
    assert [each for each in sorted(images) if not each.startswith("parley/") and not DIGEST.search(each)] == []


def test_an_image_that_moves_would_be_found_in_a_custom_resource_too() -> None:
    made = [{"spec": {"imageName": "a:1", "containers": [{"image": "b:1"}, {"image": {"pullPolicy": "Always"}}]}}]
    assert list(images_of(made)) == ["a:1", "b:1"]


def test_a_release_names_each_image_of_ours_by_its_digest(tmp_path: Path) -> None:
    digests = {name: f"sha256:{number:064}" for number, name in enumerate(PYTHON)}
    (tmp_path / "release").mkdir()
    written = release.component("1.0", "registry.example.org/parley", digests)
    (tmp_path / "release" / "kustomization.yaml").write_text(written)
    prod = os.path.relpath(K8S / "overlays" / "prod", tmp_path)
    (tmp_path / "kustomization.yaml").write_text(f"resources: [{prod}]\ncomponents: [release]\n")
    words = [program("kubectl"), "kustomize", str(tmp_path)]
    made = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    images = set(images_of(list(yaml.load_all(made, Loader=yaml.CSafeLoader))))
    assert [each for each in sorted(images) if not DIGEST.search(each)] == []
    assert f"registry.example.org/parley/ideas@{digests['ideas']}" in images


def test_every_component_is_one_and_every_overlay_takes_those_that_exist() -> None:
    for name in components():
        assert yaml.safe_load((K8S / "components" / name / "kustomization.yaml").read_text())["kind"] == "Component"
    for name in overlays():
        taken = yaml.safe_load((K8S / "overlays" / name / "kustomization.yaml").read_text()).get("components", ())
        assert {Path(each).name for each in taken} <= set(components()), name


def test_every_file_is_taken_by_a_kustomization() -> None:
    for folder in ("base", "components", "overlays"):
        for file in (K8S / folder).rglob("[!k]*.yaml"):
            assert file.name in (file.parent / "kustomization.yaml").read_text(), file
