"""E-mails: how often they are tried, when they are given up, and the signed link that ends them."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from datetime import timedelta
from uuid import UUID

MOST_ATTEMPTS = 12
_FIRST, _LONGEST = timedelta(minutes=1), timedelta(hours=1)
_SIGNATURE = 16  # bytes


def pause_after(attempts: int) -> timedelta:
    """How long a mail waits after so many attempts, the one at work included: doubled each time, an hour at most."""
    return min(_LONGEST, _FIRST * (1 << min(attempts - 1, 10)))


def exhausted(attempts: int) -> bool:
    """About seven hours: the mail servers of an organisation are back by then, or somebody must look."""
    return attempts >= MOST_ATTEMPTS


def sealed(secret: str, person_id: UUID, kind: str) -> str:
    """What stands in the link that ends e-mails of a kind for a person, without a sign-in (RFC 8058)."""
    body = person_id.bytes + kind.encode()
    return base64.urlsafe_b64encode(_signature(secret, body) + body).rstrip(b"=").decode()


def opened(secret: str, token: str) -> tuple[UUID, str] | None:
    """Whose e-mails of which kind a link ends; None when we did not sign it."""
    try:
        raw = base64.urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
    except (ValueError, binascii.Error):
        return None
    signature, body = raw[:_SIGNATURE], raw[_SIGNATURE:]
    if not hmac.compare_digest(signature, _signature(secret, body)):
        return None
    return UUID(bytes=body[:16]), body[16:].decode()


def _signature(secret: str, body: bytes) -> bytes:
    """The purpose is part of what is signed: a page cursor, signed with the same secret, opens nothing here."""
    return hmac.new(secret.encode(), b"unsubscribe\0" + body, hashlib.sha256).digest()[:_SIGNATURE]


DIGEST = "digest"
"""In the link of a digest, where other links name a kind."""
MOST_DIGESTS = 7
"""So many digests with a notification may fail, a day apart, before it is given up."""
