"""Which of the stack's ports are taken, and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from stack.layout import Layout
from stack.process import listening
from stack.trouble import StackFailed

_LISTEN = "0A"


def check(layout: Layout, unused: set[str]) -> None:
    """Nothing else listens where the stack wants to; parts that are not started are left out."""
    busy = {port: name for name, port in layout.ports().items() if name not in unused and listening(port)}
    if busy:
        told = ", ".join(f"{port} ({name}) is taken by {owner(port)}" for port, name in busy.items())
        raise StackFailed(f"Port {told}: stop that program and try again.")


def owner(port: int) -> str:
    """The program that listens on the port, as far as we may see it."""
    wanted = {f"socket:[{inode}]" for inode in _inodes(port)}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if any(str(each.readlink()) in wanted for each in (process / "fd").iterdir()):
                words = (process / "cmdline").read_text(errors="replace").replace("\0", " ").strip()
                return f"process {process.name} ({words[:100]})"
        except OSError:  # ended meanwhile, or somebody else's
            continue
    return "another user's program"


def _inodes(port: int) -> Iterator[str]:
    for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")):
        if table.exists():
            for line in table.read_text().splitlines()[1:]:
                fields = line.split()
                if fields[3] == _LISTEN and int(fields[1].rpartition(":")[2], 16) == port:
                    yield fields[9]
