"""The three rooms of a case: who may enter, what is told of a message, and what is kept of one that changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from shared.errors import check_version
from shared.events import union_dialogue as told
from union_dialogue.domain.case import Act, Case, Told, event_of
from union_dialogue.domain.notices import Notice
from union_dialogue.domain.refusals import NotYourMessage

Room = Literal["representatives", "management", "joint"]
ROOMS: tuple[Room, ...] = ("representatives", "management", "joint")


@dataclass(frozen=True, slots=True)
class Message:
    message_id: UUID
    case_id: UUID
    room: Room
    author_id: UUID | None
    """None: the system says it, see ``notice``."""
    text: str
    mentions: tuple[UUID, ...]
    edition: int
    notice: Notice | None = None


def may_enter(room: Room, *, represents: bool, manages: bool) -> bool:
    """The body's own room is for those with its mandate alone (invariant 14), management's for management."""
    if room == "representatives":
        return represents
    return manages if room == "management" else represents or manages


def post(case: Case, message: Message, act: Act) -> Told:
    """Say that a message exists; who spoke in the body's own room is not told either."""
    case = _counted(case)
    event = told.MessagePosted(
        **event_of(case, _spoken(message.room, act)),
        room=message.room,
        message_id=message.message_id,
        mentions=message.mentions,
    )
    return case, (event,)


def edit(
    case: Case, message: Message, seen: int, said: tuple[str, Sequence[UUID]], act: Act
) -> tuple[Case, Message, tuple[told.MessageEdited, ...]]:
    """Change one's own message (``said``: text and mentions); what it said before is kept."""
    if act.by != message.author_id:
        raise NotYourMessage
    check_version(seen, message.edition)
    text, mentions = said
    new = tuple(each for each in mentions if each not in message.mentions)
    case = _counted(case)
    message = replace(message, text=text, mentions=tuple(mentions), edition=message.edition + 1)
    event = told.MessageEdited(
        **event_of(case, _spoken(message.room, act)),
        room=message.room,
        message_id=message.message_id,
        edition=message.edition,
        mentions=new,
    )
    return case, message, (event,)


def _spoken(room: Room, act: Act) -> Act:
    return replace(act, by=None, mandate_id=None) if room == "representatives" else act


def _counted(case: Case) -> Case:
    """One event more, but no new edition: the case looks the same to those who may not enter."""
    return replace(case, version=case.version + 1)
