"""The whole stack as one object: what was started, in which order it starts, and how it stops."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from stack import checks, external, kafka, place, postgres, process, services, zipkin
from stack.layout import Layout
from stack.process import Child
from stack.secret import Secrets

Say = Callable[[str], None]


@dataclass(slots=True)
class Running:
    """The children by the order in which they stop: services, edge, Kafka, PostgreSQL, trace viewer."""

    layout: Layout
    environments: dict[str, dict[str, str]] = field(default_factory=dict)
    services: dict[str, Child] = field(default_factory=dict)
    edge: Child | None = None
    kafka: kafka.Kafka | None = None
    postgres: postgres.Postgres | None = None
    zipkin: Child | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.layout.edge}"

    def stop(self) -> None:
        """Stop everything, within ten seconds, in order; nothing is left behind."""
        process.stop(self.services.values(), 4)
        last = [self.edge, self.kafka and self.kafka.child, self.zipkin]
        process.stop([child for child in last if child], 3)
        process.stop([self.postgres.child] if self.postgres else [], 2)

    def restart(self, name: str) -> None:
        """Start a service again that ended."""
        self.services[name] = services.launch(self.layout, name, self.environments[name])


def start(layout: Layout, say: Say, *, traces: bool = True) -> Running:
    """Start all parts and wait until they are ready. On failure everything is stopped again."""
    running = Running(layout)
    try:
        _start(running, say, traces=traces)
    except BaseException:
        running.stop()
        raise
    return running


def _start(running: Running, say: Say, *, traces: bool) -> None:
    layout, keep = running.layout, Secrets(running.layout.data / "secrets.json")
    packages = [services.package_of(name) for name in layout.services]
    own_kafka = os.environ.get("KAFKA_BOOTSTRAP")
    viewer = traces and not services.external_traces()
    urls = external.database_urls(packages)
    checks.ports(layout, _unused(postgres=urls is None, kafka=not own_kafka, viewer=viewer))
    if not own_kafka:
        say("Kafka starts")
        running.kafka = kafka.launch(layout)
    if urls is None:
        say("PostgreSQL starts")
        running.postgres = postgres.start(layout, keep)
        urls = postgres.ensure_databases(running.postgres, packages, keep)
    if viewer:
        running.zipkin = zipkin.launch(layout)
    bootstrap = own_kafka or (running.kafka.bootstrap if running.kafka else "")
    running.environments = services.environments(layout, keep, urls, bootstrap)
    say("Databases are brought up to date")
    services.migrate(layout, running.environments)
    if running.kafka:
        kafka.await_ready(running.kafka)
    say("Topics are created")
    services.parley(layout, running.environments["people"], "topics", "create")
    _start_services(running, say)


def _start_services(running: Running, say: Say) -> None:
    for name in running.layout.services:
        running.restart(name)
    running.edge = _edge(running.layout)
    for name in services.await_ready(running.layout, running.services.values()):
        say(f"{name} is ready")
    process.wait_until(lambda: process.listening(running.layout.edge), running.edge, 20)


def _unused(*, postgres: bool, kafka: bool, viewer: bool) -> set[str]:
    unused = set() if postgres else {"postgres"}
    unused |= set() if kafka else {"kafka", "kafka controller"}
    return unused | (set() if viewer else {"zipkin"})


def _edge(layout: Layout) -> Child:
    table = json.dumps({name: ports.api for name, ports in layout.services.items()})
    command = [sys.executable, "-m", "stack.edge", "--port", str(layout.edge), "--zipkin", str(layout.zipkin)]
    env = dict(os.environ) | {"PYTHONPATH": str(layout.root / "deploy" / "local")}
    return process.spawn("edge", [*command, "--services", table], layout.logs / "edge.log", env=env)


def send_demo(running: Running, seconds: float = 30) -> bool:
    """Send the demo organisation once per data folder and wait until sign-in knows it; False when it was there."""
    sent = running.layout.data / "demo-sent"
    if sent.exists():
        return False
    demo = running.layout.root / "deploy" / "local" / "demo" / "organisation.jsonl"
    services.parley(running.layout, running.environments["people"], "hr", "send", str(demo))
    limit = time.monotonic() + seconds
    while not _knows_personas(running.address) and time.monotonic() < limit:
        time.sleep(0.2)
    sent.touch()
    return True


def _knows_personas(address: str) -> bool:
    import urllib.request  # used here alone

    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{address}/api/personas", timeout=2) as response:
            return b"P001" in response.read()
    except OSError:
        return False


def wipe(layout: Layout) -> None:
    """Remove the data of a stack that does not run; the jars stay."""
    import shutil

    with checks.only_one(layout):
        place.forget(layout.data)
        for each in layout.data.iterdir():
            if each.name in {"jars", "lock"}:
                continue
            shutil.rmtree(each) if each.is_dir() else each.unlink()
