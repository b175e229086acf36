"""Child processes: own process group, a log file, stopped with us even when we are killed."""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from stack import memory
from stack.trouble import StackFailed

_PR_SET_PDEATHSIG = 1
_SERIOUS = re.compile(r"\b(FATAL|PANIC|ERROR)\b")
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass(frozen=True, slots=True)
class Identity:
    """The system user that a process runs as."""

    uid: int
    gid: int


@dataclass(slots=True)
class Child:
    """A running part of the stack."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    stop_signal: signal.Signals = signal.SIGTERM
    since: int = 0
    """Where in its log this start begins, in bytes."""
    advice: str = ""
    """What helps when it does not start, with a comma and a blank at the end."""

    @property
    def running(self) -> bool:
        return self.process.poll() is None

    def reason(self) -> str:
        """Why it stopped: the first line of its log that says fatal or error, or else the last one."""
        text = ""
        with contextlib.suppress(FileNotFoundError), self.log.open("rb") as file:
            file.seek(self.since)
            text = file.read().decode(errors="replace")
        lines = [line.strip()[:300] for line in text.splitlines() if line.strip()]
        worst = [line for line in lines if _SERIOUS.search(line)]
        return (worst or lines[-1:] or [f"exit status {self.process.poll()}"])[0]

    def must_run(self) -> None:
        """StackFailed, with the reason and the advice, when it has ended."""
        if not self.running:
            raise StackFailed(f"{self.name} stopped ({self.reason()}): {self.advice}see {self.log}.")


class Stopped(Exception):
    """Somebody asked for the end: SIGINT, SIGTERM or SIGHUP."""


_asked: list[int] = []


def ask_to_stop(number: int) -> None:
    """Called by the signal handler: whoever waits next with ``pause`` gets Stopped."""
    _asked.append(number)


def pause(seconds: float) -> None:
    """Sleep. Stopped when the end was asked for, so a start can be broken off between two steps and never within one."""
    limit = time.monotonic() + seconds
    while not _asked and (left := limit - time.monotonic()) > 0:
        time.sleep(min(left, 0.05))
    if _asked:
        raise Stopped


def spawn(
    name: str,
    command: Sequence[str | Path],
    log: Path,
    *,
    env: Mapping[str, str] | None = None,
    identity: Identity | None = None,
    cwd: Path | None = None,
    stop_signal: signal.Signals = signal.SIGTERM,
) -> Child:
    """Start ``command`` in a session of its own, output appended to ``log``.

    The kernel sends it ``stop_signal`` when the thread that calls this ends, so call it from the main thread.
    """

    def follow_parent() -> None:
        if _LIBC is not None:
            _LIBC.prctl(_PR_SET_PDEATHSIG, int(stop_signal), 0, 0, 0)

    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        since = output.tell()
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=None if env is None else dict(env),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=follow_parent,  # noqa: PLW1509 - one prctl call; the launcher starts no thread before
            user=identity.uid if identity else None,
            group=identity.gid if identity else None,
            extra_groups=[] if identity else None,
        )
    return Child(name, process, log, stop_signal, since)


def stop(children: Iterable[Child], seconds: float) -> None:
    """Ask all to stop, wait that long together, then kill what is left of their process groups."""
    all_of_them = list(children)
    for child in all_of_them:
        if child.running:
            child.process.send_signal(child.stop_signal)
    limit = time.monotonic() + seconds
    for child in all_of_them:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.process.wait(max(0.0, limit - time.monotonic()))
        _kill_group(child)


def _kill_group(child: Child) -> None:
    """And those below a child that still runs: the processes of PostgreSQL have groups of their own."""
    alone = list(memory.below(child.process.pid)) if child.running else []
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.process.pid, signal.SIGKILL)
    for process in alone:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(process, signal.SIGKILL)
    child.process.wait()


def listening(port: int) -> bool:
    """Whether something accepts connections on this loopback port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def answers(url: str) -> bool:
    """Whether the address answers with 2xx."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=2) as response:
            return bool(200 <= response.status < 300)
    except (OSError, urllib.error.URLError):
        return False


def wait_until(ready: Callable[[], bool], child: Child, seconds: float) -> None:
    """Look every 50 ms until ``ready``; StackFailed when the child ends or the time is up."""
    limit = time.monotonic() + seconds
    while not ready():
        child.must_run()
        if time.monotonic() > limit:
            raise StackFailed(f"{child.name} is not ready after {seconds:.0f} s: see {child.log}.")
        pause(0.05)


def run(child: Child, seconds: float, beside: Iterable[Child] = ()) -> int:
    """Wait until a tool has done its work and return its exit status; it is killed when we are stopped meanwhile.

    StackFailed when the time is up, or when a server that it works with, one of ``beside``, ends.
    """
    limit = time.monotonic() + seconds
    servers = list(beside)
    try:
        while child.running:
            for server in servers:
                server.must_run()
            if time.monotonic() > limit:
                raise StackFailed(f"`{child.name}` is not done after {seconds:.0f} s: see {child.log}.")
            pause(0.02)
    finally:
        if child.running:
            stop([child], 1)
    return child.process.returncode
