"""Every statement of ideas, once."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from ideas.domain import Idea
from shared.db import Row, Tx

_IDEA = "idea_id, number, title, body, language, author_id, unit_id, status, priority_at, version, edition"

INSERT_DRAFT = """
INSERT INTO idea (idea_id, title, body, language, author_id, unit_id, status, version, edition, created_at, changed_at)
SELECT $1, $2, $3, $4, person_id, unit_id, 'draft', 0, 1, $6, $6 FROM directory_person WHERE person_id = $5 AND employed
RETURNING idea_id, number, title, body, language, author_id, unit_id, status, priority_at, version, edition
"""


async def insert_draft(tx: Tx, idea_id: UUID, title: str, body: str, language: str, *, author: UUID) -> Idea | None:
    """A draft in its author's unit; None when the author is not employed. One statement, as this is the hottest path."""
    return _idea(await tx.fetchrow(INSERT_DRAFT, idea_id, title, body, language, author, tx.now))


LOCK_IDEA = f"SELECT {_IDEA} FROM idea WHERE idea_id = $1 FOR UPDATE"


async def lock_idea(tx: Tx, idea_id: UUID) -> Idea | None:
    return _idea(await tx.fetchrow(LOCK_IDEA, idea_id))


GET_IDEA = f"SELECT {_IDEA}, screen, decision FROM idea WHERE idea_id = $1"


async def get_idea(tx: Tx, idea_id: UUID) -> tuple[Idea, dict[str, Any] | None, dict[str, Any] | None] | None:
    """The idea, its impact screen and its decision."""
    row = await tx.fetchrow(GET_IDEA, idea_id)
    idea = _idea(row)
    return (idea, row["screen"], row["decision"]) if row and idea else None


SAVE_IDEA = """
UPDATE idea SET number = $2, title = $3, body = $4, status = $5, priority_at = $6, version = $7, edition = $8,
    screen = coalesce($9, screen), decision = coalesce($10, decision), changed_at = $11
WHERE idea_id = $1
"""


async def save_idea(
    tx: Tx, idea: Idea, *, screen: dict[str, Any] | None = None, decision: dict[str, Any] | None = None
) -> None:
    await tx.execute(
        SAVE_IDEA,
        idea.idea_id,
        idea.number,
        idea.title,
        idea.body,
        idea.status,
        idea.priority_at,
        idea.version,
        idea.edition,
        screen,
        decision,
        tx.now,
    )


NEXT_NUMBER = "SELECT nextval('idea_number')"


async def next_number(tx: Tx) -> int:
    return int(await tx.fetchval(NEXT_NUMBER))


LIST_IDEAS = f"""
SELECT {_IDEA} FROM idea
WHERE (status <> 'draft' OR author_id = $1) AND ($2::text IS NULL OR status = $2) AND (NOT $3 OR author_id = $1)
    AND ($4::text IS NULL OR title ILIKE '%' || $4 || '%' OR body ILIKE '%' || $4 || '%')
    AND ($5::uuid IS NULL OR idea_id < $5)
ORDER BY idea_id DESC LIMIT $6
"""


async def list_ideas(
    tx: Tx, reader: UUID, before: UUID | None, limit: int, *, status: str | None, mine: bool, words: str | None
) -> list[Idea]:
    """Ideas that the reader may see, newest first: everybody's submitted ones and the own drafts."""
    pattern = words.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") if words else None
    rows = await tx.fetch(LIST_IDEAS, reader, status, mine, pattern, before, limit)
    return [idea for row in rows if (idea := _idea(row))]


REQUIRE_DUTIES = "INSERT INTO duty (idea_id, body_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING"
CLOSE_DUTY = """
INSERT INTO duty (idea_id, body_id, result) VALUES ($1, $2, $3)
ON CONFLICT (idea_id, body_id) DO UPDATE SET result = coalesce(duty.result, excluded.result)
"""
OPEN_DUTIES = """
SELECT coalesce(b.names ->> 'en', d.body_id::text) AS body FROM duty d LEFT JOIN directory_body b USING (body_id)
WHERE d.idea_id = $1 AND d.result IS NULL ORDER BY d.body_id
"""


async def require_duties(tx: Tx, idea_id: UUID, body_ids: list[UUID]) -> None:
    await tx.execute(REQUIRE_DUTIES, idea_id, body_ids)


async def close_duty(tx: Tx, idea_id: UUID, body_id: UUID, result: str) -> None:
    await tx.execute(CLOSE_DUTY, idea_id, body_id, result)


async def open_duties(tx: Tx, idea_id: UUID) -> list[str]:
    """Names of the bodies that must still be heard."""
    return [row["body"] for row in await tx.fetch(OPEN_DUTIES, idea_id)]


ADD_ENTRY = "INSERT INTO timeline (entry_id, idea_id, at, kind, by, ignored) VALUES ($1, $2, $3, $4, $5, $6)"
ENTRIES = """
SELECT t.entry_id, t.at, t.kind, t.ignored, p.display_name AS by FROM timeline t
LEFT JOIN directory_person p ON p.person_id = t.by
WHERE t.idea_id = $1 AND ($2::uuid IS NULL OR t.entry_id > $2) ORDER BY t.entry_id LIMIT $3
"""


async def add_entry(
    tx: Tx, entry_id: UUID, idea_id: UUID, at: datetime, kind: str, *, by: UUID | None, ignored: str | None
) -> None:
    await tx.execute(ADD_ENTRY, entry_id, idea_id, at, kind, by, ignored)


async def entries(tx: Tx, idea_id: UUID, after: UUID | None, limit: int) -> list[Row]:
    return await tx.fetch(ENTRIES, idea_id, after, limit)


WAITING = """
SELECT idea_id, title, status, changed_at FROM idea
WHERE (author_id = $1 AND status = 'returned') OR ($2 AND status IN ('submitted', 'reviewed')) OR ($3 AND status = 'decision_pending')
ORDER BY changed_at, idea_id LIMIT 100
"""


async def waiting(tx: Tx, person_id: UUID, *, officer: bool, decides: bool) -> list[Row]:
    return await tx.fetch(WAITING, person_id, officer, decides)


def _idea(row: Row | None) -> Idea | None:
    return Idea(**{name: row[name] for name in _IDEA.split(", ")}) if row else None
