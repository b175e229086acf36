"""A plausible value for a JSON Schema: always the same one for the same schema."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_URL, uuid5

Schema = dict[str, Any]

_KNOWN: dict[str, Any] = {
    "given_name": "Ada",
    "family_name": "Example",
    "display_name": "Ada Example",
    "email": "ada@parley.example",
    "external_id": "E-1001",
    "seat": "FR-57",
    "country": "FR",
    "subdivision": "57",
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
    "why": "You are one of its authors.",
    "link": "/ideas/cd73459f-73e9-524d-b7a4-1bbbac4ba086",
    "next": "/api/ideas?limit=30&after=bm90LWEtY3Vyc29y",
    "locale": "en",
    "text": "The one at the north gate is full by eight.",
}
_BY_FORMAT = {"date": "2027-03-01", "date-time": "2027-03-01T09:00:00Z"}


def value(node: Schema, definitions: dict[str, Schema], name: str = "") -> Any:
    """A value that fits ``node``; ``name`` is that of the member, ``definitions`` what its references name.

    A schema's own first example wins; members that it lacks although they are required are filled in.
    """
    if "$ref" in node:
        return value(definitions[node["$ref"].rpartition("/")[2]], definitions, name)
    if node.get("examples"):
        return _filled(node, definitions)
    if choices := node.get("anyOf") or node.get("oneOf"):
        return value(next(each for each in choices if each.get("type") != "null"), definitions, name)
    if "const" in node or "enum" in node:
        return node.get("const") or node["enum"][0]
    if node.get("type") in {"object", "array"}:
        return _array(node, definitions, name) if node["type"] == "array" else _object(node, definitions)
    return _scalar(name, node)


def _array(node: Schema, definitions: dict[str, Schema], name: str) -> list[Any]:
    if "prefixItems" in node:
        return [value(each, definitions, name) for each in node["prefixItems"]]
    return [value(node["items"], definitions, name.removesuffix("s"))] if "items" in node else []


def _filled(node: Schema, definitions: dict[str, Schema]) -> Any:
    given = node["examples"][0]
    if not isinstance(given, dict):
        return given
    members = node.get("properties", {})
    lacks = [name for name in node.get("required", ()) if name not in given]
    return {name: value(members[name], definitions, name) for name in lacks} | given


def _object(node: Schema, definitions: dict[str, Schema]) -> Any:
    if "properties" in node:
        return {member: value(inner, definitions, member) for member, inner in node["properties"].items()}
    inner = node.get("additionalProperties")
    keys = node.get("propertyNames", {}).get("enum", ["key"])
    return {key: value(inner, definitions, key) for key in keys} if isinstance(inner, dict) else {}


def _scalar(name: str, node: Schema) -> Any:
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
