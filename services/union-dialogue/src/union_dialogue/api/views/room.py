"""Rooms and what was said in them, as the edge gives them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from shared.errors import Language
from union_dialogue.domain.notices import NOTICES, Notice


class ReadersView(BaseModel):
    """How many may read a room today, each counted once: members, substitutes who sit in, and management."""

    members: int
    substitutes: int
    management: int


class RoomView(BaseModel):
    """A room that exists for the caller."""

    room: str
    messages: int
    last_at: datetime | None
    readers: ReadersView


class MessageView(BaseModel):
    """``notice``: the system says it, without an author, in the reader's language."""

    message_id: UUID
    author_id: UUID | None
    author: str | None
    text: str
    notice: Notice | None
    mentions: list[UUID]
    posted_at: datetime
    edition: int
    edited_at: datetime | None


class EditionView(BaseModel):
    """What a message said from ``written_at`` on."""

    edition: int
    text: str
    mentions: list[UUID]
    written_at: datetime


class Posted(BaseModel):
    message_id: UUID


class Edited(BaseModel):
    message_id: UUID
    edition: int


def message_view(row: Mapping[str, Any], language: Language) -> MessageView:
    return MessageView(**dict(row) | _words(row["notice"], language))


def edition_view(row: Mapping[str, Any], notice: Notice | None, language: Language) -> EditionView:
    return EditionView(**dict(row) | _words(notice, language))


def _words(notice: Notice | None, language: Language) -> dict[str, str]:
    """What the system says is kept as its name alone."""
    return {"text": NOTICES[notice].told_in(language)} if notice else {}
