"""The keys that sign tokens: made in time, shown before they sign, taken away when their last tokens have ended."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from people.domain import keys as rules
from people.domain.keys import Key
from people.domain.refusals.signing import RotationUnderWay
from people.store import sessions as store
from shared import auth, clock, deadlines
from shared.auth import SigningKey
from shared.db import Tx
from shared.errors import Unknown

SCHEDULE = "signing-keys"
_SUBJECT = UUID("00000000-0000-7000-8000-000000000001")  # there is one schedule


async def signing_key(tx: Tx, lasts: timedelta) -> SigningKey:
    """The key that signs now; the first one is made by whoever needs it first."""
    found = rules.signer(await store.keys(tx), clock.wall())
    if found is None:
        await store.lock_keys(tx)
        found = rules.signer(await store.keys(tx), clock.wall())
    if found is None:
        found = await _make(tx, clock.wall())
        await _schedule(tx, lasts)
    return _opened(found)


async def public_keys(tx: Tx) -> list[dict[str, Any]]:
    """The public halves, the newest first; also of keys that do not sign yet, or no more."""
    return [auth.public_jwk(_opened(key)) for key in reversed(rules.in_order(await store.keys(tx)))]


async def tend(tx: Tx, lasts: timedelta) -> None:
    """Do what the schedule asks for: make the next key, take away those that are over."""
    await store.lock_keys(tx)
    now, known = clock.wall(), await store.keys(tx)
    await store.forget_keys(tx, [key.kid for key in rules.over(known, now)])
    if rules.wanted(known, now, lasts):
        await _make(tx, now + rules.KNOWN_AHEAD if known else now)
    await _schedule(tx, lasts)


async def rotate(tx: Tx, lasts: timedelta) -> Key:
    """Make the next key before its time. RotationUnderWay while one waits already."""
    await store.lock_keys(tx)
    now, known = clock.wall(), await store.keys(tx)
    if next_one := rules.waiting(known, now):
        raise RotationUnderWay(at=next_one.signs_from.isoformat(timespec="seconds"))
    made = await _make(tx, now + rules.KNOWN_AHEAD)
    await _schedule(tx, lasts)
    return made


async def withdraw(tx: Tx, kid: str, lasts: timedelta) -> None:
    """Take away a key that is in wrong hands: its tokens end, and a new key signs at once if it was the one that did."""
    await store.lock_keys(tx)
    now, known = clock.wall(), await store.keys(tx)
    if kid not in {key.kid for key in known}:
        raise Unknown(what="key")
    signs = rules.signer(known, now)
    await store.forget_keys(tx, [kid])
    if signs is not None and signs.kid == kid:
        await _make(tx, now)
    await _schedule(tx, lasts)


async def _make(tx: Tx, signs_from: datetime) -> Key:
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    made = Key(secrets.token_hex(8), pem.decode(), signs_from)
    await store.keep_key(tx, made)
    return made


async def _schedule(tx: Tx, lasts: timedelta) -> None:
    """Keys live by the machine's time and deadlines by the demo's: the span between now and then is the same."""
    now = clock.wall()
    due = rules.next_look(await store.keys(tx), now, lasts)
    await deadlines.set(tx, SCHEDULE, _SUBJECT, tx.now + (due - now))


def _opened(key: Key) -> SigningKey:
    private = serialization.load_pem_private_key(key.private_pem.encode(), None)
    if not isinstance(private, Ed25519PrivateKey):
        raise TypeError(f"the signing key {key.kid} is not an Ed25519 key")
    return SigningKey(key.kid, private)
