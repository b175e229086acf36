"""Duties: what somebody owes is kept until they have acted, and they are reminded of it before its day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import TypeAlias
from uuid import UUID

from notify.actions import telling
from notify.domain import reminders
from notify.domain.access import Gate, body_key, case_keys, role_key
from notify.domain.notification import News
from notify.domain.reminders import RULES, Duty, Whom
from notify.store import duties, following
from shared import deadlines, directory, telemetry
from shared.db import Tx
from shared.events.ideas import IdeaEvent
from shared.events.implementation import PlanEvent
from shared.events.review import RoundEvent
from shared.events.union_dialogue import CaseEvent, ClockEvent
from shared.service import Deadline
from shared.working_days import Week

REMINDER = "reminder"
OfIdea: TypeAlias = IdeaEvent | RoundEvent | CaseEvent | PlanEvent


async def owe(
    tx: Tx,
    kind: str,
    event: OfIdea,
    whom: Whom,
    *,
    of: UUID,
    link: str,
    last_day: date | None = None,
    within: UUID | None = None,
) -> None:
    """Somebody owes this by the event at hand; asked again, with another day. ``of``: what it is about; ``within``: what
    ends it too.
    """
    if tx.cause is None:
        return
    duty = Duty(kind, of, event.idea_id, whom, link, event.occurred_at, tx.cause, last_day, within)
    await duties.save(tx, duty)
    await _schedule(tx, duty, await _week(tx, duty))


async def pause(tx: Tx, kind: str, of: UUID) -> None:
    """Somebody says that they have done it; until that is found wrong, nobody is reminded."""
    for duty in await duties.of(tx, kind, of):
        await deadlines.cancel(tx, REMINDER, duty.duty_id)


async def resume(tx: Tx, kind: str, of: UUID) -> None:
    """It was not done after all."""
    for duty in await duties.of(tx, kind, of):
        await _schedule(tx, duty, await _week(tx, duty))


async def last_day(tx: Tx, event: ClockEvent) -> date:
    """The last day of a period at the seat. Where the law can be read in two ways the earlier: right in both."""
    week = Week(await directory.calendar_of(tx, event.body_id))
    first = event.last_day or week.today(event.due_at - timedelta(seconds=1))
    return min(first, event.other_last_day or first)


async def settle(tx: Tx, kinds: Collection[str], of: UUID, whose: UUID | None = None) -> None:
    """It is owed no more, about something or within it: by one person or body, or by all."""
    await _end(tx, await duties.end(tx, kinds, [of], whose))


async def settle_all(tx: Tx, kinds: Collection[str], of: Collection[UUID]) -> None:
    """It is owed no more by anybody, about these things or within them."""
    await _end(tx, await duties.end(tx, kinds, of))


async def _end(tx: Tx, ended: Collection[UUID]) -> None:
    if ended:
        await deadlines.cancel_of(tx, ended)


async def remind(tx: Tx, due: Deadline) -> None:
    """Remind those who owe it now and may see it, unless its day has passed; then wait for the next time."""
    duty = await duties.lock(tx, due.subject_id)
    if duty is None:
        return
    telemetry.about(idea_id=duty.idea_id)
    week = await _week(tx, duty)
    if not reminders.over(duty, week, tx.now):
        rule = RULES[duty.kind]
        gate = Gate(_keys(duty.whom), rule.blind)
        cause = duty.cause(due.due_at.astimezone(week.zone))
        news = News(duty.idea_id, duty.kind, rule.why, duty.link, gate, cause, duty.last_day)
        await telling.deliver(tx, await _people(tx, duty), news)
    await _schedule(tx, duty, week)


async def _schedule(tx: Tx, duty: Duty, week: Week) -> None:
    moment = reminders.next_moment(duty, week, tx.now)
    if moment is None:
        await deadlines.cancel(tx, REMINDER, duty.duty_id)
    else:
        await deadlines.set(tx, REMINDER, duty.duty_id, moment)


async def _people(tx: Tx, duty: Duty) -> list[UUID]:
    """Who owes it now: of a body, those who sit in it today; with a function, those who may judge, if that is asked."""
    whom = duty.whom
    if whom.person_id:
        return [whom.person_id]
    if whom.role:
        barred = (await telling.barred_from(tx, duty.kind, [duty.idea_id])).get(duty.idea_id, ())
        return [each for each in await telling.in_role(tx, whom.role) if each not in barred]
    return await telling.in_body(tx, whom.body_id) if whom.body_id else []


def _keys(whom: Whom) -> tuple[str, ...]:
    """What opens the reminder: nothing for a person as such, the function, or a seat in the body."""
    if whom.person_id:
        return ()
    if whom.role:
        return (role_key(whom.role),)
    if whom.body_id and whom.case_id:
        return case_keys(whom.body_id, whom.case_id)
    return (body_key(whom.body_id),) if whom.body_id else ()


async def _week(tx: Tx, duty: Duty) -> Week:
    """Whose working days count: of the person's seat, of the body's, else of the unit that the idea is from."""
    whom = duty.whom
    if whom.person_id:
        return Week((await directory.calendars_of(tx, [whom.person_id])).get(whom.person_id))
    if whom.body_id:
        return Week(await directory.calendar_of(tx, whom.body_id))
    unit_id = await following.home(tx, duty.idea_id)
    return Week(await directory.calendar_at(tx, unit_id) if unit_id else None)
