"""The opinion of the body, management's answers, and how a case ends."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from shared import deadlines, directory
from shared.db import Tx
from shared.events.union_dialogue import Answer
from union_dialogue.actions.access import OFFICER, as_lead, as_management, save
from union_dialogue.actions.clocks import CLOCK
from union_dialogue.actions.seating import council
from union_dialogue.domain import answers, opinion
from union_dialogue.domain.case import Case
from union_dialogue.domain.opinion import Resolution


async def deliver(tx: Tx, by: UUID, case_id: UUID, resolution: Resolution) -> Case:
    """Deliver the opinion. For who leads the body."""
    case, act = await as_lead(tx, by, case_id)
    sitting = (await council(tx, case)).council
    case, events = opinion.deliver(case, resolution, sitting, act)
    await save(tx, case, events)
    await deadlines.cancel(tx, CLOCK, case_id)
    return case


async def correct_opinion(tx: Tx, by: UUID, case_id: UUID, point: int | None, text: str) -> Case:
    """Put a slip right beside the opinion. For who leads the body."""
    case, act = await as_lead(tx, by, case_id)
    case, events = opinion.correct(case, point, text, act)
    await save(tx, case, events)
    return case


async def respond(tx: Tx, by: UUID, case_id: UUID, given: Sequence[Answer]) -> Case:
    """Answer points of the opinion. For management."""
    case, act = await as_management(tx, by, case_id)
    case, events = answers.respond(case, given, act)
    await save(tx, case, events)
    return case


async def correct_response(tx: Tx, by: UUID, case_id: UUID, answer: Answer, why: str) -> Case:
    """Change an answer, and say why. For management, until the case is closed."""
    case, act = await as_management(tx, by, case_id)
    case, events = answers.correct(case, answer, why, act)
    await save(tx, case, events)
    return case


async def close(
    tx: Tx, by: UUID, case_id: UUID, result: answers.Result, reason: str | None, *, replaced_by: str | None
) -> Case:
    """Close the case. For the consultation officer; who leads the body may close it as agreed."""
    me = await directory.caller(tx, by)
    if result == "agreed" and not me.has_role(OFFICER):
        case, act = await as_lead(tx, by, case_id)
    else:
        case, act = await as_management(tx, by, case_id, OFFICER)
    case, events = answers.close(case, result, reason, act, replaced_by=replaced_by)
    await save(tx, case, events)
    return case


async def waive(tx: Tx, by: UUID, case_id: UUID, reason: str) -> Case:
    """Do without an opinion. For who leads the body."""
    case, act = await as_lead(tx, by, case_id)
    case, events = answers.waive(case, reason, act)
    await save(tx, case, events)
    await deadlines.cancel(tx, CLOCK, case_id)
    return case
