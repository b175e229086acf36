"""The only place that reads time. ``now()`` is the time rules see; ``wall()`` is the machine's.

In the demo (``DEMO=1``, loopback) one offset moves ``now()`` of all services forward: the seconds in the
file that ``CLOCK_OFFSET_FILE`` names. Tokens, ids and retries use ``wall()``: moving the clock must not
end sessions or reorder ids.
"""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

_LOOK_AGAIN = 0.2  # seconds between two looks at the offset file


@dataclass(slots=True)
class _Demo:
    """What this process knows of the demo's moved clock."""

    file: Path | None = None
    offset: timedelta = timedelta(0)
    looked_at: float = float("-inf")


_demo = _Demo()


def wall() -> datetime:
    """The machine's time, UTC."""
    return datetime.now(UTC)


def now() -> datetime:
    """The time that rules see, UTC: the machine's plus the demo's offset."""
    return wall() + offset()


def offset() -> timedelta:
    """How far the demo has moved the clock; zero outside the demo."""
    if _demo.file is not None and time.monotonic() - _demo.looked_at > _LOOK_AGAIN:
        _demo.looked_at = time.monotonic()
        with contextlib.suppress(FileNotFoundError, ValueError):
            _demo.offset = timedelta(seconds=float(_demo.file.read_text()))
    return _demo.offset


def follow(offset_file: Path | None) -> None:
    """Take the offset from this file from now on (None: no offset). Called once, by the demo's services."""
    _demo.file, _demo.offset, _demo.looked_at = offset_file, timedelta(0), float("-inf")


def move_forward(by: timedelta) -> timedelta:
    """Move the demo's clock forward for all services; returns the new offset. ValueError when it may not."""
    if _demo.file is None:
        raise ValueError("the clock can be moved in the demo only (DEMO=1)")
    if by < timedelta(0):
        raise ValueError("the clock can only be moved forward")
    moved = offset() + by
    scratch = _demo.file.with_suffix(".new")
    scratch.write_text(str(moved.total_seconds()))
    scratch.replace(_demo.file)
    _demo.looked_at = float("-inf")
    return moved
