"""Jars that are not those of the lock are refused, and what to do about it is said; those that are there are not brought again."""

from __future__ import annotations

import dataclasses
import hashlib
from pathlib import Path

import pytest

from stack import jars, sums
from stack.layout import Layout
from stack.trouble import StackFailed

MAVEN = """#!/bin/sh
for word; do case "$word" in -Djars=*) out=${word#-Djars=} ;; esac; done
mkdir -p "$out/kafka" && cp "$(dirname "$0")"/*.jar "$out/kafka" && echo brought >> "$(dirname "$0")/times"
"""


@pytest.fixture
def maven(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Maven that brings the jars of this folder; it holds two."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "mvn").write_text(MAVEN)
    (folder / "mvn").chmod(0o755)
    (folder / "a-1.jar").write_text("a")
    (folder / "b-1.jar").write_text("b")
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


@pytest.fixture
def layout(tmp_path: Path, maven: Path) -> Layout:
    """A checkout whose pom has a lock of just these jars."""
    made = dataclasses.replace(Layout(), root=tmp_path, data=tmp_path / "data")
    (tmp_path / "deploy" / "local").mkdir(parents=True)
    (tmp_path / "deploy" / "local" / "pom.xml").write_text("<project/>")
    jars.lock(made)
    (maven / "times").unlink()
    return made


def brought(maven: Path) -> int:
    return (maven / "times").read_text().count("brought")


def test_the_lock_names_each_jar_with_its_sum_as_sha256sum_reads_it(layout: Layout) -> None:
    lock = sums.lock_of(layout.root / "deploy" / "local" / "pom.xml").read_text()
    assert lock == "".join(f"{hashlib.sha256(each.encode()).hexdigest()}  kafka/{each}-1.jar\n" for each in "ab")


def test_the_same_jars_are_brought_once(layout: Layout, maven: Path) -> None:
    jars.resolve(layout)
    jars.resolve(layout)
    assert brought(maven) == 1
    assert len(list(layout.jars.rglob("*.jar"))) == 2


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "a-1.jar",
            "other",
            f"kafka/a-1.jar has the SHA-256 {'{sum}'}, expected is {hashlib.sha256(b'a').hexdigest()}",
        ),
        ("c-1.jar", "new", f"kafka/c-1.jar is not expected (its SHA-256 is {'{sum}'})"),
        ("b-1.jar", None, "kafka/b-1.jar is missing"),
    ],
    ids=["another content", "one more", "one less"],
)
def test_other_jars_are_refused_and_do_not_stay(
    layout: Layout, maven: Path, name: str, content: str | None, said: str
) -> None:
    if content is None:
        (maven / name).unlink()
    else:
        (maven / name).write_text(content)
        said = said.format(sum=hashlib.sha256(content.encode()).hexdigest())
    with pytest.raises(StackFailed) as refused:
        jars.resolve(layout)
    assert said in str(refused.value)
    assert "If you changed pom.xml, say `make sums`" in str(refused.value)
    assert "and if it comes back like this, do not use it" in str(refused.value)
    assert not layout.jars.exists()


def test_what_was_brought_for_another_lock_is_brought_and_looked_at_again(layout: Layout, maven: Path) -> None:
    jars.resolve(layout)
    lock = sums.lock_of(layout.root / "deploy" / "local" / "pom.xml")
    lock.write_text(lock.read_text().replace("a", "0"))
    with pytest.raises(StackFailed, match=r"kafka/a-1\.jar|kafka/0-1\.jar"):
        jars.resolve(layout)
    assert brought(maven) == 2
