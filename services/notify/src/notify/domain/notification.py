"""One message to one person, and what is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from notify.domain.access import Gate
from notify.domain.preferences import Wanted
from notify.domain.reasons import Why
from shared.events.notify import NotificationDelivered, NotificationFailed

Channel = Literal["inbox", "mail"]
_FACTS: dict[Channel, int] = {"inbox": 1, "mail": 2}  # the version of a notification after what became of it there


@dataclass(frozen=True, slots=True)
class News:
    """What is to be told, whoever gets it."""

    idea_id: UUID
    kind: str
    why: Why
    link: str
    gate: Gate
    cause: UUID
    last_day: date | None = None
    """The last one on which the reader may act, where the news names it."""


@dataclass(frozen=True, slots=True)
class Notification:
    """News for one person, by the channels that they want; a cause reaches a person once."""

    notification_id: UUID
    person_id: UUID
    news: News
    wanted: Wanted
    created_at: datetime


@dataclass(frozen=True, slots=True)
class About:
    """Which notification it was, of what kind, to whom."""

    notification_id: UUID
    person_id: UUID
    kind: str


def delivered(about: About, channel: Channel, at: datetime) -> NotificationDelivered:
    """The announcement that it reached a channel."""
    return NotificationDelivered(**_facts(about, channel, at))


def failed(about: About, channel: Channel, why: str, at: datetime) -> NotificationFailed:
    """The announcement that it will not reach a channel; ``why`` is a stable slug."""
    return NotificationFailed(**_facts(about, channel, at), reason=why)


def _facts(about: About, channel: Channel, at: datetime) -> dict[str, Any]:
    """What both announcements carry."""
    return {
        "occurred_at": at,
        "by": None,
        "aggregate_version": _FACTS[channel],
        "notification_id": about.notification_id,
        "person_id": about.person_id,
        "kind": about.kind,
        "channel": channel,
    }
