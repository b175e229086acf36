"""What checkov, hadolint, yamllint and promtool find, less what is waived with a reason."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from manifests.programs import ROOT, ProgramMissing, program
from manifests.rendering import K8S

TOOLS = K8S / "tools"
Finding = tuple[str, str]
"""The rule, and where."""


def waivers() -> dict[str, str]:
    """Rule -> why its findings are meant to be."""
    read: dict[str, str] = yaml.safe_load((TOOLS / "waivers.yaml").read_text())
    return read


def judged(findings: Iterable[Finding]) -> Iterator[str]:
    """What is not waived, and waivers of what was not found."""
    waived = waivers()
    found = list(findings)
    yield from sorted({f"{rule}: {where}" for rule, where in found if rule not in waived})
    yield from (f"the waiver of {rule} is of no use any longer" for rule in waived.keys() - {rule for rule, _ in found})


_CHECKOV = ("--framework", "kubernetes", "--compact", "--quiet", "--skip-download", "--output", "json")
"""What a rule means is not asked of its maker: that would be a name to resolve on every run."""


def checkov(documents: Iterable[str], file: Path) -> Iterator[Finding]:
    """Of Kubernetes' own resources; ``file`` is for what is checked."""
    file.write_text("---\n".join(documents))
    said = _run(program("checkov"), "--file", str(file), *_CHECKOV)
    for each in json.loads(said)["results"]["failed_checks"]:
        yield each["check_id"], f"{each['check_name']}: {each['resource']}"


def hadolint() -> Iterator[Finding]:
    """Of the files that images are built from."""
    files = sorted(str(each) for each in (ROOT / "deploy" / "images").glob("*.Dockerfile"))
    for each in json.loads(_run(program("hadolint"), "--format", "json", *files)):
        yield each["code"], f"{each['file']}:{each['line']}: {each['message']}"


def yamllint() -> Iterator[str]:
    """Of what is written by hand."""
    yield from _run(program("yamllint"), "-c", str(TOOLS / "yamllint.yaml"), "-f", "parsable", str(K8S)).splitlines()


def promtool() -> Iterator[str]:
    """Of rules and alerts; `make contract` has them fire."""
    found = shutil.which("promtool")
    if found is None:
        raise ProgramMissing("`promtool` is missing: install Prometheus (Debian: apt-get install prometheus).")
    files = [str(ROOT / "deploy" / "observability" / "prometheus" / f"{name}.yaml") for name in ("rules", "alerts")]
    done = subprocess.run([found, "check", "rules", *files], capture_output=True, text=True, check=False)
    if done.returncode:
        yield done.stderr.strip()


def _run(*words: str) -> str:
    """What it prints; whether it found something is in there."""
    return subprocess.run(words, capture_output=True, text=True, check=False, cwd=ROOT).stdout
