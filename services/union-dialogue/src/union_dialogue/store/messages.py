"""Statements about what is said in rooms. The texts never leave this database but through the room itself."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from shared import ids
from shared.db import Row, Tx
from union_dialogue.domain.notices import Notice
from union_dialogue.domain.rooms import ROOMS, Message, Room

KEEP_MESSAGE = """
INSERT INTO message (message_id, case_id, room, author_id, body, mentions, posted_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
"""
MESSAGES = """
SELECT m.message_id, m.author_id, p.display_name AS author, m.body AS text, m.notice, m.mentions, m.posted_at, m.edition,
    m.edited_at
FROM message m LEFT JOIN directory_person p ON p.person_id = m.author_id
WHERE m.case_id = $1 AND m.room = $2 AND ($3::uuid IS NULL OR m.message_id > $3) ORDER BY m.message_id LIMIT $4
"""
COUNTS = """
SELECT room, count(*) AS messages, max(posted_at) AS last_at FROM message
WHERE case_id = $1 AND room = ANY($2::text[]) GROUP BY room
"""


async def keep_message(tx: Tx, message: Message) -> None:
    await tx.execute(
        KEEP_MESSAGE,
        message.message_id,
        message.case_id,
        message.room,
        message.author_id,
        message.text,
        list(message.mentions),
        tx.now,
    )


KEEP_NOTICE = """
INSERT INTO message (message_id, case_id, room, body, notice, mentions, posted_at)
SELECT said.message_id, $1, said.room, '', $2, '{}', $3 FROM unnest($4::uuid[], $5::text[]) AS said (message_id, room)
"""


async def keep_notice(tx: Tx, case_id: UUID, notice: Notice) -> None:
    """Say in each room of a case what happened to it; each reads it in their language."""
    await tx.execute(KEEP_NOTICE, case_id, notice, tx.now, [ids.new_id() for _ in ROOMS], list(ROOMS))


async def messages(tx: Tx, case_id: UUID, room: Room, after: UUID | None, limit: int) -> list[Row]:
    """What was said in a room, oldest first."""
    return await tx.fetch(MESSAGES, case_id, room, after, limit)


async def counts(tx: Tx, case_id: UUID, rooms: Collection[Room]) -> dict[str, Row]:
    """How much was said in these rooms, and when last."""
    return {row["room"]: row for row in await tx.fetch(COUNTS, case_id, list(rooms))}


GET_MESSAGE = """
SELECT message_id, case_id, room, author_id, body AS text, mentions, edition, notice FROM message
WHERE message_id = $1 AND case_id = $2 AND room = $3
"""


async def get_message(tx: Tx, case_id: UUID, room: Room, message_id: UUID) -> Message | None:
    """A message of this very room."""
    row = await tx.fetchrow(GET_MESSAGE, message_id, case_id, room)
    return Message(**dict(row) | {"mentions": tuple(row["mentions"])}) if row else None


KEEP_EDITION = """
INSERT INTO message_edition (message_id, edition, body, mentions, written_at)
SELECT message_id, edition, body, mentions, coalesce(edited_at, posted_at) FROM message WHERE message_id = $1
"""
CHANGE_MESSAGE = "UPDATE message SET body = $2, mentions = $3, edition = $4, edited_at = $5 WHERE message_id = $1"
EDITIONS = """
SELECT edition, body AS text, mentions, written_at FROM message_edition WHERE message_id = $1
UNION ALL
SELECT edition, body, mentions, coalesce(edited_at, posted_at) FROM message WHERE message_id = $1
ORDER BY edition
"""


async def change_message(tx: Tx, message: Message) -> None:
    """Keep what it said before beside what it says now."""
    await tx.execute(KEEP_EDITION, message.message_id)
    await tx.execute(CHANGE_MESSAGE, message.message_id, message.text, list(message.mentions), message.edition, tx.now)


async def editions(tx: Tx, message_id: UUID) -> list[Row]:
    """All that a message has said, oldest first, what it says now last."""
    return await tx.fetch(EDITIONS, message_id)
