"""`make run` as a person at a terminal sees it: it starts, says what to try, goes on with its data, and ends."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import pytest

from stack import memory, place
from stack.layout import ROOT

pytestmark = pytest.mark.timeout(300)
ENDS_WITHIN = 10.0


@pytest.fixture
def folder() -> Iterator[Path]:
    data = Path(tempfile.mkdtemp(prefix="parley-test-"))
    data.chmod(0o755)
    yield data
    place.forget(data)
    shutil.rmtree(data, ignore_errors=True)


@dataclass
class Terminal:
    """`python -m stack run` in a terminal of its own."""

    folder: Path
    shown: str = ""
    everybody: set[int] = field(default_factory=set)
    """Process ids of the launcher and of all that it started so far."""

    def __enter__(self) -> Self:
        self.pid, self.screen = pty.fork()
        if self.pid == 0:  # the child is the leader of the terminal's session
            os.chdir(ROOT)
            env = {"PATH": os.environ["PATH"], "PYTHONPATH": "deploy:deploy/local", "HOME": str(self.folder)}
            words = [sys.executable, "-m", "stack", "run", "--throwaway", str(self.folder)]
            os.execve(sys.executable, words, env)
        os.set_blocking(self.screen, False)
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            os.close(self.screen)
        for pid in self.alive():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def wait_for(self, words: str, seconds: float = 120) -> re.Match[str]:
        """Read the screen until it shows the words, a regular expression."""
        limit = time.monotonic() + seconds
        while not (found := re.search(words, self.shown)):
            assert time.monotonic() < limit, f"{words!r} is not on the screen:\n{self.shown}"
            self._read()
            time.sleep(0.05)
        return found

    def type(self, key: bytes) -> None:
        os.write(self.screen, key)

    def ended(self) -> tuple[int, float]:
        """Exit status (or minus the signal), and how long the end took; afterwards no process is left."""
        began = time.monotonic()
        while (took := time.monotonic() - began) < 3 * ENDS_WITHIN:
            self._read()
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status), took
            time.sleep(0.05)
        raise AssertionError(f"it does not end:\n{self.shown}")

    def alive(self) -> set[int]:
        """Those of everybody who still run."""
        return {pid for pid in self.everybody if _state(pid) not in {"", "Z"}}

    def _read(self) -> None:
        self.everybody |= {self.pid, *memory.below(self.pid)}
        with contextlib.suppress(OSError):
            self.shown += os.read(self.screen, 65536).decode(errors="replace").replace("\r\n", "\n")


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""


def _shell(command: str) -> str:
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", command], capture_output=True, text=True, check=True)
    return done.stdout


def _stack(word: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "stack", word, "--throwaway", str(folder)],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": "deploy:deploy/local"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_starts_says_what_to_try_goes_on_with_its_data_and_ends(folder: Path) -> None:
    with Terminal(folder) as terminal:
        address = terminal.wait_for(r"Parley is at (http://127\.0\.0\.1:\d+), traces at (http\S+)")
        for line in ("PostgreSQL starts", "Kafka starts", "notify is ready", "trace viewer is ready"):
            assert re.search(rf"\[ *\d+\.\d s\] .*{line}", terminal.shown)
        assert re.search(r"Ready; the whole stack takes \d+ MB", terminal.shown)
        assert re.search(r"P016 +Ruth Engel +chair of the staff council", terminal.shown)
        _try_three_things(terminal.shown)
        assert "zipkin" in _shell(f"curl -sf {address[2]}").lower()

        for word in ("run", "reset"):
            refused = _stack(word, folder)
            assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
            assert f"The stack already runs (process {terminal.pid}): stop it first." in refused.stderr

        terminal.type(b"\x03")
        time.sleep(0.3)
        terminal.type(b"\x03")
        status, took = terminal.ended()
        assert (status, took < ENDS_WITHIN, terminal.alive()) == (0, True, set()), terminal.shown

    with Terminal(folder) as again:
        address = again.wait_for(r"Parley is at (http://127\.0\.0\.1:\d+)")
        assert '"Show free rooms"' in _shell(_as_lena(again.shown) + f"; {_ASK} {address[1]}/api/ideas?q=free")
        review = next(pid for pid in again.everybody if "review" in _words(pid))
        os.kill(review, signal.SIGKILL)
        again.wait_for(r"review stopped \(.+\), it is started again: see .*review\.log", 20)
        os.close(again.screen)  # the window is closed: SIGHUP, and nothing can be printed any more
        status, took = again.ended()
        assert (status, took < ENDS_WITHIN, again.alive()) == (0, True, set())

    assert _stack("reset", folder).returncode == 0
    assert {each.name for each in folder.iterdir()} == {"lock"}


_ASK = 'curl -sf -H "authorization: Bearer $TOKEN"'


def _try_three_things(shown: str) -> None:
    """What is printed works when it is copied into a shell."""
    people = re.search(r"the people +(curl .*)", shown)
    page = re.search(r"every operation +(http\S+)", shown)
    assert people
    assert page
    assert '"P010"' in _shell(people[1])
    create = re.search(r'^ +(curl .*-d .*"title".*)$', shown, re.MULTILINE)
    assert create
    assert '"title":"Show free rooms"' in _shell(f"{_as_lena(shown)}; {create[1]}").replace('": "', '":"')
    assert "<html" in _shell(f"curl -sf {page[1]}").lower()


def _as_lena(shown: str) -> str:
    token = re.search(r"an idea +(TOKEN=.*)", shown)
    assert token
    return token[1]


def _words(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    except OSError:
        return []


@pytest.mark.parametrize(
    ("moment", "how"),
    [
        ("Kafka starts", signal.SIGINT),
        ("PostgreSQL starts", signal.SIGTERM),
        ("Databases are brought", signal.SIGHUP),
        ("services start", signal.SIGINT),
    ],
)
def test_it_can_be_stopped_while_it_starts(folder: Path, moment: str, how: signal.Signals) -> None:
    with Terminal(folder) as terminal:
        terminal.wait_for(moment)
        os.kill(terminal.pid, how)
        status, took = terminal.ended()
        assert (status, took < ENDS_WITHIN, terminal.alive()) == (0, True, set()), terminal.shown
        assert "Traceback" not in terminal.shown


def test_a_server_that_ends_is_named_and_everything_stops(folder: Path) -> None:
    with Terminal(folder) as terminal:
        terminal.wait_for("Parley is at")
        os.kill(next(pid for pid in terminal.everybody if "kafka.Kafka" in _words(pid)), signal.SIGKILL)
        status, took = terminal.ended()
        assert (status, took < ENDS_WITHIN, terminal.alive()) == (2, True, set()), terminal.shown
        assert re.search(r"^Kafka stopped \(.*\): .*see .*kafka\.log\.$", terminal.shown, re.MULTILINE)


def test_nothing_outlives_a_launcher_that_is_killed(folder: Path) -> None:
    with Terminal(folder) as terminal:
        terminal.wait_for("Databases are brought")
        os.kill(terminal.pid, signal.SIGKILL)
        os.waitpid(terminal.pid, 0)
        limit = time.monotonic() + ENDS_WITHIN
        while terminal.alive() and time.monotonic() < limit:
            time.sleep(0.1)
        assert terminal.alive() == set()
