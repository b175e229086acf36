"""``python -m stack run | reset | kafka | postgres``: the embedded stack from the command line."""

from __future__ import annotations

import json
import signal
import sys
import time
from types import FrameType

from stack import checks, kafka, postgres, process, running
from stack.layout import Layout
from stack.secret import Secrets
from stack.trouble import StackFailed

_TRY = """
Three things to try
  who is there     curl -s {address}/api/personas
  sign in          curl -s -H 'content-type: application/json' -d '{{"persona":"P010"}}' {address}/api/session
  try it by hand   {address}/api/ideas/docs   (and the quick start in README.md)
"""


class _Stopped(Exception):
    """SIGTERM or Ctrl-C."""


def _on_signal(_number: int, _frame: FrameType | None) -> None:
    # A second signal while stopping changes nothing: stopping is bounded.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise _Stopped


def _say(text: str) -> None:
    print(f"[{time.strftime('%H:%M:%S')}] {text}", flush=True)


def run(layout: Layout) -> None:
    """Start all, print the address, watch until stopped."""
    checks.tools()
    with checks.only_one(layout):
        parts = running.start(layout, _say)
        try:
            if running.send_demo(parts):
                _say("The demo organisation is in")
            _welcome(parts)
            _watch(parts)
        finally:
            _say("Stopping")
            parts.stop()


def _watch(parts: running.Running) -> None:
    while True:
        time.sleep(1)
        for name, child in list(parts.services.items()):
            if not child.running:
                _say(f"{name} stopped ({child.last_line()}), it is started again: see {child.log}")
                parts.restart(name)
        servers = [parts.edge, parts.kafka and parts.kafka.child, parts.postgres and parts.postgres.child]
        for server in servers:
            if server and not server.running:
                raise StackFailed(f"{server.name} stopped ({server.last_line()}): see {server.log}, then run it again.")


def _welcome(parts: running.Running) -> None:
    personas = json.loads((parts.layout.root / "deploy" / "local" / "demo" / "personas.json").read_text())
    print("\nPersonas of the demo")
    for each in personas:
        print(f"  {each['key']}  {each['name']:<24} {each['role']}")
    print(_TRY.format(address=parts.address))
    print(f"Parley is at {parts.address}   (Ctrl-C stops it)", flush=True)


def _alone(layout: Layout, part: str) -> None:
    """One server by itself, for those who run a service from their editor."""
    with checks.only_one(layout):
        if part == "kafka":
            broker = kafka.start(layout)
            child, address = broker.child, broker.bootstrap
        else:
            server = postgres.start(layout, Secrets(layout.data / "secrets.json"))
            child, address = server.child, server.url()
        try:
            print(address, flush=True)
            child.process.wait()
        finally:
            process.stop([child], 8)


def main() -> int:
    """Exit status: 0 stopped on request, 2 with one sentence when something must be done first."""
    words = sys.argv[1:]
    layout = Layout()
    signal.signal(signal.SIGINT, _on_signal)
    signal.signal(signal.SIGTERM, _on_signal)
    try:
        if words == ["run"]:
            run(layout)
        elif words == ["reset"]:
            running.wipe(layout)
            print("The local data is gone; `make run` starts anew.")
        elif words in (["kafka"], ["postgres"]):
            _alone(layout, words[0])
        else:
            print("usage: python -m stack run | reset | kafka | postgres", file=sys.stderr)
            return 2
    except _Stopped:
        return 0
    except StackFailed as failed:
        print(failed, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
