"""Finding colleagues: by words of the name, unit and function."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from shared.db import Tx

# A union without ALL ends in a loop of units too. Words are folded like the names that the index holds.
SEARCH = """
WITH RECURSIVE within (unit_id) AS (
    SELECT $2::uuid
    UNION
    SELECT e.entity_id FROM entity e JOIN within w ON e.kind = 'unit' AND (e.published ->> 'parent_id')::uuid = w.unit_id
)
SELECT published, folded(published ->> 'display_name') AS name FROM entity
WHERE kind = 'person' AND (published ->> 'employed')::boolean
    AND folded(published ->> 'display_name') LIKE ALL (ARRAY(SELECT folded(word) FROM unnest($1::text[]) AS word))
    AND ($2::uuid IS NULL OR (published ->> 'unit_id')::uuid IN (SELECT unit_id FROM within))
    AND ($3::text IS NULL OR published -> 'roles' @> jsonb_build_array(jsonb_build_object('role', $3::text)))
    AND ($4::text IS NULL OR (folded(published ->> 'display_name'), entity_id) > ($4, $5::uuid))
ORDER BY folded(published ->> 'display_name'), entity_id LIMIT $6
"""


@dataclass(frozen=True, slots=True)
class Sought:
    """Who is looked for: every word somewhere in the name, in the unit or one below it, with the function."""

    words: str = ""
    unit_id: UUID | None = None
    role: str | None = None

    @property
    def patterns(self) -> list[str]:
        return [f"%{_literal(word)}%" for word in self.words.split()]


class Found(NamedTuple):
    """The state of a person, and the name by which they are in order."""

    state: dict[str, Any]
    name: str


async def search(tx: Tx, sought: Sought, after: tuple[str, UUID] | None, limit: int) -> list[Found]:
    """Employees in the order of their names without accents, behind the place ``after``."""
    name, entity_id = after or (None, None)
    rows = await tx.fetch(SEARCH, sought.patterns, sought.unit_id, sought.role, name, entity_id, limit)
    return [Found(row["published"], row["name"]) for row in rows]


def _literal(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
