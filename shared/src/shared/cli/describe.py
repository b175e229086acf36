"""``parley describe``: topic, event, and the function of each service that handles it, from the catalogue and the code."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import typer

from shared import service
from shared.events import catalog
from shared.events.base import Event
from shared.service import Batched, Service


class Way(NamedTuple):
    """One row: an event of a topic, and where one consumer handles it (``-`` for both when nobody acts on it)."""

    topic: str
    event: str
    consumer: str
    handler: str


def describe() -> None:
    """Print which function of which service handles each event."""
    rows = [Way("TOPIC", "EVENT", "CONSUMER", "HANDLER"), *ways(service.installed())]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def ways(services: Mapping[str, Service]) -> Iterator[Way]:
    """All rows, in the order of the catalogue."""
    for topic in catalog.TOPICS.values():
        for event, consumers in topic.events.items():
            for consumer in consumers or ("-",):
                yield Way(topic.name, event.type_name(), consumer, _place(services.get(consumer), event, topic.name))


def _place(consumer: Service | None, event: type[Event], topic: str) -> str:
    if consumer is None:
        return "-"
    handler = consumer.handlers.get(event)
    if handler is None:
        copied = consumer.directory and topic == "people.v1"
        return "shared.directory (its copy of people.v1)" if copied else "no handler"
    return place_of(handler.handle if isinstance(handler, Batched) else handler)


def place_of(function: Callable[..., Any]) -> str:
    """``file:line name`` of a function, the file relative to the working directory when it is inside."""
    plain = inspect.unwrap(function)
    file = Path(inspect.getsourcefile(plain) or "?")
    here = Path.cwd()
    shown = file.relative_to(here) if file.is_relative_to(here) else file
    return f"{shown}:{inspect.getsourcelines(plain)[1]} {plain.__name__}"
