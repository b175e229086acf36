"""Cases over HTTP: lists, a case, its regime, and what waits for the caller."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response

from shared import directory
from shared.errors import check_version
from shared.http import IfMatch, Moment, Page, PageOf, Signed, UnitOfWork, Waiting, page_of, set_etag
from shared.http import router as open_router
from shared.http.cursors import PageWanted
from union_dialogue.actions import preparing, waiting
from union_dialogue.actions.access import look_at, sees_all, sight_of, visible
from union_dialogue.api.requests import RegimeChoice
from union_dialogue.api.views import CaseSeen, CaseView, case_seen, case_view
from union_dialogue.domain.case import State
from union_dialogue.store import cases

router = open_router(tags=["consultation"])
_Order = Annotated[cases.Order, Query(description="due: the period that ends first, then cases without one that runs")]
_Before = Annotated[Moment | None, Query(description="cases whose period ends before that")]


async def _filters(
    idea_id: Annotated[UUID | None, Query()] = None,
    state: Annotated[State | None, Query(description="only cases in this state")] = None,
    body_id: Annotated[UUID | None, Query()] = None,
    *,
    result: Annotated[str | None, Query(max_length=40, description="only cases that ended so")] = None,
    due_before: _Before = None,
) -> cases.Filters:
    return cases.Filters(idea_id, state, body_id, result, due_before)


@router.get("/cases", summary="Cases")
async def list_cases(
    tx: UnitOfWork,
    signed: Signed,
    page: Page,
    wanted: Annotated[cases.Filters, Depends(_filters)],
    order: _Order = "newest",
) -> PageOf[CaseView]:
    """Cases, newest first, or by when their period ends. For management and the scheme office; representatives see those of their bodies."""
    me = await directory.caller(tx, signed.person_id)
    sight = await sight_of(tx, me, every=sees_all(me))
    if order == "due":
        found = await cases.list_by_due(tx, wanted, _place(page), page.fetch, sight)
    else:
        found = await cases.list_cases(tx, wanted, page.after_id, page.fetch, sight)
    views = [case_view(case, signed.locale) for case in found]
    return page_of(page, views, key=lambda case: (str(case.case_id), case.due_at.isoformat() if case.due_at else ""))


def _place(page: PageWanted) -> tuple[UUID, datetime | None] | None:
    """Behind which case, and the end of its period, a list by due day goes on."""
    if page.after is None:
        return None
    case_id, due_at = page.after
    return UUID(case_id), datetime.fromisoformat(due_at) if due_at else None


@router.get("/cases/{case_id}", summary="A case")
async def get_case(tx: UnitOfWork, signed: Signed, case_id: UUID, response: Response) -> CaseSeen:
    """A case, and what the caller may do in it. For management, the scheme office and those who represent the body."""
    case, look = await look_at(tx, signed.person_id, case_id)
    set_etag(response, case.edition)
    return case_seen(case, look, signed.locale)


@router.put("/cases/{case_id}/regime", summary="Choose the regime")
async def choose_regime(
    tx: UnitOfWork, signed: Signed, seen: IfMatch, case_id: UUID, *, body: RegimeChoice, response: Response
) -> CaseView:
    """Hear the body under another regime of its family, or in another form, with a reason. For management, before receipt."""
    case = await visible(tx, signed.person_id, case_id)
    check_version(seen, case.edition)
    case = await preparing.choose_regime(tx, signed.person_id, case_id, body.regime, body.variant, reason=body.reason)
    set_etag(response, case.edition)
    return case_view(case, signed.locale)


@router.get("/union-dialogue/tasks", summary="What waits for me")
async def list_tasks(tx: UnitOfWork, signed: Signed) -> list[Waiting]:
    """What the caller owes in consultations and by when, for either side; what has a day comes first."""
    return [
        Waiting(
            kind=item.kind,
            title=item.title,
            idea_id=item.idea_id,
            due_on=item.due_on,
            link=f"/api/{item.path}",
        )
        for item in await waiting.items(tx, signed.person_id)
    ]
