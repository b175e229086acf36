"""The portfolio: how far ideas come and how long that takes, of which kind they are, what waits, what was answered in time."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from statistics import median, quantiles
from typing import Literal, get_args
from uuid import UUID

from ideas.domain.blocks import Block, Item, Path, Sum, blocks, places, told
from ideas.domain.state import Facet, Status

Step = Literal["submitted", "triaged", "reviewed", "consulted", "decided", "implemented", "benefit_verified"]
STEPS: tuple[Step, ...] = get_args(Step)
Direction = Literal["top-down", "bottom-up"]
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
"""Asked for by a campaign, or brought by whoever had it."""
Wait = Literal["triage", "review", "screening", "consultation", "decision", "appeal", "implementation"]
WAITS: tuple[Wait, ...] = get_args(Wait)
WAITS_IN: dict[Status, Wait] = {
    "submitted": "triage",
    "under_review": "review",
    "reviewed": "screening",
    "in_consultation": "consultation",
    "decision_pending": "decision",
    "appealed": "appeal",
    "accepted": "implementation",
    "accepted_with_changes": "implementation",
    "pilot": "implementation",
    "implementing": "implementation",
}
Answer = Literal["triage", "screening", "decision", "appeal"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)


@dataclass(frozen=True, slots=True)
class Case:
    """What is counted of one idea that was handed in. ``units``: its unit, with all above it, the organisation first.

    ``reached``: when it came to each step; ``answered``: each answer it got, and whether that was late; ``rated``: of each
    facet the median of its raters, where there are enough of them.
    """

    persons: frozenset[UUID]
    units: tuple[UUID, ...]
    campaign_id: UUID | None
    year: int
    status: Status
    late: bool
    since: datetime
    facets: tuple[Facet, ...]
    reached: Mapping[Step, datetime]
    answered: Mapping[Answer, bool]
    rated: Mapping[Facet, float]

    @property
    def direction(self) -> Direction:
        return "top-down" if self.campaign_id else "bottom-up"

    @property
    def place(self) -> Path:
        return _place(self.campaign_id, self.year, self.units)


@lru_cache(maxsize=10_000)  # there are many ideas in few places
def _place(campaign_id: UUID | None, year: int, units: tuple[UUID, ...]) -> Path:
    """Small units fold into the one above, small years into the campaign, small campaigns into all."""
    return (("campaign", campaign_id), ("year", year), *(("unit", each) for each in units))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which ideas are asked about."""

    unit: UUID | None = None
    year: int | None = None
    campaign: UUID | None = None

    @property
    def steps(self) -> frozenset[Hashable]:
        asked = (("unit", self.unit), ("year", self.year), ("campaign", self.campaign))
        return frozenset((kind, value) for kind, value in asked if value is not None)


@dataclass(frozen=True, slots=True)
class Days:
    """How long something took or has taken, in days."""

    median: float
    ninetieth: float


@dataclass(frozen=True, slots=True)
class Spread:
    """How strongly a facet is in the ideas, by those who rated them, from 0 to 4."""

    median: float
    lower_quartile: float
    upper_quartile: float


@dataclass(frozen=True, slots=True)
class Table:
    """Cases in blocks, each under what it is counted as."""

    cases: Sequence[Case]
    there: Mapping[frozenset[Hashable], int]
    made: Sequence[Block]

    def told(self, wanted: Collection[Hashable]) -> tuple[Sum, list[Case]]:
        """What may be told, and the cases that it is made of."""
        found = told(self.there, self.made, wanted)
        return found, [self.cases[each] for each in found.items]


def table(counted: Sequence[tuple[Path, Case]], least: int) -> Table:
    """The blocks do not depend on what is asked: else two questions would tell what one does not."""
    items = [Item((*kind, *case.place), case.persons) for kind, case in counted]
    return Table([case for _, case in counted], places(items), blocks(items, least))


def days(spans: Sequence[float]) -> Days | None:
    """The median and what nine of ten do not exceed, in days; None for fewer than two."""
    if len(spans) < 2:
        return None
    return Days(round(median(spans), 1), round(quantiles(spans, n=10, method="inclusive")[-1], 1))


def between(cases: Sequence[Case], before: Step, after: Step, least: int) -> list[float]:
    """Days from one step to the next, of those whose both days are known; nothing of too few persons."""
    timed = [case for case in cases if before in case.reached and after in case.reached]
    if len(frozenset[UUID]().union(*(case.persons for case in timed))) < least:
        return []
    return [max(0.0, (case.reached[after] - case.reached[before]).total_seconds() / 86_400) for case in timed]


def furthest(case: Case) -> tuple[Step, ...]:
    """The steps up to the last one that was reached; one that was left out on the way counts as passed."""
    last = max((STEPS.index(step) for step in case.reached), default=0)
    return STEPS[: last + 1]


def funnel(cases: Sequence[Case], least: int) -> Table:
    """By the furthest step. Where too few came so far, they are told as having come to the step before, at least."""
    return table([(tuple(("step", step) for step in furthest(case)), case) for case in cases], least)


def facets(cases: Sequence[Case], least: int) -> Table:
    """By each facet that they are said to have, and by who wanted them."""
    return table(
        [((("facet", facet), ("direction", case.direction)), case) for case in cases for facet in case.facets], least
    )


def waiting(cases: Sequence[Case], least: int) -> Table:
    """What waits, by what for and whether longer than was promised."""
    return table(
        [((("wait", WAITS_IN[case.status]), ("late", case.late)), case) for case in cases if case.status in WAITS_IN],
        least,
    )


def answers(cases: Sequence[Case], least: int) -> Table:
    """Each answer that was given, by whether in time."""
    return table(
        [((("answer", answer), ("late", late)), case) for case in cases for answer, late in case.answered.items()],
        least,
    )


def rated(cases: Sequence[Case], facet: Facet) -> Spread | None:
    """The spread over ideas whose own picture has enough raters; None for fewer than two of them."""
    found = [case.rated[facet] for case in cases if facet in case.rated]
    if len(found) < 2:
        return None
    lower, _, upper = quantiles(found, n=4, method="inclusive")
    return Spread(median(found), lower, upper)


PAIRS: tuple[tuple[Step, Step], ...] = tuple(pairwise(STEPS))
