"""The components that the locks name, now or at a commit, or that bills of images list, and what changed between two such lists."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[2]
PYTHON = "requirements.lock"
NPM = ("web/package-lock.json", "tests/browser/package-lock.json", "tests/contract/tools/package-lock.json")
MAVEN = "deploy/local/pom.xml"

Components = Mapping[str, set[str]]
"""Package URL without version -> versions."""
Read = Callable[[str], str]
"""Path in the repository -> text; FileNotFoundError when it is not there."""


def now(path: str) -> str:
    """As it stands in the checkout."""
    return (ROOT / path).read_text("utf-8")


def at(commit: str) -> Read:
    """As it stood at a commit."""

    def read(path: str) -> str:
        done = subprocess.run(
            ["git", "show", f"{commit}:{path}"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise FileNotFoundError(path)
        return done.stdout

    return read


def components(read: Read) -> Components:
    """What all locks name; a lock that is not there names nothing."""
    found: dict[str, set[str]] = {}
    for path, parse in {PYTHON: _python, **dict.fromkeys(NPM, _npm), MAVEN: _maven}.items():
        try:
            text = read(path)
        except FileNotFoundError:
            continue
        for name, version in parse(text):
            found.setdefault(name, set()).add(version)
    return found


def _python(text: str) -> Iterator[tuple[str, str]]:
    for name, version in re.findall(r"^([\w.\[\]-]+)==([^\s;\\]+)", text, re.MULTILINE):
        yield f"pkg:pypi/{name.partition('[')[0].lower()}", version


def _npm(text: str) -> Iterator[tuple[str, str]]:
    for path, told in json.loads(text)["packages"].items():
        name = path.rpartition("node_modules/")[2]
        if name and "version" in told:
            yield f"pkg:npm/{name.replace('@', '%40', 1)}", told["version"]


def _maven(text: str) -> Iterator[tuple[str, str]]:
    for each in ET.fromstring(text).iterfind(".//{*}dependency"):  # noqa: S314 - our own file
        group, artifact, version = (each.findtext(f"{{*}}{part}") for part in ("groupId", "artifactId", "version"))
        yield f"pkg:maven/{group}/{artifact}", str(version)


def of_bill(text: str) -> Components:
    """What a bill of materials lists that has an address of its own."""
    found: dict[str, set[str]] = {}
    for each in json.loads(text)["components"]:
        if "purl" in each:
            name, _, version = each["purl"].partition("?")[0].rpartition("@")
            found.setdefault(name, set()).add(version)
    return found


def changes(before: Components, after: Components) -> Iterator[str]:
    """A line for each component that came, went or changed."""
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name, set()), after.get(name, set())
        if not old:
            yield f"+ {name} {_versions(new)}"
        elif not new:
            yield f"- {name} {_versions(old)}"
        elif old != new:
            yield f"~ {name} {_versions(old)} -> {_versions(new)}"


def _versions(several: set[str]) -> str:
    return ", ".join(sorted(several))


def bill(of: Components) -> dict[str, Any]:
    """The bill of materials, as CycloneDX says it."""
    listed = [
        {"type": "library", "name": name.rpartition("/")[2], "version": version, "purl": f"{name}@{version}"}
        for name, versions in sorted(of.items())
        for version in sorted(versions)
    ]
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": listed}
