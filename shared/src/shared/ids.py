"""Identifiers: UUID version 7 (RFC 9562), so that an id sorts by the real time it was made at."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A fresh id; its time is the machine's, never the demo's moved clock."""
    return uuid7()


def id_at(time: datetime, content: bytes) -> UUID:
    """The id of foreign content: version-7 shape, ``time`` (aware) in front, SHA-256 of ``content`` behind.

    The same time and content give the same id, so an event that a foreign system sends twice is one event.
    """
    digest = hashlib.sha256(content).digest()
    millis = int(time.timestamp() * 1000) & ((1 << 48) - 1)
    value = (millis << 80) | int.from_bytes(digest[:10], "big")
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return UUID(int=value)


def time_of(event_id: UUID) -> datetime:
    """The time (UTC, milliseconds) inside a version-7 id. ValueError for any other version."""
    if event_id.version != 7:
        raise ValueError(f"{event_id} is not a version 7 UUID")
    return datetime.fromtimestamp((event_id.int >> 80) / 1000, tz=UTC)
