"""The how-to pages are followed, edit by edit, on a copy of the repository; then the checks run there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from tests.how_to import ROOT, copied, follow


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy that is a repository of its own, with the tools of this one."""
    made = copied(tmp_path)
    for command in (["git", "init", "-q"], ["git", "add", "-A"]):
        subprocess.run(command, cwd=made, check=True, capture_output=True)
    (made / ".venv").symlink_to(Path(sys.executable).parents[1])
    return made


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
    follow(ROOT / "docs" / "how-to" / "add-an-event.md", copy)
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


LISTS = re.compile(r'"notify"(?=[,\]])|"services/notify/src"|"notify\.(?:domain|api|handlers|store|actions|settings)"')


@pytest.mark.timeout(400)
def test_add_a_service(copy: Path) -> None:
    follow(ROOT / "docs" / "how-to" / "add-a-service.md", copy)
    project = copy / "pyproject.toml"
    project.write_text(
        LISTS.sub(lambda found: f"{found[0]}, {found[0].replace('notify', 'thanks')}", project.read_text("utf-8"))
    )
    source = copy / "services" / "thanks" / "src"
    _installed(source, copy / "services" / "thanks" / "pyproject.toml")
    check(
        copy,
        "tests/unit/test_house_rules.py",
        "tests/unit/test_migrations.py",
        "tests/unit/test_repository.py::test_a_service_stands_in_every_list_of_the_import_linter",
        "tests/contract/test_wiring.py",
        "tests/contract/test_docs.py::test_the_picture_shows_events_between_those_who_tell_and_hear_them",
        "tests/contract/test_events.py::test_the_committed_contracts_are_current_and_break_no_reader",
        "tests/contract/test_statements.py::test_every_statement_of_a_service_is_valid[thanks]",
    )
    program = str(Path(sys.executable).with_name("lint-imports"))
    assert "0 broken" in said_by(copy, program, "--no-cache")
    assert (copy / "shared" / "contracts" / "openapi" / "thanks.json").exists()


def _installed(source: Path, project: Path) -> None:
    """What the installation of a member leaves: its name, version and entry point, beside its package."""
    told = tomllib.loads(project.read_text("utf-8"))["project"]
    left = source / f"{told['name']}-{told['version']}.dist-info"
    left.mkdir()
    (left / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {told['name']}\nVersion: {told['version']}\n")
    entries = told["entry-points"]["parley.services"].items()
    (left / "entry_points.txt").write_text("[parley.services]\n" + "".join(f"{k} = {v}\n" for k, v in entries))
