"""What all tests in the browser did together, told when they have run."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field

import pytest


@dataclass
class Figures:
    """What each file of tests says at its end, added up."""

    counts: Counter[str] = field(default_factory=Counter)
    routes: set[str] = field(default_factory=set)

    def add(self, said: str) -> None:
        for line in said.splitlines():
            if line.startswith("figures "):
                told = json.loads(line.removeprefix("figures "))
                self.routes.update(told.pop("routes"))
                self.counts.update(told)


FIGURES = pytest.StashKey[Figures]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[FIGURES] = Figures()


@pytest.fixture(scope="session")
def figures(pytestconfig: pytest.Config) -> Figures:
    return pytestconfig.stash[FIGURES]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    of, routes = config.stash[FIGURES].counts, config.stash[FIGURES].routes
    if not of:
        return
    terminalreporter.section("in the browser")
    terminalreporter.line(
        f"axe ran {of['axe']} times and found {of['violations']} violations; {len(routes)} routes were visited"
    )
    if of["stops"]:
        terminalreporter.line(f"the walk by keys alone goes over {of['stops']} stops for {of['acts']} acts")
