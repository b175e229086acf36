"""A service as API and workers in processes of their own, for as long as a fault needs them so."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from stack import process, services
from stack.layout import ROOT, free_ports
from stack.process import Child
from stack.running import Running


@dataclass(slots=True)
class Apart:
    """The processes of one service; ``workers`` by the order in which they were started."""

    stack: Running
    name: str
    api: Child | None = None
    workers: list[Child] = field(default_factory=list)

    def start_api(self) -> None:
        self.api = self._spawn("api", self.stack.environments[self.name])

    def start_worker(self, dies_at: tuple[str, int] | None = None) -> Child:
        """A worker; with ``dies_at`` one that kills itself at that point (``tests.chaos.dying``)."""
        port, management = free_ports(2)
        env = self.stack.environments[self.name] | {"PORT": str(port), "MANAGEMENT_PORT": str(management)}
        child = self._spawn("worker", env, dies_at)
        self.workers.append(child)
        return child

    def _spawn(self, verb: str, env: dict[str, str], dies_at: tuple[str, int] | None = None) -> Child:
        package = services.package_of(self.name)
        command = [sys.executable, "-m", package, verb]
        if dies_at is not None:
            point, alive = dies_at
            command = [sys.executable, "-m", "tests.chaos.dying", package, verb, point, str(alive)]
        log = self.stack.layout.logs / f"{self.name}-{verb}.log"
        env = env | {"PYTHONPATH": str(ROOT)}
        return process.spawn(f"{self.name} {verb}", command, log, env=env, cwd=self.stack.layout.data)

    def stop(self) -> None:
        every = [child for child in (self.api, *self.workers) if child]
        for child in every:
            if child.running:
                child.process.send_signal(signal.SIGCONT)
        process.stop(every, 9)


def kill(child: Child) -> None:
    """SIGKILL, and wait until it is gone."""
    child.process.kill()
    child.process.wait()


@contextmanager
def apart(stack: Running, name: str, workers: int = 1) -> Iterator[Apart]:
    """The service in parts; afterwards it is one process again."""
    process.stop([stack.services[name]], 9)
    made = Apart(stack, name)
    try:
        made.start_api()
        for _ in range(workers):
            made.start_worker()
        ready(stack, name)
        yield made
    finally:
        made.stop()
        stack.restart(name)
        list(services.await_ready(stack.layout, [stack.services[name]]))


def ready(stack: Running, name: str) -> None:
    """Wait until the service's API takes requests."""
    child = stack.edge
    assert child is not None
    management = stack.layout.services[name].management
    process.wait_until(lambda: process.answers(f"http://127.0.0.1:{management}/healthz/ready"), child, 60)
