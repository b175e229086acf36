"""The day by which an idea is owed its next answer: set when the wait begins, told when it has passed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from ideas import store
from ideas.actions import telling
from ideas.domain import answering
from ideas.domain.state import Idea, Stage
from shared import deadlines, directory, outbox, telemetry
from shared.db import Tx
from shared.service import Deadline
from shared.working_days import Week

ANSWER = "answer-due"
_AT_ONCE = 50  # ideas in one transaction


async def set_days(tx: Tx, days: Mapping[Stage, int]) -> bool:
    """Give each idea that has begun to wait for an answer its day: so many working days at the seat of the unit that
    answers. Counted from now, a second after the wait began: after an outage nobody is late by what was never told.
    Returns whether there may be more.
    """
    waiting = await store.lock_undated(tx, _AT_ONCE)
    promised = await _promised(tx, waiting)
    for idea in waiting:
        telemetry.about(idea_id=idea.idea_id)
        week = await _week(tx, idea)
        due_on = week.after(week.today(tx.now), promised.get(idea.idea_id) or days[answering.STAGE_OF[idea.status]])
        owing, due = answering.owe(idea, due_on, tx.now)  # no step of the journey: the idea itself shows its day
        await store.save_owed(tx, owing)
        outbox.add(tx, due)
        await deadlines.set(tx, ANSWER, idea.idea_id, week.end_of(due_on))
    return len(waiting) == _AT_ONCE


async def answer_is_due(tx: Tx, due: Deadline) -> None:
    """The day has passed: told, unless there was an answer."""
    idea = await store.lock_idea(tx, due.subject_id)
    missed = answering.miss(idea, tx.now) if idea else None
    if missed:
        telemetry.about(idea_id=due.subject_id)
        idea, overdue = missed
        await store.save_owed(tx, idea)
        await telling.note(tx, idea, overdue, None)
        outbox.add(tx, overdue)


async def zone_of(tx: Tx, idea: Idea) -> ZoneInfo:
    """The time zone of the seat of the unit that answers: there the days of an idea begin and end."""
    return (await _week(tx, idea)).zone


async def at_the_seat(tx: Tx, idea: Idea) -> datetime:
    """Now, as told there."""
    return tx.now.astimezone(await zone_of(tx, idea))


async def _promised(tx: Tx, waiting: Collection[Idea]) -> dict[UUID, int]:
    """The days of those whose campaign has promised a first answer within other days than the scheme's."""
    called = {idea.idea_id: idea.campaign_id for idea in waiting if idea.campaign_id and idea.status == "submitted"}
    promised = await store.promised_days(tx, set(called.values())) if called else {}
    return {idea_id: promised[campaign_id] for idea_id, campaign_id in called.items() if campaign_id in promised}


async def _week(tx: Tx, idea: Idea) -> Week:
    unit_id = idea.remit_id or idea.unit_id
    return Week(await directory.calendar_at(tx, unit_id) if unit_id else None)
