"""What a service is, as data: its name, settings, routes, handlers and deadlines. ``shared.run`` runs it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import entry_points
from typing import Any
from uuid import UUID

from fastapi import APIRouter

from shared.db import Tx
from shared.events.base import Event
from shared.settings import ServiceSettings

OnEvent = Callable[[Tx, Any], Awaitable[None]]
"""``async def on_idea_submitted(tx, event: IdeaSubmitted) -> None``"""


@dataclass(frozen=True, slots=True)
class Batched:
    """Marks a handler that takes a run of events of one type at once: ``async def on_...(tx, events: list[E])``.

    What it keeps or tells because of one of them names that one: ``tx.caused(events)``.
    """

    handle: Callable[[Tx, list[Any]], Awaitable[None]]


Handlers = dict[type[Event], OnEvent | Batched]
"""What a service hears: class of event -> what happens."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline that is due: what kind, of which aggregate, and when it was due (UTC)."""

    kind: str
    subject_id: UUID
    due_at: datetime


OnDeadline = Callable[[Tx, Deadline], Awaitable[None]]
Deadlines = dict[str, OnDeadline]

Begin = Callable[[], AbstractAsyncContextManager[Tx]]
"""Opens a transaction; it commits at the end of the ``async with``."""


@dataclass(frozen=True, slots=True)
class Chore:
    """What a worker does again and again. ``turn`` says whether there is more to do at once; else it pauses (seconds)."""

    name: str
    turn: Callable[[Begin, Any], Awaitable[bool]]
    """Gets the service's own settings."""
    pause: float


@dataclass(frozen=True, slots=True)
class Service:
    name: str
    """Name in topics, sources and addresses, for example ``union-dialogue``."""
    settings: type[ServiceSettings]
    routers: tuple[APIRouter, ...]
    handlers: Mapping[type[Event], OnEvent | Batched]
    deadlines: Mapping[str, OnDeadline] = field(default_factory=dict)
    """Kind of deadline -> what happens when it is due."""
    chores: tuple[Chore, ...] = ()
    directory: bool = True
    """Whether it keeps its own copy of people.v1 (``shared.directory``)."""
    roles_of: Callable[[Tx, UUID], Awaitable[set[str]]] | None = None
    """Functions of a person, for a service without the directory; it guards the operations pages."""
    title: str = ""
    """One sentence for its OpenAPI page."""

    @property
    def package(self) -> str:
        return self.name.replace("-", "_")

    @property
    def source(self) -> str:
        """``ce_source`` of its events."""
        return f"/parley/{self.name}"

    @property
    def group(self) -> str:
        """Its Kafka consumer group."""
        return f"parley.{self.name}"


def installed() -> dict[str, Service]:
    """Every service installed in this environment, by name (entry points ``parley.services``)."""
    found = [entry.load() for entry in entry_points(group="parley.services")]
    return {service.name: service for service in sorted(found, key=lambda service: service.name)}
