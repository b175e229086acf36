"""Migrations are forward only, say why they are there, wait for no lock for long, and do what squawk finds harmless."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted(ROOT.glob("s*/**/migrations/**/*.sql"))
LET_BE = {
    "ban-drop-constraint": "the way to widen a check is to replace it; the head of the file says that no row breaks",
    "prefer-bigint-over-int": "counts of people, votes and attempts never come near two thousand million",
    "prefer-bigint-over-smallint": "a shard and an event's version are small by nature",
    "require-statement-timeout": "a long migration is right when it locks nothing; locks have their own time limit",
}


def forward(text: str) -> str:
    """The part that is run; what dbmate would undo is for a developer's own machine."""
    return text.partition("-- migrate:down")[0]


def unannounced(text: str) -> Iterator[str]:
    """What the head of a migration lacks."""
    lines = text.splitlines()
    if lines[0] != "-- migrate:up":
        yield "the first line is not `-- migrate:up`"
    if not re.match(r"-- [A-Z].{20,}", lines[1] if len(lines) > 1 else ""):
        yield "the second line does not say why the migration is there"
    if not re.search(r"^SET LOCAL lock_timeout = '\d+m?s';$", forward(text), re.MULTILINE):
        yield "no `SET LOCAL lock_timeout`"


def squawk(text: str) -> str:
    """What the linter finds in the forward part; empty when nothing."""
    command = [str(ROOT / ".venv" / "bin" / "squawk"), "--assume-in-transaction", f"--exclude={','.join(LET_BE)}"]
    done = subprocess.run(
        [*command, "--reporter", "gcc"], input=forward(text), capture_output=True, text=True, check=False, cwd=ROOT
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_migration_says_why_and_waits_for_no_lock_for_long(path: Path) -> None:
    assert list(unannounced(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_squawk_finds_nothing_in_a_migration(path: Path) -> None:
    assert squawk(path.read_text("utf-8")) == ""


@pytest.mark.parametrize(
    "planted",
    [
        "CREATE INDEX slow ON idea (title);",
        "ALTER TABLE idea ADD COLUMN size bigint NOT NULL;",
        "ALTER TABLE idea RENAME COLUMN title TO name;",
        "DROP TABLE idea;",
    ],
)
def test_a_planted_danger_is_found(planted: str) -> None:
    assert squawk(f"SET LOCAL lock_timeout = '5s';\n{planted}\n")


def test_a_bare_migration_is_found() -> None:
    assert len(list(unannounced("CREATE TABLE a (b bigint);\n"))) == 3
