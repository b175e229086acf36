"""Co-authors and shares: invited, accepted, and agreed by all, or the idea is not handed in. Who is awaited is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from ideas.domain.refusals import (
    AlreadyAuthor,
    NotAnAuthor,
    NotInvited,
    SharesChanged,
    SharesNotAgreed,
    SharesWrong,
    StarterStays,
)
from ideas.domain.state import WRITABLE, Idea, Part, changed, facts, needs, told
from shared.events import ideas
from shared.events.base import Event

AT_MOST = 20
WHOLE = 100


def check_writable(idea: Idea, by: UUID) -> None:
    """Refuse a change of what is written, and of its authors and files: by whom, then when there must be none."""
    if by not in idea.written_by:
        raise NotAnAuthor
    needs(idea, *WRITABLE)


def check_invitable(idea: Idea, by: UUID) -> None:
    """Refuse one more author, whoever it is: by whom, when, and where there are enough."""
    check_writable(idea, by)
    if len(idea.parts) >= AT_MOST:
        raise AlreadyAuthor(most=AT_MOST)


def invite(idea: Idea, person_id: UUID, by: UUID, now: datetime) -> tuple[Idea, tuple[Event, ...]]:
    """Ask somebody to be a co-author. All shares must then be proposed again."""
    check_invitable(idea, by)
    if person_id in idea.involved:
        raise AlreadyAuthor(most=AT_MOST)
    before = asked(idea)
    idea = told(idea, parts=(*_unagreed(idea.parts), Part(person_id, 0, accepted=False, agreed=False)))
    invited = ideas.AuthorInvited(**facts(idea, by, now), person_id=person_id)
    idea, events = _asking(idea, before, by, now)
    return idea, (invited, *events)


def accept(idea: Idea, by: UUID, now: datetime) -> tuple[Idea, tuple[Event, ...]]:
    """Take the invitation. Who has a part in shares that are proposed already is asked to agree now."""
    part = _part(idea, by)
    needs(idea, *WRITABLE)
    if part.accepted:
        return idea, ()
    before = asked(idea)
    idea = told(idea, parts=_with(idea.parts, replace(part, accepted=True)))
    answered = _settled(idea, by, now)
    idea, events = _asking(idea, before, None, now)
    return idea, (answered, *events)


def leave(idea: Idea, person_id: UUID, by: UUID, now: datetime) -> tuple[Idea, tuple[Event, ...]]:
    """Refuse an invitation, step out, or be taken out by the one who started it. Its starter stays."""
    if by not in (person_id, idea.author_id):
        raise NotAnAuthor
    part = _part(idea, person_id)
    needs(idea, *WRITABLE)
    if person_id == idea.author_id:
        raise StarterStays
    rest = tuple(part for part in idea.parts if part.person_id != person_id)
    left = (Part(rest[0].person_id, WHOLE, accepted=True, agreed=True),) if len(rest) == 1 else _unagreed(rest)
    before = asked(idea)
    if part.accepted:
        return _asking(changed(idea, parts=left), before, by, now)
    idea = told(idea, parts=left)
    answered = _settled(idea, person_id, now)
    idea, events = _asking(idea, before, by, now)
    return idea, (answered, *events)


def call_off(idea: Idea, now: datetime) -> tuple[Idea, tuple[Event, ...]]:
    """The draft is gone: those who were asked for something and have not answered need not any more."""
    events: list[Event] = []
    for part in idea.parts:
        if not part.accepted:
            idea = told(idea)
            events.append(_settled(idea, part.person_id, now))
    if awaited := asked(idea):
        idea = told(idea)
        events.append(ideas.SharesSettled(**facts(idea, None, now), person_ids=awaited))
    return idea, tuple(events)


def propose(idea: Idea, shares: Mapping[UUID, int], by: UUID, now: datetime) -> tuple[Idea, tuple[Event, ...]]:
    """Propose all shares, in percent. Who proposes agrees; the others must agree, also those who had agreed before."""
    check_writable(idea, by)
    if shares.keys() != idea.involved or sum(shares.values()) != WHOLE or min(shares.values()) < 1:
        raise SharesWrong(pointer="/shares", sum=sum(shares.values()), authors=len(idea.parts))
    if any(part.agreed for part in idea.parts) and all(part.share == shares[part.person_id] for part in idea.parts):
        return agree(idea, shares, by, now)
    before = asked(idea)
    parts = (replace(part, share=shares[part.person_id], agreed=part.person_id == by) for part in idea.parts)
    return _asking(changed(idea, parts=tuple(parts)), before, by, now, anew=True)


def agree(idea: Idea, shares: Mapping[UUID, int], by: UUID, now: datetime) -> tuple[Idea, tuple[Event, ...]]:
    """Agree to the shares as they were seen; they may have been changed meanwhile."""
    check_writable(idea, by)
    if {part.person_id: part.share for part in idea.parts} != dict(shares):
        raise SharesChanged
    before = asked(idea)
    return _asking(changed(idea, parts=_with(idea.parts, replace(_part(idea, by), agreed=True))), before, by, now)


def settled(idea: Idea) -> None:
    """Refuse unless everybody who was invited has accepted and agreed to shares that add up."""
    open_ = [part for part in idea.parts if not (part.accepted and part.agreed)]
    if open_ or sum(part.share for part in idea.parts) != WHOLE:
        raise SharesNotAgreed(waiting=len(open_))


def asked(idea: Idea) -> tuple[UUID, ...]:
    """Those whose agreement to shares that somebody has proposed is missing; who has not taken the invitation comes later."""
    whole = all(part.share for part in idea.parts) and sum(part.share for part in idea.parts) == WHOLE
    if not whole or not any(part.agreed for part in idea.parts):
        return ()
    return tuple(part.person_id for part in idea.parts if part.accepted and not part.agreed)


def _asking(
    idea: Idea, before: tuple[UUID, ...], by: UUID | None, now: datetime, *, anew: bool = False
) -> tuple[Idea, tuple[Event, ...]]:
    """Who is asked to agree now and was not ``before`` (``anew``: everybody who is asked now), and who need not any more."""
    now_asked, events = asked(idea), list[Event]()
    if new := tuple(each for each in now_asked if anew or each not in before):
        idea = told(idea)
        events.append(ideas.SharesProposed(**facts(idea, by, now), person_ids=new))
    if off := tuple(each for each in before if each not in now_asked):
        idea = told(idea)
        events.append(ideas.SharesSettled(**facts(idea, None, now), person_ids=off))
    return idea, tuple(events)


def _settled(idea: Idea, person_id: UUID, now: datetime) -> Event:
    return ideas.InvitationSettled(**facts(idea, None, now), person_id=person_id)


def _part(idea: Idea, person_id: UUID) -> Part:
    for part in idea.parts:
        if part.person_id == person_id:
            return part
    raise NotInvited


def _with(parts: tuple[Part, ...], new: Part) -> tuple[Part, ...]:
    return tuple(new if part.person_id == new.person_id else part for part in parts)


def _unagreed(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    return tuple(replace(part, agreed=False) for part in parts)
