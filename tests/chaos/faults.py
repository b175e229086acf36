"""The faults, and a worker whose acknowledged commands are counted afterwards."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import uuid4

import httpx
from tests.e2e.personas import Persona

from stack import kafka, postgres, process
from stack.running import Running
from stack.secret import Secrets


def kill_service(name: str) -> Callable[[Running], None]:
    """SIGKILL a whole service (API, relay, consumer, scheduler in one process) and start it again."""

    def fault(stack: Running) -> None:
        stack.services[name].process.kill()
        stack.services[name].process.wait()
        stack.restart(name)

    return fault


def kill_kafka(stack: Running) -> None:
    """SIGKILL the broker, leave it away for three seconds, start it again with its data."""
    assert stack.kafka is not None
    stack.kafka.child.process.kill()
    stack.kafka.child.process.wait()
    time.sleep(3)
    stack.kafka = kafka.start(stack.layout)


def kill_postgres(stack: Running) -> None:
    """Stop PostgreSQL at once, without a checkpoint, and start it again: it recovers from its log."""
    assert stack.postgres is not None
    process.stop([stack.postgres.child], 0)
    stack.postgres = postgres.start(stack.layout, Secrets(stack.layout.data / "secrets.json"))


@dataclass(slots=True)
class Worker(threading.Thread):
    """Submits ideas, each command with an idempotency key that is repeated until it is acknowledged."""

    author: Persona
    tag: str
    seconds: float
    acknowledged: list[str] = field(default_factory=list)
    repeated: int = 0

    def __post_init__(self) -> None:
        threading.Thread.__init__(self, daemon=True)

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        until = time.monotonic() + self.seconds
        while time.monotonic() < until:
            draft = self._insist("/api/ideas", {"title": f"Idea {self.tag}", "text": "Under fire.", "language": "en"})
            idea = draft["idea_id"]
            self._insist(f"/api/ideas/{idea}/submission", {})
            self.acknowledged.append(idea)

    def _insist(self, path: str, body: dict[str, str]) -> dict[str, str]:
        key = str(uuid4())
        for _ in range(600):
            try:
                answer = self.author.client.post(path, json=body, headers={"idempotency-key": key})
            except httpx.TransportError:
                answer = None
            if answer is not None and answer.status_code < 300:
                return dict(answer.json())
            assert answer is None or answer.status_code in (409, 502, 503, 504), answer.text
            self.repeated += 1
            time.sleep(0.1)
        raise AssertionError(f"{path} was never acknowledged")


def under_fire(stack: Running, author: Persona, fault: Callable[[Running], None], times: int) -> Worker:
    """Let a worker work while a fault strikes at random moments; returns it when both are done."""
    worker = Worker(author, uuid4().hex, 3.0 * times + 2)
    worker.start()
    for _ in range(times):
        time.sleep(random.uniform(0.3, 1.5))
        fault(stack)
    worker.join()
    return worker
