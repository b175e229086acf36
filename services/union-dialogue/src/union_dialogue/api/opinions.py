"""The opinion, the answers and the ends of a case over HTTP."""

from __future__ import annotations

from uuid import UUID

from shared.events.union_dialogue import Answer, Point
from shared.http import Signed, UnitOfWork
from shared.http import router as open_router
from union_dialogue.actions import opinions
from union_dialogue.api.requests import (
    Closing,
    OpinionCorrection,
    OpinionIn,
    ResponseCorrection,
    ResponseIn,
    Waiver,
)
from union_dialogue.api.views import CaseView, case_view
from union_dialogue.domain.opinion import Resolution

router = open_router(tags=["opinion"])


@router.post("/cases/{case_id}/opinion", status_code=201, summary="Deliver the opinion")
async def deliver(tx: UnitOfWork, signed: Signed, case_id: UUID, body: OpinionIn) -> CaseView:
    """Deliver the body's opinion with votes and numbered points; the clock stops. For who leads the body.

    A vote without quorum or majority, or one that somebody concerned could have decided, is refused.
    """
    resolution = Resolution(
        stance=body.stance,
        text=body.resolution,
        points=[Point(**point.model_dump()) for point in body.points],
        votes=body.votes,
        present=None if body.present is None else tuple(body.present),
        excluded=tuple(body.excluded),
        minority=tuple(body.minority_views),
    )
    return case_view(await opinions.deliver(tx, signed.person_id, case_id, resolution), signed.locale)


@router.post("/cases/{case_id}/opinion/corrections", status_code=201, summary="Correct a slip in the opinion")
async def correct_opinion(tx: UnitOfWork, signed: Signed, case_id: UUID, body: OpinionCorrection) -> CaseView:
    """A correction beside the opinion, which stands as it was delivered. For who leads the body."""
    case = await opinions.correct_opinion(tx, signed.person_id, case_id, body.point, body.text)
    return case_view(case, signed.locale)


@router.post("/cases/{case_id}/response", status_code=201, summary="Answer points")
async def respond(tx: UnitOfWork, signed: Signed, case_id: UUID, body: ResponseIn) -> CaseView:
    """Answer numbered points: adopted, partly or not, each with its reason. For management."""
    given = [Answer(**answer.model_dump()) for answer in body.points]
    return case_view(await opinions.respond(tx, signed.person_id, case_id, given), signed.locale)


@router.post("/cases/{case_id}/response/corrections", status_code=201, summary="Correct an answer")
async def correct_response(tx: UnitOfWork, signed: Signed, case_id: UUID, body: ResponseCorrection) -> CaseView:
    """Change an answer and say why; the first one stays on record. For management, until the case is closed."""
    answer = Answer(**body.model_dump(exclude={"why"}))
    return case_view(await opinions.correct_response(tx, signed.person_id, case_id, answer, body.why), signed.locale)


@router.post("/cases/{case_id}/closing", summary="Close the case")
async def close(tx: UnitOfWork, signed: Signed, case_id: UUID, body: Closing) -> CaseView:
    """Close the case; refused while a point is unanswered. For the consultation officer; who leads the body may call it agreed."""
    given = body.consent_replaced_by
    case = await opinions.close(tx, signed.person_id, case_id, body.result, body.reason, replaced_by=given)
    return case_view(case, signed.locale)


@router.post("/cases/{case_id}/waiver", summary="Do without an opinion")
async def waive(tx: UnitOfWork, signed: Signed, case_id: UUID, body: Waiver) -> CaseView:
    """The body does without an opinion, and says why; the case closes. For who leads the body."""
    return case_view(await opinions.waive(tx, signed.person_id, case_id, body.reason), signed.locale)
