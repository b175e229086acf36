"""Files of ideas, and their content in parts."""

from __future__ import annotations

from uuid import UUID

from ideas.domain.attachments import Attachment
from shared.db import Row, Tx

ADD_ATTACHMENT = """
INSERT INTO attachment (attachment_id, idea_id, place, name, media_type, size, sha256, added_by, added_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""
ATTACHMENTS = """
SELECT attachment_id, idea_id, place, name, media_type, size, sha256, added_by, added_at FROM attachment
WHERE idea_id = $1 ORDER BY place
"""
GET_ATTACHMENT = """
SELECT attachment_id, idea_id, place, name, media_type, size, sha256, added_by, added_at FROM attachment
WHERE idea_id = $1 AND attachment_id = $2
"""
FORGET_ATTACHMENT = "DELETE FROM attachment WHERE attachment_id = $1"
FORGET_ATTACHMENTS = "DELETE FROM attachment WHERE idea_id = $1"
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
    )


async def attachments(tx: Tx, idea_id: UUID) -> list[Attachment]:
    """The files of an idea, the first one first."""
    return [_attachment(row) for row in await tx.fetch(ATTACHMENTS, idea_id)]


async def get_attachment(tx: Tx, idea_id: UUID, attachment_id: UUID) -> Attachment | None:
    row = await tx.fetchrow(GET_ATTACHMENT, idea_id, attachment_id)
    return _attachment(row) if row else None


async def forget_attachment(tx: Tx, attachment_id: UUID) -> None:
    """The file and its content are gone."""
    await tx.execute(FORGET_ATTACHMENT, attachment_id)


async def forget_attachments(tx: Tx, idea_id: UUID) -> None:
    """All files of an idea are gone."""
    await tx.execute(FORGET_ATTACHMENTS, idea_id)


async def add_part(tx: Tx, attachment_id: UUID, part: int, content: bytes) -> None:
    await tx.execute(ADD_PART, attachment_id, part, content)


async def get_part(tx: Tx, attachment_id: UUID, part: int) -> bytes | None:
    """A part of the content, from 0; None behind the last one."""
    found: bytes | None = await tx.fetchval(GET_PART, attachment_id, part)
    return found


def _attachment(row: Row) -> Attachment:
    return Attachment(**dict(row))
