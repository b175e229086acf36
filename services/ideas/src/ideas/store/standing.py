"""Who stands how to an idea, and what else says what somebody may do with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ideas.domain.standing import Standing
from shared.db import Row, Tx
from shared.errors import Text

# Columns of a statement that reads from idea: those who wrote it or one that lives on in it, their direct line managers,
# and who has an interest in any of these.
OWN = "(own.idea_id = idea.idea_id OR own.merged_into = idea.idea_id)"
STANDING = f"""
    array(SELECT (part ->> 'person_id')::uuid FROM idea own, jsonb_array_elements(own.authors) AS part
        WHERE {OWN} AND (part ->> 'accepted')::boolean) AS wrote,
    array(SELECT p.manager_id FROM idea own, jsonb_array_elements(own.authors) AS part
        JOIN directory_person p ON p.person_id = (part ->> 'person_id')::uuid
        WHERE {OWN} AND (part ->> 'accepted')::boolean AND p.manager_id IS NOT NULL) AS managers,
    array(SELECT c.person_id FROM idea own JOIN conflict c USING (idea_id) WHERE {OWN}) AS conflicted
"""
STANDING_OF = f"SELECT {STANDING} FROM idea WHERE idea_id = $1"
# $1: who asks, $2: now.
LOOK = f"""
    {STANDING},
    (SELECT jsonb_agg(jsonb_build_object('body_id', d.body_id, 'names', b.names)) FROM duty d
        LEFT JOIN directory_body b USING (body_id)
        WHERE d.idea_id = idea.idea_id AND (d.result IS NULL OR d.result_round < d.round)) AS open_bodies,
    CASE WHEN contestable_until IS NOT NULL THEN array(
        WITH RECURSIVE place AS (
            SELECT u.unit_id, u.parent_id, 0 AS depth FROM directory_unit u WHERE u.unit_id IN (idea.unit_id, idea.remit_id)
            UNION ALL
            SELECT u.unit_id, u.parent_id, place.depth + 1 FROM directory_unit u JOIN place ON u.unit_id = place.parent_id
            WHERE place.depth < 20
        )
        SELECT DISTINCT b.body_id
        FROM directory_person me, jsonb_to_recordset(me.mandates) AS m (body_id uuid, starts_on date, ends_on date)
        JOIN directory_body b USING (body_id) LEFT JOIN directory_calendar c USING (calendar_id)
        WHERE me.person_id = $1 AND ($2::timestamptz AT TIME ZONE coalesce(c.calendar ->> 'zone', 'UTC'))::date
            BETWEEN m.starts_on AND coalesce(m.ends_on, 'infinity'::date)
        AND b.scope_unit_ids && array(SELECT place.unit_id FROM place)
        AND NOT EXISTS (SELECT FROM contest t WHERE t.idea_id = idea.idea_id AND t.body_id = b.body_id AND NOT t.past)
    ) ELSE '{{}}' END AS seats,
    CASE WHEN coalesce(appeal_until, contestable_until) IS NOT NULL OR campaign_id IS NOT NULL THEN (
        SELECT c.calendar ->> 'zone' FROM directory_unit u
        JOIN directory_calendar c ON u.seat = concat_ws('-', c.calendar ->> 'country', c.calendar ->> 'subdivision')
        WHERE u.unit_id = coalesce(remit_id, idea.unit_id) ORDER BY c.calendar_id LIMIT 1
    ) END AS zone,
    (SELECT count(*) FROM attachment a WHERE a.idea_id = idea.idea_id) AS files
"""


async def standing(tx: Tx, idea_id: UUID, *, managers_may: bool = False) -> Standing:
    """Who stands how to an idea. ``managers_may``: line managers may decide, so they need not be known."""
    return standing_in((await tx.fetch(STANDING_OF, idea_id))[0], managers_may=managers_may)


def standing_in(row: Row | dict[str, Any], *, managers_may: bool = False) -> Standing:
    """The same from a row that has STANDING."""
    managers = () if managers_may else row["managers"]
    return Standing(frozenset(row["wrote"]), frozenset(managers), frozenset(row["conflicted"]))


def names_in(told: list[dict[str, Any]] | None) -> list[Text]:
    """The names of bodies, by what there is of them."""
    return [Text.named(each["names"], str(each["body_id"])) for each in told or ()]
