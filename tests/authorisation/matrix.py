"""The matrix who x what x on what, read from one data file a service and checked for its own sense."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
EVERYONE_ELSE = "everyone else"
Outcome = Literal["allow", "refuse", "hide", "omit"]
"""allow: 2xx; refuse: 403; hide: 404, its existence is secret; omit: 2xx, but without what the row ``shows``."""
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
_FIELDS = {"operation", "thing", "body", "file", "query", "shows", "anyone", *OUTCOMES}


@dataclass(frozen=True)
class Operation:
    """An operation of the OpenAPI document; ``example`` is its body's first example, if it takes a body."""

    name: str
    method: str
    path: str
    example: Any
    open: bool


@dataclass(frozen=True)
class Row:
    """One operation on one thing: what happens to whom. ``thing`` names what the stage sets up; ``file`` is sent as text."""

    operation: str
    thing: str
    body: Any
    file: str | None
    query: Mapping[str, str]
    shows: str | None
    anyone: bool
    outcomes: Mapping[str, Outcome]

    @property
    def id(self) -> str:
        return f"{self.operation} on {self.thing}"


@dataclass(frozen=True)
class Matrix:
    """What one service's file says: its actors with a word about each, and its rows."""

    service: str
    actors: Mapping[str, str]
    rows: tuple[Row, ...]


def described() -> list[str]:
    """Services with a file."""
    return sorted(path.stem for path in HERE.glob("*.yaml") if path.stem != "operations")


@cache
def matrix(service: str) -> Matrix:
    """The service's own rows, then those of the operations pages, which every service has. ValueError says what is wrong."""
    own = _read(service)
    every = _read("operations")
    actors = own["actors"]
    rows = [_row(service, actors, each) for each in [*own["rows"], *every["rows"]]]
    names = [row.id for row in rows]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"{service}: two rows say {sorted(twice)}")
    return Matrix(service, actors, tuple(rows))


@cache
def operations(service: str) -> dict[str, Operation]:
    """The operations of the committed OpenAPI document, by name."""
    document = json.loads((ROOT / "shared" / "contracts" / "openapi" / f"{service}.json").read_text("utf-8"))
    found = [
        _operation(document, path, method, said)
        for path, methods in document["paths"].items()
        for method, said in methods.items()
    ]
    return {operation.name: operation for operation in found}


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))
    return found


def _row(service: str, actors: Mapping[str, str], said: dict[str, Any]) -> Row:
    where = f"{service}: {said.get('operation')} on {said.get('thing')}"
    if unknown := said.keys() - _FIELDS:
        raise ValueError(f"{where}: unknown {sorted(unknown)}")
    anyone = bool(said.get("anyone", False))
    return Row(
        operation=said["operation"],
        thing=said.get("thing", "nothing"),
        body=said.get("body"),
        file=said.get("file"),
        query=said.get("query", {}),
        shows=said.get("shows"),
        anyone=anyone,
        outcomes={} if anyone else _outcomes(where, actors, said),
    )


def _outcomes(where: str, actors: Mapping[str, str], said: dict[str, Any]) -> dict[str, Outcome]:
    """What happens to each actor: named in one list, or covered by the one ``everyone else``."""
    outcomes: dict[str, Outcome] = {}
    rest: list[Outcome] = []
    for outcome in OUTCOMES:
        listed = said.get(outcome, [])
        for actor in [listed] if isinstance(listed, str) else listed:
            if actor == EVERYONE_ELSE:
                rest.append(outcome)
            elif actor not in actors or actor in outcomes:
                raise ValueError(f"{where}: {actor} is unknown or named twice")
            else:
                outcomes[actor] = outcome
    left = [actor for actor in actors if actor not in outcomes]
    if len(rest) > 1 or (left and not rest):
        raise ValueError(f"{where}: say once what happens to {EVERYONE_ELSE}; left: {left}")
    if "omit" in said and not said.get("shows"):
        raise ValueError(f"{where}: say what it shows to others")
    return outcomes | dict.fromkeys(left, rest[0] if rest else "refuse")


def _operation(document: dict[str, Any], path: str, method: str, said: dict[str, Any]) -> Operation:
    content = said.get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    example = next(iter(schema.get("examples", [])), None)
    return Operation(said["operationId"], method.upper(), path, example, not said.get("security"))
