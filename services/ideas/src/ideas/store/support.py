"""Endorsements and facets."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ideas.domain.state import Idea
from shared.db import Row, Tx

# The table of support is what the list by support is ordered by: an index on the idea itself would make each
# endorsement write into all indexes of the idea.
ENDORSE = """
WITH said AS (
    INSERT INTO endorsement (idea_id, person_id, given, at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (idea_id, person_id) DO UPDATE SET given = excluded.given, at = excluded.at
), ordered AS (
    INSERT INTO support (idea_id, endorsements) VALUES ($1, $5)
    ON CONFLICT (idea_id) DO UPDATE SET endorsements = excluded.endorsements
)
UPDATE idea SET endorsements = $5, support_at = $6, version = $7, edition = $8, changed_at = $4 WHERE idea_id = $1
"""
REFUSE = "INSERT INTO endorsement (idea_id, person_id, given, at) VALUES ($1, $2, false, $3)"
ENDORSES = "SELECT given FROM endorsement WHERE idea_id = $1 AND person_id = $2"
ASKED_AGAIN = """
SELECT EXISTS (
    SELECT 1 FROM endorsement e JOIN idea origin USING (idea_id)
    WHERE origin.merged_into = $1 AND e.person_id = $2 AND e.given
    AND NOT EXISTS (SELECT 1 FROM endorsement own WHERE own.idea_id = $1 AND own.person_id = $2)
)
"""


async def endorse(tx: Tx, idea: Idea, person_id: UUID, *, given: bool) -> None:
    """Who stands behind an idea or no longer does, and the idea's count; nothing else of it is written."""
    counted = (idea.endorsements, idea.support_at, idea.version, idea.edition)
    await tx.execute(ENDORSE, idea.idea_id, person_id, given, tx.now, *counted)


async def refuse(tx: Tx, idea_id: UUID, person_id: UUID) -> None:
    """Somebody who was asked again, and has not said yet, does not stand behind it."""
    await tx.execute(REFUSE, idea_id, person_id, tx.now)


async def endorses(tx: Tx, idea_id: UUID, person_id: UUID) -> bool | None:
    """Whether somebody stands behind an idea; None when they never said."""
    found: bool | None = await tx.fetchval(ENDORSES, idea_id, person_id)
    return found


async def asked_again(tx: Tx, idea_id: UUID, person_id: UUID) -> bool:
    """Whether they endorsed an idea that was merged into this one, and have not said yet what they think of this one."""
    return bool(await tx.fetchval(ASKED_AGAIN, idea_id, person_id))


RATE = """
INSERT INTO facet_rating (idea_id, person_id, rating, at) VALUES ($1, $2, $3, $4)
ON CONFLICT (idea_id, person_id) DO UPDATE SET rating = excluded.rating, at = excluded.at
"""
MY_RATING = "SELECT rating FROM facet_rating WHERE idea_id = $1 AND person_id = $2"
RATERS = "SELECT count(*) FROM facet_rating WHERE idea_id = $1"
RATINGS = "SELECT rating FROM facet_rating WHERE idea_id = $1"
PICTURE = "SELECT raters, facets, drawn_at FROM facet_picture WHERE idea_id = $1"
DRAW = """
INSERT INTO facet_picture (idea_id, raters, facets, drawn_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (idea_id) DO UPDATE SET raters = excluded.raters, facets = excluded.facets, drawn_at = excluded.drawn_at
"""


async def rate(tx: Tx, idea_id: UUID, person_id: UUID, rating: dict[str, int]) -> None:
    await tx.execute(RATE, idea_id, person_id, rating, tx.now)


async def my_rating(tx: Tx, idea_id: UUID, person_id: UUID) -> dict[str, int] | None:
    found: dict[str, int] | None = await tx.fetchval(MY_RATING, idea_id, person_id)
    return found


async def raters(tx: Tx, idea_id: UUID) -> int:
    return int(await tx.fetchval(RATERS, idea_id))


async def ratings(tx: Tx, idea_id: UUID) -> list[dict[Any, int]]:
    return [row["rating"] for row in await tx.fetch(RATINGS, idea_id)]


async def picture(tx: Tx, idea_id: UUID) -> Row | None:
    return await tx.fetchrow(PICTURE, idea_id)


async def draw(tx: Tx, idea_id: UUID, raters_: int, facets: dict[str, Any]) -> None:
    await tx.execute(DRAW, idea_id, raters_, facets, tx.now)
