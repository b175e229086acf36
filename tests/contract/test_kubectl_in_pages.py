"""What a page tells somebody to say to a cluster: kubectl takes the words, and what they name is in the manifests."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from functools import cache

import pytest
from tests.manifests import of_kind, pods

from manifests.programs import ROOT, program
from manifests.rendering import manifests, overlays

PAGES = sorted((*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("deploy/*/README.md")))
COMMAND = re.compile(r"^ {4,}(kubectl .+)$|`(kubectl\s[^`]+)`", re.MULTILINE)
OF_OPERATORS = ("strimzi.io/", "cnpg.io/")
"""Labels that operators put on what they make."""
MADE = {"pod", "pods", "pvc", "logs"}
"""Kinds that no manifest has, for something else makes them."""


def commands(text: str) -> list[str]:
    """Each as one line, without what comes after it."""
    found = [" ".join((block or inline).split()) for block, inline in COMMAND.findall(text)]
    return [re.split(r" [|&#]", each)[0].strip() for each in found if " " in each]


NAMED = sorted({(page.name, each) for page in PAGES for each in commands(page.read_text("utf-8"))})


@cache
def _kinds() -> frozenset[str]:
    kinds = {each["kind"].lower() for overlay in overlays() for each in manifests(overlay)}
    return frozenset(kinds | {f"{kind}s" for kind in kinds} | MADE)


@cache
def _labels() -> frozenset[tuple[str, str]]:
    told = [each["metadata"].get("labels", {}) for overlay in overlays() for each in manifests(overlay)]
    told += [pod.labels for overlay in overlays() for pod in pods(overlay)]
    return frozenset(pair for labels in told for pair in labels.items())


def wrong_with(command: str) -> Iterator[str]:
    """Words that kubectl does not take, and names that are in no overlay."""
    words = shlex.split(command)[1:]
    said = subprocess.run([program("kubectl"), *words, "--help"], capture_output=True, text=True, check=False)
    usage = re.search(r"^Usage:\n  kubectl (\S+)", said.stdout, re.MULTILINE)
    if said.returncode or usage is None or usage[1] not in words:
        yield f"kubectl does not know it: {said.stderr.strip()[:200]}"
        return
    yield from _wrong_names(words, usage[1])


def _wrong_names(words: list[str], verb: str) -> Iterator[str]:
    given = dict(zip(words, words[1:], strict=False))
    if verb != "kustomize" and given.get("--namespace", given.get("-n")) != "parley":
        yield "it names no namespace, or another"
    for pair in (given.get("--selector") or given.get("-l") or "").split(","):
        key, _, value = pair.partition("=")
        if pair and not key.startswith(OF_OPERATORS) and (key, value) not in _labels():
            yield f"nothing has the label {pair}"
    if verb in {"get", "describe", "delete"}:
        kinds = words[words.index(verb) + 1]
        yield from (f"there is no {kind}" for kind in kinds.split(",") if kind not in _kinds())
    for kind, name in re.findall(r"\b([a-z]+)/([a-z][a-z-]+)(?= |$)", " ".join(words) if verb != "kustomize" else ""):
        if not [each for overlay in overlays() for each in _of(overlay, kind) if each == name]:
            yield f"there is no {kind} {name}"
    if verb == "kustomize" and not (ROOT / words[-1] / "kustomization.yaml").exists():
        yield f"{words[-1]} cannot be rendered"


def _of(overlay: str, kind: str) -> list[str]:
    proper = {"cronjob": "CronJob", "service": "Service", "deployment": "Deployment", "job": "Job"}[kind]
    return [each["metadata"]["name"] for each in of_kind(overlay, proper)]


@pytest.mark.parametrize(("page", "command"), NAMED)
def test_a_command_for_a_cluster_can_be_said(page: str, command: str) -> None:
    assert list(wrong_with(command)) == [], page


@pytest.mark.parametrize(
    ("command", "wrong"),
    [
        ("kubectl -n parley gett pods", "does not know it"),
        ("kubectl -n parley get pods --selektor a=b", "unknown flag"),
        ("kubectl get pods", "no namespace"),
        ("kubectl -n parley get pods -l app.kubernetes.io/component=gone", "nothing has the label"),
        ("kubectl -n parley get widgets", "there is no widgets"),
        ("kubectl -n parley create job x --from=cronjob/gone", "there is no cronjob gone"),
        ("kubectl kustomize deploy/k8s/overlays/gone", "cannot be rendered"),
    ],
)
def test_a_command_that_leads_nowhere_would_be_found(command: str, wrong: str) -> None:
    assert any(wrong in each for each in wrong_with(command))


def test_the_commands_are_found_in_blocks_and_in_lines() -> None:
    page = "Say `kubectl\n-n parley get pods` or\n\n    kubectl -n parley get pods &   # twice\n\nwith `kubectl` 1.31\n"
    assert commands(page) == ["kubectl -n parley get pods"] * 2
    assert len(NAMED) > 8
    assert {"broker-loss.md", "partitions.md", "run-on-kubernetes.md"} <= {page for page, _ in NAMED}
