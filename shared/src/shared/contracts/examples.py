"""An example of each event, made from its schema. Once stored it stays: it stands for records written long ago."""

from __future__ import annotations

import json
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from shared.contracts.schemas import schema
from shared.events.base import Event

_KNOWN: dict[str, Any] = {
    "given_name": "Ada",
    "family_name": "Example",
    "display_name": "Ada Example",
    "email": "ada@parley.example",
    "external_id": "E-1001",
    "seat": "FR-75",
    "country": "FR",
    "subdivision": "75",
    "zone": "Europe/Paris",
    "regime": "fr-cse",
    "currency": "EUR",
    "unit": "EUR",
    "amount": 1200,
    "share": 100,
    "title": "A second rack for bicycles",
    "en": "Municipal works",
    "fr": "Services techniques",
    "de": "Stadtwerke",
    "text": "The one at the north gate is full by eight.",
}
_BY_FORMAT = {"date": "2027-03-01", "date-time": "2027-03-01T09:00:00Z"}


def example(event: type[Event]) -> Any:
    """The data of one such event, as JSON; always the same for the same class."""
    root = schema(event)
    made = _object(root, root.get("$defs", {}))
    return json.loads(event.model_validate_json(json.dumps(made)).payload())


def _object(node: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    if "properties" in node:
        return {name: _value(name, inner, definitions) for name, inner in node["properties"].items()}
    inner = node.get("additionalProperties")
    keys = node.get("propertyNames", {}).get("enum", ["key"])
    return {key: _value(key, inner, definitions) for key in keys} if isinstance(inner, dict) else {}


def _value(name: str, node: dict[str, Any], definitions: dict[str, Any]) -> Any:
    if "$ref" in node:
        return _value(name, definitions[node["$ref"].rpartition("/")[2]], definitions)
    if "anyOf" in node:
        return _value(name, next(each for each in node["anyOf"] if each.get("type") != "null"), definitions)
    if "const" in node or "enum" in node:
        return node["const"] if "const" in node else node["enum"][0]
    if node.get("type") == "object":
        return _object(node, definitions)
    if node.get("type") == "array":
        return [_value(name.removesuffix("s"), node["items"], definitions)]
    return _scalar(name, node)


def _scalar(name: str, node: dict[str, Any]) -> Any:
    match node.get("type"):
        case "null":
            return None
        case "boolean":
            return bool(node.get("default", True))
        case "integer" | "number":
            return _KNOWN.get(name, max(1, node.get("minimum", 1)))
    if node.get("format") == "uuid":
        return str(uuid5(NAMESPACE_URL, f"https://parley.example/{name}"))
    return _BY_FORMAT.get(node.get("format", ""), _KNOWN.get(name, name.replace("_", "-")))
