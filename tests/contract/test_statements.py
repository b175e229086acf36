"""Every statement of the code is valid on the migrated database: the server prepares each one."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import asyncpg
import pytest
from tests.conftest import PostgresServer

import shared
from shared.service import installed

SERVICES = installed()
VERBS = re.compile(r"\s*(WITH|SELECT|INSERT|UPDATE|DELETE)\b")


def _statements(module: str) -> dict[str, str]:
    """Upper-case constants that are SQL; a template with a field in it is tested where it is filled."""
    found = vars(importlib.import_module(module)).items()
    return {
        f"{module}.{name}": value
        for name, value in found
        if name.isupper() and isinstance(value, str) and VERBS.match(value) and "{" not in value
    }


def _store_modules(package: str) -> list[str]:
    """The module ``store``, or all of the package that it has become."""
    folder = Path(next(iter(importlib.import_module(package).__path__)))
    paths = [folder / "store.py"] if (folder / "store.py").exists() else sorted((folder / "store").rglob("*.py"))
    return [".".join((package, *path.relative_to(folder).with_suffix("").parts)) for path in paths]


def _shared_modules() -> list[str]:
    folder = Path(shared.__path__[0])
    paths = [path for path in folder.rglob("*.py") if path.stem not in {"__init__", "__main__"}]
    return sorted(".".join(("shared", *path.relative_to(folder).with_suffix("").parts)) for path in paths)


async def _refused(url: str, modules: list[str]) -> dict[str, str]:
    """Statements that the server refuses, with its words."""
    statements = {name: sql for module in modules for name, sql in _statements(module).items()}
    assert statements
    refused = {}
    conn = await asyncpg.connect(url)
    try:
        for name, sql in statements.items():
            try:
                await conn.prepare(sql)
            except asyncpg.PostgresError as error:
                refused[name] = str(error)
    finally:
        await conn.close()
    return refused


@pytest.mark.parametrize("name", sorted(SERVICES))
async def test_every_statement_of_a_service_is_valid(name: str, postgres: PostgresServer) -> None:
    assert await _refused(postgres.database(name), _store_modules(SERVICES[name].package)) == {}


async def test_every_shared_statement_is_valid(postgres: PostgresServer) -> None:
    """On a database with the mechanism's and the directory's tables."""
    assert await _refused(postgres.database("ideas"), _shared_modules()) == {}
