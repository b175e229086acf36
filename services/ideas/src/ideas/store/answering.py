"""The days by which ideas are owed an answer."""

from __future__ import annotations

from ideas.domain.state import Idea
from ideas.store.ideas import COLUMNS, idea_of
from shared.db import Tx

# The statuses are those of ideas.domain.answering.STAGE_OF, written out so that the index for it is found.
UNDATED = f"""
SELECT {COLUMNS} FROM idea
WHERE owed IS NULL AND status IN ('submitted', 'reviewed', 'decision_pending', 'appealed')
ORDER BY idea_id LIMIT $1 FOR UPDATE SKIP LOCKED
"""
SAVE_OWED = """
UPDATE idea SET owed = $2, due_on = $3, late = $4, version = $5, edition = $6 WHERE idea_id = $1
"""


async def lock_undated(tx: Tx, limit: int) -> list[Idea]:
    """Ideas that wait for an answer without a day for it, locked; without those that somebody is changing."""
    return [idea_of(row) for row in await tx.fetch(UNDATED, limit)]


async def save_owed(tx: Tx, idea: Idea) -> None:
    """What is owed and by when; nothing else of the idea is written."""
    await tx.execute(SAVE_OWED, idea.idea_id, idea.owed, idea.due_on, idea.late, idea.version, idea.edition)
