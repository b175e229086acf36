"""Migrations run once, one process at a time, and say what is wrong."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from shared import db, migrate
from shared.service import Service
from shared.settings import ServiceSettings

SERVICE = Service("people", ServiceSettings, (), {}, directory=True)


async def test_several_processes_migrate_a_new_database_once(postgres: Any) -> None:
    url = postgres.empty()
    await asyncio.gather(*(migrate.migrate(SERVICE, url) for _ in range(3)))
    conn = await db.connect(url, "test")
    versions = [row[0] for row in await conn.fetch("SELECT version FROM schema_migrations ORDER BY 1")]
    assert versions[:9] == ["0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0050"]
    assert await conn.fetchval("SELECT to_regclass('outbox_000003') IS NOT NULL")
    await conn.close()


async def test_an_absent_database_is_named_without_its_password() -> None:
    with pytest.raises(migrate.MigrationError, match=r"127\.0\.0\.1:1/nowhere") as refused:
        await migrate.migrate(SERVICE, "postgresql://u:secret@127.0.0.1:1/nowhere")
    assert "secret" not in str(refused.value)


async def test_a_broken_migration_is_told(postgres: Any, tmp_path: Path, monkeypatch: Any) -> None:
    (tmp_path / "0100_broken.sql").write_text("-- migrate:up\nCREATE TABEL x ();\n-- migrate:down\n")
    monkeypatch.setattr(migrate, "_sources", lambda _service: [tmp_path])
    with pytest.raises(migrate.MigrationError, match="TABEL"):
        await migrate.migrate(SERVICE, postgres.empty())


async def test_two_migrations_with_one_number_are_refused(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"0100_{name}.sql").write_text("")
    with pytest.raises(migrate.MigrationError, match="number 0100"):
        migrate._refuse_duplicates([tmp_path / "a", tmp_path / "b"])


def test_tls_is_only_waived_on_this_machine() -> None:
    assert migrate.with_sslmode("postgresql://u@127.0.0.1/d").endswith("?sslmode=disable")
    assert migrate.with_sslmode("postgresql://u@db.example/d") == "postgresql://u@db.example/d"
    assert migrate.with_sslmode("postgresql://u@localhost/d?sslmode=require").endswith("sslmode=require")
