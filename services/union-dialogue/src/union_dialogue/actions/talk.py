"""What is said in the rooms of a case."""

from __future__ import annotations

from uuid import UUID

from shared import ids
from shared.db import Tx
from shared.errors import Unknown
from union_dialogue.actions.access import all_may_enter, enter, locked, save
from union_dialogue.domain import rooms
from union_dialogue.domain.rooms import Message, Room
from union_dialogue.store import messages


async def post(tx: Tx, by: UUID, case_id: UUID, room: Room, text: str, *, mentions: list[UUID]) -> UUID:
    """Say something in a room; a room that the caller may not enter does not exist for them."""
    case, act = await enter(tx, by, case_id, room)
    await all_may_enter(tx, mentions, case, room)
    case = await locked(tx, case_id)
    message = Message(ids.new_id(), case_id, room, by, text, tuple(dict.fromkeys(mentions)), edition=1)
    await messages.keep_message(tx, message)
    await save(tx, *rooms.post(case, message, act))
    return message.message_id


async def edit(
    tx: Tx, by: UUID, place: tuple[UUID, Room, UUID], seen: int, text: str, *, mentions: list[UUID]
) -> Message:
    """Change one's own message (``place``: case, room, message); what it said before is kept beside it."""
    case_id, room, message_id = place
    case, act = await enter(tx, by, case_id, room)
    await all_may_enter(tx, mentions, case, room)
    case = await locked(tx, case_id)
    message = await messages.get_message(tx, case_id, room, message_id)
    if message is None:
        raise Unknown(what="message")
    case, message, events = rooms.edit(case, message, seen, (text, tuple(dict.fromkeys(mentions))), act)
    await messages.change_message(tx, message)
    await save(tx, case, events)
    return message
