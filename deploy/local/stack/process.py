"""Child processes: own process group, a log file, stopped with us even when we are killed."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from stack.trouble import StackFailed

_PR_SET_PDEATHSIG = 1
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

    @property
    def running(self) -> bool:
        return self.process.poll() is None

    def last_line(self) -> str:
        """The last non-empty line of its log, for a sentence about why it stopped."""
        try:
            lines = [line for line in self.log.read_text(errors="replace").splitlines() if line.strip()]
        except FileNotFoundError:
            return "no log"
        return lines[-1].strip()[:300] if lines else "no log"


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
    return Child(name, process, log, stop_signal)


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
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.process.pid, signal.SIGKILL)
    child.process.wait()


def listening(port: int) -> bool:
    """Whether something accepts connections on this loopback port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until(ready: Callable[[], bool], child: Child, seconds: float) -> None:
    """Look every 50 ms until ``ready``; StackFailed when the child ends or the time is up."""
    limit = time.monotonic() + seconds
    while not ready():
        if not child.running:
            raise StackFailed(f"{child.name} stopped while starting ({child.last_line()}): see {child.log}.")
        if time.monotonic() > limit:
            raise StackFailed(f"{child.name} is not ready after {seconds:.0f} s: see {child.log}.")
        time.sleep(0.05)
