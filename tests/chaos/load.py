"""A person who submits ideas without end, and remembers what was acknowledged."""

from __future__ import annotations

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Self
from uuid import uuid4

import httpx
from tests.e2e.personas import Persona

_LATER = {409, 429, 502, 503, 504}  # "ask again": in flight, busy, or a part is away
_NEVER = 600  # tries


@dataclass(slots=True)
class Load:
    """Submits ideas in a thread while the block lasts. A command keeps its idempotency key until it is acknowledged."""

    author: Persona
    tag: str = field(default_factory=lambda: uuid4().hex)
    acknowledged: list[str] = field(default_factory=list)
    acknowledged_at: list[float] = field(default_factory=list)
    """Monotonic seconds."""
    answers: Counter[int] = field(default_factory=Counter)
    repeated: int = 0
    _failed: list[BaseException] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Every command that was begun is finished first."""
        self._stop.set()
        assert self._thread is not None
        self._thread.join()
        if self._failed:
            raise self._failed[0]

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                draft = self._insist(
                    "/api/ideas", {"title": f"Idea {self.tag}", "text": "Under fire.", "language": "en"}
                )
                self._insist(f"/api/ideas/{draft['idea_id']}/submission", {})
                self.acknowledged.append(str(draft["idea_id"]))
                self.acknowledged_at.append(time.monotonic())
        except BaseException as error:  # noqa: BLE001 - raised again in the test's own thread
            self._failed.append(error)

    def _insist(self, path: str, body: dict[str, str]) -> dict[str, Any]:
        key = str(uuid4())
        for _ in range(_NEVER):
            try:
                answer = self.author.client.post(path, json=body, headers={"idempotency-key": key})
            except httpx.TransportError:
                answer = None
            if answer is not None:
                self.answers[answer.status_code] += 1
                if answer.status_code < 300:
                    return dict(answer.json())
                assert answer.status_code in _LATER, answer.text
            self.repeated += 1
            time.sleep(0.1)
        raise AssertionError(f"{path} was never acknowledged")
