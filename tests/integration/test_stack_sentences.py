"""What can be wrong with a machine or with the data: one sentence that says what to do, and nothing left running."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import re
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from stack import checks, jars, kafka, layout, place, ports, postgres, process
from stack.layout import ROOT, Layout
from stack.secret import Secrets
from stack.trouble import StackFailed


@pytest.fixture
def fresh() -> Iterator[Layout]:
    """A stack without data. Its folder can be reached by the user that PostgreSQL runs as."""
    data = Path(tempfile.mkdtemp(prefix="parley-test-"))
    data.chmod(0o755)
    made = layout.test_layout(data)
    made.prepare()
    yield made
    place.forget(data)
    shutil.rmtree(data, ignore_errors=True)


def said_by(
    word: str, folder: Path, env: Mapping[str, str] | None = None, prepare: Callable[[], None] | None = None
) -> str:
    """What the command line says on its way out: exit status 2, one line, no process left."""
    done = subprocess.run(
        [sys.executable, "-m", "stack", word, "--throwaway", str(folder)],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": "deploy:deploy/local"} | dict(env or {}),
        timeout=100,
        preexec_fn=prepare,
    )
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert left_in(folder) == []
    return done.stderr


def left_in(folder: Path) -> list[str]:
    """Command lines of processes that work in a folder."""
    found = []
    for each in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            words = (each / "cmdline").read_text(errors="replace")
            if str(folder) in words and int(each.name) != os.getpid():
                found.append(words.replace("\0", " "))
    return found


def tools(folder: Path, *names: str, **scripts: str) -> dict[str, str]:
    """An environment whose PATH has these programs of the machine, and these scripts."""
    folder.mkdir()
    for name in names:
        (folder / name).symlink_to(shutil.which(name) or name)
    for name, text in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{text}\n")
        (folder / name).chmod(0o755)
    return {"PATH": str(folder)}


def test_a_missing_java_is_named(fresh: Layout, tmp_path: Path) -> None:
    assert "`java` is missing: install it (Debian: apt-get" in said_by(
        "run", fresh.data, tools(tmp_path / "bin", "mvn")
    )


def test_a_missing_maven_is_named(fresh: Layout, tmp_path: Path) -> None:
    assert "`mvn` is missing: install it (Debian: apt-get" in said_by(
        "run", fresh.data, tools(tmp_path / "bin", "java")
    )


@pytest.mark.parametrize("version", ["11.0.2", "1.8.0_292"])
def test_a_java_too_old_is_named(fresh: Layout, tmp_path: Path, version: str) -> None:
    old = tools(tmp_path / "bin", "mvn", java=f"echo 'openjdk version \"{version}\" 2019-01-15' >&2")
    assert "Java is too old: install a JDK 17 or newer" in said_by("run", fresh.data, old)


@pytest.mark.parametrize(
    ("python", "sentence"),
    [
        ("exec {python} -c 'import sys; sys.version_info = (3, 10, 9); exec(sys.argv[1])' \"$2\"", "Python is too old"),
        ('exec {python} -c \'import sys; sys.modules["ensurepip"] = None; exec(sys.argv[1])\' "$2"', "python3-venv"),
        (None, "`nopython` is missing: install Python 3.11"),
    ],
    ids=["too old", "without venv", "missing"],
)
def test_a_python_that_will_not_do_is_named(tmp_path: Path, python: str | None, sentence: str) -> None:
    for name in ("Makefile", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path / name)
    if python:
        script = tmp_path / "nopython"
        script.write_text("#!/bin/sh\n" + python.format(python=sys.executable) + "\n")
        script.chmod(0o755)
    done = subprocess.run(
        ["make", "-C", str(tmp_path), "setup", f"PYTHON={tmp_path / 'nopython' if python else 'nopython'}"],
        check=False,
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"]},
    )
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_a_busy_port_is_named_with_its_program(fresh: Layout) -> None:
    with socket.create_server(("127.0.0.1", fresh.kafka)):
        with pytest.raises(StackFailed) as failed:
            ports.check(fresh, set())
        assert re.search(
            rf"Port {fresh.kafka} \(kafka\) is taken by process {os.getpid()} \(.+\): stop", str(failed.value)
        )
        ports.check(fresh, {"kafka"})
    ports.check(fresh, set())


@pytest.mark.parametrize("word", ["run", "reset"])
def test_one_stack_a_folder(fresh: Layout, word: str) -> None:
    with checks.only_one(fresh):
        assert f"The stack already runs (process {os.getpid()}): stop it first." in said_by(word, fresh.data)


def test_a_folder_that_cannot_be_written_is_named() -> None:
    assert "cannot use /sys/parley" in said_by("run", Path("/sys/parley"))


def test_a_full_disk_is_named(fresh: Layout) -> None:
    """No file may grow beyond 1 MB: initdb fails in the middle, as on a full disk."""
    kafka.warm(fresh)  # else the jars would be what finds no room

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))

    assert re.search(
        "(cannot make its data folder|stopped).*(free space|restore a copy)", said_by("run", fresh.data, None, limit)
    )


def test_maven_without_its_repository_is_named(fresh: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout = tmp_path / "checkout"
    (checkout / "deploy" / "local").mkdir(parents=True)
    for name in ("pom.xml", "pom.lock"):
        shutil.copy(ROOT / "deploy" / "local" / name, checkout / "deploy" / "local" / name)
    closed = "-Dmaven.repo.local={0}/m2 -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=1"
    monkeypatch.setenv("MAVEN_OPTS", closed.format(tmp_path))
    moved = dataclasses.replace(fresh, root=checkout)
    with pytest.raises(
        StackFailed, match="Maven could not get the jars .*: it needs its repository once, so go online"
    ):
        jars.resolve(moved)
    assert not (moved.jars / jars.STAMP).exists()


@pytest.fixture(scope="module")
def initialised() -> Iterator[Layout]:
    """A stack whose PostgreSQL and Kafka have run once and were stopped in order."""
    data = Path(tempfile.mkdtemp(prefix="parley-test-"))
    data.chmod(0o755)
    made = layout.test_layout(data)
    made.prepare()
    process.stop([postgres.start(made, Secrets(data / "secrets.json")).child], 10)
    process.stop([kafka.start(made).child], 10)
    yield made
    place.forget(data)
    shutil.rmtree(data, ignore_errors=True)


@pytest.fixture
def used(initialised: Layout) -> Iterator[Layout]:
    """A copy of its data."""
    data = Path(tempfile.mkdtemp(prefix="parley-test-"))
    shutil.rmtree(data)
    subprocess.run(["cp", "-a", str(initialised.data), str(data)], check=True)
    (data / "postgres.place").unlink(missing_ok=True)
    made = layout.test_layout(data)
    yield made
    place.forget(data)
    shutil.rmtree(data, ignore_errors=True)


def write_over(path: Path, at: int = 0) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(b"\x5a" * 512)


RESET = r"restore a copy.*`make reset`"
POSTGRES = {
    "no control file": (lambda data: (data / "global" / "pg_control").unlink(), f"is damaged: {RESET}"),
    "a broken control file": (
        lambda data: write_over(data / "global" / "pg_control"),
        f"PostgreSQL stopped .*FATAL.*{RESET}",
    ),
    "no log of changes": (lambda data: shutil.rmtree(data / "pg_wal"), f"PostgreSQL stopped .*pg_wal.*{RESET}"),
    "an older version": (
        lambda data: (data / "PG_VERSION").write_text("16\n"),
        "written by PostgreSQL 16 but this is 18: run `make reset`",
    ),
    "a newer version": (
        lambda data: (data / "PG_VERSION").write_text("19\n"),
        "written by PostgreSQL 19 but this is 18: run `make reset`",
    ),
}


@pytest.mark.parametrize("damage", POSTGRES)
def test_damaged_data_of_postgresql_is_named(used: Layout, damage: str) -> None:
    hurt, sentence = POSTGRES[damage]
    hurt(used.data / "postgres" / "data")
    assert re.search(sentence, said_by("postgres", used.data))


KAFKA = {
    "no meta.properties": (lambda data: (data / "data" / "meta.properties").unlink(), f"is damaged: {RESET}"),
    "a broken meta.properties": (
        lambda data: (data / "data" / "meta.properties").write_text("version=7\n"),
        f"Kafka stopped .*ERROR.*{RESET}",
    ),
    "no metadata": (lambda data: shutil.rmtree(data / "data" / "__cluster_metadata-0"), f"is damaged: {RESET}"),
    "a newer version": (
        lambda data: (data / "formatted").write_text("99.0.0\n"),
        "written by Kafka 99.0.0 but this is .*: run `make reset`",
    ),
}


@pytest.mark.parametrize("damage", KAFKA)
def test_damaged_data_of_kafka_is_named(used: Layout, damage: str) -> None:
    hurt, sentence = KAFKA[damage]
    hurt(used.data / "kafka")
    assert re.search(sentence, said_by("kafka", used.data))


def test_lost_secrets_are_named(used: Layout) -> None:
    (used.data / "secrets.json").unlink()
    assert re.search("restore .*secrets.json or run `make reset`", said_by("postgres", used.data))


def test_the_pid_file_of_a_power_cut_is_no_obstacle(used: Layout) -> None:
    """By now another program of the same user may have the number that the file names."""
    where = place.choose(used.data)
    user: dict[str, Any] = (
        {} if where.identity is None else {"user": where.identity.uid, "group": where.identity.gid, "extra_groups": []}
    )
    other = subprocess.Popen(["sleep", "60"], **user)
    stale = where.folder / "data" / "postmaster.pid"
    stale.write_text(f"{other.pid}\n{where.folder / 'data'}\n{int(time.time())}\n{used.postgres}\n\n127.0.0.1\n")
    place.give(stale, where.identity)
    try:
        server = postgres.start(used, Secrets(used.data / "secrets.json"))
        process.stop([server.child], 10)
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_an_older_kafka_s_data_is_carried_on_and_the_classes_come_from_the_archive(used: Layout) -> None:
    (used.data / "kafka" / "formatted").write_text("4.0.0\n")
    broker = kafka.start(used)
    maps = Path(f"/proc/{broker.child.process.pid}/maps").read_text()
    process.stop([broker.child], 10)
    assert re.search(r"/jars/classes-\w+\.jsa", maps)
    assert (used.data / "kafka" / "formatted").read_text().strip() == kafka.version(used)
