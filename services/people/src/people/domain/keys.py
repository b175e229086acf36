"""When a signing key signs, and for how long it is shown: everybody knows a new key before it signs, and an old one after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

KNOWN_AHEAD = timedelta(minutes=10)  # services look for new keys every five minutes, and may find us away once
SHOWN_AFTER = timedelta(minutes=20)  # tokens last fifteen


@dataclass(frozen=True, slots=True)
class Key:
    """A key pair (PEM of its private half); it signs from ``signs_from`` until the next one does."""

    kid: str
    private_pem: str
    signs_from: datetime


def in_order(keys: Iterable[Key]) -> list[Key]:
    return sorted(keys, key=lambda key: (key.signs_from, key.kid))


def signer(keys: Iterable[Key], now: datetime) -> Key | None:
    """The key that signs now; None while there is none."""
    return next((key for key in reversed(in_order(keys)) if key.signs_from <= now), None)


def waiting(keys: Iterable[Key], now: datetime) -> Key | None:
    """The key that is shown already and will sign."""
    return next((key for key in in_order(keys) if key.signs_from > now), None)


def over(keys: Iterable[Key], now: datetime) -> list[Key]:
    """Keys whose last tokens have ended."""
    return [old for old, new in pairwise(in_order(keys)) if new.signs_from + SHOWN_AFTER <= now]


def wanted(keys: Iterable[Key], now: datetime, lasts: timedelta) -> bool:
    """Whether it is time to make the next key."""
    known = list(keys)
    newest = max((key.signs_from for key in known), default=None)
    return newest is None or (waiting(known, now) is None and newest + lasts - KNOWN_AHEAD <= now)


def next_look(keys: Iterable[Key], now: datetime, lasts: timedelta) -> datetime:
    """When there is something to do next: make a key, or take away one that is over."""
    known = in_order(keys)
    moments = [new.signs_from + SHOWN_AFTER for _, new in pairwise(known)]
    moments += [known[-1].signs_from + lasts - KNOWN_AHEAD] if known else []
    return min((moment for moment in moments if moment > now), default=now + lasts)
