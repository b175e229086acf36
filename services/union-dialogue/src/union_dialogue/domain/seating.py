"""Who sits in for whom in a case: a substitute has a member's rights while seated, and none before or after (BPersVG s.33)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from shared.events import union_dialogue as told
from union_dialogue.domain.bench import SEATS, Bench, able, check_acting, next_substitute, seatings_on
from union_dialogue.domain.case import Act, Case, Told, event_of
from union_dialogue.domain.facts import Seating
from union_dialogue.domain.refusals import (
    LastDayPast,
    NoSeat,
    NoSubstituteLeft,
    NotASubstitute,
    NotNextSubstitute,
    NotSeated,
    SeatTaken,
    SubstituteCannot,
)


def whose_turn(case: Case, bench: Bench, day: date) -> UUID:
    """The substitute who is called next."""
    following = next_substitute(case, bench, day)
    if following is None:
        raise NoSubstituteLeft
    return following.person_id


def seat(case: Case, seating: Seating, bench: Bench, day: date, act: Act) -> Told:
    """A substitute sits in for a member who is prevented, or whom the matter concerns.

    Told without the member: that somebody is ill or away is for the body alone, and no new edition shows it to others.
    """
    check_acting(case)
    _both_fit(seating, bench)
    if seating.last_day and seating.last_day < day:
        raise LastDayPast(pointer="/last_day")
    valid = seatings_on(case, day)
    if any(seating.substitute_id == each.substitute_id or seating.member_id == each.member_id for each in valid):
        raise SeatTaken
    if not able(case, seating.substitute_id, day):
        raise SubstituteCannot(pointer="/substitute_id")
    _in_turn(case, seating, bench, day)
    case = _counted(case, (*valid, seating))
    fields: dict[str, Any] = {"person_id": seating.substitute_id, "last_day": seating.last_day}
    return case, (told.SubstituteSeated(**event_of(case, act), **fields),)


def release(case: Case, substitute_id: UUID, day: date, act: Act) -> Told:
    """The member is back: the substitute leaves the case at once."""
    valid = seatings_on(case, day)
    left = tuple(each for each in valid if each.substitute_id != substitute_id)
    if left == valid:
        raise NotSeated
    case = _counted(case, left)
    return case, (told.SubstituteReleased(**event_of(case, act), person_id=substitute_id),)


def _both_fit(seating: Seating, bench: Bench) -> None:
    substitute, member = bench.get(seating.substitute_id), bench.get(seating.member_id)
    if substitute is None or substitute.role != "substitute":
        raise NotASubstitute(pointer="/substitute_id")
    if member is None or member.role not in SEATS:
        raise NoSeat(pointer="/member_id")


def _in_turn(case: Case, seating: Seating, bench: Bench, day: date) -> None:
    """The first of the order, or another one with a reason that is kept: after an election by lists or groups, each has
    an order of its own (BPersVG s.33(2)). A CSE goes by trade union and category (L2314-37), of which nothing is known.
    """
    in_turn = next_substitute(case, bench, day)
    if case.regime and case.regime.substitutes == "body-names":
        return
    if in_turn and in_turn.person_id != seating.substitute_id and not seating.out_of_turn:
        raise NotNextSubstitute(pointer="/substitute_id", name=in_turn.name)


def _counted(case: Case, seatings: tuple[Seating, ...]) -> Case:
    return replace(case, seatings=seatings, version=case.version + 1)
