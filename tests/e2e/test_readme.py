"""The README's quick start does what it says."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from stack.running import Running

README = Path(__file__).parents[2] / "README.md"


def test_the_quick_start_follows_one_idea(stack: Running) -> None:
    script = re.search(r"```sh\n(.*?)```", README.read_text(), re.DOTALL)
    assert script is not None
    commands = script[1].replace("http://127.0.0.1:8080", stack.address)
    # What the reader does by hand between two commands: the idea arrives in other services a moment later.
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", commands], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for kind in ("idea.submitted", "review.requested"):
        assert kind in done.stdout
