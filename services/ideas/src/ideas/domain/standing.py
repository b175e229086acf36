"""What keeps somebody from handling an idea or from deciding on it (invariant 3)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from ideas.domain.refusals import Conflicted, OwnIdea


@dataclass(frozen=True, slots=True)
class Standing:
    """Who stands how to an idea: its authors and those of merged ones, their line managers, who has declared an interest."""

    authors: frozenset[UUID] = frozenset()
    managers: frozenset[UUID] = frozenset()
    conflicted: frozenset[UUID] = frozenset()

    def refuse_interested(self, by: UUID) -> None:
        """Nobody handles an idea that they, or whose merged origin they, wrote, or in which they have an interest."""
        if by in self.authors:
            raise OwnIdea
        if by in self.conflicted:
            raise Conflicted

    def refuse_deciding(self, by: UUID) -> None:
        """Nor does anybody decide on an idea of somebody whom they manage."""
        self.refuse_interested(by)
        if by in self.managers:
            raise Conflicted
