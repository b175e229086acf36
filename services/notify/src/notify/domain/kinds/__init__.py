"""The kinds of notification: what each is about, and what holds for it."""

from __future__ import annotations

from notify.domain import reminders
from notify.domain.kind import Kind
from notify.domain.kinds import dialogues, ideas, plans, reviews

KINDS: dict[str, Kind] = {
    **ideas.KINDS,
    **reviews.KINDS,
    **dialogues.KINDS,
    **plans.KINDS,
    **reminders.KINDS,
}

__all__ = ["KINDS", "Kind"]
