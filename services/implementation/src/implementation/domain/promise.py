"""What was promised to representatives: the points of an opinion that the answer adopts, wholly or in part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

Answer = Literal["adopted", "partly", "not-adopted"]


@dataclass(frozen=True, slots=True)
class Promise:
    """A point of an opinion, its answer, and the task that keeps it; ``answer`` is None until it is given."""

    idea_id: UUID
    case_id: UUID
    number: int
    demand: str
    answer: Answer | None = None
    reason: str | None = None
    task_id: UUID | None = None
    correction: str | None = None
    """A slip in the point, put right beside it."""

    @property
    def owed(self) -> bool:
        """Whether a task has to be made for it."""
        return self.promised and self.task_id is None

    @property
    def promised(self) -> bool:
        """Whether the answer adopts the point, wholly or in part."""
        return self.answer in ("adopted", "partly")
