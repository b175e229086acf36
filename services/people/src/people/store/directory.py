"""Finding colleagues: by words of the name, unit and function."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from shared.db import Tx

# A union without ALL ends in a loop of units too. `name` is folded, and there for employees alone.
_WITHIN = """
WITH RECURSIVE within (unit_id) AS (
    SELECT $1::uuid
    UNION
    SELECT e.entity_id FROM entity e JOIN within w ON e.kind = 'unit' AND (e.published ->> 'parent_id')::uuid = w.unit_id
)
SELECT published, name FROM entity
WHERE (name, entity_id) > ($2, $3::uuid)
    AND ($1::uuid IS NULL OR (published ->> 'unit_id')::uuid IN (SELECT unit_id FROM within))
"""
_EVERY_WORD = "name LIKE ALL (ARRAY(SELECT folded(word) FROM unnest($5::text[]) AS word))"
ALL_IN_ORDER = f"{_WITHIN} ORDER BY name, entity_id LIMIT $4"
# The longest word finds the candidates by the index of trigrams, all words then choose among them.
BY_WORDS = f"{_WITHIN} AND name LIKE folded($6) AND {_EVERY_WORD} ORDER BY name, entity_id LIMIT $4"
BY_ROLE = f"""
{_WITHIN} AND published -> 'roles' @> jsonb_build_array(jsonb_build_object('role', $6::text)) AND {_EVERY_WORD}
ORDER BY name, entity_id LIMIT $4
"""
BY_IDS = f"""
{_WITHIN} AND entity_id = ANY($6::uuid[]) AND {_EVERY_WORD}
    AND ($7::text IS NULL OR published -> 'roles' @> jsonb_build_array(jsonb_build_object('role', $7)))
ORDER BY name, entity_id LIMIT $4
"""
_START = ("", UUID(int=0))  # before everybody


@dataclass(frozen=True, slots=True)
class Sought:
    """Who is looked for: every word somewhere in the name, in the unit or one below it, with the function, and among these persons."""

    words: str = ""
    unit_id: UUID | None = None
    role: str | None = None
    ids: tuple[UUID, ...] | None = None

    @property
    def patterns(self) -> list[str]:
        return [f"%{_literal(word)}%" for word in self.words.split()]


class Found(NamedTuple):
    """The state of a person, and the name by which they are in order."""

    state: dict[str, Any]
    name: str


async def search(tx: Tx, sought: Sought, after: tuple[str, UUID] | None, limit: int) -> list[Found]:
    """Employees in the order of their names without accents, behind the place ``after``."""
    asked, words = (sought.unit_id, *(after or _START), limit), sought.patterns
    if sought.ids is not None:
        rows = await tx.fetch(BY_IDS, *asked, words, list(sought.ids), sought.role)
    elif sought.role:
        rows = await tx.fetch(BY_ROLE, *asked, words, sought.role)
    elif words:
        rows = await tx.fetch(BY_WORDS, *asked, words, max(words, key=len))
    else:
        rows = await tx.fetch(ALL_IN_ORDER, *asked)
    return [Found(row["published"], row["name"]) for row in rows]


def _literal(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
