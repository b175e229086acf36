"""What the stack takes: the processes below one, and their memory with shared pages counted once."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path


def below(parent: int) -> Iterator[int]:
    """Process ids of all children of ``parent``, and theirs. Linux; elsewhere nothing."""
    for child in _children(parent):
        yield child
        yield from below(child)


def _children(parent: int) -> list[int]:
    """Those of a process that has ended meanwhile, or of one of its threads, are none."""
    found: list[int] = []
    with contextlib.suppress(OSError):
        for thread in Path(f"/proc/{parent}/task").iterdir():
            with contextlib.suppress(OSError):
                found += map(int, (thread / "children").read_text().split())
    return found


def megabytes() -> int:
    """Of this process and all below it: the sum of proportional set sizes, which counts a shared page once."""
    return sum(_kilobytes(process) for process in (os.getpid(), *below(os.getpid()))) // 1024


def _kilobytes(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
