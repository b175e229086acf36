"""Who reads, and one idea for them: both in one statement, as every look at an idea and every change of one begins so."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from ideas.domain.campaigns import Campaign
from ideas.domain.may import Look
from ideas.domain.state import Idea, Reader
from ideas.store.ideas import COLUMNS, idea_of
from ideas.store.standing import LOOK, names_in, standing_in
from shared.db import Row, Tx

# $1: the person, $2: now. Empty for somebody who is not employed here. A unit may be in a list twice: to sort that out would
# take longer than all the rest.
WHO = """
me AS (
    SELECT person_id, unit_id, roles, mandates FROM directory_person WHERE person_id = $1 AND employed
), above AS (
    SELECT unit_id, 0 AS depth FROM me
    UNION ALL
    SELECT (SELECT u.parent_id FROM directory_unit u WHERE u.unit_id = a.unit_id), depth + 1 FROM above a
    WHERE unit_id IS NOT NULL AND depth < 20
), below AS (
    SELECT unnest(b.scope_unit_ids) AS unit_id, 0 AS depth
    FROM me, jsonb_to_recordset(me.mandates) AS m (body_id uuid, starts_on date, ends_on date)
    JOIN directory_body b USING (body_id) LEFT JOIN directory_calendar c USING (calendar_id)
    WHERE ($2::timestamptz AT TIME ZONE coalesce(c.calendar ->> 'zone', 'UTC'))::date
        BETWEEN m.starts_on AND coalesce(m.ends_on, 'infinity'::date)
    UNION
    SELECT u.unit_id, b.depth + 1 FROM directory_unit u JOIN below b ON u.parent_id = b.unit_id WHERE b.depth < 20
), who AS (
    SELECT array(SELECT unit_id FROM above WHERE unit_id IS NOT NULL) AS units, array(SELECT unit_id FROM below) AS covers,
        array(SELECT held ->> 'role' FROM jsonb_array_elements(roles) AS held) AS roles
    FROM me
)
"""
READER = f"WITH RECURSIVE {WHO} SELECT units, covers, roles FROM who"
SEE_IDEA = f"WITH RECURSIVE {WHO} SELECT units, covers, roles, {COLUMNS} FROM who LEFT JOIN idea ON idea_id = $3"
LOCK_SEEN = f"""
WITH RECURSIVE {WHO}, locked AS (SELECT {COLUMNS} FROM idea WHERE idea_id = $3 FOR UPDATE)
SELECT units, covers, roles, {COLUMNS} FROM who LEFT JOIN locked ON true
"""
VIEW_IDEA = f"""
WITH RECURSIVE {WHO}
SELECT units, covers, who.roles, {COLUMNS}, screen, decision, {LOOK}, opens_on, closes_on, closed_at,
    (SELECT given FROM endorsement e WHERE e.idea_id = idea.idea_id AND e.person_id = $1) AS endorsed,
    (SELECT jsonb_agg(jsonb_build_object('idea_id', o.idea_id, 'number', o.number, 'priority_at', o.priority_at,
        'authors', o.authors, 'endorsements', o.endorsements) ORDER BY o.priority_at, o.idea_id)
    FROM idea o WHERE o.merged_into = idea.idea_id) AS origins
FROM who LEFT JOIN idea ON idea_id = $3
LEFT JOIN (SELECT campaign_id AS called, opens_on, closes_on, closed_at FROM campaign) AS called ON called = campaign_id
"""


async def reader(tx: Tx, person_id: UUID) -> Reader | None:
    """Who looks; None for somebody who is not employed here."""
    return _reader(person_id, await tx.fetchrow(READER, person_id, tx.now))


async def see_idea(tx: Tx, person_id: UUID, idea_id: UUID) -> tuple[Reader | None, Idea | None]:
    """Who looks, and the idea, whether or not they may see it; None for what there is not."""
    return _both(person_id, await tx.fetchrow(SEE_IDEA, person_id, tx.now, idea_id))


async def lock_seen(tx: Tx, person_id: UUID, idea_id: UUID) -> tuple[Reader | None, Idea | None]:
    """The same, with the idea locked."""
    return _both(person_id, await tx.fetchrow(LOCK_SEEN, person_id, tx.now, idea_id))


async def view_idea(tx: Tx, person_id: UUID, idea_id: UUID) -> tuple[Reader | None, Idea | None, dict[str, Any]]:
    """The same, with the idea's ``screen`` and ``decision``, the ``origins`` that were merged into it, whether the
    reader ``endorsed`` it, and what ``look_at`` takes from the row.
    """
    row = await tx.fetchrow(VIEW_IDEA, person_id, tx.now, idea_id)
    return *_both(person_id, row), dict(row or {})


def look_at(
    who: Reader, idea: Idea, row: dict[str, Any], *, now: datetime, most_files: int, managers_may: bool
) -> Look:
    """What says what they may do with an idea, from the row of ``view_idea``."""
    called = idea.campaign_id
    campaign = Campaign(called, row["opens_on"], row["closes_on"], closed_at=row["closed_at"]) if called else None
    return Look(
        who,
        now.astimezone(ZoneInfo(row["zone"] or "UTC")),
        standing_in(row, managers_may=managers_may),
        most_files,
        names_in(row["open_bodies"]),
        row["seats"],
        campaign,
        row["files"],
        endorses=bool(row["endorsed"]),
    )


def _both(person_id: UUID, row: Row | None) -> tuple[Reader | None, Idea | None]:
    return _reader(person_id, row), idea_of(row) if row and row["idea_id"] else None


def _reader(person_id: UUID, row: Row | None) -> Reader | None:
    if row is None:
        return None
    return Reader(person_id, frozenset(row["units"]), frozenset(row["covers"]), frozenset(row["roles"]))
