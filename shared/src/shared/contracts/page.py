"""The contracts that follow from the catalogue: JSON Schemas and docs/events.md, and the gate that no reader breaks.

``python -m shared.contracts write`` makes them anew and refuses a schema that would break a reader of older records;
``check`` compares them with what is committed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shared.events import catalog
from shared.events.base import Event

ROOT = Path(__file__).parents[3]
SCHEMAS = ROOT / "shared" / "contracts" / "schemas"
PAGE = ROOT / "docs" / "events.md"


def write() -> list[Path]:
    """Write what differs; returns the paths. ValueError when a schema would break a reader."""
    broken = [problem for event in _events() for problem in breaks(_committed(event), schema(event))]
    if broken:
        raise ValueError("; ".join(broken))
    written = []
    for path, text in documents():
        if not path.exists() or path.read_text() != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            written.append(path)
    return written


def check() -> list[str]:
    """What is wrong with the committed documents, a sentence each."""
    wrong = [problem for event in _events() for problem in breaks(_committed(event), schema(event))]
    for path, text in documents():
        if not path.exists() or path.read_text() != text:
            wrong.append(f"{path.relative_to(ROOT)} is not current: run `make docs`")
    known = {path for path, _ in documents()}
    wrong += [f"{path.relative_to(ROOT)} belongs to no event" for path in SCHEMAS.glob("*.json") if path not in known]
    return wrong


def documents() -> Iterator[tuple[Path, str]]:
    """Every generated document: its path and its text."""
    for event in _events():
        yield _path(event), json.dumps(schema(event), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    yield PAGE, "\n".join(_page()) + "\n"


def schema(event: type[Event]) -> dict[str, Any]:
    """JSON Schema 2020-12 of an event's data."""
    made = event.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"/schemas/{_path(event).name}"} | made


def breaks(old: dict[str, Any] | None, new: dict[str, Any], where: str = "") -> list[str]:
    """Why a reader made from ``new`` could not read what was written after ``old``; empty when it can."""
    if old is None:
        return []
    name = where or str(old.get("$id", "schema"))
    problems = [f"{name}: {what}; make it optional or add a next version" for what in _narrowed(old, new)]
    for part in ("properties", "$defs"):
        for field, inner in new.get(part, {}).items():
            problems += breaks(old.get(part, {}).get(field), inner, f"{name}/{field}")
    if "items" in new and "items" in old:
        problems += breaks(old["items"], new["items"], f"{name}/items")
    return problems


def _narrowed(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    """In what respect a schema takes less than it took, at its own level."""
    for field in sorted(set(new.get("required", ())) - set(old.get("required", ()))):
        yield f"{field} is required now, older records may lack it"
    for key in ("type", "$ref", "format", "pattern", "const"):
        if key in new and old.get(key) != new[key]:
            yield f"{key} was {old.get(key)!r} and is {new[key]!r}"
    if "enum" in new and not set(old.get("enum", (None,))) <= set(new["enum"]):
        yield "values that were allowed no longer are"
    for key in ("minLength", "minimum", "minItems"):
        if new.get(key, 0) > old.get(key, 0):
            yield f"{key} was raised to {new[key]}"


def _events() -> Iterator[type[Event]]:
    for topic in catalog.TOPICS.values():
        yield from topic.events


def _path(event: type[Event]) -> Path:
    return SCHEMAS / f"{event.type_name()}.v{event.type_version()}.json"


def _committed(event: type[Event]) -> dict[str, Any] | None:
    path = _path(event)
    found: dict[str, Any] | None = json.loads(path.read_text()) if path.exists() else None
    return found


def _page() -> Iterator[str]:
    yield "# Events\n\nMade from `shared/src/shared/events/catalog.py` by `make docs`. Every event also carries `occurred_at`, `by`,"
    yield "`acting_for` and `aggregate_version`. Envelope: CloudEvents 1.0, Kafka binary mode; schemas in `shared/contracts/schemas/`."
    for topic in catalog.TOPICS.values():
        kept = f"{topic.retention.days} days" if topic.retention else "compacted: the newest of each key"
        yield f"\n## {topic.name}\n\nTold by {topic.producer}. Key: {topic.key}. {topic.partitions} partitions, kept {kept}.\n"
        yield "| event | means | carries | acted on by |\n|---|---|---|---|"
        for event, consumers in topic.events.items():
            own = [name for name in event.model_fields if name not in Event.model_fields]
            meaning = " ".join((event.__doc__ or "").split())
            yield f"| `{event.type_name()}` v{event.type_version()} | {meaning} | {', '.join(own)} | {', '.join(consumers) or '—'} |"


def main() -> int:
    """Exit status: 0 all current, 1 something is wrong, 2 wrong arguments."""
    verbs = {"write": lambda: [f"wrote {path.relative_to(ROOT)}" for path in write()], "check": check}
    if len(sys.argv) != 2 or sys.argv[1] not in verbs:
        sys.stderr.write("usage: python -m shared.contracts write | check\n")
        return 2
    try:
        lines = verbs[sys.argv[1]]()
    except ValueError as refused:
        sys.stderr.write(f"{refused}\n")
        return 1
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 1 if lines and sys.argv[1] == "check" else 0


if __name__ == "__main__":
    sys.exit(main())
