"""What the pages name exists."""

from __future__ import annotations

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import asyncpg
import pytest
import typer
from prometheus_client import REGISTRY
from tests.conftest import PostgresServer

from shared.cli import app
from shared.events import catalog
from shared.service import installed

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


PAGES = sorted((*ROOT.glob("docs/**/*.md"), *ROOT.glob("*.md"), *ROOT.glob("services/*/README.md")))


def leading_nowhere(folder: Path, text: str) -> list[str]:
    """Targets of links in a page of this folder that are not there."""
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    return [target for target in targets if not (folder / target).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    assert leading_nowhere(page.parent, page.read_text("utf-8")) == []


def test_a_link_that_leads_nowhere_would_be_found() -> None:
    page = "[a](../README.md) [b](gone.md) [c](decisions/#top) [d](https://example.org/) [e](gone-too.md#part)"
    assert leading_nowhere(ROOT / "docs", page) == ["gone.md", "gone-too.md"]


def wrong_with_page_of_service(text: str) -> list[str]:
    """What a service's page has too much, or does not say in its place."""
    things = re.findall(r"^\*\*(\w+)\*\*", text, re.MULTILINE)[:4]
    long = ["longer than 30 lines"] if text.count("\n") > 30 else []
    return long + ([f"says {things}"] if things != ["Owns", "Hears", "Tells", "Refuses"] else [])


@pytest.mark.parametrize("page", sorted(ROOT.glob("services/*/README.md")), ids=lambda page: page.parent.name)
def test_the_page_of_a_service_is_short_and_says_its_four_things(page: Path) -> None:
    assert wrong_with_page_of_service(page.read_text("utf-8")) == []


def test_a_page_of_a_service_that_is_long_or_forgets_a_thing_would_be_found() -> None:
    good = "# x\n\n**Owns** a.\n\n**Hears** b.\n\n**Tells** c.\n\n**Refuses** d.\n"
    assert wrong_with_page_of_service(good) == []
    assert wrong_with_page_of_service(good + "\n" * 30) == ["longer than 30 lines"]
    assert wrong_with_page_of_service(good.replace("**Tells**", "Tells")) == ["says ['Owns', 'Hears', 'Refuses']"]


def test_every_service_has_a_page() -> None:
    assert {path.parent.name for path in ROOT.glob("services/*/README.md")} == set(installed())


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


ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text("utf-8")


def test_a_word_stands_in_the_glossary_once() -> None:
    terms = re.findall(r"^\| ([^|]+) \|", (ROOT / "docs" / "glossary.md").read_text("utf-8"), re.MULTILINE)
    words = [word.strip() for term in terms for word in term.split(",") if term not in ("English", "term", "---")]
    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_the_tour_names_every_folder_and_every_module_of_shared() -> None:
    tour = {
        name.rstrip("/")
        for row in re.findall(r"^\| (`.+?) \|", ARCHITECTURE, re.MULTILINE)
        for name in re.findall(r"`(.+?)`", row)
    }
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    folders = {name.partition("/")[0] for name in listed if "/" in name}
    inside = {name.removeprefix("shared/src/shared/") for name in listed if name.startswith("shared/src/shared/")}
    modules = {name.partition("/")[0].removesuffix(".py") for name in inside} - {"__init__"}
    assert len(modules) > 25
    assert tour == folders | modules


RUNBOOKS = sorted(set((ROOT / "docs" / "runbooks").glob("*.md")) - {ROOT / "docs" / "runbooks" / "README.md"})


def wrong_with_runbook(text: str) -> list[str]:
    """What a runbook does not say, or says in another order."""
    parts = re.findall(r"^## (.+)$", text, re.MULTILINE)
    check = text.partition("## Check")[2].partition("## ")[0]
    blind = [] if re.search(r"^    (parley|psql|curl) ", check, re.MULTILINE) else ["looks with no command"]
    return blind + ([f"has the parts {parts}"] if parts != ["Symptom", "Check", "Act", "Afterwards"] else [])


@pytest.mark.parametrize("page", RUNBOOKS, ids=lambda page: page.stem)
def test_a_runbook_says_how_to_notice_look_act_and_what_comes_after(page: Path) -> None:
    assert wrong_with_runbook(page.read_text("utf-8")) == []
    assert f"({page.name})" in (page.parent / "README.md").read_text("utf-8")


def test_a_runbook_without_a_part_or_a_command_would_be_found() -> None:
    good = "## Symptom\n\n## Check\n\n    psql -c 'SELECT 1'\n\n## Act\n\n## Afterwards\n"
    assert wrong_with_runbook(good) == []
    assert wrong_with_runbook(good.replace("    psql", "Look with psql")) == ["looks with no command"]
    assert wrong_with_runbook(good.replace("## Act\n", "")) == ["has the parts ['Symptom', 'Check', 'Afterwards']"]


def _commands_of_parley() -> set[tuple[str, ...]]:
    tool = typer.main.get_command(app)
    found: set[tuple[str, ...]] = set()
    assert isinstance(tool, typer.core.TyperGroup)
    for name, command in tool.commands.items():
        found |= {(name,)} | {(name, each) for each in getattr(command, "commands", ())}
    return found


def test_every_command_of_parley_that_a_page_names_exists() -> None:
    known, named = _commands_of_parley(), set()
    for page in (*ROOT.glob("docs/**/*.md"), ROOT / "README.md", *ROOT.glob("services/*/README.md")):
        for words in re.findall(
            r"(?:^    |`)(?:\.venv/bin/)?parley ([a-z-]+(?: [a-z-]+)?)", page.read_text("utf-8"), re.MULTILINE
        ):
            named.add(tuple(words.split()))
    assert len(named) > 8
    assert sorted(named - known) == []


def test_every_metric_that_a_page_names_exists() -> None:
    known = {metric.name for metric in REGISTRY.collect()} | {"parley_outbox_", "parley_deadline"}
    pages = [*ROOT.glob("docs/**/*.md"), ROOT / "README.md"]
    named = {name for page in pages for name in re.findall(r"\bparley_[a-z_]+", page.read_text("utf-8"))}
    databases = {f"parley_{each.package}" for each in installed().values()}
    assert len(named) > 8
    assert [name for name in sorted(named - databases) if re.sub("_(count|sum|total)$", "", name) not in known] == []


def test_every_make_target_that_a_page_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")):
        for target in re.findall(r"(?:^    |`)make ([a-z0-9-]+)", page.read_text("utf-8"), re.MULTILINE):
            assert re.search(rf"^(?:[a-z0-9 -]+ )?{target}(?: [a-z0-9 -]+)?:", makefile, re.MULTILINE), (
                page.name,
                target,
            )


async def test_every_statement_of_a_runbook_is_valid(postgres: PostgresServer) -> None:
    pattern = re.compile(r"`((?:SELECT|UPDATE) [^`]+)`|-c (?:'([^']+)'|\"([^\"]+)\")")
    statements = [next(filter(None, found)) for page in RUNBOOKS for found in pattern.findall(page.read_text("utf-8"))]
    assert len(statements) > 6
    conn = await asyncpg.connect(postgres.database("ideas"))
    try:
        for statement in statements:
            await conn.prepare(statement)
    finally:
        await conn.close()
