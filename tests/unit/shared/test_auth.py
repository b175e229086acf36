"""Tokens: what we sign verifies, everything else does not; keys are asked for once, and served stale."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest import mock
from uuid import uuid4

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared import auth, clock
from shared.auth import Caller, InvalidTokenError, Jwks, NoKeysError, SigningKey
from shared.testing import fake_clock

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


@contextmanager
def checks() -> Iterator[list[str]]:
    """The tokens whose signature is checked meanwhile."""
    checked: list[str] = []
    real = jwt.decode

    def decode(token: str, *args: Any, **options: Any) -> Any:
        checked.append(token)
        return real(token, *args, **options)

    with mock.patch.object(jwt, "decode", decode):
        yield checked


async def test_a_signature_is_checked_once() -> None:
    keys, token = Jwks.of([auth.public_jwk(KEY)]), auth.sign(KEY, CALLER, clock.wall())
    with checks() as checked:
        assert [await auth.verify(token, keys) for _ in range(3)] == [CALLER] * 3
        assert checked == [token]
        with pytest.raises(InvalidTokenError):
            await auth.verify(token[:-4] + "AAAA", keys)
        assert len(checked) == 2


async def test_a_token_that_has_ended_is_not_taken_from_memory() -> None:
    keys, token = Jwks.of([auth.public_jwk(KEY)]), auth.sign(KEY, CALLER, clock.wall())
    await auth.verify(token, keys)
    with checks() as checked, fake_clock(clock.wall() + auth.TTL + timedelta(seconds=4)):
        await auth.verify(token, keys)
        assert checked == []  # the clocks of two machines may differ so much
    with checks() as checked, fake_clock(clock.wall() + auth.TTL + timedelta(seconds=6)):
        await auth.verify(token, keys)
        assert checked == [token]


async def test_a_key_that_is_gone_takes_its_tokens_along() -> None:
    keys, token = Jwks.of([auth.public_jwk(KEY)]), auth.sign(KEY, CALLER, clock.wall())
    await auth.verify(token, keys)
    other = SigningKey("k1", Ed25519PrivateKey.generate())
    keys.keys = Jwks.of([auth.public_jwk(other)]).keys
    with pytest.raises(InvalidTokenError):
        await auth.verify(token, keys)


async def test_only_so_many_tokens_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auth, "_REMEMBERED", 2)
    keys = Jwks.of([auth.public_jwk(KEY)])
    tokens = [auth.sign(KEY, Caller(uuid4(), None, "en"), clock.wall()) for _ in range(3)]
    for token in tokens:
        await auth.verify(token, keys)
    assert [keys.known(token) is not None for token in tokens] == [False, True, True]


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
        jwt.encode({"sub": "x"}, "", "none", {"kid": "k1", "typ": "at+jwt"}),
        jwt.encode({"sub": "x"}, "s" * 32, "HS256", {"kid": "k1", "typ": "at+jwt"}),
    ],
)
async def test_anything_else_does_not(token: str) -> None:
    with pytest.raises(InvalidTokenError):
        await auth.verify(token, JWKS)


async def test_without_any_key_nobody_can_be_checked() -> None:
    with pytest.raises(NoKeysError):
        await auth.verify(forged(), Jwks(None))


SOURCE = "http://127.0.0.1:1/jwks.json"
NEW = SigningKey("k2", Ed25519PrivateKey.generate())


class Source:
    """Where keys are asked for: ``answer`` is what it says, or what is wrong with it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, answer: Any) -> None:
        self.answer, self.asked, self.slow = answer, 0, 0.01
        monkeypatch.setattr(httpx.AsyncClient, "get", lambda _client, _url: self._get())

    async def _get(self) -> httpx.Response:
        self.asked += 1
        await asyncio.sleep(self.slow)
        if isinstance(self.answer, Exception):
            raise self.answer
        return httpx.Response(200, json=self.answer, request=httpx.Request("GET", SOURCE))


async def test_unknown_keys_cause_one_question_and_stale_keys_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source(monkeypatch, httpx.ConnectError("away"))
    keys = Jwks(SOURCE, dict(JWKS.keys))
    strangers = [auth.verify(forged(headers={"kid": f"new-{n}"}), keys) for n in range(20)]
    answers = await asyncio.gather(*strangers, return_exceptions=True)
    assert all(isinstance(each, NoKeysError) for each in answers)  # they may be new: nobody can say now
    assert source.asked == 1
    assert await auth.verify(auth.sign(KEY, CALLER, clock.wall()), keys) == CALLER


async def test_a_rotated_key_is_found_at_once_and_the_old_one_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source(monkeypatch, {"keys": [auth.public_jwk(NEW)]})
    keys = Jwks(SOURCE, dict(JWKS.keys))
    assert await auth.verify(auth.sign(NEW, CALLER, clock.wall()), keys) == CALLER
    with pytest.raises(InvalidTokenError):  # asked a moment ago: the source does not know it any more
        await auth.verify(auth.sign(KEY, CALLER, clock.wall()), keys)
    assert source.asked == 1


async def test_a_known_key_never_waits_for_a_source_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source(monkeypatch, {"keys": []})
    source.slow = 30
    monkeypatch.setattr(auth, "_PATIENCE", 0.05)
    keys, stop = Jwks(SOURCE, dict(JWKS.keys)), asyncio.Event()
    running = asyncio.create_task(keys.run(stop))
    await asyncio.sleep(0)
    async with asyncio.timeout(1):
        assert await auth.verify(auth.sign(KEY, CALLER, clock.wall()), keys) == CALLER
        with pytest.raises(NoKeysError):
            await auth.verify(auth.sign(NEW, CALLER, clock.wall()), keys)
    assert source.asked == 1
    running.cancel()


async def test_the_source_may_come_after_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source(monkeypatch, httpx.ConnectError("away"))
    keys, stop, token = Jwks(SOURCE), asyncio.Event(), auth.sign(KEY, CALLER, clock.wall())
    running = asyncio.create_task(keys.run(stop))
    with pytest.raises(NoKeysError):
        await auth.verify(token, keys)
    source.answer = {"keys": [auth.public_jwk(KEY)]}
    async with asyncio.timeout(5):
        while not keys.keys:
            await asyncio.sleep(0.05)
    assert await auth.verify(token, keys) == CALLER
    stop.set()
    await running


async def test_keys_that_cannot_be_used_hide_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    shared = {"kty": "oct", "k": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LTEyMzQ", "kid": "s", "alg": "HS256"}
    encrypting = auth.public_jwk(NEW) | {"use": "enc"}
    Source(monkeypatch, {"keys": [{"kty": "of tomorrow", "kid": "t"}, shared, encrypting, 7, auth.public_jwk(KEY)]})
    keys = Jwks(SOURCE)
    assert await auth.verify(auth.sign(KEY, CALLER, clock.wall()), keys) == CALLER
    assert set(keys.keys) == {"k1"}
    for token in (
        jwt.encode({"sub": "x"}, "secret-secret-secret-secret-1234", "HS256", {"kid": "s", "typ": "at+jwt"}),
        auth.sign(NEW, CALLER, clock.wall()),
    ):
        with pytest.raises(InvalidTokenError):
            await auth.verify(token, keys)


@pytest.mark.parametrize(("seconds", "valid"), [(-3, True), (3, True), (-10, False), (10, False)])
async def test_two_machines_may_differ_by_a_few_seconds(seconds: int, valid: bool) -> None:
    now = clock.wall() + timedelta(seconds=seconds)
    # ahead of us: it was made in the future; behind us: it has ended already
    token = forged(iat=now, exp=now + timedelta(minutes=1)) if seconds > 0 else forged(iat=now - auth.TTL, exp=now)
    if valid:
        assert await auth.verify(token, JWKS)
    else:
        with pytest.raises(InvalidTokenError):
            await auth.verify(token, JWKS)
