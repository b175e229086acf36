"""Who may vote, as the edge gives it."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from union_dialogue.domain.bench import Bench, Held, away, next_substitute, seated
from union_dialogue.domain.case import Case
from union_dialogue.domain.lead import lead_of
from union_dialogue.domain.opinion import Council, quorum_of


class MemberView(BaseModel):
    """Somebody with a mandate today. ``conflicted``: the matter concerns them; their vote can make the vote void.

    ``sits_in_for``: whose place a substitute takes in this case now, through ``last_day`` or until the case is closed.
    """

    person_id: UUID
    name: str
    role: str
    conflicted: bool
    absent: bool = Field(default=False, description="declared so, or replaced by a substitute")
    rank: int | None = Field(
        default=None, description="place in the order of deputies or substitutes; null: none was told"
    )
    sits_in_for: UUID | None = None
    last_day: date | None = None
    out_of_turn: str | None = Field(default=None, description="why a substitute sits whose turn it was not")


class LeadView(BaseModel):
    """Who acts for the body in this case, in which capacity and in whose place; null: the seat of the chair is vacant."""

    person_id: UUID
    capacity: Literal["chair", "deputy", "elected"]
    in_place_of: UUID | None


class AttendanceView(BaseModel):
    """Who may vote, how many must be there, and how a majority is counted.

    ``lead``: who acts for the body in this case; null: nobody can, so the members elect somebody. ``spokesperson``: what
    that one is called under the regime. ``next_substitute``: whose turn it is.
    """

    seats: int
    quorum: int
    majority: str
    spokesperson: Literal["chair", "secretary"]
    lead: LeadView | None
    next_substitute: UUID | None
    members: list[MemberView]


def attendance_view(case: Case, council: Council, bench: Bench, day: date) -> AttendanceView:
    """Who may vote in a case on a day at the seat."""
    lead, following = lead_of(case, bench, day), next_substitute(case, bench, day)
    return AttendanceView(
        seats=len(council.seats),
        quorum=quorum_of(case.regime, council),
        majority=case.regime.majority if case.regime else "of-present",
        spokesperson=case.regime.spokesperson if case.regime else "chair",
        lead=LeadView(person_id=lead.person_id, capacity=lead.capacity, in_place_of=lead.in_place_of) if lead else None,
        next_substitute=following.person_id if following else None,
        members=[_member(case, held, council, day) for held in bench.values()],
    )


def _member(case: Case, held: Held, council: Council, day: date) -> MemberView:
    seat = seated(case, held.person_id, day) if held.role == "substitute" else None
    return MemberView(
        person_id=held.person_id,
        name=held.name,
        role=held.role,
        conflicted=held.person_id in council.conflicted,
        absent=away(case, held.person_id, day),
        rank=held.rank,
        sits_in_for=seat.member_id if seat else None,
        last_day=seat.last_day if seat else None,
        out_of_turn=seat.out_of_turn if seat else None,
    )
