"""``python -m images [NAME...]``: build the images with podman or docker, whichever is there."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from images import bills, locked

ROOT = Path(__file__).resolve().parents[2]
SERVICES = sorted(path.parent.name for path in ROOT.glob("services/*/pyproject.toml"))
PYTHON = [*SERVICES, "tools", "edge"]
LAB = "lab"
"""The servers of a cluster that has none; built on demand alone."""
_SAYS = {"tools": "the command parley, and migrations", "edge": "the pages", LAB: "servers for trying"}
_AUTHORITY = "/run/authority.pem"
FOLDER = ROOT / ".local" / "images"
_SOURCES = {"tools": ("shared", "services"), "edge": ("shared", "deploy/edge", "web"), LAB: ("deploy/local",)}
_BUILD = ("LICENSE", "requirements.lock", ".dockerignore", "deploy/images")


def version() -> str:
    """The release that the sources are, with the commit: ``0.1.0-3f2a9c1``, and ``-changed`` where it is not committed."""
    return f"{_release()}-{_git('rev-parse', '--short', 'HEAD')}{'-changed' if _git('status', '--porcelain') else ''}"


def _release() -> str:
    read: str = tomllib.loads((ROOT / "shared" / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    return read


def revision(name: str) -> str:
    """The last commit that changed what an image is built from, so that any later one makes the same image;
    ``-changed`` where that is not committed.
    """
    paths = (*_BUILD, *_SOURCES.get(name, ("shared", f"services/{name}")))
    changed = "-changed" if _git("status", "--porcelain", "--", *paths) else ""
    return _git("log", "-1", "--format=%H", "--", *paths) + changed


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def engine() -> str:
    """The program that builds."""
    found = next((name for name in ("podman", "docker") if shutil.which(name)), None)
    if found is None:
        sys.exit("`podman` is missing: install it (Debian: apt-get install podman buildah), or docker.")
    return found


def command(program: str, name: str, tag: str) -> Iterator[str]:
    """The whole build of an image."""
    yield from (program, "build", "--network", "host", "--file")
    yield f"deploy/images/{LAB if name == LAB else 'python'}.Dockerfile"
    if name != LAB:
        yield from ("--build-arg", f"SERVICE={name}", "--build-arg", f"LOCK={locked.of(name)}")
    if base := os.environ.get("BASE"):
        yield from ("--build-arg", f"BASE={base}")
    if authority := os.environ.get("PIP_CERT"):
        if program != "podman":
            sys.exit(
                f"PIP_CERT is for podman: `{program} build` mounts no file. Give a BASE that trusts the authority."
            )
        yield from ("--build-arg", f"PIP_CERT={_AUTHORITY}", "--volume", f"{authority}:{_AUTHORITY}:ro")
    labels = {
        "TITLE": f"parley-{name}",
        "DESCRIPTION": f"Parley: {_SAYS.get(name, f'the service {name}')}",
        "VERSION": _release(),
        "REVISION": revision(name),
    }
    for key, value in labels.items():
        yield from ("--build-arg", f"{key}={value}")
    # The same sources make the same image: no time of today in it.
    yield from ("--timestamp", "0") if program == "podman" else ("--build-arg", "SOURCE_DATE_EPOCH=0")
    yield from ("--tag", f"localhost/parley/{name}:{tag}", ".")


def main() -> None:
    """Build those that are named, or all that production needs, and write what is in each."""
    parser = argparse.ArgumentParser(prog="python -m images")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join([*PYTHON, LAB])}")
    parser.add_argument("--version", default=version())
    given = parser.parse_args()
    if unknown := set(given.names) - {*PYTHON, LAB}:
        parser.error(f"no image is called {', '.join(sorted(unknown))}")
    locked.write(FOLDER)
    program = engine()
    for name in given.names or PYTHON:
        subprocess.run(list(command(program, name, given.version)), cwd=ROOT, check=True)
        full = f"localhost/parley/{name}:{given.version}"
        bill = bills.write(program, name, full)
        print(f"{full}, what is in it: {bill.relative_to(ROOT)}", flush=True)


if __name__ == "__main__":
    main()
