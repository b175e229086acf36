"""The jars of Kafka and the trace viewer, resolved once by Maven from the committed pom."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable

from stack import process
from stack.layout import Layout
from stack.process import spawn
from stack.trouble import StackFailed


def resolve(layout: Layout, say: Callable[[str], None] | None = None) -> None:
    """Copy the jars to ``.local/jars`` unless they are there for this very pom."""
    pom = layout.root / "deploy" / "local" / "pom.xml"
    stamp, wanted = layout.jars / "pom.sha256", hashlib.sha256(pom.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    if shutil.which("mvn") is None:
        raise StackFailed("`mvn` is missing: install it (Debian: apt-get install maven).")
    if say:
        say("Maven gets Kafka and the trace viewer (once, 180 MB)")
    shutil.rmtree(layout.jars, ignore_errors=True)
    layout.jars.mkdir(parents=True)
    log = layout.jars / "maven.log"
    command = ["mvn", "-q", "-B", "-ntp", "-f", str(pom), f"-Djars={layout.jars}", "package"]
    tool = spawn("Maven", command, log)
    if process.run(tool, 1800):
        raise StackFailed(
            f"Maven could not get the jars of Kafka and the trace viewer ({tool.reason()}): "
            f"it needs its repository once, so go online or set its mirror, and see {log}."
        )
    stamp.write_text(wanted)
