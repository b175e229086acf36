"""The HTTP edge of review."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query, Response
from pydantic import BaseModel, Field

from review import actions, store
from review.domain import HIGHEST, LOWEST, RUBRICS, Assignment, Round, Rubric
from shared import directory
from shared.errors import Language, Unknown
from shared.http import NO_NUL, IfMatch, Page, PageOf, Signed, UnitOfWork, Waiting, created, example, page_of, set_etag
from shared.http import router as open_router

router = open_router(tags=["review"])
Score = Annotated[int, Field(ge=LOWEST, le=HIGHEST)]
Comment = Annotated[str, Field(max_length=10_000, pattern=NO_NUL)]


class NewAssignment(BaseModel):
    model_config = example(person_id="0192f0c1-7b3a-7cc0-8000-000000000001")
    person_id: UUID


class Draft(BaseModel):
    model_config = example(scores={"benefit": 4, "feasibility": 5}, comment="Worth a try.")
    scores: dict[Annotated[str, Field(max_length=40, pattern=NO_NUL)], Score]
    comment: Comment = ""


class Reason(BaseModel):
    model_config = example(reason="The author is a friend.")
    reason: Annotated[str, Field(min_length=1, max_length=2000, pattern=NO_NUL)]


class AssignmentState(BaseModel):
    assignment_id: UUID
    round_id: UUID
    person_id: UUID
    state: Literal["assigned", "drafted", "submitted", "conflicted"]


class MyAssignment(BaseModel):
    assignment_id: UUID
    round_id: UUID
    idea_id: UUID
    title: str
    due_on: date
    state: str


class Question(BaseModel):
    criterion: str
    question: str
    weight: int


class Form(BaseModel):
    """What a reviewer sees: the text without its authors, the questions, the own draft."""

    assignment_id: UUID
    round_id: UUID
    title: str
    text: str
    due_on: date
    state: str
    questions: list[Question]
    scores: dict[str, int]
    comment: str


class RoundView(BaseModel):
    """A round as the scheme office sees it; never who gave which score."""

    round_id: UUID
    idea_id: UUID
    state: str
    quorum: int
    due_on: date
    submitted: int
    conflicts: int
    assignments: list[AssignmentState]
    outcome: dict[str, object] | None = None


def _state(a: Assignment) -> AssignmentState:
    return AssignmentState(assignment_id=a.assignment_id, round_id=a.round_id, person_id=a.person_id, state=a.state)


def _view(round_: Round, assignments: list[Assignment], outcome: dict[str, object] | None) -> RoundView:
    return RoundView(
        round_id=round_.round_id,
        idea_id=round_.idea_id,
        state=round_.state,
        quorum=round_.quorum,
        due_on=round_.due_on,
        submitted=sum(a.state == "submitted" for a in assignments),
        conflicts=round_.conflicts,
        assignments=[_state(a) for a in assignments],
        outcome=outcome,
    )


def _questions(rubric: Rubric, language: Language) -> list[Question]:
    return [
        Question(criterion=name, question=rubric.questions[name].told_in(language), weight=weight)
        for name, weight in rubric.weights.items()
    ]


def _form(round_: Round, a: Assignment, language: Language) -> Form:
    return Form(
        assignment_id=a.assignment_id,
        round_id=a.round_id,
        title=round_.title,
        text=round_.body,
        due_on=round_.due_on,
        state=a.state,
        questions=_questions(round_.rubric, language),
        scores=dict(a.scores),
        comment=a.comment,
    )


@router.get("/rounds", summary="Rounds of an idea")
async def list_rounds(tx: UnitOfWork, signed: Signed, idea_id: Annotated[UUID, Query()]) -> list[RoundView]:
    """The review rounds of an idea, oldest first. For the scheme office."""
    directory.require_role(await directory.caller(tx, signed.person_id), "scheme-officer")
    return [
        _view(round_, await store.assignments_of_round(tx, round_.round_id), None)
        for round_ in await store.rounds_of(tx, idea_id)
    ]


@router.get("/rounds/{round_id}", summary="A round")
async def get_round(tx: UnitOfWork, signed: Signed, round_id: UUID, response: Response) -> RoundView:
    """A round with its assignments and, once concluded, its outcome. For the scheme office."""
    directory.require_role(await directory.caller(tx, signed.person_id), "scheme-officer")
    found = await store.get_round(tx, round_id)
    if found is None:
        raise Unknown(what="review round")
    round_, outcome = found
    set_etag(response, round_.version)
    return _view(round_, await store.assignments_of_round(tx, round_id), outcome)


@router.post("/rounds/{round_id}/assignments", status_code=201, summary="Assign a reviewer")
async def assign(
    tx: UnitOfWork, signed: Signed, round_id: UUID, body: NewAssignment, response: Response
) -> AssignmentState:
    """Assign a reviewer to a round. For the scheme office; authors and their managers are refused with the reason."""
    assignment = await actions.assign(tx, signed.person_id, round_id, body.person_id)
    created(response, f"/api/assignments/{assignment.assignment_id}", assignment.version)
    return _state(assignment)


@router.get("/assignments", summary="My assignments")
async def list_assignments(tx: UnitOfWork, signed: Signed, page: Page) -> PageOf[MyAssignment]:
    """The caller's own review assignments, newest first."""
    await directory.caller(tx, signed.person_id)
    rows = await store.assignments_of_person(tx, signed.person_id, page.after_id, page.fetch)
    return page_of(page, [MyAssignment(**row) for row in rows], key=lambda a: (str(a.assignment_id),))


@router.get("/assignments/{assignment_id}", summary="My review form")
async def get_assignment(tx: UnitOfWork, signed: Signed, assignment_id: UUID, response: Response) -> Form:
    """The form with the idea's text, without its authors. For the assigned reviewer alone."""
    await directory.caller(tx, signed.person_id)
    assignment = await store.get_assignment(tx, assignment_id)
    found = await store.get_round(tx, assignment.round_id) if assignment else None
    if assignment is None or found is None or assignment.person_id != signed.person_id:
        raise Unknown(what="assignment")
    set_etag(response, assignment.version)
    return _form(found[0], assignment, signed.locale)


@router.put("/assignments/{assignment_id}", summary="Save my draft")
async def put_draft(
    *, tx: UnitOfWork, signed: Signed, seen: IfMatch, assignment_id: UUID, body: Draft, response: Response
) -> AssignmentState:
    """Save scores (1 to 5) and a comment. For the assigned reviewer, until submission."""
    assignment = await actions.draft(
        tx, signed.person_id, assignment_id, seen, scores=body.scores, comment=body.comment
    )
    set_etag(response, assignment.version)
    return _state(assignment)


@router.post("/assignments/{assignment_id}/submission", summary="Submit my review")
async def submit(tx: UnitOfWork, signed: Signed, assignment_id: UUID, response: Response) -> AssignmentState:
    """Hand in the review; at quorum the round concludes. For the assigned reviewer."""
    assignment = await actions.submit(tx, signed.person_id, assignment_id)
    set_etag(response, assignment.version)
    return _state(assignment)


@router.post("/assignments/{assignment_id}/conflict", summary="Declare a conflict of interest")
async def declare_conflict(
    tx: UnitOfWork, signed: Signed, assignment_id: UUID, body: Reason, response: Response
) -> AssignmentState:
    """Step out of the round. The reason is kept here and told to nobody. For the assigned reviewer."""
    assignment = await actions.declare_conflict(tx, signed.person_id, assignment_id, body.reason)
    set_etag(response, assignment.version)
    return _state(assignment)


@router.get("/rubrics", summary="Rubrics")
async def list_rubrics(_tx: UnitOfWork, signed: Signed) -> list[list[Question]]:
    """All rubric versions with their criteria and weights. For everybody."""
    return [_questions(rubric, signed.locale) for rubric in RUBRICS.values()]


@router.get("/review/tasks", summary="What waits for me")
async def list_tasks(tx: UnitOfWork, signed: Signed) -> list[Waiting]:
    """Reviews that the caller still owes, most urgent first."""
    rows = await store.waiting_for_person(tx, signed.person_id)
    return [
        Waiting(
            kind="review",
            title=row["title"],
            idea_id=row["idea_id"],
            due_on=row["due_on"],
            link=f"/api/assignments/{row['assignment_id']}",
        )
        for row in rows
    ]
