"""What is looked at before anything starts; each finding is one sentence that says what to do."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from stack.layout import Layout
from stack.trouble import StackFailed


def tools() -> None:
    """Python, Java and Maven, each new enough."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the sentence is for those who have an older one
        raise StackFailed("Python is too old: install Python 3.11 or newer and run `make setup`.")
    for tool, hint in (("java", "default-jdk-headless"), ("mvn", "maven")):
        if shutil.which(tool) is None:
            raise StackFailed(f"`{tool}` is missing: install it (Debian: apt-get install {hint}).")
    said = subprocess.run(["java", "-version"], check=False, capture_output=True, text=True).stderr
    found = re.search(r'version "(\d+)', said)
    if found is None or int(found[1]) < 17:
        raise StackFailed("Java is too old: install a JDK 17 or newer (Debian: apt-get install default-jdk-headless).")


@contextmanager
def only_one(layout: Layout) -> Iterator[None]:
    """Hold the lock of this stack's folder; the kernel releases it however we end."""
    layout.prepare()
    with (layout.data / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise StackFailed(f"The stack already runs (process {lock.read().strip()}): stop it first.") from None
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield
