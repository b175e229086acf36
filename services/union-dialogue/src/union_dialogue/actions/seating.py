"""Who sits in the body, and who sits in for whom in a case."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from shared import directory
from shared.db import Tx
from shared.directory import Person
from union_dialogue.actions.access import BODY, as_body, held_by, save
from union_dialogue.domain import seating
from union_dialogue.domain.case import Case
from union_dialogue.domain.facts import Seating
from union_dialogue.domain.opinion import Council

Members = list[tuple[Person, str]]


async def council(tx: Tx, case: Case) -> tuple[Council, Members, date]:
    """Those with a mandate for the body today at its seat, each with the role, and what that means for a vote."""
    members, day = await _members(tx, case)
    substitutes = frozenset(who.person_id for who, role in members if role == "substitute")
    seats = frozenset(who.person_id for who, _ in members) - substitutes
    conflicted = frozenset(case.authors) & (seats | substitutes)
    return Council(seats, substitutes, conflicted), members, day


async def seat(tx: Tx, by: UUID, case_id: UUID, wanted: Seating) -> Case:
    """Let a substitute sit in for somebody who is prevented. For the chair or a member."""
    case, act = await as_body(tx, by, case_id, *BODY)
    members, day = await _members(tx, case)
    roles = {who.person_id: role for who, role in members}
    case, events = seating.seat(case, wanted, roles, day, act)
    await save(tx, case, events)
    return case


async def release(tx: Tx, by: UUID, case_id: UUID, substitute_id: UUID) -> None:
    """End that a substitute sits in. For the chair or a member."""
    case, act = await as_body(tx, by, case_id, *BODY)
    await save(tx, *seating.release(case, substitute_id, await directory.today_at(tx, case.body_id), act))


async def _members(tx: Tx, case: Case) -> tuple[Members, date]:
    day = await directory.today_at(tx, case.body_id)
    found = await directory.members_of(tx, case.body_id, day)
    return [(who, mandate.role) for who in found if (mandate := held_by(who, case, day))], day
