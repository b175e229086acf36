"""Who may vote, who is prevented, who sits in for whom and who leads, over HTTP; for the body alone."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Path

from shared.errors import NotAllowed
from shared.http import Signed, UnitOfWork
from shared.http import router as open_router
from union_dialogue.actions import seating
from union_dialogue.actions.access import mandate_of, visited
from union_dialogue.api.requests import AbsenceIn, ElectionIn, SeatingIn
from union_dialogue.api.views import AttendanceView, attendance_view
from union_dialogue.domain.case import Case
from union_dialogue.domain.facts import Absence
from union_dialogue.domain.opinion import Ballot

router = open_router(tags=["opinion"])


@router.get("/cases/{case_id}/attendance", summary="Who may vote")
async def get_attendance(tx: UnitOfWork, signed: Signed, case_id: UUID) -> AttendanceView:
    """Members and substitutes today, the quorum, who must not vote, who is prevented, who sits in for whom, who leads the
    body in this case. For those who represent the body.
    """
    case, me, day = await visited(tx, signed.person_id, case_id)
    if mandate_of(me, case, day) is None:
        raise NotAllowed("chair", "deputy", "member")
    return await _attendance(tx, case)


@router.post("/cases/{case_id}/substitutes", status_code=201, summary="Let a substitute sit in")
async def seat_substitute(tx: UnitOfWork, signed: Signed, case_id: UUID, body: SeatingIn) -> AttendanceView:
    """A substitute sits in for somebody who is prevented, or whom the matter concerns, and has a member's rights in this
    case. For those who sit in the body.

    Without ``substitute_id`` the first of the order who can; another one needs a reason where the regime keeps the order.
    Through the last day, or until the case is closed; before and after, the case does not exist for the substitute.
    """
    given = {"last_day": body.last_day, "out_of_turn": body.out_of_turn}
    case = await seating.seat(tx, signed.person_id, case_id, body.member_id, body.substitute_id, **given)
    return await _attendance(tx, case)


@router.delete("/cases/{case_id}/substitutes/{person_id}", status_code=204, summary="The member is back")
async def release_substitute(
    tx: UnitOfWork,
    signed: Signed,
    case_id: UUID,
    person_id: Annotated[UUID, Path(description="the substitute who sits in")],
) -> None:
    """The substitute leaves the case and its rooms at once. For those who sit in the body."""
    await seating.release(tx, signed.person_id, case_id, person_id)


@router.post("/cases/{case_id}/absences", status_code=201, summary="Declare somebody absent")
async def declare_absent(tx: UnitOfWork, signed: Signed, case_id: UUID, body: AbsenceIn) -> AttendanceView:
    """Somebody of the body is prevented in this case: while the chair is, a deputy leads; a substitute is passed over.

    For those who sit in the body, about themselves too. Nobody else is told.
    """
    absence = Absence(person_id=body.person_id, last_day=body.last_day)
    return await _attendance(tx, await seating.declare_absent(tx, signed.person_id, case_id, absence))


@router.delete("/cases/{case_id}/absences/{person_id}", status_code=204, summary="They are back")
async def end_absence(
    tx: UnitOfWork,
    signed: Signed,
    case_id: UUID,
    person_id: Annotated[UUID, Path(description="who was absent")],
) -> None:
    """Somebody is not prevented any more. For those who sit in the body."""
    await seating.end_absence(tx, signed.person_id, case_id, person_id)


@router.post("/cases/{case_id}/recusal", status_code=204, summary="Say that the matter concerns oneself")
async def recuse(tx: UnitOfWork, signed: Signed, case_id: UUID) -> None:
    """The caller takes no part in the vote; where the regime says so, the case and its rooms are closed to them at once.

    For those who sit in the body. Authors of the idea are left out without it.
    """
    await seating.recuse(tx, signed.person_id, case_id)


@router.delete("/cases/{case_id}/recusals/{person_id}", status_code=204, summary="The matter does not concern them")
async def readmit(
    tx: UnitOfWork,
    signed: Signed,
    case_id: UUID,
    person_id: Annotated[UUID, Path(description="who said that the matter concerns them")],
) -> None:
    """The body finds that somebody may take part after all. For those who sit in it."""
    await seating.readmit(tx, signed.person_id, case_id, person_id)


@router.post("/cases/{case_id}/acting-chair", status_code=201, summary="Elect somebody to lead the body")
async def elect(tx: UnitOfWork, signed: Signed, case_id: UUID, body: ElectionIn) -> AttendanceView:
    """Record the vote by which the members elected one of them for this case, while neither chair nor deputy can act.

    Quorum and majority are those of the regime. It ends by itself when the chair or a deputy can act. For those who sit in
    the body.
    """
    ballot = Ballot(votes=body.votes, present=tuple(body.present))
    return await _attendance(tx, await seating.elect(tx, signed.person_id, case_id, body.person_id, ballot))


async def _attendance(tx: UnitOfWork, case: Case) -> AttendanceView:
    return attendance_view(case, *await seating.council(tx, case))
