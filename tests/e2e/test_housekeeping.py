"""The tables' owner makes and drops partitions; what serves does not even know of it."""

from __future__ import annotations

from pathlib import Path

from stack import layout
from stack.running import Running
from tests.chaos.checker import rows
from tests.e2e.personas import eventually

NAMES = """
SELECT child.relname FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
WHERE inhparent = 'inbox'::regclass ORDER BY child.relname
"""


def test_what_serves_is_not_told_of_the_owner_of_the_tables(stack: Running) -> None:
    for name, child in stack.services.items():
        told = Path(f"/proc/{child.process.pid}/environ").read_bytes()
        assert b"DATABASE_URL=" in told, name
        assert b"DATABASE_OWNER_URL=" not in told, name


def test_the_house_is_kept_beside_the_services(stack: Running) -> None:
    before = [row[0] for row in rows(stack, "notify", NAMES)]
    rows(stack, "notify", f"DROP TABLE {before[-1]}")
    assert stack.keep_house() is None
    # a day that began meanwhile has one more
    eventually(lambda: set(before) <= {row[0] for row in rows(stack, "notify", NAMES)}, what="the last partition")
    child = stack.housekeeping
    assert child
    eventually(lambda: not child.running, what="its end")
    assert child.process.returncode == 0, child.reason()


def test_the_next_time_tells_why_the_last_one_failed(tmp_path: Path) -> None:
    nowhere = "postgresql://u:secret@127.0.0.1:1/nowhere"
    running = Running(
        layout.test_layout(tmp_path), {"people": {"DATABASE_URL": nowhere, "DATABASE_OWNER_URL": nowhere}}
    )
    try:
        assert running.keep_house() is None
        child = running.housekeeping
        assert child
        eventually(lambda: not child.running, what="its end")
        said = running.keep_house()
    finally:
        running.stop()
    assert said
    assert said.startswith("housekeeping failed (the house of people was not kept")
    assert "secret" not in said
