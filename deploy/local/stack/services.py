"""The six services as child processes: their environment, migrations, topics, start and readiness."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from stack import zipkin
from stack.layout import Layout
from stack.process import Child, spawn
from stack.secret import Secrets
from stack.trouble import StackFailed


def package_of(service: str) -> str:
    return service.replace("-", "_")


def environments(layout: Layout, keep: Secrets, urls: Mapping[str, str], bootstrap: str) -> dict[str, dict[str, str]]:
    """Service -> its whole environment. What the caller's environment says (Kafka's TLS, OTEL_*) is passed on."""
    return {name: _environment(name, layout, keep, urls[package_of(name)], bootstrap) for name in layout.services}


def _environment(name: str, layout: Layout, keep: Secrets, url: str, bootstrap: str) -> dict[str, str]:
    ports = layout.services[name]
    fallback = {
        "KAFKA_REPLICATION": "1",
        "OTEL_TRACES_EXPORTER": "zipkin",
        "OTEL_EXPORTER_ZIPKIN_ENDPOINT": zipkin.endpoint(layout),
        "TRACE_RATIO": "1.0",
    }
    if external_traces():
        fallback = {"KAFKA_REPLICATION": "1", "OTEL_TRACES_EXPORTER": "otlp"}
    return (
        fallback
        | dict(os.environ)
        | {
            "DATABASE_URL": url,
            "KAFKA_BOOTSTRAP": bootstrap,
            "HOST": "127.0.0.1",
            "PORT": str(ports.api),
            "MANAGEMENT_PORT": str(ports.management),
            "DEMO": "1",
            "CLOCK_OFFSET_FILE": str(layout.data / "clock-offset"),
            "CURSOR_SECRET": keep.get("cursor"),
            "JWKS_URL": f"http://127.0.0.1:{layout.services['people'].api}/.well-known/jwks.json",
            "PUBLIC_ORIGINS": f'["http://127.0.0.1:{layout.edge}", "http://localhost:{layout.edge}"]',
            "OTEL_SERVICE_NAME": f"parley-{name}",
            "PYTHONUNBUFFERED": "1",
        }
    )


def external_traces() -> bool:
    """Whether the environment names a place for traces, so that the viewer is not needed."""
    names = ("OTEL_TRACES_EXPORTER", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
    return any(os.environ.get(name) for name in names)


def migrate(layout: Layout, environments: Mapping[str, Mapping[str, str]]) -> None:
    """Bring every database up to date, two at a time."""

    def one(name: str) -> None:
        command = [sys.executable, "-m", package_of(name), "migrate"]
        run_tool(f"{name} migrate", command, environments[name], layout.logs / f"{name}-migrate.log")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, environments))


def parley(layout: Layout, env: Mapping[str, str], *words: str) -> None:
    """Run the command-line tool, for example ``parley topics create``."""
    tool = Path(sys.executable).with_name("parley")
    run_tool(f"parley {' '.join(words[:2])}", [str(tool), *words], env, layout.logs / "parley.log")


def run_tool(name: str, command: list[str], env: Mapping[str, str], log: Path) -> None:
    """Run to the end; StackFailed with the last line when it fails."""
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=dict(env), timeout=120)
    log.write_text(done.stdout + done.stderr)
    if done.returncode:
        lines = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()] or ["no message"]
        raise StackFailed(f"`{name}` failed ({lines[-1].strip()[:300]}): see {log}.")


def launch(layout: Layout, name: str, env: Mapping[str, str]) -> Child:
    """Start one service: API and worker in one process."""
    command = [sys.executable, "-m", package_of(name), "run"]
    return spawn(name, command, layout.logs / f"{name}.log", env=env, cwd=layout.data)


def await_ready(layout: Layout, children: Iterable[Child], seconds: float = 60) -> Iterable[str]:
    """Yield each service's name when its ``/healthz/ready`` says yes; StackFailed when one ends or time is up."""
    waiting = {child.name: child for child in children}
    limit = time.monotonic() + seconds
    while waiting:
        for name, child in list(waiting.items()):
            if not child.running:
                raise StackFailed(f"{name} stopped while starting ({child.last_line()}): see {child.log}.")
            if answers(f"http://127.0.0.1:{layout.services[name].management}/healthz/ready"):
                del waiting[name]
                yield name
        if waiting and time.monotonic() > limit:
            raise StackFailed(f"{', '.join(waiting)}: not ready after {seconds:.0f} s, see {layout.logs}.")
        time.sleep(0.1)


def answers(url: str) -> bool:
    """Whether the address answers with 2xx."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=2) as response:
            return bool(200 <= response.status < 300)
    except (OSError, urllib.error.URLError):
        return False
