"""Files of ideas, and their content in parts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ideas.domain.attachments import Attachment
from shared.db import Row, Tx

ADD_ATTACHMENT = """
INSERT INTO attachment (attachment_id, idea_id, place, name, media_type, size, sha256, added_by, added_at, in_bucket)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""
ATTACHMENTS = """
SELECT attachment_id, idea_id, place, name, media_type, size, sha256, added_by, added_at, in_bucket FROM attachment
WHERE idea_id = $1 ORDER BY place
"""
GET_ATTACHMENT = """
SELECT attachment_id, idea_id, place, name, media_type, size, sha256, added_by, added_at, in_bucket FROM attachment
WHERE idea_id = $1 AND attachment_id = $2
"""
FORGET_ATTACHMENTS = """
WITH gone AS (
    DELETE FROM attachment WHERE idea_id = $1 AND attachment_id = coalesce($2, attachment_id) RETURNING attachment_id, in_bucket
)
INSERT INTO bucket_leftover (attachment_id, noted_at, doomed) SELECT attachment_id, $3, true FROM gone WHERE in_bucket
"""
# What is noted before it lies in the bucket is doomed an hour later, unless the file that it belongs to has come by then.
NOTE_LEFTOVER = "INSERT INTO bucket_leftover (attachment_id, noted_at, doomed) VALUES ($1, $2, false)"
CLAIM_LEFTOVER = "DELETE FROM bucket_leftover WHERE attachment_id = $1 AND NOT doomed RETURNING attachment_id"
DOOM_LEFTOVERS = """
UPDATE bucket_leftover SET doomed = true WHERE attachment_id IN (
    SELECT attachment_id FROM bucket_leftover WHERE doomed OR noted_at < $1 ORDER BY noted_at LIMIT $2
    FOR UPDATE SKIP LOCKED)
RETURNING attachment_id
"""
FORGET_LEFTOVERS = "DELETE FROM bucket_leftover WHERE attachment_id = ANY($1::uuid[])"
ADD_PART = "INSERT INTO attachment_part (attachment_id, part, content) VALUES ($1, $2, $3)"
GET_PART = "SELECT content FROM attachment_part WHERE attachment_id = $1 AND part = $2"


async def add_attachment(tx: Tx, made: Attachment) -> None:
    await tx.execute(
        ADD_ATTACHMENT,
        made.attachment_id,
        made.idea_id,
        made.place,
        made.name,
        made.media_type,
        made.size,
        made.sha256,
        made.added_by,
        made.added_at,
        made.in_bucket,
    )


async def attachments(tx: Tx, idea_id: UUID) -> list[Attachment]:
    """The files of an idea, the first one first."""
    return [_attachment(row) for row in await tx.fetch(ATTACHMENTS, idea_id)]


async def get_attachment(tx: Tx, idea_id: UUID, attachment_id: UUID) -> Attachment | None:
    row = await tx.fetchrow(GET_ATTACHMENT, idea_id, attachment_id)
    return _attachment(row) if row else None


async def forget_attachments(tx: Tx, idea_id: UUID, attachment_id: UUID | None = None) -> None:
    """The file, or all files, of an idea are gone; what lies of them in a bucket is noted for removal."""
    await tx.execute(FORGET_ATTACHMENTS, idea_id, attachment_id, tx.now)


async def note_leftover(tx: Tx, attachment_id: UUID) -> None:
    """Something will lie in the bucket that belongs to no file yet."""
    await tx.execute(NOTE_LEFTOVER, attachment_id, tx.now)


async def claim_leftover(tx: Tx, attachment_id: UUID) -> bool:
    """It belongs to a file from now on; False when it is being removed already."""
    return await tx.fetchval(CLAIM_LEFTOVER, attachment_id) is not None


async def doom_leftovers(tx: Tx, before: datetime, limit: int) -> list[UUID]:
    """What nobody will claim any more, and must be removed from the bucket."""
    return [row["attachment_id"] for row in await tx.fetch(DOOM_LEFTOVERS, before, limit)]


async def forget_leftovers(tx: Tx, gone: list[UUID]) -> None:
    """They do not lie in the bucket any more."""
    await tx.execute(FORGET_LEFTOVERS, gone)


async def add_part(tx: Tx, attachment_id: UUID, part: int, content: bytes) -> None:
    await tx.execute(ADD_PART, attachment_id, part, content)


async def get_part(tx: Tx, attachment_id: UUID, part: int) -> bytes | None:
    """A part of the content, from 0; None behind the last one."""
    found: bytes | None = await tx.fetchval(GET_PART, attachment_id, part)
    return found


def _attachment(row: Row) -> Attachment:
    return Attachment(**dict(row))
