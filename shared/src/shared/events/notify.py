"""notifications.v1: what was delivered to whom, for audits and the operations page."""

from __future__ import annotations

from typing import ClassVar, Literal
from uuid import UUID

from shared.events.base import Event


class DeliveryEvent(Event):
    """What the events of a delivery share; ``kind`` is the kind of notification."""

    subject_field: ClassVar[str] = "notification_id"
    key_field: ClassVar[str] = "person_id"
    notification_id: UUID
    person_id: UUID
    kind: str
    channel: Literal["inbox", "mail"]


class NotificationDelivered(DeliveryEvent):
    """A notification reached its channel."""

    type: Literal["notification.delivered"] = "notification.delivered"
    version: Literal[1] = 1


class NotificationFailed(DeliveryEvent):
    """A notification could not be delivered."""

    type: Literal["notification.failed"] = "notification.failed"
    version: Literal[1] = 1
    reason: str
