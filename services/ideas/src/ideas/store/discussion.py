"""Comments and what they said before."""

from __future__ import annotations

from uuid import UUID

from ideas.domain.discussion import Comment
from ideas.domain.state import Idea
from shared.db import Row, Tx

ADD_COMMENT = """
WITH said AS (
    INSERT INTO comment (comment_id, idea_id, parent_id, depth, author_id, text, mentions, made_at, changed_at, edition)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
)
UPDATE idea SET version = $11, edition = $12, changed_at = $8, comments = comments + 1 WHERE idea_id = $2
"""
GET_COMMENT = """
SELECT comment_id, idea_id, parent_id, depth, author_id, text, mentions, made_at, changed_at, edition FROM comment
WHERE idea_id = $1 AND comment_id = $2
"""
KEEP_TEXT = """
INSERT INTO comment_text (comment_id, edition, text, until) SELECT comment_id, edition, text, $2 FROM comment
WHERE comment_id = $1
"""
SAVE_COMMENT = """
UPDATE comment SET text = $2, mentions = $3, changed_at = $4, edition = $5 WHERE comment_id = $1
"""
# The former texts go, and the idea has one comment less.
TAKE_BACK = """
WITH forgotten AS (DELETE FROM comment_text WHERE comment_id = $1)
UPDATE idea SET comments = comments - 1
WHERE idea_id = (SELECT idea_id FROM comment WHERE comment_id = $1 AND text IS NOT NULL)
"""
COMMENTS = """
SELECT c.comment_id, c.parent_id, c.depth, c.author_id, p.display_name AS author, c.text, c.mentions, c.made_at,
    c.changed_at, c.edition
FROM comment c LEFT JOIN directory_person p ON p.person_id = c.author_id
WHERE c.idea_id = $1 AND ($2::uuid IS NULL OR c.comment_id > $2) ORDER BY c.comment_id LIMIT $3
"""
TEXTS = "SELECT edition, text, until FROM comment_text WHERE comment_id = $1 ORDER BY edition"


async def add_comment(tx: Tx, made: Comment, idea: Idea) -> None:
    """A comment, and that its idea has one more; nothing else of the idea is written."""
    await tx.execute(
        ADD_COMMENT,
        made.comment_id,
        made.idea_id,
        made.parent_id,
        made.depth,
        made.author_id,
        made.text,
        list(made.mentions),
        made.made_at,
        made.changed_at,
        made.edition,
        idea.version,
        idea.edition,
    )


async def get_comment(tx: Tx, idea_id: UUID, comment_id: UUID) -> Comment | None:
    row = await tx.fetchrow(GET_COMMENT, idea_id, comment_id)
    return Comment(**dict(row) | {"mentions": tuple(row["mentions"])}) if row else None


async def save_comment(tx: Tx, said: Comment) -> None:
    """The new text; the former one is kept, unless the comment was taken back: then nothing of it is."""
    if said.text is None:
        await tx.execute(TAKE_BACK, said.comment_id)
    else:
        await tx.execute(KEEP_TEXT, said.comment_id, tx.now)
    await tx.execute(SAVE_COMMENT, said.comment_id, said.text, list(said.mentions), said.changed_at, said.edition)


MISCOUNTED = """
SELECT idea_id FROM idea LEFT JOIN (
    SELECT idea_id, count(*) AS said FROM comment WHERE text IS NOT NULL GROUP BY idea_id
) AS counted USING (idea_id)
WHERE comments <> coalesce(said, 0) ORDER BY idea_id LIMIT $1
"""
COUNT_AGAIN = """
UPDATE idea SET comments = (SELECT count(*) FROM comment AS said WHERE said.idea_id = $1 AND said.text IS NOT NULL)
WHERE idea_id = $1
"""


async def miscounted(tx: Tx, limit: int) -> list[UUID]:
    """Ideas that have another number of comments than they say, as of now. Reads all comments."""
    return [row["idea_id"] for row in await tx.fetch(MISCOUNTED, limit)]


async def count_again(tx: Tx, idea_id: UUID) -> None:
    """The number of comments of an idea that is locked, so that none comes or goes meanwhile."""
    await tx.execute(COUNT_AGAIN, idea_id)


async def comments(tx: Tx, idea_id: UUID, after: UUID | None, limit: int) -> list[Row]:
    """Oldest first; ``parent_id`` makes the thread."""
    return await tx.fetch(COMMENTS, idea_id, after, limit)


async def former_texts(tx: Tx, comment_id: UUID) -> list[Row]:
    return await tx.fetch(TEXTS, comment_id)
