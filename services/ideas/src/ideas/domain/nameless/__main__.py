"""Cleans one file in a process of its own: ``python -m ideas.domain.nameless TYPE BYTES SECONDS <file >made``.

Some libraries can be led to take a thousand times a file's size; here the system refuses it to them, and to nobody else.
"""

from __future__ import annotations

import json
import resource
import sys

from ideas.domain.nameless import clean
from shared.errors import DomainError

LIMITED, REFUSED = 3, 4
"""How it ends when the bounds were met, or when a rule said no: then stdout holds which one."""


def main(media_type: str, most: int, seconds: int) -> int:
    """Do it; the number that the process ends with."""
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    try:
        clean(media_type, sys.stdin.buffer, sys.stdout.buffer)
    except MemoryError:
        return LIMITED
    except DomainError as refused:
        sys.stdout.write(json.dumps({"name": type(refused).__name__, "fields": refused.fields}))
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
