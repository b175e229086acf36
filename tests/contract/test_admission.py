"""What the cluster is told to refuse is what no pod of ours is; that the server understands it, `make k8s-verify` shows."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from tests.manifests import RENDERINGS, Pod, chosen, of_kind, pods

Spec = Mapping[str, Any]
KIND = "ValidatingAdmissionPolicy"
WITH = [each for each in RENDERINGS if of_kind(each, KIND)]


def _security(spec: Spec) -> Mapping[str, Any]:
    said: Mapping[str, Any] = spec.get("securityContext", {})
    return said


def _all(spec: Spec, of_one: Callable[[Spec], bool]) -> bool:
    return all(of_one(each) for each in [*spec["containers"], *spec.get("initContainers", [])])


def is_nobody(spec: Spec) -> bool:
    def one(container: Spec) -> bool:
        return bool(_security(container).get("runAsNonRoot", True) and _security(container).get("runAsUser", 1) > 0)

    own = _security(spec)
    return bool(own.get("runAsNonRoot") and own.get("runAsUser", 0) > 0) and _all(spec, one)


def is_read_only(spec: Spec) -> bool:
    return _all(spec, lambda each: bool(_security(each).get("readOnlyRootFilesystem")))


def has_no_right(spec: Spec) -> bool:
    def one(container: Spec) -> bool:
        own = _security(container)
        rights = own.get("capabilities", {})
        grows = own.get("privileged", False) or own.get("allowPrivilegeEscalation", True)
        return not grows and "ALL" in rights.get("drop", []) and not rights.get("add")

    return _all(spec, one)


def is_named(spec: Spec) -> bool:
    name = r"(@sha256:[0-9a-f]{64}|:[A-Za-z0-9_][A-Za-z0-9_.-]*)$"
    return _all(spec, lambda each: bool(re.search(name, each["image"])) and not each["image"].endswith(":latest"))


SAID = {
    "object.spec.?securityContext.?runAsNonRoot.orValue(false) "
    "&& object.spec.?securityContext.?runAsUser.orValue(0) > 0 "
    "&& variables.containers.all(c, c.?securityContext.?runAsNonRoot.orValue(true) "
    "&& c.?securityContext.?runAsUser.orValue(1) > 0)": is_nobody,
    "variables.containers.all(c, c.?securityContext.?readOnlyRootFilesystem.orValue(false))": is_read_only,
    "variables.containers.all(c, !c.?securityContext.?privileged.orValue(false) "
    "&& !c.?securityContext.?allowPrivilegeEscalation.orValue(true) "
    "&& 'ALL' in c.?securityContext.?capabilities.?drop.orValue([]) "
    "&& size(c.?securityContext.?capabilities.?add.orValue([])) == 0)": has_no_right,
    "variables.containers.all(c, c.image.matches('(@sha256:[0-9a-f]{64}|:[A-Za-z0-9_][A-Za-z0-9_.-]*)$') "
    "&& !c.image.endsWith(':latest'))": is_named,
}
"""What the server evaluates, and the same for the tests: whoever changes one changes the other."""


def test_it_is_at_work_and_for_trying_by_itself() -> None:
    assert {"staging", "prod", "base+admission-policies"} == set(WITH)


@pytest.mark.parametrize("rendering", WITH)
def test_what_is_refused_is_refused_in_our_namespace_whatever_fails(rendering: str) -> None:
    (policy,), (binding,) = of_kind(rendering, KIND), of_kind(rendering, f"{KIND}Binding")
    said = policy["spec"]
    assert {" ".join(each["expression"].split()) for each in said["validations"]} == SAID.keys()
    assert all(each["message"] for each in said["validations"])
    assert said["variables"] == [
        {"name": "containers", "expression": "object.spec.containers + object.spec.?initContainers.orValue([])"}
    ]
    assert said["failurePolicy"] == "Fail"
    (rule,) = said["matchConstraints"]["resourceRules"]
    assert (rule["resources"], rule["operations"]) == (["pods"], ["CREATE", "UPDATE"])
    assert binding["spec"]["policyName"] == policy["metadata"]["name"]
    assert binding["spec"]["validationActions"] == ["Deny"]
    (namespace,) = of_kind(rendering, "Namespace")
    assert chosen(binding["spec"]["matchResources"]["namespaceSelector"], namespace["metadata"]["labels"])


def released(pod: Pod) -> Spec:
    """As a release names the images of ours."""
    spec: Any = copy.deepcopy(pod.spec)
    for each in [*spec["containers"], *spec.get("initContainers", [])]:
        if each["image"].startswith("parley/"):
            each["image"] += ":0.1.0-56c2686"
    return dict(spec)


@pytest.mark.parametrize("rendering", RENDERINGS)
def test_no_pod_of_ours_is_refused(rendering: str) -> None:
    for pod in pods(rendering):
        assert [holds.__name__ for holds in SAID.values() if not holds(released(pod))] == [], pod.called


@pytest.mark.parametrize("rendering", WITH)
def test_pods_of_operators_alone_are_let_off(rendering: str) -> None:
    (policy,) = of_kind(rendering, KIND)
    let_off = policy["spec"]["matchConstraints"]["objectSelector"]["matchExpressions"]
    assert {each["operator"] for each in let_off} == {"DoesNotExist"}
    keys = {each["key"] for each in let_off}
    assert keys == {"strimzi.io/cluster", "cnpg.io/cluster", "acme.cert-manager.io/http01-solver"}
    assert not [pod.called for pod in pods(rendering) if keys & pod.labels.keys()]


@pytest.mark.parametrize(
    ("where", "value", "rule"),
    [
        ((), {"securityContext": {}}, is_nobody),
        (("containers", 0, "securityContext"), {"runAsUser": 0}, is_nobody),
        (("initContainers", 0, "securityContext"), {"readOnlyRootFilesystem": False}, is_read_only),
        (("containers", 0, "securityContext"), {"privileged": True}, has_no_right),
        (("containers", 0, "securityContext", "capabilities"), {"add": ["NET_ADMIN"]}, has_no_right),
        (("containers", 0), {"image": "registry.example.org:5000/parley/ideas"}, is_named),
        (("containers", 0), {"image": "parley/ideas:latest"}, is_named),
    ],
)
def test_a_pod_that_is_not_as_promised_is_refused(
    where: tuple[str | int, ...], value: dict[str, Any], rule: Callable[[Spec], bool]
) -> None:
    (pod,) = [each for each in pods("base") if each.called == "Deployment/ideas-worker"]
    spec: Any = released(pod)
    at = spec
    for key in where:
        at = at[key]
    at.update(value)
    assert [holds for holds in SAID.values() if not holds(spec)] == [rule]
