"""The story's people for commands that go on while parts are killed; chance with a seed; the table of what was found."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from dataclasses import asdict

import pytest
from tests.chaos.checker import Verdict
from tests.e2e.conftest import sign_in
from tests.e2e.personas import Persona

from stack.layout import ROOT

__all__ = ["sign_in"]

_FOUND: list[tuple[str, int, Verdict]] = []
_SEED = int(os.environ.get("SEED") or random.randrange(10**6))
_COLUMNS = "fault", "N", "acknowledged", "lost", "twice", "order breaks", "repeats", "recovery s"


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """Random moments; ``SEED=...`` gives the same ones again."""
    return random.Random(f"{_SEED} {request.node.name}")


@pytest.fixture
def times(form: str) -> Callable[[int, int], int]:
    """``times(2, 20)``: how often, in the short form and in the long one, which ``TIMES`` percent of it make."""
    percent = int(os.environ.get("TIMES") or 100)
    return lambda short, long: max(1, long * percent // 100) if form == "long" else short


@pytest.fixture
def note() -> Callable[[str, int, Verdict], None]:
    """Put a row into the table; fails when the verdict is not clean."""

    def put(fault: str, n: int, verdict: Verdict) -> None:
        _FOUND.append((fault, n, verdict))
        verdict.clean()

    return put


@pytest.fixture
def author(sign_in: Callable[[str], Persona]) -> Persona:
    return sign_in("P012")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not _FOUND:
        return
    cells = [_cells(*each) for each in _FOUND]
    widths = [max(len(row[column]) for row in [_COLUMNS, *cells]) for column in range(len(_COLUMNS))]
    terminalreporter.section(f"faults (seed {_SEED})")
    for row in (_COLUMNS, *cells):
        terminalreporter.line("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    found = [{"fault": fault, "times": n} | asdict(verdict) for fault, n, verdict in _FOUND]
    file = ROOT / ".local" / "chaos.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps({"seed": _SEED, "faults": found}, indent=1) + "\n")
    terminalreporter.line(f"written to {file.relative_to(ROOT)}")


def _cells(fault: str, n: int, said: Verdict) -> list[str]:
    numbers = (said.acknowledged, said.lost, said.twice, said.order_breaks, said.repeats, said.recovery)
    more = ", ".join(f"{name} {value}" for name, value in said.more.items())
    return [fault, str(n), *map(str, numbers[:-1]), f"{said.recovery}  {more}"]
