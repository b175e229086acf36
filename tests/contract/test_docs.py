"""What the pages name exists."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path

import pytest

from shared.events import catalog

ROOT = Path(__file__).parents[2]
LIFE = (ROOT / "docs" / "life-of-an-idea.md").read_text()
PACKAGES = ("people", "ideas", "review", "union_dialogue", "implementation", "notify", "shared")
KNOWN = {event.type_name() for topic in catalog.TOPICS.values() for event in topic.events}
NAMES = sorted(set(re.findall(rf"`((?:{'|'.join(PACKAGES)})\.[a-z_.]+)`", LIFE)) - KNOWN)
EVENTS = sorted(set(re.findall(r"`([a-z]+\.[a-z-]+)`", LIFE)))


@pytest.mark.parametrize("name", NAMES)
def test_every_function_named_in_the_life_of_an_idea_exists(name: str) -> None:
    module, _, attribute = name.rpartition(".")
    assert hasattr(importlib.import_module(module), attribute) or importlib.import_module(name)


def test_every_event_named_in_the_life_of_an_idea_is_in_the_catalogue() -> None:
    assert len(EVENTS) > 30
    assert [name for name in EVENTS if name not in KNOWN and name != "shared.directory"] == []


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/**/*.md")) + [ROOT / "README.md"], ids=lambda page: page.name)
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text()):
        assert (page.parent / target).exists(), target


def _read_from_the_environment(path: Path) -> set[str]:
    """Names that a module asks an environment for, ``<PACKAGE>`` where a part is computed."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "os.environ.get":
            found.add(_spelt(node.args[0]))
        elif isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
            found.add(_spelt(node.slice))
        elif path.name == "external.py" and isinstance(node, ast.JoinedStr | ast.Constant):
            found.add(_spelt(node))
    return {name for name in found if re.fullmatch(r"[A-Z_]{3,}[A-Z](<PACKAGE>)?|[A-Z_]+_<PACKAGE>", name)}


def _spelt(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "<PACKAGE>" for part in node.values)
    return str(node.value) if isinstance(node, ast.Constant) else ""


def test_what_the_launcher_reads_from_the_environment_is_written_down() -> None:
    page = (ROOT / "docs" / "how-to" / "bring-your-own-servers.md").read_text("utf-8")
    read = {name for path in (ROOT / "deploy" / "local").rglob("*.py") for name in _read_from_the_environment(path)}
    assert {"DATABASE_URL", "DATABASE_URL_<PACKAGE>", "KAFKA_BOOTSTRAP"} <= read
    assert [name for name in sorted(read) if f"`{name}`" not in page] == []
