"""What a reviewer sees and does."""

from __future__ import annotations

from uuid import UUID

from fastapi import Response

from review import actions, store
from review.api.models import AssignmentState, Draft, Form, MyAssignment, NewNote, NoteView, Reason, Spread
from review.domain import NotesAreClosed, Round, spread
from shared import directory
from shared.db import Tx
from shared.errors import Unknown
from shared.http import IfMatch, Page, PageOf, Signed, UnitOfWork, Waiting, created, page_of, set_etag
from shared.http import router as open_router

router = open_router(tags=["review"])


@router.get("/assignments", summary="My assignments")
async def list_assignments(tx: UnitOfWork, signed: Signed, page: Page) -> PageOf[MyAssignment]:
    """The caller's own review assignments, newest first."""
    await directory.caller(tx, signed.person_id)
    rows = await store.assignments_of_person(tx, signed.person_id, page.after_id, page.fetch)
    return page_of(page, [MyAssignment.of(row) for row in rows], key=lambda a: (str(a.assignment_id),))


@router.get("/assignments/{assignment_id}", summary="My review form")
async def get_assignment(tx: UnitOfWork, signed: Signed, assignment_id: UUID, response: Response) -> Form:
    """The form with the idea's text, without its authors. For the assigned reviewer alone."""
    assignment = await actions.own(tx, signed.person_id, assignment_id)
    set_etag(response, assignment.version)
    return Form.of(await _round(tx, assignment.round_id), assignment, signed.locale)


@router.put("/assignments/{assignment_id}", summary="Save my draft")
async def put_draft(
    *, tx: UnitOfWork, signed: Signed, seen: IfMatch, assignment_id: UUID, body: Draft, response: Response
) -> AssignmentState:
    """Save scores (1 to 5) and a comment, until submission; while the round calibrates, change a submitted review.
    For the assigned reviewer.
    """
    assignment = await actions.draft(
        tx, signed.person_id, assignment_id, seen, scores=body.scores, comment=body.comment
    )
    set_etag(response, assignment.version)
    return AssignmentState.of(assignment)


@router.post("/assignments/{assignment_id}/submission", summary="Submit my review")
async def submit(tx: UnitOfWork, signed: Signed, assignment_id: UUID, response: Response) -> AssignmentState:
    """Hand in the review. At quorum the round concludes, or calibrates where the reviews are far apart.
    For the assigned reviewer.
    """
    assignment = await actions.submit(tx, signed.person_id, assignment_id)
    set_etag(response, assignment.version)
    return AssignmentState.of(assignment)


@router.post("/assignments/{assignment_id}/conflict", summary="Declare a conflict of interest")
async def declare_conflict(
    tx: UnitOfWork, signed: Signed, assignment_id: UUID, body: Reason, response: Response
) -> AssignmentState:
    """Step out of the round. The reason is kept here and told to nobody. For the assigned reviewer."""
    assignment = await actions.declare_conflict(tx, signed.person_id, assignment_id, body.reason)
    set_etag(response, assignment.version)
    return AssignmentState.of(assignment)


@router.get("/assignments/{assignment_id}/calibration", summary="The spread of the reviews")
async def get_calibration(tx: UnitOfWork, signed: Signed, assignment_id: UUID) -> Spread:
    """How far the reviews are apart, without who gave what. For reviewers who have handed in, once the quorum is there."""
    assignment = await actions.own(tx, signed.person_id, assignment_id)
    round_ = await _round(tx, assignment.round_id)
    if assignment.state != "submitted" or round_.state == "open":
        raise NotesAreClosed
    reviews = [a.scores for a in await store.assignments_of_round(tx, round_.round_id) if a.state == "submitted"]
    return Spread(until=round_.calibrate_until, criteria=list(spread(round_.rubric, reviews)))


@router.get("/assignments/{assignment_id}/notes", summary="Notes among reviewers")
async def list_notes(tx: UnitOfWork, signed: Signed, assignment_id: UUID, page: Page) -> PageOf[NoteView]:
    """What reviewers of the round wrote to each other, oldest first. For reviewers who have handed in; for nobody else."""
    assignment = await actions.own(tx, signed.person_id, assignment_id)
    if assignment.state != "submitted":
        raise NotesAreClosed
    rows = await store.notes(tx, assignment, page.after_id, page.fetch)
    return page_of(page, [NoteView.of(row) for row in rows], key=lambda note: (str(note.note_id),))


@router.post("/assignments/{assignment_id}/notes", status_code=201, summary="Write a note")
async def write_note(
    tx: UnitOfWork, signed: Signed, assignment_id: UUID, body: NewNote, response: Response
) -> NoteView:
    """Write to the other reviewers of the round, under a number. For reviewers who have handed in, until it is over."""
    row = await actions.write_note(tx, signed.person_id, assignment_id, body.text)
    created(response, f"/api/assignments/{assignment_id}/notes", 1)
    return NoteView.of(row)


@router.get("/review/tasks", summary="What waits for me")
async def list_tasks(tx: UnitOfWork, signed: Signed) -> list[Waiting]:
    """Reviews that the caller still owes or may calibrate and, for the scheme office, rounds that are overdue."""
    caller = await directory.caller(tx, signed.person_id)
    owed = [
        Waiting(
            kind="review" if row["state"] != "submitted" else "calibration",
            title=row["title"],
            idea_id=row["idea_id"],
            due_on=row["due_on"],
            link=f"/api/assignments/{row['assignment_id']}",
        )
        for row in await store.waiting_for_person(tx, caller.person_id)
    ]
    if not caller.has_role("scheme-officer"):
        return owed
    late = [
        Waiting(
            kind="overdue-round",
            title=row["title"],
            idea_id=row["idea_id"],
            due_on=row["due_on"],
            link=f"/api/rounds/{row['round_id']}",
        )
        for row in await store.overdue(tx, caller.person_id)
    ]
    return owed + late


async def _round(tx: Tx, round_id: UUID) -> Round:
    found = await store.get_round(tx, round_id)
    if found is None:
        raise Unknown(what="review round")
    return found[0]
