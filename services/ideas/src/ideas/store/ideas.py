"""Ideas and the versions of their text."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from ideas.domain.drafting import Kept
from ideas.domain.state import Idea, Part
from shared.db import Row, Tx

COLUMNS = """idea_id, number, title, body, language, author_id, unit_id, status, priority_at, version, edition, authors,
    revision, campaign_id, visibility, facets, remit_id, merged_into, endorsements, support_at, contested,
    contestable_until, decided_by, appeal_until, owed, due_on, late, deferred_until, appealed_decider"""

INSERT_DRAFT = f"""
WITH author AS (SELECT person_id, unit_id FROM directory_person WHERE person_id = $5 AND employed),
made AS (
    INSERT INTO idea (idea_id, title, body, language, author_id, unit_id, status, version, edition, authors,
        campaign_id, visibility, facets, created_at, changed_at)
    SELECT $1, $2, $3, $4, person_id, unit_id, 'draft', 0, 1, jsonb_build_array(jsonb_build_object(
        'person_id', person_id, 'share', 100, 'accepted', true, 'agreed', true)), $7, $8, $9, $6, $6 FROM author
    WHERE $7::uuid IS NULL OR EXISTS (SELECT FROM campaign WHERE campaign_id = $7)
    RETURNING {COLUMNS}
), kept AS (
    INSERT INTO idea_version (idea_id, revision, title, body, by, saved_at) SELECT $1, 1, $2, $3, author_id, $6 FROM made
)
SELECT {COLUMNS} FROM (SELECT FROM author) AS employed LEFT JOIN made ON true
"""


async def insert_draft(tx: Tx, idea_id: UUID, author: UUID, fields: dict[str, Any]) -> tuple[bool, Idea | None]:
    """Whether the author is employed here, and a draft in their unit, which there is not when the campaign is unknown.
    One statement, as this is the hottest path.
    """
    row = await tx.fetchrow(
        INSERT_DRAFT,
        idea_id,
        fields["title"],
        fields["body"],
        fields["language"],
        author,
        tx.now,
        fields["campaign_id"],
        fields["visibility"],
        list(fields["facets"]),
    )
    return row is not None, idea_of(row) if row and row["idea_id"] else None


LOCK_IDEA = f"SELECT {COLUMNS} FROM idea WHERE idea_id = $1 FOR UPDATE"
LOCK_BOTH = f"SELECT {COLUMNS} FROM idea WHERE idea_id = ANY($1::uuid[]) ORDER BY idea_id FOR UPDATE"


async def lock_idea(tx: Tx, idea_id: UUID) -> Idea | None:
    row = await tx.fetchrow(LOCK_IDEA, idea_id)
    return idea_of(row) if row else None


async def lock_both(tx: Tx, one: UUID, other: UUID) -> dict[UUID, Idea]:
    """Both ideas, locked in the order of their ids, so that two merges never wait for each other."""
    return {row["idea_id"]: idea_of(row) for row in await tx.fetch(LOCK_BOTH, [one, other])}


ORIGINS = f"SELECT {COLUMNS} FROM idea WHERE merged_into = $1 ORDER BY priority_at, idea_id"


async def origins(tx: Tx, idea_id: UUID) -> list[Idea]:
    """The ideas that were merged into this one, the earliest first."""
    return [idea_of(row) for row in await tx.fetch(ORIGINS, idea_id)]


LOCK_ORIGINS = f"SELECT {COLUMNS} FROM idea WHERE merged_into = $1 ORDER BY idea_id FOR UPDATE"


async def lock_origins(tx: Tx, idea_id: UUID) -> list[Idea]:
    """The same, locked, for somebody who has locked the idea that they live on in."""
    return [idea_of(row) for row in await tx.fetch(LOCK_ORIGINS, idea_id)]


# Without the text, which few steps change: PostgreSQL makes the words of the search anew whenever it is written. As in
# ideas.domain.state, with another status nothing is owed any more of what was owed before.
SAVE_IDEA = """
UPDATE idea SET number = $2, status = $3, priority_at = $4, version = $5, edition = $6, authors = $7, revision = $8,
    campaign_id = $9, visibility = $10, facets = $11, remit_id = $12, merged_into = $13, endorsements = $14,
    support_at = $15, contested = $16, contestable_until = $17, decided_by = $18, appeal_until = $19,
    screen = coalesce($20, screen), decision = coalesce($21, decision), changed_at = $22,
    deferred_until = $23, appealed_decider = $24,
    owed = CASE WHEN status = $3 THEN owed END, due_on = CASE WHEN status = $3 THEN due_on END, late = late AND status = $3
WHERE idea_id = $1
"""
SAVE_TEXT = "UPDATE idea SET title = $2, body = $3, language = $4 WHERE idea_id = $1"


async def save_idea(
    tx: Tx, idea: Idea, *, screen: dict[str, Any] | None = None, decision: dict[str, Any] | None = None
) -> None:
    """The idea after a step; its text is kept by ``save_text``."""
    await tx.execute(
        SAVE_IDEA,
        idea.idea_id,
        idea.number,
        idea.status,
        idea.priority_at,
        idea.version,
        idea.edition,
        [asdict(part) | {"person_id": str(part.person_id)} for part in idea.parts],
        idea.revision,
        idea.campaign_id,
        idea.visibility,
        list(idea.facets),
        idea.remit_id,
        idea.merged_into,
        idea.endorsements,
        idea.support_at,
        idea.contested,
        idea.contestable_until,
        idea.decided_by,
        idea.appeal_until,
        screen,
        decision,
        tx.now,
        idea.deferred_until,
        idea.appealed_decider,
    )


SAVE_TOLD = "UPDATE idea SET version = $2 WHERE idea_id = $1"


async def save_told(tx: Tx, idea: Idea) -> None:
    """That one more event was told of the idea, where nothing else of it is another."""
    await tx.execute(SAVE_TOLD, idea.idea_id, idea.version)


async def save_text(tx: Tx, idea: Idea) -> None:
    await tx.execute(SAVE_TEXT, idea.idea_id, idea.title, idea.body, idea.language)


NEXT_NUMBER = "SELECT nextval('idea_number')"


async def next_number(tx: Tx) -> int:
    return int(await tx.fetchval(NEXT_NUMBER))


LAST_VERSION = """
SELECT revision, by, saved_at, handed_in FROM idea_version WHERE idea_id = $1 ORDER BY revision DESC LIMIT 1
"""
KEEP_VERSION = """
INSERT INTO idea_version (idea_id, revision, title, body, by, saved_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (idea_id, revision) DO UPDATE SET title = excluded.title, body = excluded.body, saved_at = excluded.saved_at
"""
HAND_IN = "UPDATE idea_version SET handed_in = true WHERE idea_id = $1 AND revision = $2"
VERSIONS = """
SELECT v.revision, v.title, v.body, v.by, v.saved_at, v.handed_in, p.display_name FROM idea_version v
LEFT JOIN directory_person p ON p.person_id = v.by
WHERE v.idea_id = $1 AND ($2::integer IS NULL OR v.revision < $2) AND (NOT $4 OR v.handed_in)
ORDER BY v.revision DESC LIMIT $3
"""


async def last_version(tx: Tx, idea_id: UUID) -> Kept:
    """The newest version; there always is one."""
    return Kept(**dict((await tx.fetch(LAST_VERSION, idea_id))[0]))


async def keep_version(tx: Tx, idea: Idea, by: UUID) -> None:
    await tx.execute(KEEP_VERSION, idea.idea_id, idea.revision, idea.title, idea.body, by, tx.now)


async def hand_in(tx: Tx, idea: Idea) -> None:
    """The version was handed in: it is never written over again."""
    await tx.execute(HAND_IN, idea.idea_id, idea.revision)


async def versions(tx: Tx, idea_id: UUID, before: int | None, limit: int, *, handed_in: bool) -> list[Row]:
    """Newest first; only those that were handed in, for those who did not write them."""
    return await tx.fetch(VERSIONS, idea_id, before, limit, handed_in)


_NAMES = [name.strip() for name in COLUMNS.split(",") if name.strip() not in ("authors", "facets")]


def idea_of(row: Row) -> Idea:
    """The idea in a row that has COLUMNS."""
    parts = tuple(Part(**part | {"person_id": UUID(part["person_id"])}) for part in row["authors"])
    return Idea(**{name: row[name] for name in _NAMES}, facets=tuple(row["facets"]), parts=parts)
