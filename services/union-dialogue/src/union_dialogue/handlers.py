"""What union-dialogue hears, its deadlines, and what its worker does again and again."""

from __future__ import annotations

from shared import directory
from shared.db import Tx
from shared.directory.writing import on_bodies_changed as copy_bodies
from shared.directory.writing import on_calendars_changed as copy_calendars
from shared.events.ideas import (
    ConsultationContested,
    ConsultationNotRequired,
    ConsultationRequired,
    IdeaDecided,
    IdeaMerged,
    IdeaWithdrawn,
)
from shared.events.people import BodyChanged, CalendarChanged
from shared.service import Batched, Begin, Chore, Deadline, Deadlines, Handlers
from shared.settings import ServiceSettings
from union_dialogue.actions import clocks, drafts, preparing


async def on_consultation_required(tx: Tx, event: ConsultationRequired) -> None:
    await preparing.prepare(tx, event)


async def on_consultation_not_required(tx: Tx, event: ConsultationNotRequired) -> None:
    await preparing.note_exemption(tx, event)


async def on_consultation_contested(tx: Tx, event: ConsultationContested) -> None:
    await preparing.note_contest(tx, event)


async def on_idea_decided(tx: Tx, event: IdeaDecided) -> None:
    await preparing.withdraw(tx, event)


async def on_idea_merged(tx: Tx, event: IdeaMerged) -> None:
    await preparing.note_merge(tx, event)


async def on_idea_withdrawn(tx: Tx, event: IdeaWithdrawn) -> None:
    await preparing.withdraw(tx, event)


async def on_bodies_changed(tx: Tx, events: list[BodyChanged]) -> None:
    """Besides the directory's copy: cases that waited for a body go on."""
    await copy_bodies(tx, events)
    await preparing.complete_waiting(tx)


async def on_calendars_changed(tx: Tx, events: list[CalendarChanged]) -> None:
    """Besides the directory's copy: cases that waited for a calendar go on; a clock that runs stands as it is."""
    await copy_calendars(tx, events)
    await preparing.complete_waiting(tx)


async def on_clock_due(tx: Tx, deadline: Deadline) -> None:
    await clocks.expire(tx, deadline.subject_id)


async def on_turn_to_forget_drafts(begin: Begin, _settings: ServiceSettings) -> bool:
    async with begin() as tx:
        await drafts.forget(tx)
    return False


HANDLERS: Handlers = {
    **directory.HANDLERS,
    BodyChanged: Batched(on_bodies_changed),
    CalendarChanged: Batched(on_calendars_changed),
    ConsultationRequired: on_consultation_required,
    ConsultationNotRequired: on_consultation_not_required,
    ConsultationContested: on_consultation_contested,
    IdeaDecided: on_idea_decided,
    IdeaMerged: on_idea_merged,
    IdeaWithdrawn: on_idea_withdrawn,
}

DEADLINES: Deadlines = {clocks.CLOCK: on_clock_due}

CHORES: tuple[Chore, ...] = (Chore("forget drafts", on_turn_to_forget_drafts, pause=3600),)
