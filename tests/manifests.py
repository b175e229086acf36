"""What the tests of the manifests ask: the pods that a rendering makes, and which of them may talk to which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from manifests.rendering import Manifest, components, manifests, overlays

RENDERINGS = ["base", *overlays(), *(f"base+{each}" for each in components())]
COMPONENT = "app.kubernetes.io/component"
NAME = "app.kubernetes.io/name"
_TEMPLATED = ("Deployment", "StatefulSet", "Job", "CronJob")


class Pod(NamedTuple):
    """A workload and the pods that it makes."""

    workload: Manifest
    labels: Mapping[str, str]
    spec: Mapping[str, Any]

    @property
    def called(self) -> str:
        return f"{self.workload['kind']}/{self.workload['metadata']['name']}"

    @property
    def containers(self) -> list[Mapping[str, Any]]:
        return [*self.spec["containers"], *self.spec.get("initContainers", [])]


class Way(NamedTuple):
    """A component may reach a port of another, which is ``kind of selector`` outside of the namespace."""

    source: str
    target: str
    port: int | str


def of_kind(rendering: str, kind: str) -> list[Manifest]:
    return [each for each in manifests(rendering) if each["kind"] == kind]


def pods(rendering: str) -> list[Pod]:
    return [
        Pod(each, template["metadata"]["labels"], template["spec"])
        for each in manifests(rendering)
        if each["kind"] in _TEMPLATED
        for template in [each["spec"].get("jobTemplate", each)["spec"]["template"]]
    ]


def chosen(selector: Mapping[str, Any], labels: Mapping[str, str]) -> bool:
    """Whether a label selector takes these labels."""
    for key, value in selector.get("matchLabels", {}).items():
        if labels.get(key) != value:
            return False
    for each in selector.get("matchExpressions", ()):
        assert each["operator"] == "In", "the tests know no other"
        if labels.get(each["key"]) not in each["values"]:
            return False
    return True


def ways(rendering: str) -> set[Way]:
    """Who may reach whom: what both sides' policies let through within the namespace, and one side's beyond it."""
    out, into = set(_said(rendering, "egress")), set(_said(rendering, "ingress"))
    inside = {each for each in out & into if not _outside(each)}
    return inside | {each for each in out | into if _outside(each)}


def _outside(way: Way) -> bool:
    return "outside" in way.source or "outside" in way.target


def _said(rendering: str, direction: str) -> Iterator[Way]:
    known = pods(rendering)
    for policy in of_kind(rendering, "NetworkPolicy"):
        mine = list(_peers([{"podSelector": policy["spec"]["podSelector"]}], known))
        for rule in policy["spec"].get(direction, ()):
            for peer in _peers(rule.get("to" if direction == "egress" else "from"), known):
                for own in mine:
                    yield from _ports(direction, own, peer, rule)


def _ports(direction: str, own: str, peer: str, rule: Mapping[str, Any]) -> Iterator[Way]:
    source, target = (own, peer) if direction == "egress" else (peer, own)
    for port in rule["ports"]:
        yield Way(source, target, port["port"])


def _title(pod: Pod) -> str:
    """Services are one kind of pod each, but for people, which all ask."""
    name, component = pod.labels[NAME], pod.labels[COMPONENT]
    return f"{name} {component}" if component in {"api", "worker", "migrate", "maintain"} else component


def _peers(said: list[Mapping[str, Any]] | None, known: list[Pod]) -> Iterator[str]:
    """Pods that operators make are named by what chooses them."""
    if said is None:
        yield "outside: anybody"
    for peer in said or ():
        if "namespaceSelector" in peer or "ipBlock" in peer:
            where = [peer.get(each, {}).get("matchLabels", {}) for each in ("podSelector", "namespaceSelector")]
            yield " ".join(
                ["outside:", *(value for labels in [*where, peer.get("ipBlock", {})] for value in labels.values())]
            )
        else:
            mine = [_title(each) for each in known if chosen(peer["podSelector"], each.labels)]
            yield from mine or [" ".join(["outside:", *sorted(peer["podSelector"].get("matchLabels", {}).values())])]
