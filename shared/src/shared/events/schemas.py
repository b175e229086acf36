"""JSON Schema 2020-12 of each event, and the names under which an event's documents are kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from shared.events import catalog
from shared.events.base import Event

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(event: type[Event]) -> dict[str, Any]:
    """JSON Schema 2020-12 of an event's data."""
    return {"$schema": DIALECT, "$id": f"/schemas/{name(event)}.json"} | event.model_json_schema()


def name(event: type[Event]) -> str:
    """Name of an event's documents, for example ``idea.submitted.v1``."""
    return f"{event.type_name()}.v{event.type_version()}"


def events() -> Iterator[type[Event]]:
    """Every event of the catalogue, in its order."""
    for topic in catalog.TOPICS.values():
        yield from topic.events


def text(document: Any) -> str:
    """A JSON document as it is committed."""
    return json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
