"""Tokens: what we sign verifies, everything else does not; keys are asked for once, and served stale."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared import auth, clock
from shared.auth import Caller, InvalidTokenError, Jwks, NoKeysError, SigningKey

KEY = SigningKey("k1", Ed25519PrivateKey.generate())
CALLER = Caller(uuid4(), uuid4(), "fr")
JWKS = Jwks.of([auth.public_jwk(KEY)])


def forged(headers: dict[str, Any] | None = None, **changes: Any) -> str:
    now = clock.wall()
    claims = {"iss": "parley", "aud": "parley", "sub": str(uuid4()), "iat": now, "exp": now + timedelta(minutes=1)}
    claims = {name: value for name, value in (claims | changes).items() if value is not None}
    return jwt.encode(claims, KEY.private, "EdDSA", {"kid": "k1", "typ": "at+jwt"} | (headers or {}))


async def test_what_is_signed_verifies() -> None:
    assert await auth.verify(auth.sign(KEY, CALLER, clock.wall()), JWKS) == CALLER


@pytest.mark.parametrize(
    "token",
    [
        "",
        "a.b.c",
        "é.é.é",
        forged(iss="other"),
        forged(aud="other"),
        forged(sub=None),
        forged(exp=None),
        forged(sub="nobody"),
        forged(sid="not-an-id"),
        forged(exp=clock.wall() - timedelta(minutes=1)),
        forged(headers={"typ": "id+jwt"}),
        forged(headers={"kid": "k2"}),
        jwt.encode({"sub": "x"}, None, "none", {"kid": "k1", "typ": "at+jwt"}),
        jwt.encode({"sub": "x"}, "s" * 32, "HS256", {"kid": "k1", "typ": "at+jwt"}),
    ],
)
async def test_anything_else_does_not(token: str) -> None:
    with pytest.raises(InvalidTokenError):
        await auth.verify(token, JWKS)


async def test_without_any_key_nobody_can_be_checked() -> None:
    with pytest.raises(NoKeysError):
        await auth.verify(forged(), Jwks(None))


async def test_unknown_keys_cause_one_question_and_stale_keys_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    async def get(_client: Any, url: str) -> httpx.Response:
        asked.append(url)
        await asyncio.sleep(0.01)
        raise httpx.ConnectError("away")

    monkeypatch.setattr(httpx.AsyncClient, "get", get)
    keys = Jwks("http://127.0.0.1:1/jwks.json", dict(JWKS.keys))
    strangers = [auth.verify(forged(headers={"kid": f"new-{n}"}), keys) for n in range(20)]
    answers = await asyncio.gather(*strangers, return_exceptions=True)
    assert all(isinstance(each, InvalidTokenError) for each in answers)
    assert len(asked) == 1
    assert await auth.verify(auth.sign(KEY, CALLER, clock.wall()), keys) == CALLER
