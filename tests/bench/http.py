"""Clients of an HTTP service in a process of their own, and what they found."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench import programs
from tests.bench.bench import Bench
from tests.bench.figures import Latency

Ask = tuple[str, str, Any]
"""Method, path, and the body or None."""


@dataclass(frozen=True, slots=True)
class Found:
    """Right answers a second, their milliseconds, the number of wrong answers and the first of these."""

    rate: float
    latency: Latency
    failures: int
    wrong: str

    def whole(self) -> Found:
        """The same, when nothing was wrong; else RuntimeError."""
        if self.failures:
            raise RuntimeError(f"{self.failures} answers were wrong; the first one: {self.wrong}")
        return self


def write(file: Path, tokens: Sequence[str], asks: Sequence[Ask]) -> Path:
    """What the clients send: each ask by one caller after another."""
    file.write_text(json.dumps({"tokens": list(tokens), "requests": [list(each) for each in asks]}))
    return file


def asked(bench: Bench, port: int, given: Path, seconds: float, *, clients: int) -> Found:
    """So many clients ask in a closed loop for a while."""
    options = {"port": port, "clients": clients, "seconds": seconds, "given": given}
    said = programs.child("http_clients", bench.log, **options).told(seconds + 60)
    return Found(said["rate"], Latency(*said["latency"]), said["failures"], said["wrong"])
