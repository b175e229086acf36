"""Who may vote, as the edge gives it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from shared.directory import Person
from union_dialogue.domain.case import Case
from union_dialogue.domain.opinion import Council, quorum_of
from union_dialogue.domain.seating import seated


class MemberView(BaseModel):
    """Somebody with a mandate today. ``conflicted``: the matter concerns them; their vote can make the vote void.

    ``sits_in_for``: whose place a substitute takes in this case now, through ``last_day`` or until the case is closed.
    """

    person_id: UUID
    name: str
    role: str
    conflicted: bool
    sits_in_for: UUID | None = None
    last_day: date | None = None


class AttendanceView(BaseModel):
    """Who may vote, how many must be there, and how a majority is counted."""

    seats: int
    quorum: int
    majority: str
    members: list[MemberView]


def attendance_view(case: Case, council: Council, members: Sequence[tuple[Person, str]], day: date) -> AttendanceView:
    """Who may vote in a case on a day at the seat."""
    seats = {who.person_id: seated(case, who.person_id, day) for who, role in members if role == "substitute"}
    return AttendanceView(
        seats=len(council.seats),
        quorum=quorum_of(case.regime, council),
        majority=case.regime.majority if case.regime else "of-present",
        members=[
            MemberView(
                person_id=who.person_id,
                name=who.display_name,
                role=role,
                conflicted=who.person_id in council.conflicted,
                sits_in_for=seat.member_id if (seat := seats.get(who.person_id)) else None,
                last_day=seat.last_day if seat else None,
            )
            for who, role in members
        ],
    )
