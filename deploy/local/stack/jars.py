"""The jars of Kafka and the trace viewer, resolved once by Maven from the committed pom."""

from __future__ import annotations

import hashlib
import shutil
import subprocess

from stack.layout import Layout
from stack.trouble import StackFailed


def resolve(layout: Layout) -> None:
    """Copy the jars to ``.local/jars`` unless they are there for this very pom."""
    pom = layout.root / "deploy" / "local" / "pom.xml"
    stamp, wanted = layout.jars / "pom.sha256", hashlib.sha256(pom.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    if shutil.which("mvn") is None:
        raise StackFailed("Maven is missing: install it (Debian: apt-get install maven).")
    shutil.rmtree(layout.jars, ignore_errors=True)
    layout.jars.mkdir(parents=True)
    command = ["mvn", "-q", "-B", "-ntp", "-f", str(pom), f"-Djars={layout.jars}", "package"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        (layout.jars / "maven.log").write_text(done.stdout + done.stderr)
        raise StackFailed(f"Maven could not get the jars of Kafka and Zipkin: see {layout.jars / 'maven.log'}.")
    stamp.write_text(wanted)
