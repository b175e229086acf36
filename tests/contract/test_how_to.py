"""The how-to pages are followed, edit by edit, on a copy of the repository; then the checks run there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".local", ".*_cache", "__pycache__", "*.egg-info", ".hypothesis")
EDIT = re.compile(
    r"^In `(?P<path>[^`]+)`, (?P<where>before|after|in place of) (?P<tick>`+)(?P<anchor>.+?)(?P=tick)\n\n```\w+\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
NEW = re.compile(r"^New file `(?P<path>[^`]+)`\n\n```\w*\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def follow(page: Path, root: Path) -> int:
    """Make the edits of a page below ``root``; the number of edits. AssertionError when an anchor is not one line."""
    text = page.read_text("utf-8")
    for new in NEW.finditer(text):
        path = root / new["path"]
        assert not path.exists(), f"{new['path']} exists already"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(new["text"], "utf-8")
    for edit in EDIT.finditer(text):
        _edit(root / edit["path"], edit["where"], edit["anchor"], edit["text"])
    return len(NEW.findall(text)) + len(EDIT.findall(text))


def _edit(path: Path, where: str, anchor: str, text: str) -> None:
    lines = path.read_text("utf-8").splitlines(keepends=True)
    found = [number for number, line in enumerate(lines) if line.rstrip("\n") == anchor]
    assert len(found) == 1, f"{path.name} has {len(found)} lines `{anchor}`"
    at = found[0]
    lines[at : at + 1] = {
        "before": [text, lines[at]],
        "after": [lines[at], text],
        "in place of": [text],
    }[where]
    path.write_text("".join(lines), "utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    copied = tmp_path / "parley"
    shutil.copytree(ROOT, copied, ignore=LEFT_OUT)
    return copied


def said_by(copy: Path, *command: str) -> str:
    """What a command prints in the copy, which it imports instead of the original; AssertionError when it fails."""
    sources = [copy / "shared" / "src", *sorted((copy / "services").glob("*/src")), copy / "deploy" / "local", copy]
    env = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, sources)), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=copy, env=env, capture_output=True, text=True, check=False, timeout=200)
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    return done.stdout


def check(copy: Path, *tests: str) -> None:
    said_by(copy, sys.executable, "-m", "shared.contracts", "write")
    ruff = str(Path(sys.executable).with_name("ruff"))
    said_by(copy, ruff, "check", "--no-cache", "shared", "services", "tests")
    said_by(copy, ruff, "format", "--check", "--no-cache", "shared", "services", "tests")
    said_by(copy, sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests)


@pytest.mark.timeout(400)
def test_add_an_event(copy: Path) -> None:
    assert follow(ROOT / "docs" / "how-to" / "add-an-event.md", copy) == 13
    check(
        copy,
        "tests/unit/test_house_rules.py",
        "tests/unit/implementation",
        "tests/unit/notify",
        "tests/contract/test_wiring.py",
        "tests/contract/test_docs.py",
        "tests/contract/test_events.py::test_the_committed_contracts_are_current_and_break_no_reader",
    )
    assert "`task.handed-over` v1" in (copy / "docs" / "events.md").read_text("utf-8")
    assert (copy / "shared" / "contracts" / "schemas" / "task.handed-over.v1.json").exists()


def test_an_edit_that_does_not_fit_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1\nx = 1\ny = 2\n")
    page = tmp_path / "page.md"
    for anchor in ("x = 1", "z = 3"):
        page.write_text(f"In `a.py`, before `{anchor}`\n\n```python\nw = 0\n```\n")
        with pytest.raises(AssertionError):
            follow(page, tmp_path)
    page.write_text("In `a.py`, before `y = 2`\n\n```python\nw = 0\n```\n")
    assert follow(page, tmp_path) == 1
    assert (tmp_path / "a.py").read_text() == "x = 1\nx = 1\nw = 0\ny = 2\n"
