"""Following a how-to page: its edits, made below a folder."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", ".local", ".*_cache", "__pycache__", "*.egg-info", ".hypothesis", "node_modules"
)
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


def copied(to: Path) -> Path:
    """A copy of the repository without what is made in it."""
    shutil.copytree(ROOT, to / "parley", ignore=LEFT_OUT)
    (to / "parley/web/node_modules").symlink_to(ROOT / "web/node_modules")  # as it is: thirty thousand files
    return to / "parley"
