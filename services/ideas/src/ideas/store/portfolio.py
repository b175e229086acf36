"""What the portfolio is counted from: each idea that was handed in, with the steps of its journey."""

from __future__ import annotations

from uuid import UUID

from ideas.domain.figures import Answer, Case, Step
from shared.db import Row, Tx

# One look at all of them: the blocks in which figures are told do not depend on what is asked.
CASES = """
WITH RECURSIVE tree AS (
    SELECT unit_id, ARRAY[unit_id] AS units FROM directory_unit WHERE parent_id IS NULL
    UNION ALL
    SELECT u.unit_id, t.units || u.unit_id FROM directory_unit u JOIN tree t ON u.parent_id = t.unit_id
    WHERE cardinality(t.units) < 20
), journey AS (
    SELECT
        idea_id,
        min(at) FILTER (WHERE kind IN ('review.requested', 'idea.merged')) AS triaged,
        min(at) FILTER (WHERE kind = 'round.concluded') AS reviewed,
        min(at) FILTER (WHERE kind LIKE 'consultation.%' AND kind <> 'consultation.contested') AS screened,
        min(at) FILTER (WHERE status = 'decision_pending') AS consulted,
        min(at) FILTER (WHERE kind = 'idea.decided') AS decided,
        min(at) FILTER (WHERE kind = 'appeal.decided') AS appealed,
        min(at) FILTER (WHERE kind = 'idea.implemented') AS implemented,
        min(at) FILTER (WHERE kind = 'benefit.verified') AS benefit_verified,
        max(at) FILTER (WHERE kind = ANY ($1::text[])) AS since,
        array_agg(detail ->> 'stage') FILTER (WHERE kind = 'answer.overdue') AS overdue
    FROM timeline WHERE ignored IS NULL GROUP BY idea_id
)
SELECT
    journey.*, idea.priority_at AS submitted, coalesce(tree.units, '{}') AS units, idea.campaign_id, idea.status,
    idea.late, idea.facets, picture.facets AS rated,
    ARRAY(SELECT (part ->> 'person_id')::uuid FROM jsonb_array_elements(idea.authors) AS part
        WHERE (part ->> 'accepted')::boolean) AS persons
FROM idea
JOIN journey ON journey.idea_id = idea.idea_id
LEFT JOIN tree ON tree.unit_id = idea.unit_id
LEFT JOIN facet_picture AS picture ON picture.idea_id = idea.idea_id
WHERE idea.priority_at IS NOT NULL AND idea.status <> 'draft' AND (idea.status <> 'withdrawn' OR idea.endorsements > 0)
"""
MOVING = (
    "idea.submitted", "review.requested", "round.concluded", "consultation.required", "consultation.not-required",
    "case.closed", "idea.decided", "idea.woken", "appeal.lodged", "appeal.decided", "plan.opened",
)  # fmt: skip
"""Since the last of these an idea has waited for what comes next."""
_STEPS: tuple[Step, ...] = (
    "submitted", "triaged", "reviewed", "consulted", "decided", "implemented", "benefit_verified",
)  # fmt: skip
_ANSWERED: dict[Answer, str] = {
    "triage": "triaged",
    "screening": "screened",
    "decision": "decided",
    "appeal": "appealed",
}


async def cases(tx: Tx) -> list[Row]:
    """Every idea that was handed in, as rows for ``case_of``; withdrawn ones only where others stand behind them."""
    return await tx.fetch(CASES, list(MOVING))


def case_of(row: Row) -> Case:
    """What is counted of it."""
    overdue = frozenset(row["overdue"] or ())
    units: list[UUID] = row["units"]
    return Case(
        persons=frozenset(row["persons"]),
        units=tuple(units),
        campaign_id=row["campaign_id"],
        year=row["submitted"].year,
        status=row["status"],
        late=row["late"],
        since=row["since"] or row["submitted"],
        facets=tuple(row["facets"]),
        reached={step: row[step] for step in _STEPS if row[step]},
        answered={answer: answer in overdue for answer, step in _ANSWERED.items() if row[step]},
        rated={facet: said["median"] for facet, said in (row["rated"] or {}).items()},
    )
