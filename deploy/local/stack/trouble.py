"""What stops the stack, as one sentence that says what to do."""

from __future__ import annotations


class StackFailed(Exception):
    """The message is one sentence for the person at the terminal; ``python -m stack`` exits with 2."""
