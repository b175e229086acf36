"""Each decision has its parts, decides in two sentences, and what it says it is enforced by exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.unit.test_repository import exists

FOLDER = Path(__file__).parents[2] / "docs" / "decisions"
PAGES = sorted(FOLDER.glob("[0-9]*.md"))
PARTS = ["Context", "Decision", "Consequences", "Alternatives", "Enforced by", "Revisit when"]


def parts_of(page: str) -> dict[str, str]:
    """Heading -> text, in the order of the page."""
    found = re.split(r"^\*\*([A-Z][a-z ]+?)\.?\*\*", page, flags=re.MULTILINE)[1:]
    return {name: text.strip() for name, text in zip(found[::2], found[1::2], strict=True)}


def sentences(text: str) -> int:
    return len(re.findall(r"\.(?=\s+[A-Z`]|$)", text))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_decision_is_complete(path: Path) -> None:
    page = path.read_text("utf-8")
    parts = parts_of(page)
    assert page.startswith(f"# {path.stem[:4]} ")
    assert list(parts) == PARTS
    assert all(len(text) > 25 for text in parts.values())
    assert 1 <= sentences(parts["Decision"]) <= 2


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_what_enforces_a_decision_exists(path: Path) -> None:
    named = re.findall(r"`([^`]+)`", parts_of(path.read_text("utf-8"))["Enforced by"])
    assert named
    assert [each for each in named if not exists(each)] == []


def test_the_list_of_decisions_is_whole() -> None:
    listed = re.findall(r"^\| \[(\d{4})\]\((.+?)\.md\) \| (.+) \|$", (FOLDER / "README.md").read_text(), re.MULTILINE)
    titles = [(path.stem[:4], path.stem, path.read_text().splitlines()[0][7:]) for path in PAGES]
    assert listed == titles
    assert [number for number, _, _ in listed] == [f"{n:04}" for n in range(1, len(PAGES) + 1)]


def test_a_decision_in_three_sentences_would_be_found() -> None:
    assert sentences("One thing. Another thing. And a third.") == 3
