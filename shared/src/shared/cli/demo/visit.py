"""The public API as the people of the grown organisation use it: each signs in, and asks again where that may help."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Self

import httpx

from shared import backoff, clock

PATIENCE = 120.0  # seconds in which a service should have heard of somebody; then something is wrong
_TRIES = 8  # of one request that is answered with "come back later"
_LOOK = 0.3  # seconds between two looks whether somebody has arrived
_RENEW = timedelta(minutes=1)  # before a token ends
_LATER = {409: "request-in-flight", 502: "", 503: ""}
"""Answers that another try may change, and the problem's type where it matters."""
_NOT_YET = {404: "not-found", 403: "not-allowed"}
"""Refusals of somebody whom a service has not heard of yet: what HR told travels to each service by itself."""


class Refused(Exception):
    """The service says no for good; ``slug`` is the problem's type."""

    def __init__(self, answer: httpx.Response, asked: str) -> None:
        said = _problem(answer)
        self.slug = _slug(said)
        told = said.get("detail") or said.get("title") or answer.text[:200]
        super().__init__(f"{asked} was refused ({answer.status_code} {self.slug}): {told}")


class _SignedIn(NamedTuple):
    token: str
    ends: datetime
    person_id: str


@dataclass(slots=True)
class Visit:
    """One installation, by its address; an asynchronous context manager."""

    address: str
    connections: int
    _signed: dict[str, _SignedIn] = field(default_factory=dict)
    _client: httpx.AsyncClient = field(init=False)

    async def __aenter__(self) -> Self:
        limits = httpx.Limits(max_connections=self.connections, max_keepalive_connections=self.connections)
        english = {"accept-language": "en"}  # for the sentences of refusals
        self._client = httpx.AsyncClient(
            base_url=self.address, limits=limits, timeout=30, trust_env=False, headers=english
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def refuse_outside_demo(self) -> None:
        """Refused, before anything is sent, by an installation that lets nobody in by name."""
        answer = await self._send("GET", "/api/personas", None, {})
        if not answer.is_success:
            raise Refused(answer, "the demo's sign-in")

    async def ask(self, who: str, method: str, path: str, body: Any = None, *, key: str | None = None) -> Any:
        """The answer's JSON, or None. ``who``: external id; ``key``: of a POST that must happen once. Refused says why not."""
        headers = {"idempotency-key": key} if key else {}
        limit = time.monotonic() + PATIENCE
        while True:
            token = (await self._sign_in(who)).token
            answer = await self._send(method, path, body, headers | {"authorization": f"Bearer {token}"})
            if answer.is_success:
                return answer.json() if answer.content else None
            if answer.status_code == 401:  # the session has ended meanwhile
                self._signed.pop(who, None)
            if time.monotonic() > limit or not (answer.status_code == 401 or _not_yet(answer, 403)):
                raise Refused(answer, f"{method} {path} by {who}")
            await asyncio.sleep(_LOOK)

    async def person_id(self, who: str) -> str:
        return (await self._sign_in(who)).person_id

    async def _sign_in(self, who: str) -> _SignedIn:
        """A token of this person, who may have to be waited for."""
        limit = time.monotonic() + PATIENCE
        while (known := self._signed.get(who)) is None or known.ends - clock.wall() < _RENEW:
            answer = await self._send("POST", "/api/session", {"persona": who}, {})
            if answer.is_success:
                said = answer.json()
                ends = datetime.fromisoformat(said["expires_at"])
                self._signed[who] = _SignedIn(said["token"], ends, said["person_id"])
            elif not _not_yet(answer, 404) or time.monotonic() > limit:
                raise Refused(answer, f"the sign-in of {who}")
            else:
                await asyncio.sleep(_LOOK)
        return known

    async def _send(self, method: str, path: str, body: Any, headers: Mapping[str, str]) -> httpx.Response:
        """One answer; one that says "later", or none at all, is asked for again. Whatever is sent may come twice."""
        tries = 0
        while True:
            tries += 1
            try:
                answer = await self._client.request(method, path, json=body, headers=headers)
                self._client.cookies.clear()  # who asks is said by the token alone
                if not _later(answer) or tries == _TRIES:
                    return answer
            except httpx.TransportError:
                if tries == _TRIES:
                    raise
            await asyncio.sleep(backoff.pause(tries, 5.0))


def _not_yet(answer: httpx.Response, status: int) -> bool:
    return answer.status_code == status and _slug(_problem(answer)) == _NOT_YET[status]


def _later(answer: httpx.Response) -> bool:
    wanted = _LATER.get(answer.status_code)
    return wanted is not None and _slug(_problem(answer)).startswith(wanted)


def _problem(answer: httpx.Response) -> dict[str, Any]:
    try:
        said = answer.json()
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _slug(problem: Mapping[str, Any]) -> str:
    return str(problem.get("type", "")).removeprefix("/problems/")
