"""The only place that reads time. ``now()`` is the time rules see; ``wall()`` is the machine's.

In the demo (``DEMO=1``, loopback) one offset moves ``now()`` of all services forward: the seconds in the
file that ``CLOCK_OFFSET_FILE`` names. Tokens, ids and retries use ``wall()``: moving the clock must not
end sessions or reorder ids.
"""

from __future__ import annotations

import contextlib
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

_LOOK_AGAIN = 0.2  # seconds between two looks at the offset file

_offset_file: Path | None = None
_offset = timedelta(0)
_looked_at = float("-inf")


def wall() -> datetime:
    """The machine's time, UTC."""
    return datetime.now(UTC)


def now() -> datetime:
    """The time that rules see, UTC: the machine's plus the demo's offset."""
    return wall() + offset()


def offset() -> timedelta:
    """How far the demo has moved the clock; zero outside the demo."""
    global _offset, _looked_at
    if _offset_file is None:
        return timedelta(0)
    if time.monotonic() - _looked_at > _LOOK_AGAIN:
        _looked_at = time.monotonic()
        with contextlib.suppress(FileNotFoundError, ValueError):
            _offset = timedelta(seconds=float(_offset_file.read_text()))
    return _offset


def follow(offset_file: Path | None) -> None:
    """Take the offset from this file from now on (None: no offset). Called once, by the demo's services."""
    global _offset_file, _offset, _looked_at
    _offset_file, _offset, _looked_at = offset_file, timedelta(0), float("-inf")


def move_forward(by: timedelta) -> timedelta:
    """Move the demo's clock forward for all services; returns the new offset. ValueError when it may not."""
    global _looked_at
    if _offset_file is None:
        raise ValueError("the clock can be moved in the demo only (DEMO=1)")
    if by < timedelta(0):
        raise ValueError("the clock can only be moved forward")
    moved = offset() + by
    scratch = _offset_file.with_suffix(".new")
    scratch.write_text(str(moved.total_seconds()))
    scratch.replace(_offset_file)
    _looked_at = float("-inf")
    return moved
