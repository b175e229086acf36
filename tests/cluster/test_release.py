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


@pytest.mark.timeout(900)
def test_a_drain_takes_one_pod_of_a_kind_at_a_time() -> None:
    """All pods of every kind that has a budget are to go at once, as when all nodes are drained."""
    ours = set(_deployments())
    budgets = [each for each in found("poddisruptionbudget") if each["metadata"]["name"] in ours]
    answers = {
        each["metadata"]["name"]: [_evict(pod) for pod in _pods(_as_words(each["spec"]["selector"]))]
        for each in budgets
    }
    print("\nEviction of all pods at once:")
    for kind, said in answers.items():
        print(f"  {kind}: {', '.join(said)}")
    assert len(answers) >= 13, "an api and a worker for each of six services, and the edge"
    assert sum(len(said) > 1 for said in answers.values()) >= 7, "the APIs and the edge have two at least"
    for kind, said in answers.items():
        assert said == ["evicted", *["not now"] * (len(said) - 1)], kind
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
    """The servers of the lab first, each the only one of its kind: what is asked of them meanwhile is asked again."""
    kinds = {kind: [each["metadata"] for each in found(kind)] for kind in ("statefulset", "deployment")}
    names = [each["name"] for of_kind in kinds.values() for each in of_kind]
    with at_work(author, office, f"One pod of each of {len(names)} kinds killed ({', '.join(names)})") as passed:
        for kind, of_kind in kinds.items():
            for each in of_kind:
                _kill(kind, each["name"])
                time.sleep(1)
            await_ready()
    assert (passed.lost, passed.twice) == (0, 0)


def _kill(kind: str, name: str) -> None:
    (pod, *_) = _pods(_as_words(_found_one(kind, name)["spec"]["selector"]))
    # A server's successor has its name and its volume, so it must not begin before the server has ended.
    how = ("--now",) if kind == "statefulset" else ("--grace-period=0", "--force")
    kubectl("--namespace", "parley", "delete", "pod", pod, *how)


def _as_words(selector: dict[str, Any]) -> str:
    return ",".join(f"{key}={value}" for key, value in selector["matchLabels"].items())


def _found_one(kind: str, name: str) -> dict[str, Any]:
    one: dict[str, Any] = json.loads(kubectl("--namespace", "parley", "get", kind, name, "--output", "json"))
    return one


AN_API = {"app.kubernetes.io/name": "probe", "app.kubernetes.io/component": "api"}
"""As policies choose an API. The name is nobody's, so that no Service sends it requests."""
PROBES = [
    *(({}, *to, False) for to in (("postgres", 5432), ("kafka", 9092), ("ideas-api", 8000), ("people-api", 8000))),
    *((AN_API, *to, False) for to in (("kafka", 9092), ("ideas-api", 8000))),
    *((AN_API, *to, True) for to in (("postgres", 5432), ("people-api", 8000))),
]
"""Labels of a pod, what it asks for, and whether it may reach that."""


@pytest.mark.timeout(300)
def test_what_no_policy_allows_cannot_be_reached() -> None:
    """A pod without labels, and one that is labelled as an API; whether policies are enforced is the network's matter."""
    tools = found("cronjob")[0]["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"][0]["image"]
    open_, wrong = 0, []
    print()
    for labels, host, port, may in PROBES:
        reached = _probe(tools, labels, host, port)
        who = labels.get("app.kubernetes.io/component", "a pod without labels")
        print(f"{who} to {host}:{port}: {'reached' if reached else 'not reached'}, {'allowed' if may else 'forbidden'}")
        open_ += reached
        wrong += [(who, host, port)] if reached != may else []
    if open_ == len(PROBES):
        pytest.skip("this cluster's network enforces no NetworkPolicy: pods that may reach nothing reached everything")
    assert wrong == []


ASK = "import socket,sys; socket.create_connection((sys.argv[1], int(sys.argv[2])), 5); print('open')"


def _probe(image: str, labels: dict[str, str], host: str, port: int) -> bool:
    pod = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "probe", "namespace": "parley", "labels": labels},
        "spec": {
            "restartPolicy": "Never",
            "automountServiceAccountToken": False,
            "securityContext": {"runAsNonRoot": True, "runAsUser": 65532, "seccompProfile": {"type": "RuntimeDefault"}},
            "containers": [
                {
                    "name": "probe",
                    "image": image,
                    "command": ["/usr/bin/python3", "-c", ASK, host, str(port)],
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
    if not lacking:
        yield
        return
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
