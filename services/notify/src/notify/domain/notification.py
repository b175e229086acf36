"""One message to one person, and what is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from notify.domain.access import Gate
from notify.domain.reasons import Why
from shared.events.notify import NotificationDelivered

Channel = Literal["inbox", "mail"]


@dataclass(frozen=True, slots=True)
class News:
    """What is to be told, whoever gets it."""

    idea_id: UUID
    kind: str
    why: Why
    link: str
    gate: Gate
    cause: UUID


@dataclass(frozen=True, slots=True)
class Notification:
    """News for one person; a cause reaches a person once. ``shown`` in the inbox, unless they muted the kind."""

    notification_id: UUID
    person_id: UUID
    news: News
    shown: bool
    created_at: datetime


def delivered(notification: Notification, channel: Channel, at: datetime) -> NotificationDelivered:
    """The announcement that it reached a channel."""
    return NotificationDelivered(
        occurred_at=at,
        by=None,
        aggregate_version=1,
        notification_id=notification.notification_id,
        person_id=notification.person_id,
        kind=notification.news.kind,
        channel=channel,
    )
