"""Who the caller is: signed tokens (JWT) and the keys that verify them, cached without blocking."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import httpx
import jwt
import structlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared import clock
from shared.errors import Language

ALGORITHMS = ("EdDSA", "ES256", "PS256", "RS256")  # asymmetric ones only
ISSUER = "parley"
AUDIENCE = "parley"
TTL = timedelta(minutes=15)
_SKEW = 5  # seconds that clocks of two machines may differ
_REFRESH = 300.0  # seconds between two refreshes
_UNKNOWN_KEY = 10.0  # seconds between two refreshes that an unknown key may cause, and after one that failed
_PATIENCE = 1.0  # seconds that a request waits for a key; the refresh itself goes on
_REMEMBERED = 10_000  # verified tokens, about 10 MB; a token is verified once a process, and used for 15 minutes

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who is signed in; what they may do, each service knows from its directory."""

    person_id: UUID
    session_id: UUID | None
    locale: Language


class InvalidTokenError(Exception):
    """The token is not ours, or not any more."""


class NoKeysError(Exception):
    """The key is not known and its source cannot be asked: sign-in cannot be checked now."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key with its id."""

    kid: str
    private: Ed25519PrivateKey


def sign(key: SigningKey, caller: Caller, now: datetime, ttl: timedelta = TTL) -> str:
    """A token (EdDSA) that is valid from ``now`` for ``ttl``."""
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": str(caller.person_id),
        "locale": caller.locale,
        "iat": now,
        "exp": now + ttl,
    }
    if caller.session_id:
        claims["sid"] = str(caller.session_id)
    return jwt.encode(claims, key.private, algorithm="EdDSA", headers={"kid": key.kid, "typ": "at+jwt"})


def public_jwk(key: SigningKey) -> dict[str, Any]:
    """The public half, as a JSON Web Key."""
    made: dict[str, Any] = jwt.algorithms.OKPAlgorithm.to_jwk(key.private.public_key(), as_dict=True)
    return made | {"kid": key.kid, "use": "sig", "alg": "EdDSA"}


class _Verified(NamedTuple):
    """What a signature has proven: who, until when (seconds since 1970), by which key."""

    caller: Caller
    expires: float
    key: jwt.PyJWK


@dataclass(slots=True)
class Jwks:
    """The verifying keys: refreshed in the background, served stale while the source is away."""

    url: str | None
    keys: dict[str, jwt.PyJWK] = field(default_factory=dict)
    _asked: float = float("-inf")
    _failed: bool = False
    _asking: asyncio.Task[None] | None = None
    _verified: dict[str, _Verified] = field(default_factory=dict)

    @classmethod
    def of(cls, documents: list[Mapping[str, Any]]) -> Jwks:
        """Fixed keys, for the service that owns them and for tests."""
        return cls(None, {str(document["kid"]): jwt.PyJWK(dict(document)) for document in documents})

    async def run(self, stop: asyncio.Event) -> None:
        """Refresh until ``stop``."""
        while not stop.is_set():
            await self._refreshed()
            pause = _REFRESH if not self._failed else _UNKNOWN_KEY if self.keys else 0.5
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)

    async def key(self, kid: str) -> jwt.PyJWK:
        """The key of that id; asks the source at most once in ten seconds for one that it does not know.

        A known key never waits. While the source is away an unknown key may be a new one: NoKeysError, not a refusal
        that would sign its owner out.
        """
        if kid in self.keys:
            return self.keys[kid]
        if not self.keys or self._asking or time.monotonic() - self._asked > _UNKNOWN_KEY:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._refreshed(), _PATIENCE)
        if kid in self.keys:
            return self.keys[kid]
        if not self.keys or self._failed or self._asking:
            raise NoKeysError
        raise InvalidTokenError("unknown key")

    def known(self, token: str) -> Caller | None:
        """Whose token it is, if it was verified before, has not ended and its key is still one of ours."""
        found = self._verified.get(token)
        if found is None:
            return None
        if found.expires + _SKEW <= clock.wall().timestamp() or self.keys.get(str(found.key.key_id)) is not found.key:
            del self._verified[token]
            return None
        return found.caller

    def remember(self, token: str, caller: Caller, expires: float, key: jwt.PyJWK) -> None:
        """Only what verified comes in here, so nobody without a key can fill it; the oldest goes first."""
        if len(self._verified) >= _REMEMBERED:
            del self._verified[next(iter(self._verified))]
        self._verified[token] = _Verified(caller, expires, key)

    async def _refreshed(self) -> None:
        """Ask the source, or wait for the answer that somebody else is asking for."""
        if self.url is None:
            return
        if self._asking is None:
            self._asked = time.monotonic()
            self._asking = asyncio.create_task(self._refresh(self.url))
        await asyncio.shield(self._asking)

    async def _refresh(self, url: str) -> None:
        try:
            async with httpx.AsyncClient(timeout=3) as client:
                answer = await client.get(url)
            answer.raise_for_status()
            found = {key.key_id: key for key in map(_verifying, answer.json()["keys"]) if key and key.key_id}
            self.keys, self._failed = found or self.keys, not found
        except (httpx.HTTPError, KeyError, ValueError, TypeError):
            self._failed = True
        finally:
            self._asking = None
        if self._failed:
            _log.warning("keys could not be refreshed")


def _verifying(document: Any) -> jwt.PyJWK | None:
    """The key, when tokens may be verified with it; one that we cannot read must not hide the others (RFC 7517, 5)."""
    try:
        key = jwt.PyJWK(document)
    except (jwt.PyJWTError, AttributeError, KeyError, ValueError, TypeError):
        return None
    return key if key.algorithm_name in ALGORITHMS and document.get("use", "sig") == "sig" else None


async def verify(token: str, keys: Jwks) -> Caller:
    """The caller behind a token. InvalidTokenError, or NoKeysError while no key is known.

    Checking the signature costs more than the rest of a small request, so it is done once for each token and key.
    """
    if (before := keys.known(token)) is not None:
        return before
    try:
        header = jwt.get_unverified_header(token)
        if header.get("alg") not in ALGORITHMS or header.get("typ") != "at+jwt":
            raise InvalidTokenError("algorithm or type not allowed")
        key = await keys.key(str(header.get("kid")))
        claims = jwt.decode(
            token,
            key.key,
            algorithms=[str(key.algorithm_name)],
            audience=AUDIENCE,
            issuer=ISSUER,
            leeway=_SKEW,
            options={"require": ["exp", "iat", "sub"]},
        )
        locale: Language = claims["locale"] if claims.get("locale") in ("en", "fr", "de") else "en"
        session = UUID(claims["sid"]) if claims.get("sid") else None
        caller = Caller(UUID(claims["sub"]), session, locale)
        keys.remember(token, caller, float(claims["exp"]), key)
    except (jwt.PyJWTError, ValueError, TypeError, AttributeError) as wrong:
        raise InvalidTokenError(type(wrong).__name__) from wrong
    return caller


def expiry(now: datetime | None = None, ttl: timedelta = TTL) -> datetime:
    """When a token signed now ends."""
    return (now or clock.wall()) + ttl
