"""The commands for people do what they say: the README's quick start, and the API role by role."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from stack.running import Running

ROOT = Path(__file__).parents[2]


def said_by(page: str, stack: Running) -> str:
    """What the commands of a page print, run one after the other in one shell that stops at the first failure."""
    commands = "".join(re.findall(r"^```sh\n(.*?)^```", (ROOT / page).read_text("utf-8"), re.DOTALL | re.MULTILINE))
    assert commands, f"{page} has no commands"
    commands = commands.replace("http://127.0.0.1:8080", stack.address)
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", commands], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


def test_the_quick_start_follows_one_idea(stack: Running) -> None:
    said = said_by("README.md", stack)
    for kind in ("idea.submitted", "review.requested"):
        assert kind in said


def test_the_api_role_by_role(stack: Running) -> None:
    said = said_by("docs/how-to/use-the-api.md", stack)
    for kind in ("idea.submitted", "round.concluded", "case.closed", "idea.decided", "idea.completed"):
        assert kind in said, "the timeline of the whole way"
