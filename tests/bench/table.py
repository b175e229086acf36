"""What a bench says: one row a measure, with what it is held against; printed as a table, kept as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

MET, MISSED = "met", "MISSED"
_COLUMNS = ("measure", "figure", "reference", "bound", "verdict", "note")


@dataclass(frozen=True, slots=True)
class Row:
    """One measure. ``met`` is None where there is nothing to miss, and the figure is for reading only."""

    measure: str
    figure: str
    reference: str
    bound: str
    met: bool | None
    note: str = ""
    raw: dict[str, Any] = field(default_factory=dict)
    """The numbers behind the words."""

    @property
    def verdict(self) -> str:
        return "" if self.met is None else (MET if self.met else MISSED)


def render(rows: Sequence[Row]) -> str:
    """A table in Markdown, aligned for a terminal."""
    lines = [_COLUMNS, *(tuple(str(getattr(row, name)) for name in _COLUMNS) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_COLUMNS))]
    lines.insert(1, tuple("-" * width for width in widths))
    return "\n".join("| " + " | ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)) + " |" for line in lines)


def keep(rows: Sequence[Row], about: dict[str, Any], file: Path) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps({"about": about, "rows": [asdict(r) | {"verdict": r.verdict} for r in rows]}, indent=1))
