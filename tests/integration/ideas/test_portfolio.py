"""The portfolio over HTTP: what is told of all ideas, what is not, and that both the page and the table say the same."""

from __future__ import annotations

import csv
import io
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.integration.ideas.steps import BELOW, ELSEWHERE, OTHER, ROOT, SCHEME, TO_REVIEW, UNIT, Ideas, person

from shared import clock
from shared.events.implementation import BenefitVerified
from shared.events.review import RoundConcluded
from shared.testing import fact

YEAR = clock.now().year


async def people(desk: Ideas, unit: UUID, many: int) -> list[UUID]:
    made = [uuid4() for _ in range(many)]
    await desk.hear(*(person(each, unit=unit) for each in made))
    return made


async def hands_in(desk: Ideas, who: UUID, **given: Any) -> str:
    body = {"title": "Show free rooms", "text": "By sensors", "language": "en", **given}
    idea = str((await desk.does(who, "POST", "/ideas", body))["idea_id"])
    await desk.does(who, "POST", f"/ideas/{idea}/submission", {})
    return idea


async def asked(desk: Ideas, **query: Any) -> dict[str, Any]:
    wanted = "&".join(f"{name}={value}" for name, value in query.items())
    return dict(await desk.does(OTHER, "GET", f"/portfolio?{wanted}"))


def came(portfolio: dict[str, Any]) -> dict[str, int | None]:
    return {each["step"]: each["ideas"] for each in portfolio["funnel"]}


async def test_nothing_is_told_of_fewer_than_ten_people(desk: Ideas) -> None:
    empty = await asked(desk)
    assert came(empty)["submitted"] == 0
    author, *others = await people(desk, UNIT, 10)
    for each in [author, author, *others[:8]]:
        await hands_in(desk, each)
    few = await asked(desk)
    assert (came(few)["submitted"], few["years"], few["people"]) == (None, [], 10), "ten ideas of nine people"
    assert {each["ideas"] for each in few["waiting"] if each["wait"] == "triage"} == {None}
    await hands_in(desk, others[8])
    assert came(await asked(desk))["submitted"] == 11


async def test_invariant_11_small_units_fold_into_their_parent_and_no_difference_tells_of_them(desk: Ideas) -> None:
    above, below, aside = [await people(desk, unit, many) for unit, many in ((UNIT, 3), (BELOW, 12), (ELSEWHERE, 11))]
    for each in (*above, *below, *aside):
        await hands_in(desk, each, visibility="unit")
    told = {unit: came(await asked(desk, unit=unit))["submitted"] for unit in (ROOT, UNIT, BELOW, ELSEWHERE)}
    assert told == {ROOT: 26, UNIT: 15, BELOW: None, ELSEWHERE: 11}, "15 minus 12 would tell of three people"
    assert came(await asked(desk, year=YEAR))["submitted"] == 26
    assert came(await asked(desk, year=YEAR - 1))["submitted"] == 0


async def test_a_campaign_of_few_is_told_with_all_and_not_by_itself(desk: Ideas) -> None:
    call = {"names": {"en": "Less paper"}, "text": "How?", "opens_on": "2020-01-01", "closes_on": None}
    many, few = [(await desk.does(SCHEME, "POST", "/campaigns", call))["campaign_id"] for _ in range(2)]
    for each in await people(desk, UNIT, 12):
        await hands_in(desk, each, campaign_id=many, facets=["mission"])
    for each in await people(desk, UNIT, 11):
        await hands_in(desk, each)
    for each in await people(desk, UNIT, 2):
        await hands_in(desk, each, campaign_id=few, facets=["mission"])
    assert came(await asked(desk))["submitted"] == 25
    for campaign in (many, few):
        assert came(await asked(desk, campaign=campaign, year=YEAR))["submitted"] in (None, 12)
    assert came(await asked(desk, campaign=few))["submitted"] is None
    facets = {(each["facet"], each["direction"]): each["ideas"] for each in (await asked(desk))["facets"]}
    assert facets["mission", "top-down"] == 14
    assert facets["mission", "bottom-up"] == 0


async def test_how_far_how_long_what_waits_and_what_was_answered(desk: Ideas) -> None:
    ideas = [await hands_in(desk, each) for each in await people(desk, UNIT, 22)]
    for idea in ideas[:11]:
        await desk.does(SCHEME, "POST", f"/ideas/{idea}/triage", TO_REVIEW)
        await desk.hear(fact(RoundConcluded, idea_id=idea))
    got = await asked(desk)
    assert came(got) == {
        "submitted": 22,
        "triaged": 11,
        "reviewed": 11,
        "consulted": 0,
        "decided": 0,
        "implemented": 0,
        "benefit_verified": 0,
    }
    days = {each["step"]: each["days"] for each in got["funnel"]}
    assert (days["submitted"], days["reviewed"]) == (None, {"median": 0.0, "ninetieth": 0.0})
    waiting = {each["wait"]: (each["ideas"], each["late"]) for each in got["waiting"]}
    assert (waiting["triage"], waiting["screening"], waiting["decision"]) == ((11, 0), (11, 0), (0, 0))
    answers = {each["answer"]: (each["answers"], each["in_time"]) for each in got["answers"]}
    assert (answers[None], answers["triage"], answers["decision"]) == ((11, 11), (11, 11), (0, 0))
    await desk.hear(fact(BenefitVerified, idea_id=ideas[0]))
    assert came(await asked(desk))["benefit_verified"] is None, "one of eleven went further: not told of"
    assert came(await asked(desk))["reviewed"] == 11


async def test_the_table_says_the_same(desk: Ideas) -> None:
    for each in await people(desk, UNIT, 11):
        await hands_in(desk, each, facets=["adaptive"])
    answer = await desk.ask(OTHER, "GET", "/portfolio/table.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    head, *rows = csv.reader(io.StringIO(answer.text))
    assert head == ["figure", "item", "of", "value"]
    assert ["funnel", "submitted", "ideas", "11"] in rows
    assert ["facets", "adaptive bottom-up", "ideas", "11"] in rows
    assert ["waiting", "triage", "ideas", "11"] in rows
    assert ["answers", "all", "answers", "0"] in rows


@pytest.mark.parametrize("query", ["unit=x", "year=1", "campaign=x", "who=x"])
async def test_a_question_that_cannot_be_meant_is_refused(desk: Ideas, query: str) -> None:
    assert await desk.refused(OTHER, "GET", f"/portfolio?{query}") == "invalid-request"
