"""What is heard of people besides the copy that every service keeps: who is erased leaves nothing behind here."""

from __future__ import annotations

from notify import actions
from shared import directory
from shared.db import Tx
from shared.events.people import PersonErased
from shared.service import Batched, Handlers


async def on_persons_erased(tx: Tx, events: list[PersonErased]) -> None:
    await directory.HANDLERS[PersonErased].handle(tx, events)
    await actions.erase(tx, [event.person_id for event in events])


HANDLERS: Handlers = {**directory.HANDLERS, PersonErased: Batched(on_persons_erased)}
