"""How long a reader waits at many ideas: the demo is grown as anybody grows it, then pages are visited. `make web-vitals`."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.browser.test_web import VITALS, browse, passed
from tests.e2e.test_demo_grow import called

from stack.running import Running

__all__ = ["browse"]

IDEAS = int(os.environ.get("IDEAS") or 10_000)
PEOPLE = max(40, IDEAS // 10)


@pytest.mark.timeout(2 * 3600)
def test_how_long_a_reader_waits(
    stack: Running, browse: Callable[[Path], subprocess.CompletedProcess[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    command, env = called(stack, PEOPLE, IDEAS)
    began = time.monotonic()
    grown = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    took = time.monotonic() - began
    assert grown.returncode == 0, grown.stderr
    told = browse(VITALS)
    passed(told)
    with capsys.disabled():
        print(f"\n{IDEAS} ideas of {PEOPLE} people, grown in {took:.0f} s, {os.cpu_count()} processors")
        print("\n".join(line for line in told.stdout.splitlines() if " | " in line))
