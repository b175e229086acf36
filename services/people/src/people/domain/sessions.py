"""Sessions: how long they last, and how long a token of one may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

LASTS = timedelta(hours=12)
_DEVICE = 200  # characters that tell a device


@dataclass(frozen=True, slots=True)
class Session:
    """A sign-in that renews tokens until ``ends_at``; ``device`` is what the browser calls itself."""

    session_id: UUID
    person_id: UUID
    device: str
    started_at: datetime
    renewed_at: datetime
    ends_at: datetime


def token_lasts(session: Session, now: datetime, longest: timedelta) -> timedelta:
    """No token outlives its session."""
    return max(min(longest, session.ends_at - now), timedelta(0))


def device_of(user_agent: str | None) -> str:
    """What helps somebody to recognise a session of theirs, and no more."""
    return "".join(letter for letter in user_agent or "" if letter.isprintable())[:_DEVICE]
