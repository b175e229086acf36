"""The gate: whether readers and writers on both sides of a change of a schema still understand each other.

Rolling deployments and retained records mix versions, so a new class must read what an older one wrote, and a reader
that still runs must find the fields that it needs. Readers ignore unknown fields: an optional addition breaks nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]

_LOWER = ("minLength", "minimum", "exclusiveMinimum", "minItems", "minProperties")
_UPPER = ("maxLength", "maximum", "exclusiveMaximum", "maxItems", "maxProperties")


def breaks(old: Schema | None, new: Schema) -> list[str]:
    """Why ``new`` must not take the place of ``old``, a sentence each; empty when it may, or when there is no old one."""
    if old is None:
        return []
    return [f"{said}; {_remedy(new)}" for said in _compared(_inlined(old), _inlined(new), str(new.get("title", "")))]


def _remedy(new: Schema) -> str:
    title = re.sub(r"V\d+$", "", str(new.get("title", "the class")))
    following = int(new.get("properties", {}).get("version", {}).get("const", 1)) + 1
    return f"leave {title} as it was and write {title}V{following} with an upcast beside it"


def _inlined(root: Schema) -> Schema:
    """The schema with every ``$ref`` replaced by what it names (no event holds itself)."""
    definitions = root.get("$defs", {})

    def inline(node: Any) -> Any:
        if isinstance(node, list):
            return [inline(each) for each in node]
        if not isinstance(node, dict):
            return node
        named = definitions[node["$ref"].rpartition("/")[2]] if "$ref" in node else {}
        return {key: inline(value) for key, value in (named | node).items() if key not in {"$ref", "$defs"}}

    made: Schema = inline(root)
    return made


def _compared(old: Schema, new: Schema, where: str) -> Iterator[str]:
    """Problems of a schema without references, here and below."""
    if "anyOf" in old or "anyOf" in new:
        yield from _alternatives(old.get("anyOf", [old]), new.get("anyOf", [new]), where)
        return
    yield from (f"{where}: {what}" for what in _narrowed(old, new))
    yield from (f"{where}: {what}" for what in _members(old, new))
    before, after = old.get("properties", {}), new.get("properties", {})
    for field in after.keys() & before.keys():
        yield from _compared(before[field], after[field], f"{where}/{field}")
    for part in ("items", "additionalProperties", "propertyNames"):
        if isinstance(new.get(part), dict):
            was = old.get(part)
            yield from _compared(was if isinstance(was, dict) else {}, new[part], f"{where}/{part}")


def _alternatives(old: list[Schema], new: list[Schema], where: str) -> Iterator[str]:
    for each in old:
        said = [list(_compared(each, other, where)) for other in new]
        if all(said):
            yield said[0][0] if len(new) == 1 else f"{where}: {_kind(each)} is no longer taken"


def _kind(node: Schema) -> str:
    return str(node.get("format") or node.get("const") or node.get("type") or "a value")


def _narrowed(old: Schema, new: Schema) -> Iterator[str]:
    """In what respect fewer values are taken than before."""
    if missing := _types(old) - _types(new):
        yield f"type {' or '.join(sorted(missing))} is no longer taken"
    allowed, before = _values(new), _values(old)
    if allowed is not None and (before is None or not before <= allowed):
        lost = sorted(map(str, (before or set()) - allowed))
        yield f"no longer taken: {', '.join(lost) or 'values outside ' + ', '.join(sorted(map(str, allowed)))}"
    for key in ("format", "pattern"):
        if key in new and old.get(key) != new[key]:
            yield f"{key} was {old.get(key)!r} and is {new[key]!r}"
    yield from _bounds(old, new)


def _bounds(old: Schema, new: Schema) -> Iterator[str]:
    for key in _LOWER:
        lowest = float("-inf") if key.endswith("imum") else 0  # lengths and counts begin at nothing anyway
        if key in new and new[key] > old.get(key, lowest):
            yield f"{key} was raised to {new[key]}"
    for key in _UPPER:
        if key in new and new[key] < old.get(key, float("inf")):
            yield f"{key} was lowered to {new[key]}"


def _members(old: Schema, new: Schema) -> Iterator[str]:
    """What became necessary, and what readers that still run would miss."""
    for field in sorted(set(new.get("required", ())) - set(old.get("required", ()))):
        yield f"{field} is required now, older records may lack it"
    for field in sorted(set(old.get("required", ())) - set(new.get("properties", {}))):
        yield f"{field} is gone, readers that still run need it"


def _types(node: Schema) -> set[str]:
    """JSON types that a schema takes; one without ``type`` takes all."""
    every = {"null", "boolean", "object", "array", "number", "integer", "string"}
    said = node.get("type", every)
    found = {said} if isinstance(said, str) else set(said)
    return found | {"integer"} if "number" in found else found


def _values(node: Schema) -> set[Any] | None:
    """The only values that a schema takes; None when it does not list them."""
    if "const" in node:
        return {node["const"]}
    return set(node["enum"]) if "enum" in node else None
