"""What waits for somebody: their own drafts and shares, what their functions owe, and late answers that come to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ideas.domain.state import DECIDER, SCREENERS, Reader
from shared.db import Tx

# Nobody is offered what they would be refused: their own idea, one in which they have an interest, or one in which such
# a one lives on; nor a step after an appeal against their decision, nor, unless $5, a decision on an idea of somebody whom
# they manage.
BARRED = """(EXISTS (SELECT FROM idea own WHERE (own.idea_id = idea.idea_id OR own.merged_into = idea.idea_id)
        AND (own.authors @> jsonb_build_array(jsonb_build_object('person_id', $1::uuid))
            OR EXISTS (SELECT FROM conflict c WHERE c.idea_id = own.idea_id AND c.person_id = $1)))
    OR (status = 'appealed' AND decided_by IS NOT DISTINCT FROM $1) OR (status = 'decision_pending' AND appealed_decider IS NOT DISTINCT FROM $1))"""
MANAGES = """(NOT $5 AND EXISTS (SELECT FROM idea own, jsonb_array_elements(own.authors) AS part
        JOIN directory_person p ON p.person_id = (part ->> 'person_id')::uuid
        WHERE (own.idea_id = idea.idea_id OR own.merged_into = idea.idea_id) AND (part ->> 'accepted')::boolean
        AND p.manager_id = $1))"""
# Whether shares are proposed, as ideas.domain.authors.asked has it: else nothing is to be agreed to; once everybody has
# accepted, it is for whoever started the idea to propose them.
TOGETHER = """LATERAL (
    SELECT (part ->> 'accepted')::boolean AS accepted, bool_and((each ->> 'accepted')::boolean) AS complete,
        bool_and((each ->> 'share')::integer > 0) AND sum((each ->> 'share')::integer) = 100
            AND bool_or((each ->> 'agreed')::boolean) AS proposed
    FROM jsonb_array_elements(authors) AS each
) AS together"""
# $2: scheme office, $3: decides, $4: screens, $5: line managers may decide. To whom a late answer goes: ideas.domain.answering.ABOVE.
WAITING = f"""
SELECT idea_id, title, kind, changed_at, due_on FROM (
    SELECT idea_id, title, 'idea.' || status AS kind, changed_at, due_on FROM idea
    WHERE (author_id = $1 AND status = 'returned') OR (NOT {BARRED} AND (($2 AND status = 'submitted') OR ($4 AND status = 'reviewed')
        OR ($3 AND NOT contested AND status IN ('decision_pending', 'appealed') AND NOT {MANAGES})))
    UNION ALL
    SELECT idea_id, title, 'idea.contested', changed_at, due_on FROM idea WHERE $4 AND contested AND NOT {BARRED}
    UNION ALL
    SELECT idea_id, title, 'answer.overdue', changed_at, due_on FROM idea
    WHERE late AND NOT {BARRED} AND (($3 AND NOT $2 AND owed IN ('triage', 'screening')) OR ($2 AND NOT $3 AND owed IN ('decision', 'appeal')))
    UNION ALL
    SELECT idea_id, title, 'co-author.' || CASE WHEN NOT accepted THEN 'invitation' WHEN proposed THEN 'shares' ELSE 'unshared' END,
        changed_at, NULL
    FROM idea, jsonb_array_elements(authors) AS part, {TOGETHER}
    WHERE authors @> jsonb_build_array(jsonb_build_object('person_id', $1::uuid)) AND part ->> 'person_id' = $1::text
        AND status IN ('draft', 'returned')
        AND (NOT accepted OR proposed AND NOT (part ->> 'agreed')::boolean OR complete AND NOT proposed AND author_id = $1)
    UNION ALL
    SELECT target.idea_id, target.title, 'endorsement.asked-again', origin.changed_at, NULL
    FROM endorsement e JOIN idea origin USING (idea_id) JOIN idea target ON target.idea_id = origin.merged_into
    WHERE e.person_id = $1 AND e.given AND target.status IN ('submitted', 'under_review', 'reviewed', 'in_consultation', 'decision_pending')
        AND NOT EXISTS (SELECT 1 FROM endorsement own WHERE own.idea_id = target.idea_id AND own.person_id = $1)
) AS waits ORDER BY coalesce(due_on, changed_at::date), changed_at, idea_id LIMIT 100
"""


@dataclass(frozen=True, slots=True)
class Waits:
    """Something that waits for somebody, since when and, where a day is set, until when."""

    idea_id: UUID
    title: str
    kind: str
    changed_at: datetime
    due_on: date | None


async def waiting(tx: Tx, who: Reader, *, managers_may: bool) -> list[Waits]:
    """What waits for somebody, the most urgent first: by the last day, and where there is none by its age."""
    rows = await tx.fetch(WAITING, who.person_id, who.office, who.has(DECIDER), who.has(*SCREENERS), managers_may)
    return [Waits(**dict(row)) for row in rows]
