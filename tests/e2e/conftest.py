"""The people of the story, signed in over HTTP."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from datetime import UTC, datetime
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from stack.running import Running
from tests.e2e.personas import Persona


class SignedIn(httpx.Auth):
    """A persona's token, and a new one when it has ended: a run may be longer than its fifteen minutes."""

    requires_response_body = True

    def __init__(
        self, address: str, persona: str, send: Callable[[httpx.Request], httpx.Response] | None = None
    ) -> None:
        self._entry = httpx.Request("POST", f"{address}/api/session", json={"persona": persona})
        with httpx.Client() as client:
            self.person_id = self._entered((send or client.send)(self._entry))

    def _entered(self, answer: httpx.Response) -> str:
        assert answer.status_code == 201, answer.text
        self._token = answer.json()["token"]
        return str(answer.json()["person_id"])

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["authorization"] = f"Bearer {self._token}"
        answer = yield request
        if answer.status_code == 401:
            self._entered((yield self._entry))
            request.headers["authorization"] = f"Bearer {self._token}"
            yield request


@pytest.fixture(scope="session")
def sign_in(stack: Running) -> Iterator[Callable[[str], Persona]]:
    """``sign_in("P010")`` gives that persona; each signs in once."""
    signed: dict[str, Persona] = {}

    def enter(key: str) -> Persona:
        if key not in signed:
            signing = SignedIn(stack.address, key)
            client = httpx.Client(base_url=stack.address, timeout=20, auth=signing)
            client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=()))  # the token alone says who asks
            signed[key] = Persona(client, signing.person_id)
        return signed[key]

    yield enter
    for persona in signed.values():
        persona.client.close()


@pytest.fixture(scope="session")
def hr_tells(stack: Running, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., None]:
    """``hr_tells("hr.mandate.ended", external_id=...)``: the HR system sends one event to hr.v1."""
    folder = tmp_path_factory.mktemp("hr")

    def tell(kind: str, **data: str) -> None:
        now = datetime.now(UTC).isoformat()
        line = {"type": kind, "id": str(uuid4()), "time": now, "data": {"occurred_at": now} | data}
        file = folder / f"{uuid4().hex}.jsonl"
        file.write_text(json.dumps(line) + "\n")
        sent = subprocess.run(
            [str(Path(sys.executable).with_name("parley")), "hr", "send", str(file)],
            env=os.environ | stack.environments["people"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert sent.returncode == 0, sent.stderr

    return tell


@pytest.fixture(scope="session")
def idea(sign_in: Callable[[str], Persona]) -> str:
    """An idea that went all the way; the story is told here when nobody has told it before."""
    from tests.e2e import test_life_of_an_idea as story

    author = sign_in("P010")

    def told() -> list[dict[str, str]]:
        closed = author.get("/api/ideas", status="closed", author="me", limit="100")["items"]
        # others end on other ways, without a case for example
        return [line for line in closed if line["title"] == story.TITLE]

    if not told():
        story.test_an_idea_from_draft_to_measured_benefit(sign_in)
    return told()[0]["idea_id"]
