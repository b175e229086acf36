"""What is heard of people besides the copy that every service keeps: another time zone, and who is erased."""

from __future__ import annotations

from notify import actions
from notify.store import hours
from shared import directory
from shared.db import Tx
from shared.events.people import PersonChanged, PersonErased
from shared.service import Batched, Handlers


async def on_persons_changed(tx: Tx, events: list[PersonChanged]) -> None:
    """What waits for somebody follows them into another time zone."""
    moved = await hours.moved(tx, {event.person_id: event.time_zone for event in events})
    await directory.HANDLERS[PersonChanged].handle(tx, events)
    for person_id in moved:
        await actions.go_by_new_hours(tx, person_id)


async def on_persons_erased(tx: Tx, events: list[PersonErased]) -> None:
    """Who is erased leaves nothing behind here."""
    await directory.HANDLERS[PersonErased].handle(tx, events)
    await actions.erase(tx, [event.person_id for event in events])


HANDLERS: Handlers = {
    **directory.HANDLERS,
    PersonChanged: Batched(on_persons_changed),
    PersonErased: Batched(on_persons_erased),
}
