"""Somebody of the story, signed in; and waiting for what events bring."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

PATIENCE = 30  # seconds until an event must have arrived in the next service


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody who is signed in and uses the API as a script would."""

    client: httpx.Client
    person_id: str

    def get(self, path: str, expect: int = 200, **params: str) -> Any:
        return self._answer(self.client.get(path, params=params or None), expect)

    def post(self, path: str, body: dict[str, Any] | None = None, expect: int = 200) -> Any:
        return self._answer(self.client.post(path, json=body or {}), expect)

    def put(self, path: str, body: dict[str, Any], expect: int = 200) -> Any:
        """Change what one has just seen: the version goes along as If-Match."""
        etag = self.client.get(path).headers["etag"]
        return self._answer(self.client.put(path, json=body, headers={"if-match": etag}), expect)

    def patch(self, path: str, body: dict[str, Any], expect: int = 200) -> Any:
        etag = self.client.get(path).headers["etag"]
        return self._answer(self.client.patch(path, json=body, headers={"if-match": etag}), expect)

    def refused(self, path: str, body: dict[str, Any] | None, slug: str) -> dict[str, Any]:
        """A POST that a rule refuses; returns the problem document."""
        answer = self.client.post(path, json=body or {})
        problem = answer.json()
        assert problem.get("type") == f"/problems/{slug}", answer.text
        return problem

    @staticmethod
    def _answer(answer: httpx.Response, expect: int) -> Any:
        assert answer.status_code == expect, f"{answer.request.method} {answer.request.url}: {answer.text}"
        return answer.json() if answer.content else None


def eventually(look: Callable[[], Any], *, what: str) -> Any:
    """Look until there is something: services meet only through events, so the next one learns a moment later."""
    until = time.monotonic() + PATIENCE
    seen: object = None
    while time.monotonic() < until:
        try:
            seen = look()
        except AssertionError as not_yet:
            seen = not_yet
        else:
            if seen:
                return seen
        time.sleep(0.1)
    pytest.fail(f"{what} did not happen within {PATIENCE} s; last seen: {seen}")


def hired(sign_in: Callable[[str], Persona], hr_tells: Callable[..., None], external_id: str, name: str) -> Persona:
    """Somebody new by the HR system, who can sign in: for what happens to people who leave."""
    given, family = name.split()
    hr_tells(
        "hr.employee.hired",
        external_id=external_id,
        effective_on="2026-01-01",
        given_name=given,
        family_name=family,
        email=f"{given}.{family}@moselland.example".lower(),
        locale="fr",
        unit_external_id="U120",
        manager_external_id="P002",
    )
    somebody: Persona = eventually(lambda: sign_in(external_id), what="the sign-in of somebody new")
    return somebody
