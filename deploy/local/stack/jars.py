"""The jars of Kafka and the trace viewer, resolved once by Maven from the committed pom, and held against its lock.

``python -m stack.jars`` writes the lock anew (`make sums`).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from stack import process, sums
from stack.layout import Layout
from stack.process import spawn
from stack.trouble import StackFailed

STAMP = "resolved.sha256"


def resolve(layout: Layout, say: Callable[[str], None] | None = None) -> None:
    """Copy the jars to ``.local/jars`` unless they are there for this very pom and lock. StackFailed for others than these."""
    pom = _pom(layout)
    stamp, wanted = layout.jars / STAMP, sums.of_pom(pom)
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    _bring(layout, say)
    if wrong := sums.refused(pom, layout.jars):
        shutil.rmtree(layout.jars)  # so that nothing starts with them
        raise StackFailed(wrong)
    stamp.write_text(wanted)


def lock(layout: Layout, say: Callable[[str], None] | None = None) -> None:
    """Write down the sums of what the pom brings today."""
    _bring(layout, say)
    sums.write(_pom(layout), layout.jars)


def _pom(layout: Layout) -> Path:
    return layout.root / "deploy" / "local" / "pom.xml"


def _bring(layout: Layout, say: Callable[[str], None] | None) -> None:
    if shutil.which("mvn") is None:
        raise StackFailed("`mvn` is missing: install it (Debian: apt-get install maven).")
    if say:
        say("Maven gets Kafka and the trace viewer (once, 180 MB)")
    shutil.rmtree(layout.jars, ignore_errors=True)
    layout.jars.mkdir(parents=True)
    log = layout.jars / "maven.log"
    command = ["mvn", "-q", "-B", "-ntp", "-f", str(_pom(layout)), f"-Djars={layout.jars}", "package"]
    tool = spawn("Maven", command, log)
    if process.run(tool, 1800):
        raise StackFailed(
            f"Maven could not get the jars of Kafka and the trace viewer ({tool.reason()}): "
            f"it needs its repository once, so go online or set its mirror, and see {log}."
        )


if __name__ == "__main__":
    lock(Layout(), print)
