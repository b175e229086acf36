"""Code and catalogue agree: who hears what, which words a refusal has, which statements are valid."""

from __future__ import annotations

import importlib
import re
import string
from pathlib import Path

import asyncpg
import pytest
from tests.conftest import PostgresServer

import shared
from shared import contracts
from shared.errors import DomainError
from shared.events import catalog
from shared.events.people import PersonChanged
from shared.service import installed

ROOT = Path(__file__).parents[2]
SERVICES = installed()


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_service_handles_exactly_what_the_catalogue_says(name: str) -> None:
    wanted = {event for topic in catalog.TOPICS.values() for event, heard in topic.events.items() if name in heard}
    assert set(SERVICES[name].handlers) == wanted


def test_every_service_of_the_catalogue_is_installed() -> None:
    named = {service for topic in catalog.TOPICS.values() for service in catalog.consumers_of(topic)}
    assert named == set(SERVICES)


def test_migration_numbers_are_unique() -> None:
    numbers = [path.name.split("_")[0] for path in ROOT.glob("s*/**/migrations/**/*.sql")]
    assert len(numbers) == len(set(numbers)) > 8


def _refusals(kind: type[DomainError]) -> list[type[DomainError]]:
    below = [each for child in kind.__subclasses__() for each in (child, *_refusals(child))]
    return [each for each in below if "slug" in vars(each)]


def _fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_refusal_says_what_to_do_in_three_languages() -> None:
    found = _refusals(DomainError)
    assert len(found) > 25
    for each in found:
        for text in (each.title, each.advice):
            assert all(sentence.strip() for sentence in text), each
            assert len({frozenset(_fields(sentence)) for sentence in text}) == 1, each
    slugs = [each.slug for each in found]
    assert sorted(slugs) == sorted(set(slugs))


def test_the_committed_contracts_are_current_and_break_no_reader() -> None:
    assert contracts.check() == []


def test_a_schema_that_would_break_a_reader_is_refused() -> None:
    old = contracts.schema(PersonChanged)
    new = old | {
        "required": [*old["required"], "badge"],
        "properties": old["properties"] | {"badge": {"type": "string"}},
    }
    assert contracts.breaks(old, new)
    assert contracts.breaks(
        old, old | {"properties": old["properties"] | {"locale": {"enum": ["en"], "type": "string"}}}
    )
    added = old | {"properties": old["properties"] | {"badge": {"type": "string", "default": ""}}}
    assert contracts.breaks(old, added) == []


def _statements(module: str) -> list[str]:
    """Upper-case constants that are SQL; a template with a field in it is tested where it is filled."""
    found = vars(importlib.import_module(module)).items()
    verbs = re.compile(r"\s*(WITH|SELECT|INSERT|UPDATE|DELETE)\b")
    return [
        value
        for name, value in found
        if name.isupper() and isinstance(value, str) and verbs.match(value) and "{" not in value
    ]


@pytest.mark.parametrize("name", sorted(SERVICES))
async def test_every_statement_is_valid_on_the_migrated_database(name: str, postgres: PostgresServer) -> None:
    modules = [f"{SERVICES[name].package}.store"]
    if name == "ideas":  # the mechanism's and the directory's statements, once
        folder = Path(shared.__path__[0])
        parts = [
            path.relative_to(folder).with_suffix("").parts for path in folder.rglob("*.py") if path.stem != "__init__"
        ]
        modules += [".".join(("shared", *part)) for part in parts]
    statements = [statement for module in modules for statement in _statements(module)]
    assert statements
    conn = await asyncpg.connect(postgres.database(name))
    try:
        for statement in statements:
            await conn.prepare(statement)
    finally:
        await conn.close()
