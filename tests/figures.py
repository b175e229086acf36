"""What all tests in the browser did together, told by tests/browser/conftest.py when they have run."""

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


def figures(config: pytest.Config) -> Figures:
    """Those of this run, whichever folder its tests are in."""
    return config.stash.setdefault(FIGURES, Figures())
