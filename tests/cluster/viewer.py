"""The lab's trace viewer, reached through the API server, which every cluster's network lets through."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

_LOOK_BACK = 3_600_000  # milliseconds


@contextmanager
def viewer() -> Iterator[str]:
    """Its address, for as long as the block lasts."""
    program = shutil.which("kubectl")
    assert program
    words = [program, "--namespace", "parley", "port-forward", "service/zipkin", ":9411"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as forward:
        try:
            assert forward.stdout
            said = forward.stdout.readline()  # Forwarding from 127.0.0.1:40123 -> 9411
            assert "->" in said, "kubectl could not reach it"
            yield f"http://{said.split()[2]}"
        finally:
            forward.terminate()


def traces(address: str, **query: str) -> list[list[dict[str, Any]]]:
    """Whole traces of the last hour, at most a thousand; ``query`` is Zipkin's own."""
    asked = {"lookback": str(_LOOK_BACK), "limit": "1000"} | query
    answer = httpx.get(f"{address}/api/v2/traces", params=asked, timeout=30, trust_env=False)
    answer.raise_for_status()
    found: list[list[dict[str, Any]]] = answer.json()
    return found
