"""The rooms over HTTP. A room that the caller may not enter does not exist: not in a list, not in a count."""

from __future__ import annotations

from uuid import UUID

from fastapi import Response

from shared.errors import Unknown
from shared.http import IfMatch, Page, PageOf, Signed, UnitOfWork, page_of, set_etag
from shared.http import router as open_router
from union_dialogue.actions import talk
from union_dialogue.actions.access import enter, readers_of, rooms_of, visited
from union_dialogue.api.requests import NewMessage
from union_dialogue.api.views import (
    Edited,
    EditionView,
    MessageView,
    Posted,
    ReadersView,
    RoomView,
    edition_view,
    message_view,
)
from union_dialogue.domain.rooms import Room
from union_dialogue.store import messages

router = open_router(tags=["rooms"])


@router.get("/cases/{case_id}/rooms", summary="The rooms of a case")
async def list_rooms(tx: UnitOfWork, signed: Signed, case_id: UUID) -> list[RoomView]:
    """The rooms that exist for the caller, with how much was said and how many may read it. For management, the scheme office and the body."""
    case, me, day = await visited(tx, signed.person_id, case_id)
    rooms = rooms_of(me, case, day)
    readers = await readers_of(tx, case, rooms, day, to_body="representatives" in rooms)
    said = await messages.counts(tx, case_id, rooms)
    return [
        RoomView(
            room=room,
            messages=said[room]["messages"] if room in said else 0,
            last_at=said[room]["last_at"] if room in said else None,
            readers=ReadersView(**readers[room]),
        )
        for room in rooms
    ]


@router.get("/cases/{case_id}/rooms/{room}/messages", summary="What was said in a room")
async def list_messages(tx: UnitOfWork, signed: Signed, case_id: UUID, room: Room, page: Page) -> PageOf[MessageView]:
    """Messages, oldest first. A room that the caller may not enter does not exist."""
    await enter(tx, signed.person_id, case_id, room)
    rows = await messages.messages(tx, case_id, room, page.after_id, page.fetch)
    return page_of(page, [message_view(row, signed.locale) for row in rows], key=lambda m: (str(m.message_id),))


@router.post("/cases/{case_id}/rooms/{room}/messages", status_code=201, summary="Say something in a room")
async def post_message(tx: UnitOfWork, signed: Signed, case_id: UUID, room: Room, body: NewMessage) -> Posted:
    """Post into a room. A room that the caller may not enter does not exist."""
    message_id = await talk.post(tx, signed.person_id, case_id, room, body.text, mentions=body.mentions)
    return Posted(message_id=message_id)


@router.patch("/cases/{case_id}/rooms/{room}/messages/{message_id}", summary="Change one's message")
async def edit_message(
    tx: UnitOfWork,
    signed: Signed,
    seen: IfMatch,
    case_id: UUID,
    room: Room,
    *,
    message_id: UUID,
    body: NewMessage,
    response: Response,
) -> Edited:
    """Change one's own message; ``If-Match`` names its edition, and what it said before is kept."""
    place = (case_id, room, message_id)
    message = await talk.edit(tx, signed.person_id, place, seen, body.text, mentions=body.mentions)
    set_etag(response, message.edition)
    return Edited(message_id=message_id, edition=message.edition)


@router.get("/cases/{case_id}/rooms/{room}/messages/{message_id}/editions", summary="All that a message has said")
async def list_editions(
    tx: UnitOfWork, signed: Signed, case_id: UUID, room: Room, message_id: UUID
) -> list[EditionView]:
    """Each edition of a message, what it says now last. For those who may enter the room."""
    await enter(tx, signed.person_id, case_id, room)
    message = await messages.get_message(tx, case_id, room, message_id)
    if message is None:
        raise Unknown(what="message")
    rows = await messages.editions(tx, message_id)
    return [edition_view(row, message.notice, signed.locale) for row in rows]
