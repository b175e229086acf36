"""What union-dialogue hears, and its deadlines."""

from __future__ import annotations

from shared import directory
from shared.db import Tx
from shared.directory.writing import on_bodies_changed as copy_bodies
from shared.directory.writing import on_calendars_changed as copy_calendars
from shared.events.ideas import ConsultationRequired
from shared.events.people import BodyChanged, CalendarChanged
from shared.service import Batched, Deadline, Deadlines, Handlers
from union_dialogue import actions


async def on_consultation_required(tx: Tx, event: ConsultationRequired) -> None:
    await actions.prepare(tx, event)


async def on_bodies_changed(tx: Tx, events: list[BodyChanged]) -> None:
    """Besides the directory's copy: cases that waited for a body go on."""
    await copy_bodies(tx, events)
    await actions.complete_waiting(tx)


async def on_calendars_changed(tx: Tx, events: list[CalendarChanged]) -> None:
    """Besides the directory's copy: cases that waited for a calendar go on."""
    await copy_calendars(tx, events)
    await actions.complete_waiting(tx)


async def on_clock_due(tx: Tx, deadline: Deadline) -> None:
    await actions.expire(tx, deadline.subject_id)


HANDLERS: Handlers = {
    **directory.HANDLERS,
    BodyChanged: Batched(on_bodies_changed),
    CalendarChanged: Batched(on_calendars_changed),
    ConsultationRequired: on_consultation_required,
}

DEADLINES: Deadlines = {actions.CLOCK: on_clock_due}
