"""From a row of the outbox to a Kafka record: CloudEvents 1.0 in binary mode."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from typing import Any, Protocol

from shared import telemetry
from shared.events import catalog

Headers = list[tuple[str, bytes]]
_OF_IDEAS = frozenset(
    each.type_name() for topic in catalog.TOPICS.values() for each in topic.events if each.key_field == "idea_id"
)
"""Types of events whose key is the id of an idea."""


class Sender(Protocol):
    """What the relay needs of a producer (aiokafka's has it)."""

    async def start(self) -> None: ...

    async def stop(self) -> None: ...

    async def send(
        self, topic: str, value: bytes | None = None, key: bytes | None = None, *, headers: Headers | None = None
    ) -> Any: ...


def headers(row: Mapping[str, Any], source: str, trace: tuple[str | None, str | None]) -> Headers:
    """Headers of an event's record; ``trace`` is (traceparent, tracestate). The row's own headers win."""
    traceparent, tracestate = trace
    said = {"content-type": "application/json"} if row["type"] else {}
    if row["type"]:
        said |= _event(row, source)
    if traceparent:
        said["traceparent"] = traceparent
    if tracestate:
        said["tracestate"] = tracestate
    own = row["headers"] or {}
    return [(name, str(value).encode()) for name, value in (said | own).items()]


def _event(row: Mapping[str, Any], source: str) -> dict[str, str]:
    kind, version = row["type"], row["schema_version"] or 1
    said = {
        "ce_specversion": "1.0",
        "ce_id": str(row["event_id"]),
        "ce_source": source,
        "ce_type": f"parley.{kind}.v{version}",
        "ce_subject": row["subject"],
        "ce_time": row["occurred_at"].astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "ce_dataschema": f"/schemas/{kind}.v{version}.json",
        "ce_sequence": None if row["aggregate_version"] is None else f"{row['aggregate_version']:020d}",
    }
    return {name: value for name, value in said.items() if value is not None}


async def send(producer: Sender, row: Mapping[str, Any], source: str) -> Any:
    """Hand the row to the producer; returns the future of its acknowledgement.

    The span hangs below the one that announced the event; where that is not recorded, its context is passed on as is.
    """
    if row["traceparent"] is None:
        return await _send(producer, row, headers(row, source, (None, None)))
    above = telemetry.context_from(row["traceparent"], row["tracestate"])
    with telemetry.span(f"send {row['topic']}", telemetry.PRODUCER, attributes(row), context=above):
        return await _send(producer, row, headers(row, source, telemetry.current_context()))


async def _send(producer: Sender, row: Mapping[str, Any], said: Headers) -> Any:
    return await producer.send(row["topic"], row["payload"], row["key"], headers=said)


def attributes(row: Mapping[str, Any]) -> dict[str, str]:
    """What the span says: identifiers only, never content."""
    said = {
        "messaging.system": "kafka",
        "messaging.operation.name": "send",
        "messaging.operation.type": "send",
        "messaging.destination.name": row["topic"],
        "messaging.message.id": str(row["event_id"]),
        "event.id": str(row["event_id"]),
    }
    if row["type"]:
        said["event.type"] = row["type"]
    if row["type"] in _OF_IDEAS and row["topic"] in catalog.TOPICS and row["key"]:
        said["idea.id"] = row["key"].decode()
    return said
