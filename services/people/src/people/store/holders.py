"""Who holds which function today, since when, and whose word it is."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from shared.db import Tx

HOLDERS = """
SELECT e.entity_id AS person_id, e.published ->> 'display_name' AS display_name, held ->> 'role' AS role,
    (held ->> 'unit_id')::uuid AS unit_id, said.effective_on AS since, said.source AS told_by, said.told_at
FROM entity e
CROSS JOIN LATERAL jsonb_array_elements(e.published -> 'roles') AS held
LEFT JOIN LATERAL (
    SELECT effective_on, 'administration' AS source, told_at FROM administered
    WHERE kind = 'person' AND external_id = e.external_id AND slot = 'role:' || (held ->> 'role') AND effective_on <= $3
    UNION ALL SELECT effective_on, 'hr', told_at FROM hr_fact
    WHERE kind = 'person' AND external_id = e.external_id AND slot = 'role:' || (held ->> 'role') AND effective_on <= $3
    ORDER BY effective_on DESC, source LIMIT 1
) AS said ON true
WHERE e.kind = 'person' AND e.published -> 'roles' <> '[]'
    AND ($1::text IS NULL OR held ->> 'role' = $1) AND ($2::uuid IS NULL OR e.entity_id = $2)
    AND (held ->> 'role', e.entity_id) > ($4, $5::uuid)
ORDER BY held ->> 'role', e.entity_id LIMIT $6
"""


START = ("", UUID(int=0))
"""Before every function and person."""


class Wanted(NamedTuple):
    """Whose functions, or which one; None: all."""

    role: str | None
    person_id: UUID | None


async def holders(tx: Tx, wanted: Wanted, today: date, after: tuple[str, UUID], limit: int) -> list[dict[str, Any]]:
    """In the order of functions and our ids, behind the place ``after``."""
    return [dict(row) for row in await tx.fetch(HOLDERS, *wanted, today, *after, limit)]
