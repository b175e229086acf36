"""What kustomize makes of an overlay, and of the base with one component or with all that go together."""

from __future__ import annotations

import itertools
import os
import subprocess
from collections.abc import Iterable
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


_CHOICES = (
    ("lab-backends", "kafka-strimzi+postgres-cnpg"),
    ("", "autoscaling-hpa", "autoscaling-keda"),
    ("", "edge-routes", "gateway-api+cert-manager", "ingress+cert-manager"),
    ("", "external-secrets+monitoring+otel-collector"),
)
"""Of each line one; nothing for none."""


def combinations() -> list[str]:
    """All that is rendered: overlays, the base, each component by itself, and those that go together."""
    there = set(components())
    together = (
        [each for choice in chosen if choice for each in choice.split("+")] for chosen in itertools.product(*_CHOICES)
    )
    combined = {"+".join(["base", *names]) for names in together if set(names) <= there}
    return sorted({"base", *overlays(), *(f"base+{each}" for each in there), *combined})
