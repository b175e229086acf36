"""What a library says again and again is written once in a while, with how often it was held back in between.

While Kafka is away its client complains some forty times a second, for hours: that would bury everything else.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

APART = 10.0  # seconds between two lines of the same words
_MOST = 1_000  # different words that are remembered; a library that never repeats itself must not fill the memory

Words: TypeAlias = tuple[str, int, str]


@dataclass(slots=True)
class _Said:
    at: float
    held_back: int = 0


class Repeats(logging.Filter):
    """Let a library's line pass if it has not said the same in the last seconds: same logger, level and template.

    The line that passes carries ``repeated``, how many were held back since the one before it. Our own lines and
    those with a level above ERROR always pass.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._said: dict[Words, _Said] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno > logging.ERROR or not isinstance(record.msg, str):  # structlog hands over a mapping
            return True
        now, words = self._clock(), (record.name, record.levelno, record.msg)
        before = self._said.get(words)
        if before is not None and now - before.at < APART:
            before.held_back += 1
            return False
        if len(self._said) >= _MOST:
            self._said.clear()
        self._said[words] = _Said(now)
        record.repeated = before.held_back if before else 0
        return True
