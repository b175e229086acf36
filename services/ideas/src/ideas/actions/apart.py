"""A file is cleaned in a process of its own where its size does not bound what that takes."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import BinaryIO

import structlog

from ideas.domain import refusals
from ideas.domain.nameless import __main__ as apart
from ideas.domain.refusals import AttachmentDamaged, AttachmentUnpacksTooLarge
from shared.errors import DomainError

_log = structlog.get_logger(__name__)

KINDS = frozenset({"application/pdf"})
"""What is read by a library that builds an object for each value in the file, also for those that are packed."""
MEMORY, TIMES, SECONDS = 256 * 1024 * 1024, 8, 30
"""Bytes of a process, and as many times the file's size besides; seconds of a processor."""


def clean(media_type: str, source: BinaryIO, made: BinaryIO, size: int) -> None:
    """What ``domain.nameless.clean`` does to a file of ``size`` bytes, and refuses; AttachmentUnpacksTooLarge beyond the bounds."""
    most = MEMORY + TIMES * size
    command = [sys.executable, "-m", "ideas.domain.nameless", media_type, str(most), str(SECONDS)]
    source.seek(0)
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the file is no argument
            command,
            stdin=source.fileno(),
            stdout=made.fileno(),
            stderr=subprocess.PIPE,
            timeout=4 * SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise AttachmentUnpacksTooLarge(most=f"{4 * SECONDS} s") from error
    if done.returncode == apart.REFUSED:
        raise _refused(made)
    if done.returncode == 1:
        _log.error("a file could not be cleaned", said=done.stderr[-2000:].decode("utf-8", "replace"))
        raise AttachmentDamaged
    if done.returncode:
        raise AttachmentUnpacksTooLarge(most=f"{most // 1024**2} MiB")


def _refused(made: BinaryIO) -> DomainError:
    made.seek(0)
    said = json.loads(made.read())
    kind: type[DomainError] = getattr(refusals, said["name"])
    return kind(**said["fields"])
