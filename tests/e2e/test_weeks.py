"""What time alone does, in the browser; it moves the clock of the stack far, so it comes after the others."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.test_web import WEEKS, browse, passed

__all__ = ["browse"]


@pytest.mark.timeout(300)
def test_what_comes_by_itself_when_its_day_has_come(browse: Callable[[Path], subprocess.CompletedProcess[str]]) -> None:
    passed(browse(WEEKS))
