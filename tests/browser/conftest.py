"""What all tests in the browser did together, told when they have run."""

from __future__ import annotations

import pytest
from tests.figures import FIGURES


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if FIGURES not in config.stash:
        return
    of, routes = config.stash[FIGURES].counts, config.stash[FIGURES].routes
    terminalreporter.section("in the browser")
    terminalreporter.line(
        f"axe ran {of['axe']} times and found {of['violations']} violations; {len(routes)} routes were visited"
    )
    if of["stops"]:
        terminalreporter.line(f"the walk by keys alone goes over {of['stops']} stops for {of['acts']} acts")
