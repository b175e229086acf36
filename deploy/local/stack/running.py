"""The whole stack as one object: what was started, in which order it starts, and how it stops."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from edge import pages
from stack import checks, databases, jars, kafka, place, ports, postgres, process, services, zipkin
from stack.demo import Demo
from stack.external import Outside
from stack.layout import Layout
from stack.process import Child
from stack.secret import Secrets
from stack.trouble import StackFailed

Say = Callable[[str], None]
_KAFKA_OF_OTHERS = 15.0  # seconds to wait for brokers that we did not start; our own may take longer
_OWN_KAFKA = 60.0


@dataclass(slots=True)
class Running:
    """The children by the order in which they stop: services, housekeeping, edge, Kafka, PostgreSQL, trace viewer."""

    layout: Layout
    environments: dict[str, dict[str, str]] = field(default_factory=dict)
    services: dict[str, Child] = field(default_factory=dict)
    edge: Child | None = None
    kafka: kafka.Kafka | None = None
    postgres: postgres.Postgres | None = None
    zipkin: Child | None = None
    traces: str | None = None
    """Where the traces of one idea are shown, if that is ours to say: those that go elsewhere are named by the brand alone."""
    housekeeping: Child | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.layout.edge}"

    def stop(self) -> None:
        """Stop everything, within ten seconds, in order; nothing is left behind."""
        process.stop(self.services.values(), 4)
        last = [
            self.housekeeping,
            self.edge,
            self.kafka and self.kafka.child,
            self.zipkin,
            self.postgres and self.postgres.child,
        ]
        process.stop([child for child in last if child], 5)

    def restart(self, name: str) -> None:
        """Start a service, the edge or the trace viewer, again if it ended."""
        if name == "edge":
            self.edge = _edge(self.layout, self.traces)
        elif name == "trace viewer":
            self.zipkin = zipkin.launch(self.layout)
        else:
            self.services[name] = services.launch(self.layout, name, self.environments[name])

    def keep_house(self) -> str | None:
        """Make and drop partitions, meanwhile; why the last time failed, if it did."""
        last = self.housekeeping
        if last and last.running:
            return None
        self.housekeeping = services.keep_house(self.layout, self.environments)
        return f"{last.name} failed ({last.reason()}): see {last.log}" if last and last.process.returncode else None

    def replaceable(self) -> list[Child]:
        """Parts that hold no data: one that ends is started again."""
        return [*self.services.values(), *(child for child in (self.edge, self.zipkin) if child)]

    def servers(self) -> list[Child]:
        """Parts that hold data: without one of them nothing goes on."""
        return [server.child for server in (self.kafka, self.postgres) if server]


def start(layout: Layout, say: Say, *, traces: bool = True, outside: Outside | None = None) -> Running:
    """Start all parts, send the demo organisation, wait until all are ready. On failure everything is stopped again."""
    running = Running(layout)
    try:
        _start(running, say, traces=traces, outside=outside or Outside())
    except BaseException:
        running.stop()
        raise
    return running


def _start(running: Running, say: Say, *, traces: bool, outside: Outside) -> None:
    layout, keep = running.layout, Secrets(running.layout.data / "secrets.json")
    viewer = traces and not outside.traces
    if (branding := os.environ.get("BRANDING_FOLDER")) and (wrong := pages.wrong_with(Path(branding))):
        raise StackFailed(wrong)
    ports.check(layout, _unused(postgres=not outside.postgres, kafka=not outside.kafka, viewer=viewer))
    if not outside.kafka:
        kafka.warm(layout, say)
    elif viewer:
        jars.resolve(layout, say)
    running.traces = None if outside.traces else zipkin.of_idea(layout)
    urls = _servers(running, say, keep, outside)
    bootstrap = outside.kafka or (running.kafka.bootstrap if running.kafka else "")
    running.environments = services.environments(layout, keep, urls, bootstrap, outside)
    demo = Demo(layout, [*(each.serving for each in urls.values() if outside.postgres), outside.kafka or ""])
    say("Databases are brought up to date, topics are made")
    _prepare(running, demo.to_send())
    demo.sent()
    _start_services(running, say, viewer=viewer)
    demo.await_everywhere(running.environments, running.address)
    say("The demo organisation is in")


def _servers(running: Running, say: Say, keep: Secrets, outside: Outside) -> dict[str, databases.Addresses]:
    """Kafka is starting and the databases answer; package -> addresses of its database."""
    layout, packages = running.layout, [services.package_of(name) for name in running.layout.services]
    if outside.postgres:
        say("The databases of DATABASE_URL are looked at")
        urls = outside.databases(packages, keep)
    if not outside.kafka:
        say("Kafka starts")
        running.kafka = kafka.launch(layout)
    if not outside.postgres:
        say("PostgreSQL starts")
        running.postgres = postgres.launch(layout, keep)
        postgres.await_ready(running.postgres)
        urls = databases.ensure(running.postgres.url(), packages, keep)
    return urls


def _prepare(running: Running, demo: Path | None) -> None:
    """Databases, topics, demo; the tool's last line says what keeps it from being done."""
    patience = _OWN_KAFKA if running.kafka else _KAFKA_OF_OTHERS
    tool = services.prepare(running.layout, running.environments, demo, patience)
    if process.run(tool, 180, beside=running.servers()):
        raise StackFailed(f"{tool.reason().rstrip('.')} (the whole story: {tool.log}).")


def _start_services(running: Running, say: Say, *, viewer: bool) -> None:
    say(f"{len(running.layout.services)} services start")
    for name in (*running.layout.services, "edge", *(["trace viewer"] if viewer else [])):
        running.restart(name)
    for name in services.await_ready(running.layout, running.services.values()):
        say(f"{name} is ready")
    if running.edge:
        process.wait_until(lambda: process.listening(running.layout.edge), running.edge, 20)
    if running.zipkin:
        process.wait_until(lambda: zipkin.healthy(running.layout), running.zipkin, 60)
        say("trace viewer is ready")


def _unused(*, postgres: bool, kafka: bool, viewer: bool) -> set[str]:
    unused = set() if postgres else {"postgres"}
    unused |= set() if kafka else {"kafka", "kafka controller"}
    return unused | (set() if viewer else {"zipkin"})


def _edge(layout: Layout, traces: str | None) -> Child:
    table = json.dumps({name: f"127.0.0.1:{ports.api}" for name, ports in layout.services.items()})
    command = [sys.executable, "-m", "edge", "--port", str(layout.edge), "--services", table]
    env = dict(os.environ) | {"PYTHONPATH": str(layout.root / "deploy")}
    command += ["--web", str(layout.web), *(["--traces", traces] if traces else [])]
    branding = os.environ.get("BRANDING_FOLDER")
    command += ["--branding", branding] if branding else []
    return process.spawn("edge", command, layout.logs / "edge.log", env=env)


def wipe(layout: Layout) -> None:
    """Remove the data of a stack that does not run; the jars stay."""
    with checks.only_one(layout):
        place.forget(layout.data)
        for each in layout.data.iterdir():
            if each.name in {"jars", "lock"}:
                continue
            shutil.rmtree(each) if each.is_dir() else each.unlink()
