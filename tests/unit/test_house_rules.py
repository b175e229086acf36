"""The house rules that no linter knows, each with a planted violation that it must find.

A rule is a function of a source file that yields what is wrong with it; ``RULES`` holds them all.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CAPS = {"main": 100, "settings": 50, "api": 250, "handlers": 150, "actions": 250, "domain": 300, "store": 300}
LONGEST_FILE, LONGEST_FUNCTION = 300, 45
COMFORTABLE, MAY_BE_LONGER = 25, 0.02  # lines of a function, and the share of functions that may have more
MAY_READ_ENVIRONMENT = ("settings.py", "deploy/local/")
EDGES = (
    "shared/src/shared/chores.py",
    "shared/src/shared/db.py",
    "shared/src/shared/maintenance.py",
    "shared/src/shared/migrate.py",
    "shared/src/shared/scheduler.py",
    "shared/src/shared/consumer/",
    "shared/src/shared/http/routing.py",
    "shared/src/shared/cli/operations.py",
    "shared/src/shared/cli/rebuild.py",
)
SQL = re.compile(r"\s*(SELECT\s.+\s|INSERT\s+INTO\s|UPDATE\s.+\sSET\s|DELETE\s+FROM\s|WITH\s+\w+\s+AS\s)", re.DOTALL)
IMPURE = {"asyncio", "os", "random", "secrets", "socket", "subprocess", "time"}
BANNED = re.compile(r"(Manager|Helper|Util|Utils|Impl|Base)$|^(Manager|Helper|Util|Impl|Base)(?=[A-Z])")
BANNED_VERB = re.compile(r"(^|_)(manager|helper|utils?|impl)(_|$)")
CONSTANT = re.compile(r"_?[A-Z][A-Z0-9_]*")
MARK = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")


@dataclass(frozen=True)
class Source:
    """A Python file: its path from the root of the repository, and its text."""

    path: str
    text: str

    @property
    def stem(self) -> str:
        return Path(self.path).stem

    @property
    def service(self) -> bool:
        return self.path.startswith("services/")

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.text)


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


def files_within_their_caps(source: Source) -> Iterator[str]:
    lines = source.text.count("\n")
    own = CAPS.get(source.stem, LONGEST_FILE) if source.service else LONGEST_FILE
    if lines > own:
        yield f"{lines} lines, at most {own}: make it a package of the same name, split by noun"


def functions_within_their_cap(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{node.name} has {length} lines, at most {LONGEST_FUNCTION}"


def modules_say_their_role(source: Source) -> Iterator[str]:
    if source.stem not in {"__init__", "__main__"} and not ast.get_docstring(source.tree):
        yield "does not begin with a docstring that says its role"


def environment_only_in_settings(source: Source) -> Iterator[str]:
    if source.path.endswith(MAY_READ_ENVIRONMENT[0]) or source.path.startswith(MAY_READ_ENVIRONMENT[1]):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and _dotted(node) in {"os.environ", "os.getenv"}:
            yield f"line {node.lineno}: reads the environment outside settings"
        names = {alias.name for alias in node.names} if isinstance(node, ast.ImportFrom) else set()
        if isinstance(node, ast.ImportFrom) and node.module == "os" and names & {"environ", "getenv"}:
            yield f"line {node.lineno}: reads the environment outside settings"


def statements_only_in_store(source: Source) -> Iterator[str]:
    if not source.service or "store" in Path(source.path).with_suffix("").parts:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.expr) and SQL.match(_words(node)):
            yield f"line {node.lineno}: SQL outside store.py"


def statements_are_constants(source: Source) -> Iterator[str]:
    """In a store each statement stands once, at the top level, under a name in capitals."""
    if not source.service or "store" not in Path(source.path).with_suffix("").parts:
        return
    named = {node.value for node in source.tree.body if isinstance(node, ast.Assign) and _is_constant(node)}
    seen: set[str] = set()
    for node in _top_strings(source.tree):
        words = _words(node)
        if SQL.match(words):
            if node not in named:
                yield f"line {node.lineno}: a statement without a name in capitals at the top level"
            if words in seen:
                yield f"line {node.lineno}: the same statement a second time"
            seen.add(words)


def _is_constant(node: ast.Assign) -> bool:
    return all(isinstance(target, ast.Name) and CONSTANT.fullmatch(target.id) for target in node.targets)


def _top_strings(tree: ast.Module) -> Iterator[ast.JoinedStr | ast.Constant]:
    """Strings, without the pieces of formatted ones."""
    pieces = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and id(node) not in pieces):
            yield node


def handlers_are_named_after_events(source: Source) -> Iterator[str]:
    if not source.service or "handlers" not in Path(source.path).with_suffix("").parts:
        return
    for node in source.tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith(("on_", "_")):
            yield f"line {node.lineno}: {node.name} is no on_<event>"


def _words(node: ast.AST) -> str:
    """Text of a string, with ``x`` for each field of a formatted one; empty for anything else."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_words(each) or "x" for each in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def only_edges_commit(source: Source) -> Iterator[str]:
    if not source.path.startswith(("services/", "shared/")) or source.path.startswith(EDGES):
        return
    for node in ast.walk(source.tree):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and called.attr in {"commit", "transaction", "rollback", "statement"}:
            yield f"line {called.lineno}: .{called.attr}() outside the edges"


def rules_are_pure(source: Source) -> Iterator[str]:
    """Time, ids and chance are arguments of a rule; what waits for something is no rule."""
    if not source.service or "domain" not in Path(source.path).with_suffix("").parts:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.AsyncFunctionDef):
            yield f"line {node.lineno}: {node.name} is asynchronous"
        if isinstance(node, ast.Import | ast.ImportFrom):
            named = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [str(node.module)]
            if impure := {name.partition(".")[0] for name in named} & IMPURE:
                yield f"line {node.lineno}: a rule that uses {', '.join(sorted(impure))} does not give the same twice"
        if isinstance(node, ast.Call) and _dotted(node.func).rpartition(".")[2] in {
            "uuid1",
            "uuid4",
            "uuid7",
            "new_id",
        }:
            yield f"line {node.lineno}: a rule draws an id; take it as an argument"


def eight_names(source: Source) -> Iterator[str]:
    """Every service has the same files, so that whoever knows one finds the way in all."""
    parts = Path(source.path).with_suffix("").parts
    if source.service and len(parts) > 4 and parts[4] not in {*CAPS, "migrations", "__init__", "__main__"}:
        yield f"{parts[4]} is none of the eight names; put it where it belongs, split by noun when that grows"


def one_clock(source: Source) -> Iterator[str]:
    if not source.path.startswith(("services/", "shared/")) or source.path == "shared/src/shared/clock.py":
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            name = _dotted(node.func)
            if (
                name.endswith(("datetime.now", "datetime.utcnow", "date.today", "datetime.today"))
                or name == "time.time"
            ):
                yield f"line {node.lineno}: {name}() instead of shared.clock"


def names_that_say_something(source: Source) -> Iterator[str]:
    if source.stem in {"utils", "util", "helpers", "helper", "common", "misc"}:
        yield "the file's name says nothing"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef) and BANNED.search(node.name):
            yield f"line {node.lineno}: the name {node.name} says nothing"
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and BANNED_VERB.search(node.name):
            yield f"line {node.lineno}: the name {node.name} says nothing"


def refusals_speak_three_languages(source: Source) -> Iterator[str]:
    """What a service's shapes and rules refuse is shown to people; a ValueError has words in one language."""
    for node in ast.walk(source.tree) if source.service else ():
        raised = node.exc if isinstance(node, ast.Raise) else None
        called = raised.func if isinstance(raised, ast.Call) else raised
        if isinstance(called, ast.Name) and called.id in {"ValueError", "AssertionError"}:
            yield f"line {called.lineno}: raises {called.id}; say it as a DomainError or, in a validator, as Unfit"


def nothing_left_for_later(source: Source) -> Iterator[str]:
    for number, line in enumerate(source.text.splitlines(), 1):
        if MARK.search(line):
            yield f"line {number}: a mark for later"


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


RULES: list[Callable[[Source], Iterator[str]]] = [
    files_within_their_caps,
    functions_within_their_cap,
    modules_say_their_role,
    environment_only_in_settings,
    statements_only_in_store,
    statements_are_constants,
    handlers_are_named_after_events,
    only_edges_commit,
    rules_are_pure,
    eight_names,
    one_clock,
    names_that_say_something,
    refusals_speak_three_languages,
    nothing_left_for_later,
]


def _sources() -> list[Source]:
    folders = (ROOT / "shared" / "src", *sorted((ROOT / "services").glob("*/src")), ROOT / "deploy" / "local")
    paths = [path for folder in folders for path in sorted(folder.rglob("*.py"))]
    return [Source(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in paths]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_code_keeps_the_rule(rule: Callable[[Source], Iterator[str]]) -> None:
    sources = _sources()
    assert len(sources) > 100
    assert [f"{source.path}: {said}" for source in sources for said in rule(source)] == []


def test_nearly_all_functions_are_short() -> None:
    lengths = [
        ((node.end_lineno or node.lineno) - node.lineno + 1, f"{source.path}:{node.name}")
        for source in _sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    longer = sorted(each for each in lengths if each[0] > COMFORTABLE)
    assert len(lengths) > 500
    assert len(longer) <= MAY_BE_LONGER * len(lengths), longer


ACTIONS = "services/ideas/src/ideas/actions.py"
DOMAIN = "services/ideas/src/ideas/domain/support.py"
STORE = "services/ideas/src/ideas/store.py"
HANDLERS = "services/ideas/src/ideas/handlers.py"
SHARED = "shared/src/shared/backoff.py"
_LONG = '"""A role."""\n' + "x = 1\n"
PLANTED = [
    (files_within_their_caps, ACTIONS, _LONG * 150),
    (files_within_their_caps, "services/ideas/src/ideas/settings.py", _LONG * 30),
    (files_within_their_caps, "services/ideas/src/ideas/domain/idea.py", _LONG * 151),
    (files_within_their_caps, SHARED, _LONG * 151),
    (functions_within_their_cap, SHARED, "async def long():\n" + "    x = 1\n" * 45),
    (modules_say_their_role, SHARED, "x = 1\n"),
    (environment_only_in_settings, SHARED, "import os\nx = os.environ['X']\n"),
    (environment_only_in_settings, SHARED, "import os\nx = os.getenv('X')\n"),
    (environment_only_in_settings, SHARED, "from os import environ\n"),
    (statements_only_in_store, ACTIONS, 'X = """\nSELECT a\nFROM b"""\n'),
    (statements_only_in_store, ACTIONS, "tx.execute(f'UPDATE {table} SET a = 1')\n"),
    (statements_only_in_store, ACTIONS, "tx.execute('DELETE FROM b')\n"),
    (statements_only_in_store, ACTIONS, "tx.execute('INSERT INTO b VALUES (1)')\n"),
    (statements_are_constants, STORE, "async def a(tx):\n    await tx.fetch('SELECT a FROM b')\n"),
    (statements_are_constants, STORE, "find = 'SELECT a FROM b'\n"),
    (statements_are_constants, STORE, "def a(x):\n    return f'DELETE FROM {x}'\n"),
    (statements_are_constants, STORE, "A = 'SELECT a FROM b'\nB = 'SELECT a FROM b'\n"),
    (handlers_are_named_after_events, HANDLERS, "async def idea_submitted(tx, event): ...\n"),
    (only_edges_commit, ACTIONS, "async def a(conn):\n    await conn.commit()\n"),
    (only_edges_commit, SHARED, "async def a(db):\n    async with db.transaction(pool, 'x'): ...\n"),
    (rules_are_pure, DOMAIN, "async def a(): ...\n"),
    (rules_are_pure, DOMAIN, "import random\n"),
    (rules_are_pure, DOMAIN, "from os import path\n"),
    (rules_are_pure, DOMAIN, "x = uuid.uuid4()\n"),
    (rules_are_pure, "services/ideas/src/ideas/domain.py", "x = ids.new_id()\n"),
    (eight_names, "services/ideas/src/ideas/extras.py", "x = 1\n"),
    (eight_names, "services/ideas/src/ideas/channels/mail.py", "x = 1\n"),
    (one_clock, ACTIONS, "now = datetime.now(UTC)\n"),
    (one_clock, ACTIONS, "now = datetime.datetime.now(UTC)\n"),
    (one_clock, SHARED, "now = time.time()\n"),
    (one_clock, ACTIONS, "today = date.today()\n"),
    (names_that_say_something, ACTIONS, "class IdeaManager: ...\n"),
    (names_that_say_something, ACTIONS, "class StoreImpl: ...\n"),
    (names_that_say_something, ACTIONS, "class IdeaBase: ...\n"),
    (names_that_say_something, ACTIONS, "def _vote_helper(): ...\n"),
    (names_that_say_something, "shared/src/shared/utils.py", "x = 1\n"),
    (names_that_say_something, "services/ideas/src/ideas/helpers.py", "x = 1\n"),
    (refusals_speak_three_languages, ACTIONS, "def a():\n    raise ValueError('no')\n"),
    (refusals_speak_three_languages, ACTIONS, "def a():\n    raise ValueError\n"),
    (nothing_left_for_later, ACTIONS, "x = 1  # TO" + "DO later\n"),
]


@pytest.mark.parametrize(("rule", "path", "text"), PLANTED)
def test_a_planted_violation_is_found(rule: Callable[[Source], Iterator[str]], path: str, text: str) -> None:
    assert list(rule(Source(path, text)))


def test_every_rule_has_a_planted_violation() -> None:
    assert {rule for rule, _, _ in PLANTED} == set(RULES)


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (modules_say_their_role, "services/ideas/src/ideas/__main__.py", "x = 1\n"),
        (environment_only_in_settings, "shared/src/shared/telemetry/settings.py", "import os\nx = os.environ\n"),
        (statements_only_in_store, "services/ideas/src/ideas/store/idea.py", "X = 'DELETE FROM idea'\n"),
        (statements_only_in_store, ACTIONS, "'Select a person and try again.'\n'Update the draft.'\n"),
        (statements_are_constants, STORE, 'A = f\'SELECT {x} FROM b\'\n\n\ndef a():\n    """Select what fits."""\n'),
        (handlers_are_named_after_events, HANDLERS, "async def on_idea_submitted(tx, event): ...\ndef _case(): ...\n"),
        (only_edges_commit, "shared/src/shared/db.py", "conn.transaction()\n"),
        (rules_are_pure, ACTIONS, "import random\nasync def a():\n    uuid4()\n"),
        (rules_are_pure, DOMAIN, "from datetime import date\nfrom uuid import UUID\n"),
        (eight_names, DOMAIN, "x = 1\n"),
        (eight_names, SHARED, "x = 1\n"),
        (one_clock, "shared/src/shared/clock.py", "datetime.now(UTC)\n"),
        (one_clock, SHARED, "time.monotonic()\n"),
        (refusals_speak_three_languages, SHARED, "def a():\n    raise ValueError('no')\n"),
        (refusals_speak_three_languages, ACTIONS, "def a():\n    raise Unfit('no', 'non', 'nein')\n"),
        (names_that_say_something, ACTIONS, "class Implementer: ...\nclass Utility: ...\n"),
    ],
)
def test_what_the_rules_allow_is_not_found(rule: Callable[[Source], Iterator[str]], path: str, text: str) -> None:
    assert list(rule(Source(path, text))) == []
