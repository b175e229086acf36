"""Who sits in for whom in a case: a substitute has a member's rights while seated, and none before or after (BPersVG s.33)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from shared.events import union_dialogue as told
from union_dialogue.domain.case import Act, Case, Told, event_of, needs
from union_dialogue.domain.facts import Seating
from union_dialogue.domain.refusals import LastDayPast, NoSeat, NotASubstitute, NotSeated, SeatTaken

SEATS = ("chair", "member")


def seated(case: Case, person_id: UUID, day: date) -> Seating | None:
    """The seat that a substitute takes in a case on a day at the body's seat."""
    return next((each for each in _valid(case, day) if each.substitute_id == person_id), None)


def seat(case: Case, seating: Seating, roles: Mapping[UUID, str], day: date, act: Act) -> Told:
    """A substitute sits in for a member who is prevented. ``roles``: who holds which mandate for the body on the day.

    Told without the member: that somebody is ill or away is for the body alone, and no new edition shows it to others.
    """
    needs(case, "prepared", "provided", "disputed", "running", "lapsed", "opinion")
    if roles.get(seating.substitute_id) != "substitute":
        raise NotASubstitute(pointer="/substitute_id")
    if roles.get(seating.member_id) not in SEATS:
        raise NoSeat(pointer="/member_id")
    if seating.last_day and seating.last_day < day:
        raise LastDayPast(pointer="/last_day")
    valid = _valid(case, day)
    if any(seating.substitute_id == each.substitute_id or seating.member_id == each.member_id for each in valid):
        raise SeatTaken
    case = _counted(case, (*valid, seating))
    fields: dict[str, Any] = {"person_id": seating.substitute_id, "last_day": seating.last_day}
    return case, (told.SubstituteSeated(**event_of(case, act), **fields),)


def release(case: Case, substitute_id: UUID, day: date, act: Act) -> Told:
    """The member is back: the substitute leaves the case at once."""
    valid = _valid(case, day)
    left = tuple(each for each in valid if each.substitute_id != substitute_id)
    if left == valid:
        raise NotSeated
    case = _counted(case, left)
    return case, (told.SubstituteReleased(**event_of(case, act), person_id=substitute_id),)


def _valid(case: Case, day: date) -> tuple[Seating, ...]:
    """Seatings that count on a day; one without a last day counts until the case is closed."""
    closed = case.state == "closed"
    return tuple(each for each in case.seatings if (each.last_day >= day if each.last_day else not closed))


def _counted(case: Case, seatings: tuple[Seating, ...]) -> Case:
    return replace(case, seatings=seatings, version=case.version + 1)
