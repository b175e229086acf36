"""The program ``kubectl``: what it is asked, and what it answers."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any


class KubectlFailed(RuntimeError):
    """It is missing, or it said no; the message is its own."""


def kubectl(*words: str, given: str | None = None, patience: float = 900) -> str:
    """What it prints; ``given`` goes to its standard input. KubectlFailed when it fails."""
    program = shutil.which("kubectl")
    if program is None:
        raise KubectlFailed("`kubectl` is missing: install it, 1.31 or newer.")
    try:
        done = subprocess.run(
            [program, *words], input=given, capture_output=True, text=True, check=False, timeout=patience
        )
    except subprocess.TimeoutExpired as late:
        raise KubectlFailed(f"kubectl {' '.join(words[:4])}: no end within {patience:.0f} s") from late
    if done.returncode:
        raise KubectlFailed(f"kubectl {' '.join(words[:4])}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


def found(kind: str, *words: str, namespace: str = "parley") -> list[dict[str, Any]]:
    """The objects of a kind."""
    answer = kubectl("--namespace", namespace, "get", kind, "--output", "json", *words)
    items: list[dict[str, Any]] = json.loads(answer)["items"]
    return items


def rendered(folder: Path) -> str:
    """The manifests of an overlay, as one text."""
    return kubectl("kustomize", str(folder))
