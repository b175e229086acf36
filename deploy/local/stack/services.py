"""The six services as child processes: their environment, migrations, topics, start and readiness."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from stack import external, process, zipkin
from stack.databases import Addresses
from stack.external import Outside
from stack.layout import Layout
from stack.process import Child, spawn
from stack.secret import Secrets
from stack.trouble import StackFailed

Environments = Mapping[str, Mapping[str, str]]
OWNER = "DATABASE_OWNER_URL"
DATABASES = "STACK_DATABASES"
"""The variable that tells ``stack.prepare`` and ``stack.housekeeping`` the addresses: arguments can be read by everybody, this cannot."""


def package_of(service: str) -> str:
    return service.replace("-", "_")


def environments(
    layout: Layout, keep: Secrets, urls: Mapping[str, Addresses], bootstrap: str, outside: Outside
) -> dict[str, dict[str, str]]:
    """Service -> its whole environment; of the caller's variables those that concern parts of the caller's own."""
    return {
        name: _environment(name, layout, keep, urls[package_of(name)], bootstrap) | _choice(layout, outside)
        for name in layout.services
    }


def _environment(name: str, layout: Layout, keep: Secrets, urls: Addresses, bootstrap: str) -> dict[str, str]:
    ports = layout.services[name]
    return {name: value for name, value in os.environ.items() if not name.startswith(external.NAMES)} | {
        "DATABASE_URL": urls.serving,
        OWNER: urls.owner,
        "KAFKA_BOOTSTRAP": bootstrap,
        "HOST": "127.0.0.1",
        "PORT": str(ports.api),
        "MANAGEMENT_PORT": str(ports.management),
        "DEMO": "1",
        "CLOCK_OFFSET_FILE": str(layout.data / "clock-offset"),
        "CURSOR_SECRET": keep.get("cursor"),
        "JWKS_URL": f"http://127.0.0.1:{layout.services['people'].api}/.well-known/jwks.json",
        "PUBLIC_ORIGINS": f'["http://127.0.0.1:{layout.edge}", "http://localhost:{layout.edge}"]',
        "MAIL_FOLDER": str(layout.data / "mail"),
        "PUBLIC_URL": f"http://127.0.0.1:{layout.edge}",
        "OTEL_SERVICE_NAME": f"parley-{name}",
        "PYTHONUNBUFFERED": "1",
    }


def _choice(layout: Layout, outside: Outside) -> dict[str, str]:
    """How to reach Kafka and where traces go."""
    chosen = {} if outside.kafka else {"KAFKA_REPLICATION": "1"}
    chosen |= (
        {"OTEL_TRACES_EXPORTER": "otlp"}
        if outside.traces
        else {
            "OTEL_TRACES_EXPORTER": "zipkin",
            "OTEL_EXPORTER_ZIPKIN_ENDPOINT": zipkin.endpoint(layout),
            "TRACE_RATIO": "1.0",
        }
    )
    return chosen | outside.of_services()


def prepare(layout: Layout, environments: Environments, demo: Path | None, patience: float) -> Child:
    """Start the tool that migrates every database, makes the topics and sends the demo; the caller waits for it."""
    command = [sys.executable, "-m", "stack.prepare", "--patience", str(patience)]
    command += ["--demo", str(demo)] if demo else []
    return spawn("databases and topics", command, layout.logs / "prepare.log", env=_of_owner(layout, environments))


def keep_house(layout: Layout, environments: Environments) -> Child:
    """Start the tool that makes and drops partitions in every database, as `maintain` does; it ends by itself."""
    command = [sys.executable, "-m", "stack.housekeeping"]
    return spawn("housekeeping", command, layout.logs / "housekeeping.log", env=_of_owner(layout, environments))


def _of_owner(layout: Layout, environments: Environments) -> dict[str, str]:
    """For what changes tables: every database under both roles."""
    urls = json.dumps({name: [env[OWNER], env["DATABASE_URL"]] for name, env in environments.items()})
    return dict(environments["people"]) | {DATABASES: urls, "PYTHONPATH": str(layout.root / "deploy" / "local")}


def launch(layout: Layout, name: str, env: Mapping[str, str]) -> Child:
    """Start one service: API and worker in one process, which is not told of the tables' owner."""
    command = [sys.executable, "-m", package_of(name), "run"]
    serving = {key: value for key, value in env.items() if key != OWNER}
    return spawn(name, command, layout.logs / f"{name}.log", env=serving, cwd=layout.data)


def await_ready(layout: Layout, children: Iterable[Child], seconds: float = 60) -> Iterable[str]:
    """Yield each service's name when its ``/healthz/ready`` says yes; StackFailed when one ends or time is up."""
    waiting = {child.name: child for child in children}
    limit = time.monotonic() + seconds
    while waiting:
        for name, child in list(waiting.items()):
            if not child.running:
                raise StackFailed(f"{name} stopped while starting ({child.reason()}): see {child.log}.")
            if process.answers(f"http://127.0.0.1:{layout.services[name].management}/healthz/ready"):
                del waiting[name]
                yield name
        if waiting and time.monotonic() > limit:
            raise StackFailed(f"{', '.join(waiting)}: not ready after {seconds:.0f} s, see {layout.logs}.")
        process.pause(0.1)
