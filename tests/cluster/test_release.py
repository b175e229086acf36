"""A release on a cluster, as ``make k8s-verify`` looks at it; nothing here runs with ``make test``. In order: each leaves
the cluster as it found it, but for the last release.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.cluster.conftest import Edge
from tests.cluster.flow import at_work
from tests.cluster.viewer import traces, viewer
from tests.e2e import test_life_of_an_idea as story
from tests.e2e.personas import Persona, eventually
from tests.e2e.test_traces import ON_THE_WAY, REPLICAS, edges, service_of

from cluster.__main__ import await_ready, up
from cluster.kubectl import KubectlFailed, found, kubectl, rendered
from manifests import schemas

OVERLAYS = sorted((Path(__file__).parents[2] / "deploy" / "k8s" / "overlays").iterdir())
READY_WITHIN = 120.0


def _deployments() -> list[str]:
    return [each["metadata"]["name"] for each in found("deployment")]


def _pods(selector: str) -> list[str]:
    return [
        each["metadata"]["name"]
        for each in found("pod", "--selector", selector, "--field-selector", "status.phase=Running")
        if "deletionTimestamp" not in each["metadata"]
    ]


def test_everything_is_ready() -> None:
    states = {
        each["metadata"]["name"]: (each["spec"]["replicas"], each["status"].get("availableReplicas", 0))
        for kind in ("deployment", "statefulset")
        for each in found(kind)
    }
    print(f"\n{len(states)} deployments and stateful sets, {sum(there for _, there in states.values())} pods available")
    assert len(_deployments()) >= 13, "an api and a worker for each of six services, and the edge"
    assert {name for name, (wanted, there) in states.items() if wanted != there} == set()


def test_the_story_is_told_over_the_edge_and_one_search_shows_its_way(
    stack: Edge, sign_in: Callable[[str], Persona]
) -> None:
    before = _ideas(sign_in("P010"))
    began = time.monotonic()
    story.test_an_idea_from_draft_to_measured_benefit(sign_in)
    print(f"\nThe whole story by {stack.address} in {time.monotonic() - began:.1f} s")
    (idea,) = _ideas(sign_in("P010")) - before
    with viewer() as address:
        eventually(lambda: edges(traces(address, annotationQuery=f"idea.id={idea}")) >= ON_THE_WAY, what="every edge")
        found = traces(address, annotationQuery=f"idea.id={idea}")
    services = Counter(service_of(span) for spans in found for span in spans)
    print(f"{len(found)} traces of the idea: {dict(services)}; edges {sorted(edges(found))}")
    assert edges(found) == ON_THE_WAY


def _ideas(author: Persona) -> set[str]:
    closed = author.get("/api/ideas", status="closed", author="me", limit="100")["items"]
    return {each["idea_id"] for each in closed if each["title"] == story.TITLE}


def test_what_people_tells_reaches_the_five_others_in_one_trace(author: Persona) -> None:
    me = f"/api/people/{author.person_id}"
    for zone in ("Europe/Madrid", None):
        answer = author.client.patch(me, json={"time_zone": zone})
        assert answer.is_success, answer.text
    with viewer() as address:
        eventually(lambda: edges(traces(address, serviceName="people")) >= REPLICAS, what="the copies of people.v1")
        whole = [spans for spans in traces(address, serviceName="people") if edges([spans]) >= REPLICAS]
    services = Counter(service_of(span) for spans in whole[:1] for span in spans)
    print(f"\n{len(whole)} traces of people.v1 to all others, the first: {dict(services)}")
    assert len(services) == 6


@pytest.mark.timeout(900)
def test_a_rolling_restart_fails_no_request_and_loses_no_event(author: Persona, office: Persona) -> None:
    with at_work(author, office, "Rolling restart of everything") as passed:
        kubectl("--namespace", "parley", "rollout", "restart", "deployment")
        await_ready()
    assert passed.acknowledged > 0
    assert (passed.failed, passed.lost, passed.twice) == (0, 0, 0)


@pytest.mark.timeout(1800)
def test_another_release_with_its_migrations_fails_no_request_and_loses_no_event(
    author: Persona, office: Persona
) -> None:
    tag = os.environ.get("K8S_NEXT")
    if not tag:
        pytest.skip("K8S_NEXT names no release to go to")
    with at_work(author, office, f"Release {tag}, migrations first") as passed:
        up(tag)
    images = {each["spec"]["template"]["spec"]["containers"][0]["image"] for each in found("deployment")}
    assert {name.rpartition(":")[2] for name in images} == {tag}
    assert passed.acknowledged > 0
    assert (passed.failed, passed.lost, passed.twice) == (0, 0, 0)


def test_a_drain_takes_one_pod_of_a_kind_at_a_time() -> None:
    pods = _pods("app.kubernetes.io/name=ideas,app.kubernetes.io/component=api")
    assert len(pods) >= 2
    answers = [_evict(name) for name in pods]
    print(f"\nEviction of {len(pods)} pods of ideas-api at once: {answers}")
    assert answers[0] == "evicted"
    assert set(answers[1:]) == {"not now"}
    await_ready()


def _evict(pod: str) -> str:
    """What the API says, as a drain asks it."""
    body = {"apiVersion": "policy/v1", "kind": "Eviction", "metadata": {"name": pod, "namespace": "parley"}}
    try:
        path = f"/api/v1/namespaces/parley/pods/{pod}/eviction"
        kubectl("create", "--raw", path, "--filename", "-", given=json.dumps(body))
    except KubectlFailed as refused:
        assert "disruption budget" in str(refused), refused
        return "not now"
    return "evicted"


@pytest.mark.timeout(1800)
def test_a_pod_of_each_kind_dies_and_nothing_is_lost(author: Persona, office: Persona) -> None:
    kinds = sorted(
        {
            (each["metadata"]["labels"].get("app.kubernetes.io/name", "edge"), each["metadata"]["name"])
            for each in found("deployment")
        }
    )
    with at_work(author, office, f"One pod of each of {len(kinds)} kinds killed") as passed:
        for _, name in kinds:
            selector = ",".join(
                f"{key}={value}"
                for key, value in _found_one("deployment", name)["spec"]["selector"]["matchLabels"].items()
            )
            kubectl("--namespace", "parley", "delete", "pod", _pods(selector)[0], "--grace-period=0", "--force")
            time.sleep(1)
        await_ready()
    assert (passed.lost, passed.twice) == (0, 0)


def _found_one(kind: str, name: str) -> dict[str, Any]:
    one: dict[str, Any] = json.loads(kubectl("--namespace", "parley", "get", kind, name, "--output", "json"))
    return one


def test_what_no_policy_allows_cannot_be_reached() -> None:
    """A pod without any of our labels asks for the database; whether policies are enforced is the network's matter."""
    image = _found_one(
        "job", next(each["metadata"]["name"] for each in found("job") if "migrate" in each["metadata"]["name"])
    )
    image = image["spec"]["template"]["spec"]["containers"][0]["image"]
    ask = "import socket,sys; socket.create_connection((sys.argv[1], int(sys.argv[2])), 5); print('open')"
    open_ = [
        f"{host}:{port}"
        for host, port in (("postgres", 5432), ("kafka", 9092), ("ideas-api", 8000), ("people-api", 8000))
        if _probe(image, ask, host, port)
    ]
    if len(open_) == 4:
        pytest.skip("this cluster's network enforces no NetworkPolicy: a pod that may reach nothing reached everything")
    assert open_ == []


def _probe(image: str, program: str, host: str, port: int) -> bool:
    pod = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "probe", "namespace": "parley"},
        "spec": {
            "restartPolicy": "Never",
            "automountServiceAccountToken": False,
            "securityContext": {"runAsNonRoot": True, "runAsUser": 65532, "seccompProfile": {"type": "RuntimeDefault"}},
            "containers": [
                {
                    "name": "probe",
                    "image": image,
                    "command": ["/usr/bin/python3", "-c", program, host, str(port)],
                    "securityContext": {
                        "allowPrivilegeEscalation": False,
                        "readOnlyRootFilesystem": True,
                        "capabilities": {"drop": ["ALL"]},
                    },
                }
            ],
        },
    }
    kubectl("create", "--filename", "-", given=json.dumps(pod))
    try:
        ended = "jsonpath={.status.phase}"
        for _ in range(60):
            phase = kubectl("--namespace", "parley", "get", "pod", "probe", "--output", ended)
            if phase in ("Succeeded", "Failed"):
                return phase == "Succeeded"
            time.sleep(0.5)
        pytest.fail("the probe did not end")
    finally:
        kubectl("--namespace", "parley", "delete", "pod", "probe", "--grace-period=0", "--force")


@pytest.mark.timeout(300)
def test_each_database_is_kept_by_its_cron_job() -> None:
    """As at its hour: a job is made of it, and ends well."""
    services = [each["metadata"]["name"] for each in found("cronjob")]
    made = [f"verify-{name}" for name in services]
    try:
        for name, job in zip(services, made, strict=True):
            kubectl("--namespace", "parley", "create", "job", job, f"--from=cronjob/{name}")
        for job in made:
            kubectl("--namespace", "parley", "wait", "job", job, "--for=condition=Complete", "--timeout=120s")
    finally:
        kubectl("--namespace", "parley", "delete", "job", *made, "--ignore-not-found")
    print(f"\n{len(made)} jobs ended well: {', '.join(made)}")
    assert len(made) == 6


@pytest.fixture(scope="module")
def definitions() -> Iterator[None]:
    """With ``K8S_CRDS=1`` the definitions that `make k8s-check` goes by, where the cluster does not have them already."""
    if os.environ.get("K8S_CRDS") != "1":
        yield
        return
    there = {each["metadata"]["name"] for each in found("crd")}
    lacking = [each for each in schemas.definitions() if each["metadata"]["name"] not in there]
    listed = json.dumps({"apiVersion": "v1", "kind": "List", "items": lacking})
    kubectl("apply", "--server-side", "--filename", "-", given=listed)
    kubectl("wait", "--for=condition=Established", "--filename", "-", given=listed)
    print(f"\n{len(lacking)} definitions of custom resources were applied")
    yield
    kubectl("delete", "--filename", "-", given=listed)


@pytest.mark.timeout(300)
@pytest.mark.usefixtures("definitions")
@pytest.mark.parametrize("overlay", OVERLAYS, ids=[each.name for each in OVERLAYS])
def test_the_server_takes_every_word_of_an_overlay(overlay: Path) -> None:
    """But of kinds that the cluster does not have: those are counted, and `make k8s-check` compares them with their schemas."""
    dry = ("apply", "--server-side", "--force-conflicts", "--dry-run=server", "--validate=strict", "--filename", "-")
    refused: list[str] = []
    try:
        kubectl(*dry, given=rendered(overlay))
    except KubectlFailed as failed:
        refused = [line for line in str(failed).splitlines() if "ensure CRDs" not in line]
    unknown = [line for line in refused if "no matches for kind" in line]
    print(
        f"\n{overlay.name}: {len(unknown)} objects of kinds that this cluster does not have, {len(refused) - len(unknown)} refused"
    )
    assert [line for line in refused if line not in unknown] == []
