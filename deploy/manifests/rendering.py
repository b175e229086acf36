"""What kustomize makes of an overlay, and of the base with one component or with all that go together."""

from __future__ import annotations

import itertools
import os
import subprocess
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from manifests.programs import ROOT, program

K8S = ROOT / "deploy" / "k8s"
_MADE = ROOT / ".local" / "k8s" / "combined"

Manifest = dict[str, Any]


class NotRendered(RuntimeError):
    """What kustomize said."""


def overlays() -> list[str]:
    """Names of the overlays."""
    return sorted(each.name for each in (K8S / "overlays").iterdir())


def components() -> list[str]:
    """Names of the components."""
    return sorted(each.name for each in (K8S / "components").iterdir())


def folder_of(name: str) -> Path:
    """The folder to render: ``base``, an overlay, or ``base+component+component``, which is written when asked for."""
    if name == "base":
        return K8S / "base"
    first, *added = name.split("+")
    if not added:
        return K8S / "overlays" / first
    folder = _MADE / name
    folder.mkdir(parents=True, exist_ok=True)
    up = os.path.relpath(K8S, folder)
    written = {
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "namespace": "parley",
        "resources": [f"{up}/base"],
        "components": [f"{up}/components/{each}" for each in added],
    }
    (folder / "kustomization.yaml").write_text(yaml.safe_dump(written))
    return folder


@cache
def text(name: str) -> str:
    """What is applied, as one text. NotRendered when kustomize refuses or warns."""
    done = subprocess.run(
        [program("kubectl"), "kustomize", str(folder_of(name))], capture_output=True, text=True, check=False
    )
    if done.returncode or done.stderr:
        raise NotRendered(f"{name}: {done.stderr.strip()}")
    return done.stdout


@cache
def manifests(name: str) -> list[Manifest]:
    """The same as objects."""
    return [each for each in yaml.load_all(text(name), Loader=yaml.CSafeLoader) if each]


def different(names: Iterable[str]) -> list[str]:
    """Each different document of all these renderings once, as text; two are rendered at a time."""
    with ThreadPoolExecutor(2) as pool:
        return sorted({each for made in pool.map(text, names) for each in documents(made)})


def documents(made: str) -> list[str]:
    """Those of a stream that kustomize wrote: a line of its own divides them, and inside of a text it would be indented."""
    return [f"{each.strip()}\n" for each in made.split("\n---\n") if each.strip()]


APART = {
    ("kafka-strimzi", "lab-backends"): "each brings a Kafka",
    ("lab-backends", "postgres-cnpg"): "each brings a PostgreSQL",
    ("autoscaling-hpa", "autoscaling-keda"): "each says how many pods a Deployment has",
    ("edge-routes", "gateway-api"): "each is the way in",
    ("edge-routes", "ingress"): "each is the way in",
    ("gateway-api", "ingress"): "each is the way in",
}
"""Components that never go together, and why. Any two others do."""


def combinations() -> list[str]:
    """All that is rendered: overlays, the base, each component by itself, and any two that go together."""
    alone = [[each] for each in components()]
    return sorted({"base", *overlays(), *("+".join(["base", *each]) for each in (*alone, *_together(components())))})


def _together(names: list[str]) -> Iterator[list[str]]:
    """As few as are found in which any two that go together are: to two that are not yet, all that go with them are added."""
    left = {pair for pair in itertools.combinations(sorted(names), 2) if pair not in APART}
    while left:
        made = list(min(left))
        for each in sorted(names, key=lambda name: -sum(name in pair for pair in left)):
            if each not in made and not any(tuple(sorted((each, other))) in APART for other in made):
                made.append(each)
        yield sorted(made)
        left -= set(itertools.combinations(sorted(made), 2))
