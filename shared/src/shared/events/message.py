"""A Kafka record as the consumer keeps it, and its form in PostgreSQL and in the dead letters."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from shared.db import Row
from shared.errors import Poison
from shared.events import envelope


class Message(NamedTuple):
    """One record: where it stood, when the broker or producer stamped it, and its bytes as they were."""

    topic: str
    partition: int
    offset: int
    recorded_at: datetime
    key: bytes | None
    headers: tuple[tuple[str, bytes], ...]
    payload: bytes | None

    @property
    def type(self) -> str:
        """``ce_type`` as far as it can be read; empty otherwise."""
        try:
            return envelope.optional(self.headers, "ce_type") or ""
        except Poison:
            return ""

    @property
    def event_id(self) -> UUID | None:
        """The event's id as far as it can be read."""
        try:
            return envelope.decode(self.headers).id
        except Poison:
            return None


def from_kafka(record: Any) -> Message:
    """The message of an aiokafka ConsumerRecord."""
    stamped = datetime.fromtimestamp(max(record.timestamp or 0, 0) / 1000, UTC)
    headers = tuple((name, value or b"") for name, value in record.headers)
    return Message(record.topic, record.partition, record.offset, stamped, record.key, headers, record.value)


def from_row(row: Row) -> Message:
    """The message of a row of ``parked`` or ``dead_letter``."""
    headers = tuple((name, _bytes(value)) for name, value in row["headers"])
    return Message(
        row["topic"], row["partition"], row["offset"], row["recorded_at"], row["key"], headers, row["payload"]
    )


def headers_as_json(headers: Sequence[tuple[str, bytes]]) -> list[list[object]]:
    """Pairs, so that order and repetition survive; what jsonb cannot hold as text is ``{"base64": ...}``."""
    return [[name.replace("\x00", "�"), _json(value)] for name, value in headers]


def headers_as_text(headers: Sequence[tuple[str, bytes]]) -> dict[str, str]:
    """One text a name, for a record of the outbox: a repeated name gets a number, undecodable bytes are escaped."""
    made: dict[str, str] = {}
    for name, value in headers:
        plain, times = text(name), 1
        own = plain
        while own in made:
            times += 1
            own = f"{plain}#{times}"
        made[own] = text(value.decode(errors="backslashreplace"))
    return made


def text(value: str, limit: int | None = None) -> str:
    """Text that PostgreSQL takes, at most ``limit`` characters."""
    return value.replace("\x00", "�").encode(errors="replace").decode()[:limit]


def _json(value: bytes) -> object:
    try:
        decoded = value.decode()
    except UnicodeDecodeError:
        decoded = "\x00"
    return {"base64": base64.b64encode(value).decode()} if "\x00" in decoded else decoded


def _bytes(value: str | dict[str, str]) -> bytes:
    return base64.b64decode(value["base64"]) if isinstance(value, dict) else value.encode()
