"""Writing the contracts into the repository, and comparing what is committed with what is generated."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from shared.contracts import settings_page
from shared.contracts.asyncapi import asyncapi
from shared.contracts.examples import example
from shared.contracts.gate import breaks
from shared.contracts.openapi import openapi
from shared.contracts.page import page
from shared.events import schemas
from shared.events.base import Event
from shared.http.problem_pages import FILE, listed
from shared.service import installed

ROOT = Path(__file__).parents[4]
CONTRACTS = ROOT / "shared" / "contracts"


def write() -> list[Path]:
    """Write what differs; returns the paths. ValueError when a schema would break a reader: nothing is written then."""
    if broken := _broken():
        raise ValueError("\n".join(broken))
    wanted = dict(documents())
    wanted |= {path: text for path, text in _first_examples() if not path.exists()}
    changed = {path: text for path, text in wanted.items() if not path.exists() or path.read_text("utf-8") != text}
    for path, text in changed.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return list(changed)


def check() -> list[str]:
    """What is wrong with the committed documents, a sentence each."""
    wrong, wanted = _broken(), dict(documents())
    for path, text in wanted.items():
        if not path.exists() or path.read_text("utf-8") != text:
            wrong.append(f"{path.relative_to(ROOT)} is not current: run `make docs`")
    wrong += [
        f"{path.relative_to(ROOT)} is missing: run `make docs`" for path, _ in _first_examples() if not path.exists()
    ]
    kept = {path for path in CONTRACTS.rglob("*.json") if "examples" not in path.parts}
    wrong += [f"{path.relative_to(ROOT)} belongs to nothing" for path in sorted(kept - wanted.keys())]
    return wrong + list(_unread())


def documents() -> Iterator[tuple[Path, str]]:
    """Every generated document except the examples: its path and its text."""
    for event in schemas.events():
        yield _schema_path(event), schemas.text(schemas.schema(event))
    yield CONTRACTS / "asyncapi.json", schemas.text(asyncapi())
    yield ROOT / "docs" / "events.md", page()
    yield ROOT / "docs" / "settings.md", settings_page.page()
    packages = [service.package for service in installed().values()]
    yield ROOT / "shared" / "src" / "shared" / "http" / FILE.name, schemas.text(listed(*packages))
    for name, service in installed().items():
        yield CONTRACTS / "openapi" / f"{name}.json", schemas.text(openapi(service))


def examples(event: type[Event]) -> list[Path]:
    """The stored examples of an event; the first is generated, others may be added by hand."""
    return sorted((CONTRACTS / "examples" / schemas.name(event)).glob("*.json"))


def _first_examples() -> Iterator[tuple[Path, str]]:
    for event in schemas.events():
        yield CONTRACTS / "examples" / schemas.name(event) / "1.json", schemas.text(example(event))


def _unread() -> Iterator[str]:
    """Stored examples that their class cannot read, and those whose class is gone."""
    known = {schemas.name(event) for event in schemas.events()}
    for folder in sorted((CONTRACTS / "examples").glob("*")):
        if folder.name not in known:
            yield f"{folder.relative_to(ROOT)} belongs to no event"
    for event in schemas.events():
        for path in examples(event):
            try:
                event.read(path.read_bytes())
            except ValidationError as error:
                yield f"{path.relative_to(ROOT)} is no longer read by {event.__name__}: {error.error_count()} faults"


def _broken() -> list[str]:
    return [said for event in schemas.events() for said in breaks(_committed(event), schemas.schema(event))]


def _schema_path(event: type[Event]) -> Path:
    return CONTRACTS / "schemas" / f"{schemas.name(event)}.json"


def _committed(event: type[Event]) -> dict[str, Any] | None:
    path = _schema_path(event)
    found: dict[str, Any] | None = json.loads(path.read_text("utf-8")) if path.exists() else None
    return found
