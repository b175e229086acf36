"""What the pages name exists."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from shared.events import catalog

ROOT = Path(__file__).parents[2]
LIFE = (ROOT / "docs" / "life-of-an-idea.md").read_text("utf-8")
TOLD_BY = {event.type_name(): topic for topic in catalog.TOPICS.values() for event in topic.events}
HEARD_BY = {event.type_name(): heard for topic in catalog.TOPICS.values() for event, heard in topic.events.items()}
FUNCTION = re.compile(r"`([a-z-]+)/([a-z_/]+\.py):(\w+)`")
EVENT = re.compile(r"`([a-z]+(?:\.[a-z-]+)+)`")
FUNCTIONS = sorted(set(FUNCTION.findall(LIFE)))
STORY, _, ASIDE = LIFE.partition("## Not on the main line")
STEPS = re.findall(r"^\d+\. (.+)$", STORY, re.MULTILINE)


def _folder(service: str) -> Path:
    own = ROOT / "services" / service / "src" / service.replace("-", "_")
    return ROOT / "shared" / "src" / "shared" if service == "shared" else own


def missing(service: str, file: str, function: str) -> str:
    """Why a name of the form service/file.py:function leads nowhere; empty when it leads to a function."""
    path = _folder(service) / file
    if path.is_file() and function in _functions(path):
        return ""
    elsewhere = [str(each.relative_to(ROOT)) for each in _folder(service).rglob("*.py") if function in _functions(each)]
    return f"{service}/{file} has no function {function}; it is in: {', '.join(elsewhere) or 'no file'}"


@cache
def _functions(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return frozenset(n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize(("service", "file", "function"), FUNCTIONS)
def test_every_function_named_in_the_life_of_an_idea_exists(service: str, file: str, function: str) -> None:
    assert missing(service, file, function) == ""


def test_a_function_that_was_renamed_or_moved_would_be_found() -> None:
    assert len(FUNCTIONS) > 45
    assert missing("ideas", "handlers.py", "on_submitted_idea")
    assert "ideas/src/ideas/actions" in missing("ideas", "main.py", "draft")
    assert missing("ideas", "gone.py", "draft")


def test_every_event_of_the_catalogue_is_on_the_main_line_or_said_not_to_be() -> None:
    on, off = set(EVENT.findall(STORY)), set(EVENT.findall(ASIDE))
    assert on & off == set()
    assert on | off == set(TOLD_BY)


def test_a_step_names_a_function_of_the_service_that_tells_its_events() -> None:
    assert len(STEPS) > 14
    for step in STEPS:
        services = {service for service, _, _ in FUNCTION.findall(step)}
        for event in EVENT.findall(step):
            topic = TOLD_BY[event]
            assert services & {topic.producer, *(HEARD_BY[event] if topic.name == "hr.v1" else ())}, (event, step)


def test_the_picture_shows_events_between_those_who_tell_and_hear_them() -> None:
    arrows = re.findall(r"^  ([a-z-]+)->>([a-z-]+): (\S+)$", STORY, re.MULTILINE)
    assert len(arrows) > 15
    for teller, hearer, event in arrows:
        assert TOLD_BY[event].producer == teller, event
        assert hearer in HEARD_BY[event], event


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
