"""``python -m stack run | reset | kafka | postgres``: the embedded stack from the command line."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
from collections import deque
from pathlib import Path

from stack import checks, kafka, memory, postgres, process, running
from stack.external import Outside
from stack.layout import Layout, test_layout
from stack.process import Child, Stopped
from stack.secret import Secrets
from stack.trouble import StackFailed

_TRY = """
Three things to try
  the people        curl -s {address}/api/personas
  an idea           TOKEN=$(curl -s -H 'content-type: application/json' -d '{{"persona":"P010"}}' {address}/api/session | sed 's/.*"token": *"\\([^"]*\\)".*/\\1/')
                    curl -s -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' -d '{{"title":"Show free rooms","text":"Sensors show which rooms are free.","language":"en"}}' {address}/api/ideas
  every operation   {address}/api/ideas/docs   (and the quick start in README.md)
"""
_RESTARTS = 5
_WITHIN = 60.0  # seconds
_HOUSEKEEPING = 3600.0  # seconds between two times
_BEGAN = time.monotonic()


def _say(text: str) -> None:
    """Progress: seconds since the start, and what."""
    _print(f"[{time.monotonic() - _BEGAN:5.1f} s] {text}")


def _print(text: str) -> None:
    """To the terminal, if it is still there: a closed one must not keep us from stopping in order."""
    try:
        print(text, flush=True)
    except OSError:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for the rest of the process


def run(layout: Layout, outside: Outside) -> None:
    """Start all, print the address, watch until stopped."""
    with checks.only_one(layout):
        checks.tools()
        parts = running.start(layout, _say, outside=outside)
        try:
            _welcome(parts)
            _watch(parts)
        finally:
            _say("Stopping")
            parts.stop()
            _say("Stopped")


def _watch(parts: running.Running) -> None:
    """What ends is started again, or ends everything if it holds data or does not stay; every hour the house is kept."""
    restarts: dict[str, deque[float]] = {}
    kept = time.monotonic()  # the start has made partitions
    while True:
        process.pause(0.5)
        if time.monotonic() - kept > _HOUSEKEEPING:
            kept = time.monotonic()
            if failed := parts.keep_house():
                _say(failed)
        for server in parts.servers():
            server.must_run()
        for child in parts.replaceable():
            if not child.running:
                _again(parts, child, restarts.setdefault(child.name, deque(maxlen=_RESTARTS)))


def _again(parts: running.Running, child: Child, restarts: deque[float]) -> None:
    now = time.monotonic()
    if len(restarts) == _RESTARTS and now - restarts[0] < _WITHIN:
        raise StackFailed(f"{child.name} stopped again and again ({child.reason()}): see {child.log}.")
    restarts.append(now)
    _say(f"{child.name} stopped ({child.reason()}), it is started again: see {child.log}")
    parts.restart(child.name)


def _welcome(parts: running.Running) -> None:
    personas = json.loads((parts.layout.root / "deploy" / "local" / "demo" / "personas.json").read_text())
    _print("\nPersonas of the demo: who may do what")
    for each in personas:
        _print(f"  {each['key']}  {each['name']:<16} {each['role']}")
    _print(_TRY.format(address=parts.address))
    traces = f", traces at http://127.0.0.1:{parts.layout.zipkin}/zipkin/" if parts.zipkin else ""
    _say(f"Ready; the whole stack takes {memory.megabytes()} MB")
    _print(f"Parley is at {parts.address}{traces}   (Ctrl-C stops it)")


def _alone(layout: Layout, part: str) -> None:
    """One server by itself, for those who run a service from their editor."""
    with checks.only_one(layout):
        checks.tools()
        if part == "kafka":
            broker = kafka.launch(layout)
            child, address = broker.child, broker.bootstrap
        else:
            server = postgres.launch(layout, Secrets(layout.data / "secrets.json"))
            child, address = server.child, server.url()
        try:
            kafka.await_ready(broker) if part == "kafka" else postgres.await_ready(server)
            _print(address)
            while True:
                process.pause(0.5)
                child.must_run()
        finally:
            process.stop([child], 8)


def _wanted() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m stack", description="The embedded stack.")
    parser.add_argument("what", choices=["run", "reset", "kafka", "postgres"])
    parser.add_argument(
        "--throwaway", type=Path, metavar="FOLDER", help="on free ports, with data in FOLDER that no power cut survives"
    )
    return parser.parse_args()


def main() -> int:
    """Exit status: 0 stopped on request, 2 with one sentence when something must be done first."""
    wanted = _wanted()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _frame: process.ask_to_stop(number))
    try:
        layout = test_layout(wanted.throwaway.resolve()) if wanted.throwaway else Layout()
        if wanted.what == "run":
            run(layout, Outside.named_in(os.environ))
        elif wanted.what == "reset":
            running.wipe(layout)
            _print("The local data is gone; `make run` starts anew.")
        else:
            _alone(layout, wanted.what)
    except Stopped:
        return 0
    except StackFailed as failed:
        print(failed, file=sys.stderr)
        return 2
    except OSError as error:
        print(
            f"The stack cannot use {error.filename or 'a file'} ({error.strerror}): free space or make it writable.",
            file=sys.stderr,
        )
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
