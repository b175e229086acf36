"""The four facets of public sector innovation (OECD OPSI), rated by several: the spread is shown, never a few people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import get_args
from uuid import UUID

from ideas.domain.refusals import OwnIdea
from ideas.domain.state import IN_THE_OPEN, Facet, Idea, needs

FACETS: tuple[Facet, ...] = get_args(Facet)
HIGHEST = 4
AT_LEAST = 5
"""No statistic below this many people, whatever an installation sets (invariant 11)."""

Rating = Mapping[Facet, int]


@dataclass(frozen=True, slots=True)
class Spread:
    """What several people said about one facet, from 0 (not at all) to 4 (entirely)."""

    median: float
    lower_quartile: float
    upper_quartile: float
    lowest: int
    highest: int


def check_ratable(idea: Idea, by: UUID) -> None:
    """Refuse a rating of one's own idea, or of what is not in the open."""
    if by in idea.involved:
        raise OwnIdea
    needs(idea, *IN_THE_OPEN)


def due(raters: int, shown: int, k: int) -> bool:
    """Whether a new picture may be drawn: with k raters, and then with each k more.

    Two pictures that differ by fewer people would tell what these few said (invariant 11).
    """
    return raters >= shown + max(k, AT_LEAST)


def spread(ratings: Sequence[Rating]) -> dict[Facet, Spread]:
    """Median and spread of each facet; needs at least two ratings."""
    return {facet: _spread([rating[facet] for rating in ratings]) for facet in FACETS}


def _spread(values: list[int]) -> Spread:
    lower, _, upper = quantiles(values, n=4, method="inclusive")
    return Spread(float(median(values)), lower, upper, min(values), max(values))
