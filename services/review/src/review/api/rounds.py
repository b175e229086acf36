"""What the scheme office does with a round, and what a round came to."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from review import actions, store
from review.api.models import (
    AssignmentState,
    CandidateView,
    ExclusionView,
    Extension,
    NewAssignment,
    NewExclusion,
    OutcomeView,
    RoundView,
    RubricView,
)
from review.domain import RUBRICS, Assignment, Round, check_office
from shared import directory
from shared.db import Tx
from shared.errors import Unknown
from shared.http import Signed, UnitOfWork, created, set_etag
from shared.http import router as open_router

router = open_router(tags=["review"])


@router.get("/rounds", summary="Rounds of an idea")
async def list_rounds(tx: UnitOfWork, signed: Signed, idea_id: Annotated[UUID, Query()]) -> list[RoundView]:
    """The review rounds of an idea, oldest first. For the scheme office; an author's own idea shows none."""
    directory.require_role(await directory.caller(tx, signed.person_id), "scheme-officer")
    return [
        await _view(tx, round_, outcome)
        for round_, outcome in await store.rounds_of(tx, idea_id)
        if signed.person_id not in round_.author_ids
    ]


@router.get("/rounds/{round_id}", summary="A round")
async def get_round(tx: UnitOfWork, signed: Signed, round_id: UUID, response: Response) -> RoundView:
    """A round with its assignments and, once concluded, its outcome. For the scheme office, but not for an author."""
    directory.require_role(await directory.caller(tx, signed.person_id), "scheme-officer")
    round_, outcome = await _found(tx, round_id)
    check_office(round_, signed.person_id)
    set_etag(response, round_.version)
    return await _view(tx, round_, outcome)


@router.get("/rounds/{round_id}/outcome", summary="What a round came to")
async def get_outcome(tx: UnitOfWork, signed: Signed, round_id: UUID) -> OutcomeView:
    """Median, spread and comments, without any name. For the idea's authors, the scheme office, decision makers and
    those who handed in a review. Nobody else knows that the round exists.
    """
    caller = await directory.caller(tx, signed.person_id)
    round_, outcome = await _found(tx, round_id)
    assignments = await store.assignments_of_round(tx, round_id)
    office = caller.has_role("scheme-officer") or caller.has_role("decision-maker")
    if not office and caller.person_id not in round_.author_ids and not _handed_in(assignments, caller.person_id):
        raise Unknown(what="review round")
    return OutcomeView.of(round_, assignments, outcome)


@router.get("/rounds/{round_id}/proposals", summary="Whom to assign")
async def list_proposals(
    tx: UnitOfWork,
    signed: Signed,
    round_id: UUID,
    count: Annotated[int, Query(ge=1, le=50, description="how many at most")] = 5,
) -> list[CandidateView]:
    """Reviewers proposed by load and unit: never an author, a co-author, somebody above them, or a known conflict.
    For the scheme office.
    """
    proposed = await actions.propose(tx, signed.person_id, round_id, count)
    return [
        CandidateView(person_id=c.person_id, display_name=c.display_name, unit_id=c.unit_id, owes=c.owes)
        for c in proposed
    ]


@router.post("/rounds/{round_id}/assignments", status_code=201, summary="Assign a reviewer")
async def assign(
    tx: UnitOfWork, signed: Signed, round_id: UUID, body: NewAssignment, response: Response
) -> AssignmentState:
    """Assign a reviewer to a round. For the scheme office; whoever has a conflict of interest is refused with the reason."""
    assignment = await actions.assign(tx, signed.person_id, round_id, body.person_id)
    created(response, f"/api/assignments/{assignment.assignment_id}", assignment.version)
    return AssignmentState.of(assignment)


@router.post("/rounds/{round_id}/assignments/{assignment_id}/release", summary="Release a reviewer")
async def release(tx: UnitOfWork, signed: Signed, round_id: UUID, assignment_id: UUID) -> AssignmentState:
    """Let a reviewer go who has not handed in; the draft is deleted. For the scheme office."""
    return AssignmentState.of(await actions.release(tx, signed.person_id, round_id, assignment_id))


@router.get("/rounds/{round_id}/exclusions", summary="Known conflicts of interest")
async def list_exclusions(tx: UnitOfWork, signed: Signed, round_id: UUID) -> list[ExclusionView]:
    """Who is excluded from a round, and on what ground. For the scheme office."""
    directory.require_role(await directory.caller(tx, signed.person_id), "scheme-officer")
    round_, _outcome = await _found(tx, round_id)
    check_office(round_, signed.person_id)
    return [ExclusionView.of(each) for each in await store.exclusions(tx, round_id)]


@router.post("/rounds/{round_id}/exclusions", status_code=201, summary="Note a conflict of interest")
async def exclude(tx: UnitOfWork, signed: Signed, round_id: UUID, body: NewExclusion) -> ExclusionView:
    """Exclude somebody who gains from the idea or is close to an author; if assigned, they are released.
    For the scheme office.
    """
    return ExclusionView.of(await actions.exclude(tx, signed.person_id, round_id, body.person_id, body.ground))


@router.post("/rounds/{round_id}/extension", summary="Extend a round")
async def extend(tx: UnitOfWork, signed: Signed, round_id: UUID, body: Extension, response: Response) -> RoundView:
    """Give a round and its open assignments a later day; reviewers are told. For the scheme office."""
    round_ = await actions.extend(tx, signed.person_id, round_id, body.due_on, body.working_days)
    set_etag(response, round_.version)
    return await _view(tx, round_, None)


@router.post("/rounds/{round_id}/conclusion", summary="Conclude a round")
async def conclude(tx: UnitOfWork, signed: Signed, round_id: UUID, response: Response) -> RoundView:
    """End a round that calibrates, or one that is overdue and has at least two reviews. For the scheme office."""
    await actions.conclude(tx, signed.person_id, round_id)
    round_, outcome = await _found(tx, round_id)
    set_etag(response, round_.version)
    return await _view(tx, round_, outcome)


@router.get("/rubrics", summary="Rubrics")
async def list_rubrics(_tx: UnitOfWork, signed: Signed) -> list[RubricView]:
    """All rubric versions with their criteria and weights. For everybody."""
    return [RubricView.of(rubric, signed.locale) for rubric in RUBRICS.values()]


async def _found(tx: Tx, round_id: UUID) -> tuple[Round, dict[str, object] | None]:
    found = await store.get_round(tx, round_id)
    if found is None:
        raise Unknown(what="review round")
    return found


async def _view(tx: Tx, round_: Round, outcome: dict[str, object] | None) -> RoundView:
    return RoundView.of(round_, await store.assignments_of_round(tx, round_.round_id), outcome)


def _handed_in(assignments: list[Assignment], person_id: UUID) -> bool:
    return any(a.person_id == person_id and a.state == "submitted" for a in assignments)
