"""The signing key changes while people work with all services: nobody is turned away, with an old token or a new one."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Self

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared.auth import _UNKNOWN_KEY
from stack.running import Running
from tests.chaos.checker import rows
from tests.e2e.conftest import SignedIn
from tests.e2e.personas import Persona

OF_EACH_SERVICE = ("/api/people", "/api/ideas", "/api/assignments", "/api/cases", "/api/plans", "/api/notifications")
TIME_GOES_BY = "UPDATE signing_key SET signs_from = signs_from - interval '10 minutes'"


class Work:
    """Somebody who signed in before, and somebody who signs in again and again, both at work with all services."""

    def __init__(self, address: str) -> None:
        self._address, self._stop = address, threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._old = SignedIn(address, "P010")._token
        self.answers: Counter[tuple[str, str, int]] = Counter()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(30)

    def _run(self) -> None:
        with httpx.Client(base_url=self._address, timeout=20) as client:
            while not self._stop.is_set():
                for token in (self._old, SignedIn(self._address, "P012")._token):
                    for path in OF_EACH_SERVICE:
                        answer = client.get(path, headers={"authorization": f"Bearer {token}"})
                        self.answers[kid(token), path, answer.status_code] += 1


def kid(token: str) -> str:
    return str(jwt.get_unverified_header(token)["kid"])


def look_for_keys(address: str) -> None:
    """Every service asks for the keys now, as each does by itself every five minutes: somebody shows it a key it does not
    know. It does not do so twice in ten seconds.
    """
    time.sleep(_UNKNOWN_KEY + 1)
    forged = jwt.encode({}, Ed25519PrivateKey.generate(), "EdDSA", headers={"kid": "nobody", "typ": "at+jwt"})
    for path in OF_EACH_SERVICE:
        answer = httpx.get(f"{address}{path}", headers={"authorization": f"Bearer {forged}"}, timeout=20)
        assert answer.status_code == 401


def test_a_rotation_turns_nobody_away(stack: Running, sign_in: Callable[[str], Persona]) -> None:
    administrator = sign_in("P009")
    with Work(stack.address) as work:
        before = kid(SignedIn(stack.address, "P010")._token)
        time.sleep(1)
        administrator.post("/api/signing-keys", expect=201)
        look_for_keys(stack.address)
        assert kid(SignedIn(stack.address, "P010")._token) == before, "the next key is shown, and does not sign yet"
        rows(stack, "people", TIME_GOES_BY)
        after = kid(SignedIn(stack.address, "P010")._token)
        assert after != before
        until = time.monotonic() + 20
        while not all(work.answers[after, path, 200] > 1 for path in OF_EACH_SERVICE):
            assert time.monotonic() < until, work.answers
            time.sleep(0.1)
    assert {status for _, _, status in work.answers} == {200}, work.answers
    assert all(work.answers[before, path, 200] > 2 for path in OF_EACH_SERVICE)
