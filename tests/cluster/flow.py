"""Work goes on while something is done to the cluster: what failed, and what was lost on the way to the next service."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.chaos.load import Load
from tests.e2e.personas import Persona

_PATIENCE = 120.0  # seconds until everything acknowledged must have been told
_SETTLED = 3.0  # seconds of work before and after


@dataclass(slots=True)
class Passed:
    """``failed``: answers that were no success, and connections that broke; ``lost``: handed in, but nobody was told;
    ``twice``: somebody was told of one twice.
    """

    acknowledged: int = 0
    failed: int = 0
    lost: int = 0
    twice: int = 0


@contextmanager
def at_work(author: Persona, office: Persona, what: str) -> Iterator[Passed]:
    """Somebody hands in ideas while the block lasts; then every one is looked for among what the office was told."""
    passed = Passed()
    began = time.monotonic()
    with Load(author) as load:
        time.sleep(_SETTLED)
        yield passed
        time.sleep(_SETTLED)
    lasted = time.monotonic() - began
    passed.acknowledged, passed.failed = len(load.acknowledged), load.repeated
    told = _told(office, set(load.acknowledged))
    passed.lost = len(set(load.acknowledged) - told.keys())
    passed.twice = sum(times > 1 for times in told.values())
    answers = ", ".join(f"{count} x {status}" for status, count in sorted(load.answers.items()))
    print(
        f"\n{what}: {passed.acknowledged} ideas in {lasted:.0f} s, answers {answers}; failed {passed.failed}, "
        f"lost {passed.lost}, told twice {passed.twice}"
    )


def _told(office: Persona, wanted: set[str]) -> Counter[str]:
    """How often the office was told of each, once it was told of all or the patience has ended."""
    until = time.monotonic() + _PATIENCE
    while True:
        found = Counter(idea for idea in _submissions(office, len(wanted)) if idea in wanted)
        if found.keys() == wanted or time.monotonic() > until:
            return found
        time.sleep(1)


def _submissions(office: Persona, at_least: int) -> Iterator[str]:
    """Ideas of notifications, the newest first, far enough back; others come in between."""
    path = "/api/notifications?limit=100"
    for _ in range(10 + at_least // 20):
        page = office.get(path)
        yield from (each["idea_id"] for each in page["items"] if each["kind"] == "idea.submitted")
        if not page["next"]:
            return
        path = page["next"]
