"""Inboxes: what is put in, and what of it somebody may see now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from notify.domain.access import Reader
from notify.domain.notification import Notification
from shared import ids
from shared.db import Row, Tx

# A cause that has reached a person already waits for no second e-mail and stands in no second digest.
INSERT = """
WITH told AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::boolean[], $4::uuid[], $5::boolean[], $6::integer[])
        AS n (notification_id, person_id, shown, mail_id, digest, news)
), news AS (
    SELECT * FROM ROWS FROM (
        unnest($8::uuid[], $9::text[], $10::text[], $11::text[], $12::uuid[], $13::boolean[], $14::boolean[], $15::date[]),
        jsonb_array_elements($16::jsonb)
    ) WITH ORDINALITY AS n (idea_id, kind, why, link, cause, blind, of_idea, last_day, open_to, news)
), new AS (
    INSERT INTO notification
        (notification_id, person_id, shown, idea_id, kind, why, link, cause, created_at, open_to, blind, of_idea, last_day)
    SELECT notification_id, person_id, shown, idea_id, kind, why, link, cause, $7,
        array(SELECT jsonb_array_elements_text(open_to)), blind, of_idea, last_day
    FROM told JOIN news USING (news) ORDER BY notification_id
    ON CONFLICT (cause, person_id) DO NOTHING RETURNING notification_id
), mailed AS (
    INSERT INTO mail (mail_id, notification_id)
    SELECT mail_id, notification_id FROM told JOIN new USING (notification_id) WHERE mail_id IS NOT NULL
), aside AS (
    INSERT INTO digest_item (notification_id, person_id, since)
    SELECT notification_id, person_id, $7 FROM told JOIN new USING (notification_id) WHERE digest
) SELECT notification_id FROM new
"""


async def insert(tx: Tx, notifications: Sequence[Notification]) -> set[UUID]:
    """Put news into inboxes, and let it wait for an e-mail or a digest; returns the ids of those that were new."""
    news = list(dict.fromkeys(n.news for n in notifications))
    place = {each: number for number, each in enumerate(news, 1)}
    rows = await tx.fetch(
        INSERT,
        [n.notification_id for n in notifications],
        [n.person_id for n in notifications],
        [n.wanted.inbox for n in notifications],
        [ids.new_id() if n.wanted.mail else None for n in notifications],
        [n.wanted.digest for n in notifications],
        [place[n.news] for n in notifications],
        tx.now,
        [each.idea_id for each in news],
        [each.kind for each in news],
        [each.why for each in news],
        [each.link for each in news],
        [each.cause for each in news],
        [each.gate.blind for each in news],
        [each.gate.of_idea for each in news],
        [each.last_day for each in news],
        [each.gate.open_to for each in news],
    )
    return {row["notification_id"] for row in rows}


# Says what notify.domain.access.may_see says; a test compares the two. $1 person, $2 keys, $3 sees all ideas, $4 units.
VISIBLE = """
FROM notification n LEFT JOIN known_idea k USING (idea_id)
LEFT JOIN follower f ON f.idea_id = n.idea_id AND f.person_id = n.person_id AND f.why = 'author'
WHERE n.person_id = $1
  AND (n.open_to = '{}' OR n.open_to && $2::text[])
  AND NOT (n.blind AND f.person_id IS NOT NULL)
  AND (NOT n.of_idea OR f.person_id IS NOT NULL OR NOT coalesce(k.unit_only, false) OR $3 OR k.unit_ids && $4::uuid[])
"""
LINE = """n.notification_id, n.idea_id, n.kind, n.why, n.link, n.created_at, n.read_at, n.open_to, n.last_day, k.title,
    (SELECT b.names FROM directory_body b WHERE 'body:' || b.body_id::text = ANY(n.open_to) LIMIT 1) AS body_names
"""


def sees(who: Reader) -> tuple[UUID, list[str], bool, list[UUID]]:
    """What VISIBLE asks of a reader."""
    return who.person_id, who.keys, who.sees_all_ideas, list(who.unit_ids)


@dataclass(frozen=True, slots=True)
class Filters:
    """What of an inbox is wanted: unread ones alone, those of one idea, those of one kind."""

    unread: bool = False
    idea_id: UUID | None = None
    kind: str | None = None


INBOX = f"""
SELECT {LINE} {VISIBLE} AND n.shown
  AND ($5::uuid IS NULL OR n.notification_id < $5) AND (NOT $6 OR n.read_at IS NULL)
  AND ($7::uuid IS NULL OR n.idea_id = $7) AND ($8::text IS NULL OR n.kind = $8)
ORDER BY n.notification_id DESC LIMIT $9
"""


async def inbox(tx: Tx, who: Reader, wanted: Filters, before: UUID | None, limit: int) -> list[Row]:
    """What somebody may see of their inbox, newest first."""
    return await tx.fetch(INBOX, *sees(who), before, wanted.unread, wanted.idea_id, wanted.kind, limit)


COUNT_UNREAD = f"SELECT count(*) {VISIBLE} AND n.shown AND n.read_at IS NULL"


async def count_unread(tx: Tx, who: Reader) -> int:
    return int(await tx.fetchval(COUNT_UNREAD, *sees(who)))


MARK = f"""
UPDATE notification SET read_at = CASE WHEN $6 THEN coalesce(read_at, $7) END
WHERE notification_id = (SELECT n.notification_id {VISIBLE} AND n.shown AND n.notification_id = $5) RETURNING true
"""


async def mark(tx: Tx, who: Reader, notification_id: UUID, *, read: bool) -> bool:
    """False when the person has no such notification, or may not see it now."""
    return bool(await tx.fetchval(MARK, *sees(who), notification_id, read, tx.now))


MARK_ALL = f"""
WITH marked AS (
    UPDATE notification SET read_at = $7 WHERE notification_id IN (
        SELECT n.notification_id {VISIBLE} AND n.shown AND n.read_at IS NULL
          AND ($5::uuid IS NULL OR n.notification_id <= $5) AND ($6::uuid IS NULL OR n.idea_id = $6)
    ) RETURNING 1
) SELECT count(*) FROM marked
"""


async def mark_all(tx: Tx, who: Reader, up_to: UUID | None, idea_id: UUID | None) -> int:
    """Mark as read what somebody sees, up to a notification and of an idea, if they are named; how many were unread."""
    return int(await tx.fetchval(MARK_ALL, *sees(who), up_to, idea_id, tx.now))
