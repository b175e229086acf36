"""The outcome of a round: median and spread per criterion. Disagreement is shown, not averaged away."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from statistics import median
from uuid import UUID

from review.domain.rubric import Rubric
from shared.events.review import Criterion, RoundConcluded

SPLIT_FROM = 3  # a spread of this many points on one criterion is a disagreement
ACCEPT_FROM, REVISE_FROM = 3.5, 2.5  # weighted mean of the medians

Scores = Mapping[str, int]


def spread(rubric: Rubric, reviews: Collection[Scores]) -> tuple[Criterion, ...]:
    """Per criterion of the rubric: how many scores, their median, lowest and highest."""
    return tuple(_criterion(name, [scores[name] for scores in reviews]) for name in rubric.weights)


def is_split(rubric: Rubric, reviews: Collection[Scores]) -> bool:
    """Whether the reviews are far apart on any criterion."""
    return any(c.max - c.min >= SPLIT_FROM for c in spread(rubric, reviews))


def conclusion(
    rubric: Rubric,
    reviews: Collection[tuple[Scores, str]],
    *,
    occurred_at: datetime,
    aggregate_version: int,
    round_id: UUID,
    idea_id: UUID,
    quorum_met: bool,
) -> RoundConcluded:
    """The outcome of ``reviews`` (scores, comment); comments sorted by text, so that no order gives a reviewer away."""
    criteria = spread(rubric, [scores for scores, _ in reviews])
    weighted = sum(rubric.weights[c.criterion] * c.median for c in criteria) / sum(rubric.weights.values())
    return RoundConcluded(
        occurred_at=occurred_at,
        aggregate_version=aggregate_version,
        round_id=round_id,
        idea_id=idea_id,
        recommendation="accept" if weighted >= ACCEPT_FROM else "revise" if weighted >= REVISE_FROM else "decline",
        criteria=criteria,
        agreement="split" if any(c.max - c.min >= SPLIT_FROM for c in criteria) else "close",
        comments=tuple(sorted(comment for _, comment in reviews if comment)),
        quorum_met=quorum_met,
    )


def _criterion(name: str, scores: list[int]) -> Criterion:
    return Criterion(criterion=name, n=len(scores), median=median(scores), min=min(scores), max=max(scores))
