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

# $1: the person, $2: now. Empty for somebody who is not employed here. How it is found is in the function of the migrations.
WHO = "who AS MATERIALIZED (SELECT units, covers, roles FROM reader_of($1, $2))"
READER = "SELECT units, covers, roles FROM reader_of($1, $2)"
SEE_IDEA = f"WITH {WHO} SELECT units, covers, roles, {COLUMNS} FROM who LEFT JOIN idea ON idea_id = $3"
LOCK_SEEN = f"""
WITH {WHO}, locked AS (SELECT {COLUMNS} FROM idea WHERE idea_id = $3 FOR UPDATE)
SELECT units, covers, roles, {COLUMNS} FROM who LEFT JOIN locked ON true
"""
VIEW_IDEA = f"""
WITH {WHO}
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
