"""Which cases a person sees: SQL that lists share, and what fills it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

MERGED = "ARRAY(SELECT m.person_id FROM merged_author m WHERE m.idea_id = c.idea_id ORDER BY m.person_id)"
"""Authors of ideas that were merged into the idea of a case ``c``."""
MANAGERS = f"""ARRAY(
    SELECT DISTINCT p.manager_id FROM directory_person p
    WHERE p.person_id = ANY(c.authors || {MERGED}) AND p.manager_id IS NOT NULL ORDER BY p.manager_id
)"""
"""Line managers of all of its authors, as they are now."""

# Sitting in for a member of the body today at its seat.
_SEATED = """EXISTS (
    SELECT FROM unnest($3::uuid[], $4::date[]) AS place (body_id, today)
    CROSS JOIN jsonb_to_recordset(c.seatings) AS seating (substitute_id uuid, last_day date)
    WHERE place.body_id = c.body_id AND seating.substitute_id = $5
        AND CASE WHEN seating.last_day IS NULL THEN c.state <> 'closed' ELSE seating.last_day >= place.today END
)"""
# What domain/concern.py says; a profile that was kept before it said so follows its vote.
_LEAVES = """coalesce(
    c.profile ->> 'concerned_member',
    CASE c.profile ->> 'concerned_vote' WHEN 'flagged' THEN 'stays' ELSE 'leaves' END
) = 'leaves'"""
_CONCERNS = """coalesce(c.profile -> 'concerned', '["author", "line-manager"]')"""
_LEFT_OUT = f"""({_LEAVES} AND (
    $5 = ANY(c.recused)
    OR {_CONCERNS} ? 'author' AND $5 = ANY(c.authors || {MERGED})
    OR {_CONCERNS} ? 'line-manager' AND $5 = ANY({MANAGERS})
))"""
IN_SIGHT = f"($1 OR (c.body_id = ANY($2::uuid[]) OR {_SEATED}) AND NOT {_LEFT_OUT})"


class Sight(NamedTuple):
    """Whose cases a person sees: every one, or those of bodies in which they sit (role by body), and those in which they
    sit in for somebody (``seats``: bodies whose substitute they are), less those that concern them themselves.
    ``days``: today's date at the seat of each of these bodies.
    """

    every: bool
    person_id: UUID
    bodies: Mapping[UUID, str]
    seats: Mapping[UUID, date]
    days: Mapping[UUID, date]

    def role_for(self, body_id: UUID) -> str | None:
        """The role in which a case of a body that is in sight is met; who sits in does so as a member."""
        return self.bodies.get(body_id) or ("member" if body_id in self.seats else None)

    @property
    def parameters(self) -> tuple[bool, list[UUID], list[UUID], list[date], UUID]:
        return self.every, list(self.bodies), list(self.seats), list(self.seats.values()), self.person_id
