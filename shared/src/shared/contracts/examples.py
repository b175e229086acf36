"""An example of each event, made from its schema. Once stored it stays: it stands for records written long ago."""

from __future__ import annotations

import json
from typing import Any

from shared import examples
from shared.events.base import Event
from shared.events.schemas import schema


def example(event: type[Event]) -> Any:
    """The data of one such event, as JSON; always the same for the same class."""
    root = schema(event)
    made = examples.value(root, root.get("$defs", {}))
    return json.loads(event.model_validate_json(json.dumps(made)).payload())
