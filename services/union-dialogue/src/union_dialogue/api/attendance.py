"""Who may vote and who sits in for whom over HTTP; for the body alone."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Path

from shared.errors import NotAllowed
from shared.http import Signed, UnitOfWork
from shared.http import router as open_router
from union_dialogue.actions import seating
from union_dialogue.actions.access import mandate_of, visited
from union_dialogue.api.requests import SeatingIn
from union_dialogue.api.views import AttendanceView, attendance_view
from union_dialogue.domain.case import Case
from union_dialogue.domain.facts import Seating

router = open_router(tags=["opinion"])


@router.get("/cases/{case_id}/attendance", summary="Who may vote")
async def get_attendance(tx: UnitOfWork, signed: Signed, case_id: UUID) -> AttendanceView:
    """Members and substitutes today, the quorum, who must not vote, who sits in for whom. For those who represent the body."""
    case, me, day = await visited(tx, signed.person_id, case_id)
    if mandate_of(me, case, day) is None:
        raise NotAllowed(needs="chair / member")
    return await _attendance(tx, case)


@router.post("/cases/{case_id}/substitutes", status_code=201, summary="Let a substitute sit in")
async def seat_substitute(tx: UnitOfWork, signed: Signed, case_id: UUID, body: SeatingIn) -> AttendanceView:
    """A substitute sits in for somebody who is prevented and has a member's rights in this case. For the chair or a member.

    Through the last day, or until the case is closed; before and after, the case does not exist for the substitute.
    """
    case = await seating.seat(tx, signed.person_id, case_id, Seating.model_validate(body.model_dump()))
    return await _attendance(tx, case)


@router.delete("/cases/{case_id}/substitutes/{person_id}", status_code=204, summary="The member is back")
async def release_substitute(
    tx: UnitOfWork,
    signed: Signed,
    case_id: UUID,
    person_id: Annotated[UUID, Path(description="the substitute who sits in")],
) -> None:
    """The substitute leaves the case and its rooms at once. For the chair or a member."""
    await seating.release(tx, signed.person_id, case_id, person_id)


async def _attendance(tx: UnitOfWork, case: Case) -> AttendanceView:
    council, members, day = await seating.council(tx, case)
    return attendance_view(case, council, members, day)
