"""Secrets of a stack: random, made at the first run, kept in one file that only its owner reads."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Secrets:
    """``get(name)`` gives the same secret at every run."""

    file: Path

    def get(self, name: str) -> str:
        """The secret of that name: 32 random bytes, letters and digits of base64url."""
        try:
            known: dict[str, str] = json.loads(self.file.read_text())
        except FileNotFoundError:
            known = {}
        if name not in known:
            known[name] = secrets.token_urlsafe(32)
            scratch = self.file.with_suffix(".new")
            scratch.unlink(missing_ok=True)
            descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as out:
                json.dump(known, out, indent=1)
            scratch.replace(self.file)
        return known[name]
