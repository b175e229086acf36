"""The consumer: every event takes effect exactly once, in order within its key, whatever fails in between."""

from __future__ import annotations

from shared.consumer.member import topics_of
from shared.consumer.runner import run

__all__ = ["run", "topics_of"]
