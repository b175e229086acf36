"""PostgreSQL never runs as root, its files are its own, and no folder of anybody else is opened for it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from stack import layout, place, postgres, process
from stack.layout import Layout
from stack.secret import Secrets


@pytest.fixture(params=[0o700, 0o755], ids=["closed parent", "open parent"])
def below(request: pytest.FixtureRequest) -> Iterator[Layout]:
    """A stack in a folder below one that others may, or may not, enter."""
    parent = Path(tempfile.mkdtemp(prefix="parley-test-"))
    parent.chmod(request.param)
    made = layout.test_layout(parent / "checkout" / ".local")
    made.prepare()
    yield made
    place.forget(made.data)
    shutil.rmtree(parent, ignore_errors=True)


def modes(path: Path) -> list[tuple[int, int]]:
    """Owner and mode of a folder and of all above it."""
    return [(step.stat().st_uid, step.stat().st_mode) for step in (path, *path.parents)]


def test_its_data_is_closed_and_what_is_above_it_is_left_alone(below: Layout) -> None:
    before = modes(below.data)
    server = postgres.start(below, Secrets(below.data / "secrets.json"))
    try:
        assert modes(below.data) == before
        where = place.choose(below.data)
        for folder in (where.folder, where.folder / "data"):
            assert folder.stat().st_mode & 0o777 == 0o700
            assert folder.stat().st_uid == _user_of(server) != 0
        in_place = os.geteuid() != 0 or place.others_can_reach(below.data)
        assert (where.folder == below.data / "postgres") == in_place
        assert (below.data / "secrets.json").stat().st_mode & 0o777 == 0o600
    finally:
        process.stop([server.child], 10)
    again = postgres.start(below, Secrets(below.data / "secrets.json"))
    process.stop([again.child], 10)
    place.forget(below.data)
    assert not where.folder.exists()


def _user_of(server: postgres.Postgres) -> int:
    return Path(f"/proc/{server.child.process.pid}").stat().st_uid


@pytest.mark.skipif(os.geteuid() != 0, reason="a plain user always reaches its own environment")
def test_programs_that_its_user_cannot_reach_are_copied_beside_its_data(
    below: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An environment below /root: the copy runs, and the environment stays closed."""
    monkeypatch.setattr(
        place, "others_can_reach", lambda path: path == below.data and below.data.parents[1].stat().st_mode & 1
    )
    server = postgres.start(below, Secrets(below.data / "secrets.json"))
    try:
        program = Path(f"/proc/{server.child.process.pid}/exe").readlink()
        assert program.is_relative_to(place.choose(below.data).folder / "programs")
    finally:
        process.stop([server.child], 10)
