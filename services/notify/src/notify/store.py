"""Every statement of notify, once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Literal
from uuid import UUID

from notify.domain import Notification
from shared.db import Row, Tx

FOLLOW = """
INSERT INTO follower (idea_id, person_id, why) SELECT $1, unnest($2::uuid[]), $3 ON CONFLICT DO NOTHING
"""


async def follow(tx: Tx, idea_id: UUID, person_ids: Collection[UUID], why: Literal["author"]) -> None:
    await tx.execute(FOLLOW, idea_id, list(person_ids), why)


AUTHORS = "SELECT person_id FROM follower WHERE idea_id = $1 AND why = 'author' ORDER BY person_id"


async def authors(tx: Tx, idea_id: UUID) -> list[UUID]:
    return [row["person_id"] for row in await tx.fetch(AUTHORS, idea_id)]


SEAT = """
INSERT INTO sits_in (case_id, person_id, last_day) VALUES ($1, $2, $3)
ON CONFLICT (case_id, person_id) DO UPDATE SET last_day = excluded.last_day
"""
RELEASE = "DELETE FROM sits_in WHERE case_id = $1 AND person_id = $2"
SEATED = "SELECT person_id FROM sits_in WHERE case_id = $1 AND (last_day IS NULL OR last_day >= $2)"


async def seat(tx: Tx, case_id: UUID, person_id: UUID, last_day: date | None) -> None:
    await tx.execute(SEAT, case_id, person_id, last_day)


async def release(tx: Tx, case_id: UUID, person_id: UUID) -> None:
    await tx.execute(RELEASE, case_id, person_id)


async def seated(tx: Tx, case_id: UUID, today: date) -> set[UUID]:
    """Substitutes who sit in for somebody in a case on a day."""
    return {row["person_id"] for row in await tx.fetch(SEATED, case_id, today)}


REMEMBER_TITLE = """
INSERT INTO known_idea (idea_id, title) VALUES ($1, $2) ON CONFLICT (idea_id) DO UPDATE SET title = excluded.title
"""


async def remember_title(tx: Tx, idea_id: UUID, title: str) -> None:
    await tx.execute(REMEMBER_TITLE, idea_id, title)


INSERT = """
INSERT INTO notification (notification_id, person_id, idea_id, kind, why, link, cause, created_at)
SELECT n.notification_id, n.person_id, $3, $4, $5, $6, $7, $8
FROM unnest($1::uuid[], $2::uuid[]) AS n (notification_id, person_id)
ON CONFLICT (cause, person_id) DO NOTHING RETURNING notification_id
"""


async def insert(tx: Tx, notifications: Sequence[Notification]) -> set[UUID]:
    """Put notifications of one cause into inboxes; returns the ids of those that were new."""
    first = notifications[0]
    rows = await tx.fetch(
        INSERT,
        [n.notification_id for n in notifications],
        [n.person_id for n in notifications],
        first.idea_id,
        first.kind,
        first.why,
        first.link,
        first.cause,
        first.created_at,
    )
    return {row["notification_id"] for row in rows}


INBOX = """
SELECT n.notification_id, n.idea_id, n.kind, n.why, n.link, n.created_at, n.read_at, k.title
FROM notification n LEFT JOIN known_idea k USING (idea_id)
WHERE n.person_id = $1 AND ($2::uuid IS NULL OR n.notification_id < $2) AND (NOT $3 OR n.read_at IS NULL)
ORDER BY n.notification_id DESC LIMIT $4
"""


async def inbox(tx: Tx, person_id: UUID, before: UUID | None, limit: int, *, unread: bool) -> list[Row]:
    return await tx.fetch(INBOX, person_id, before, unread, limit)


MARK = """
UPDATE notification SET read_at = CASE WHEN $3 THEN coalesce(read_at, $4) END
WHERE notification_id = $1 AND person_id = $2 RETURNING true
"""


async def mark(tx: Tx, person_id: UUID, notification_id: UUID, *, read: bool) -> bool:
    """False when the person has no such notification."""
    return bool(await tx.fetchval(MARK, notification_id, person_id, read, tx.now))
