"""The portfolio: figures about all ideas, for everybody, in blocks of enough people."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Hashable, Iterator, Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response
from pydantic import BaseModel, Field

from ideas import actions, store
from ideas.api.models import Configured
from ideas.domain import figures
from ideas.domain.figures import DIRECTIONS, PAIRS, STEPS, WAITS, Answer, Case, Direction, Step, Table, Wait, Wanted
from ideas.domain.portfolio import FACETS
from ideas.domain.state import Facet
from shared.db import Row
from shared.http import Signed, UnitOfWork
from shared.http import router as open_router

router = open_router(tags=["ideas"])

_SECONDS = 86_400
Told = Annotated[int | None, Field(description="null: there are some, of fewer people than may be told of")]


class Days(BaseModel):
    """How long, in days: the median, and what nine of ten do not exceed."""

    median: float
    ninetieth: float


class StepView(BaseModel):
    """How many ideas came to a step, or further, and how long it took them from the step before."""

    step: Step
    ideas: Told
    folded: bool = Field(description="more are told only without this filter: their units or years are too small")
    days: Days | None = Field(description="null: nothing to measure, or of too few people")


class Spread(BaseModel):
    """How strongly colleagues see the facet in these ideas, from 0 to 4."""

    median: float
    lower_quartile: float
    upper_quartile: float


class FacetView(BaseModel):
    """How many ideas have a facet, asked for by a campaign (top-down) or brought by whoever had them (bottom-up)."""

    facet: Facet
    direction: Direction
    ideas: Told
    folded: bool
    spread: Spread | None = Field(description="null: fewer than two of the ideas have enough raters")


class WaitView(BaseModel):
    """How many ideas wait for something, how long they have, and how many of them longer than was promised."""

    wait: Wait
    ideas: Told
    folded: bool
    days: Days | None
    late: Told


class AnswersView(BaseModel):
    """How many answers were given, and how many of them in time. ``campaign_id``: null for all and the open box."""

    answer: Answer | None = Field(description="null: all kinds of answers")
    campaign_id: UUID | None
    answers: Told
    folded: bool
    in_time: Told


class Portfolio(BaseModel):
    """The portfolio as asked for. No figure tells of fewer than ``people`` people, nor does any difference of figures."""

    people: int
    as_of: datetime
    years: list[int] = Field(description="of which there are figures")
    funnel: list[StepView]
    facets: list[FacetView]
    waiting: list[WaitView]
    answers: list[AnswersView]


async def _wanted(
    unit: Annotated[UUID | None, Query(description="only of this unit and those below it")] = None,
    year: Annotated[int | None, Query(ge=2000, le=2200, description="only handed in that year")] = None,
    campaign: Annotated[UUID | None, Query(description="only of this campaign")] = None,
) -> Wanted:
    return Wanted(unit, year, campaign)


Asked = Annotated[Wanted, Depends(_wanted)]


@router.get("/portfolio", summary="The portfolio")
async def portfolio(tx: UnitOfWork, signed: Signed, configured: Configured, asked: Asked) -> Portfolio:
    """How far ideas come and how long that takes, of which kind they are, what waits and was answered in time. For every
    employee, also of ideas that they may not see: where too few people are behind a figure it is not told, and what is
    told of a unit, a year or a campaign is told in blocks, so that no difference of figures tells of too few either.
    """
    await actions.reader(tx, signed.person_id)
    rows = await store.cases(tx)
    return await asyncio.to_thread(_drawn, rows, asked, configured.portfolio_people, tx.now)


@router.get(
    "/portfolio/table.csv",
    summary="The portfolio as a table",
    response_class=Response,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}, "example": "figure,item,of,value\r\n"}}}},
)
async def portfolio_table(tx: UnitOfWork, signed: Signed, configured: Configured, asked: Asked) -> Response:
    """The same as rows of figure, item, of what, value; a value is empty where too few people are behind it. For every
    employee.
    """
    made = await portfolio(tx, signed, configured, asked)
    text = io.StringIO()
    csv.writer(text).writerows([("figure", "item", "of", "value"), *_lines(made)])
    headers = {"Content-Disposition": 'attachment; filename="portfolio.csv"'}
    return Response(text.getvalue(), media_type="text/csv", headers=headers)


def _drawn(rows: Sequence[Row], asked: Wanted, least: int, now: datetime) -> Portfolio:
    cases = [store.case_of(row) for row in rows]
    funnel = figures.funnel(cases, least)
    return Portfolio(
        people=least,
        as_of=now,
        years=[year for year in sorted({case.year for case in cases}) if funnel.told([("year", year)])[1]],
        funnel=list(_funnel(funnel, asked, least)),
        facets=list(_facets(figures.facets(cases, least), asked)),
        waiting=list(_waiting(figures.waiting(cases, least), asked, now)),
        answers=list(_answers(figures.answers(cases, least), cases, asked)),
    )


def _told(table: Table, asked: Wanted, *more: tuple[str, Hashable]) -> tuple[int | None, bool, list[Case]]:
    """How many, whether there are more that are told elsewhere, and the cases."""
    found, cases = table.told(asked.steps | set(more))
    return None if found.hidden else len(cases), found.folded, cases


def _part(table: Table, asked: Wanted, more: Sequence[tuple[str, Hashable]], *, late: bool) -> int | None:
    """How many of them are late, or are not; None where that is not known of each that is told."""
    sums = [table.told(asked.steps | {*more, ("late", side)})[0] for side in (True, False)]
    whole = table.told(asked.steps | set(more))[0]
    if whole.hidden or sum(len(each.items) for each in sums) != len(whole.items):
        return None
    return len(sums[0 if late else 1].items)


def _days(spans: Sequence[float]) -> Days | None:
    found = figures.days(spans)
    return Days(median=found.median, ninetieth=found.ninetieth) if found else None


def _funnel(table: Table, asked: Wanted, least: int) -> Iterator[StepView]:
    before: dict[Step, Step] = {after: first for first, after in PAIRS}
    for step in STEPS:
        ideas, folded, cases = _told(table, asked, ("step", step))
        spans = figures.between(cases, before[step], step, least) if step in before else []
        yield StepView(step=step, ideas=ideas, folded=folded, days=_days(spans))


def _facets(table: Table, asked: Wanted) -> Iterator[FacetView]:
    for facet in FACETS:
        for direction in DIRECTIONS:
            ideas, folded, cases = _told(table, asked, ("facet", facet), ("direction", direction))
            seen = figures.rated(cases, facet)
            spread = seen and Spread(
                median=seen.median, lower_quartile=seen.lower_quartile, upper_quartile=seen.upper_quartile
            )
            yield FacetView(facet=facet, direction=direction, ideas=ideas, folded=folded, spread=spread)


def _waiting(table: Table, asked: Wanted, now: datetime) -> Iterator[WaitView]:
    for wait in WAITS:
        ideas, folded, cases = _told(table, asked, ("wait", wait))
        days = _days([max(0.0, (now - case.since).total_seconds() / _SECONDS) for case in cases])
        late = _part(table, asked, [("wait", wait)], late=True)
        yield WaitView(wait=wait, ideas=ideas, folded=folded, days=days, late=late)


def _answers(table: Table, cases: Sequence[Case], asked: Wanted) -> Iterator[AnswersView]:
    kinds: list[tuple[Answer | None, UUID | None]] = [(None, None), *((each, None) for each in figures.ANSWERS)]
    kinds += [(None, each) for each in sorted({case.campaign_id for case in cases if case.campaign_id})]
    for answer, campaign in kinds:
        more: list[tuple[str, Hashable]] = [("answer", answer)] if answer else []
        more += [("campaign", campaign)] if campaign else []
        if campaign and asked.campaign:
            continue
        given, folded, _ = _told(table, asked, *more)
        in_time = _part(table, asked, more, late=False)
        yield AnswersView(answer=answer, campaign_id=campaign, answers=given, folded=folded, in_time=in_time)


def _lines(made: Portfolio) -> Iterator[tuple[str, str, str, object]]:
    for step in made.funnel:
        yield from (("funnel", step.step, "ideas", step.ideas), *_measured("funnel", step.step, step.days))
    for kind in made.facets:
        item = f"{kind.facet} {kind.direction}"
        yield ("facets", item, "ideas", kind.ideas)
        for name in Spread.model_fields:
            yield ("facets", item, name, getattr(kind.spread, name) if kind.spread else None)
    for wait in made.waiting:
        yield from (("waiting", wait.wait, "ideas", wait.ideas), ("waiting", wait.wait, "late", wait.late))
        yield from _measured("waiting", wait.wait, wait.days)
    for each in made.answers:
        item = str(each.campaign_id or each.answer or "all")
        yield from (("answers", item, "answers", each.answers), ("answers", item, "in_time", each.in_time))


def _measured(figure: str, item: str, days: Days | None) -> Iterator[tuple[str, str, str, object]]:
    yield (figure, item, "median days", days.median if days else None)
    yield (figure, item, "nine of ten within days", days.ninetieth if days else None)
