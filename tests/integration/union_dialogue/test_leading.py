"""Who leads the body in a case while its chair is away, is concerned, or has left; and what members do when nobody can."""

from __future__ import annotations

import json
from datetime import date
from uuid import UUID, uuid4

import pytest
from tests.integration.union_dialogue.dialogue import (
    ANSWER,
    AUTHOR,
    CHAIR,
    HEAD,
    MEMBER,
    OFFICER,
    OPINION,
    SCHEME,
    SUBSTITUTE,
    Dialogue,
    a_body,
    changed,
    person,
)

from shared.events.ideas import Author, ConsultationRequired
from shared.testing import fact

DEPUTY = uuid4()
AWAY = {"person_id": str(CHAIR)}


@pytest.fixture
async def body(desk: Dialogue) -> Dialogue:
    """The council has a deputy chair too."""
    await desk.hear(person(DEPUTY, mandate="deputy"))
    return desk


def elects(whom: UUID, *present: UUID, in_favour: int | None = None) -> dict[str, object]:
    votes = {"in_favour": len(present) if in_favour is None else in_favour, "against": 0, "abstained": 0}
    return {"person_id": str(whom), "present": [str(each) for each in present], "votes": votes}


async def waits_for(desk: Dialogue, who: UUID, case: str) -> list[str]:
    items = await desk.gets(who, "GET", "/union-dialogue/tasks")
    return sorted(item["kind"] for item in items if item["link"] == f"/api{case}")


async def test_a_deputy_acts_for_the_chair_who_is_away_and_the_opinion_says_so(body: Dialogue) -> None:
    case = await body.running()
    assert await body.refused(DEPUTY, "POST", f"{case}/opinion", OPINION) == (403, "not-the-lead")
    seen = await body.gets(MEMBER, "POST", f"{case}/absences", AWAY, expect=201)
    assert seen["lead"] == {"person_id": str(DEPUTY), "capacity": "deputy", "in_place_of": str(CHAIR)}
    assert await body.refused(CHAIR, "POST", f"{case}/opinion", OPINION) == (403, "declared-absent")
    seen = await body.gets(DEPUTY, "POST", f"{case}/opinion", OPINION, expect=201)
    said = (await body.gets(HEAD, "GET", case))["opinion"]
    assert (said["by"], said["capacity"], said["in_place_of"]) == (str(DEPUTY), "deputy", str(CHAIR))
    (told,) = await body.told("opinion.delivered")
    assert (json.loads(told)["capacity"], json.loads(told)["in_place_of"]) == ("deputy", str(CHAIR))

    await body.gets(OFFICER, "POST", f"{case}/response", ANSWER, expect=201)
    assert await waits_for(body, DEPUTY, case) == ["case.answers-to-consider"]
    assert await waits_for(body, CHAIR, case) == []
    await body.gets(CHAIR, "DELETE", f"{case}/absences/{CHAIR}", expect=204)
    assert await waits_for(body, CHAIR, case) == ["case.answers-to-consider"]
    assert await body.refused(DEPUTY, "POST", f"{case}/closing", {"result": "agreed"}) == (403, "not-the-lead")
    await body.gets(CHAIR, "POST", f"{case}/closing", {"result": "agreed"})


async def test_a_deputy_proposes_confirms_records_corrects_waives_and_closes(body: Dialogue) -> None:
    case = await body.running()
    await body.gets(CHAIR, "POST", f"{case}/absences", AWAY, expect=201)
    terms = {"span": {"n": 15, "unit": "working-days"}}
    await body.gets(DEPUTY, "POST", f"{case}/clock/agreements", terms, expect=201)
    await body.gets(OFFICER, "POST", f"{case}/clock/agreements", terms, expect=201)
    await body.gets(DEPUTY, "POST", f"{case}/clock/agreements/2/confirmation")
    assert await body.refused(MEMBER, "POST", f"{case}/clock/agreements", terms) == (403, "not-the-lead")
    await body.gets(DEPUTY, "POST", f"{case}/opinion", OPINION, expect=201)
    await body.gets(DEPUTY, "POST", f"{case}/opinion/corrections", {"point": 1, "text": "Floor 2."}, expect=201)
    await body.gets(OFFICER, "POST", f"{case}/response", ANSWER, expect=201)
    await body.gets(DEPUTY, "POST", f"{case}/closing", {"result": "agreed"})
    (told,) = await body.told("case.closed")
    assert json.loads(told)["in_place_of"] == str(CHAIR)


async def test_a_deputy_leads_while_the_seat_of_the_chair_is_vacant(body: Dialogue) -> None:
    case = await body.running()
    await body.hear(changed(person(CHAIR, mandate="chair", ends_on=date(2020, 6, 1))))
    assert await body.status(CHAIR, "POST", f"{case}/waiver", {"reason": "x"}) == 404
    await body.gets(DEPUTY, "POST", f"{case}/waiver", {"reason": "Agreed before."})
    (told,) = await body.told("case.closed")
    said = json.loads(told)
    assert (said["capacity"], said["in_place_of"]) == ("deputy", None)


@pytest.mark.parametrize(("regime", "leads"), [("DE-BPersVG-70", DEPUTY), ("FR-CSE", CHAIR)])
async def test_a_chair_who_wrote_the_idea_leads_only_where_the_regime_lets_them(
    body: Dialogue, regime: str, leads: UUID
) -> None:
    own, idea = uuid4(), uuid4()
    await body.hear(a_body(regime, own))
    await body.hear(changed(person(CHAIR)), changed(person(DEPUTY)))
    chair, deputy = person(CHAIR, mandate="chair"), person(DEPUTY, mandate="deputy")
    for who in (chair, deputy):
        (mandate,) = who.mandates
        moved = who.model_copy(update={"mandates": (mandate.model_copy(update={"body_id": own}),)})
        await body.hear(changed(moved).model_copy(update={"aggregate_version": 100}))
    authors = (Author(person_id=CHAIR, share=100),)
    await body.hear(fact(ConsultationRequired, idea_id=idea, body_ids=(own,), urgent=False, authors=authors))
    (case,) = (await body.gets(SCHEME, "GET", f"/cases?idea_id={idea}"))["items"]
    path = f"/cases/{case['case_id']}"
    seen = await body.gets(DEPUTY, "GET", f"{path}/attendance")
    assert seen["lead"]["person_id"] == str(leads)
    assert seen["spokesperson"] == ("chair" if leads == DEPUTY else "secretary")
    other = {DEPUTY: CHAIR, CHAIR: DEPUTY}[leads]
    assert await body.status(other, "POST", f"{path}/waiver", {"reason": "x"}) == (404 if other == CHAIR else 403)
    await body.gets(leads, "POST", f"{path}/waiver", {"reason": "Agreed before."})


async def test_members_elect_one_of_them_when_neither_chair_nor_deputy_can(desk: Dialogue) -> None:
    case = await desk.running()
    other = uuid4()
    await desk.hear(person(other, mandate="member"))
    vote = elects(MEMBER, MEMBER, other)
    assert await desk.refused(MEMBER, "POST", f"{case}/acting-chair", vote) == (409, "somebody-leads")
    seen = await desk.gets(MEMBER, "POST", f"{case}/absences", AWAY, expect=201)
    assert seen["lead"] is None
    assert await desk.refused(MEMBER, "POST", f"{case}/opinion", OPINION) == (409, "nobody-leads")
    assert "case.acting-chair-to-elect" in await waits_for(desk, other, case)
    for body, slug in (
        (elects(MEMBER, MEMBER), "no-quorum"),
        (elects(MEMBER, MEMBER, other, in_favour=1), "resolution-lost"),
        (elects(CHAIR, MEMBER, other), "not-electable"),
        (elects(SUBSTITUTE, MEMBER, other), "not-electable"),
    ):
        assert (await desk.refused(other, "POST", f"{case}/acting-chair", body))[1] == slug
    seen = await desk.gets(other, "POST", f"{case}/acting-chair", vote, expect=201)
    assert seen["lead"] == {"person_id": str(MEMBER), "capacity": "elected", "in_place_of": str(CHAIR)}
    assert "case.acting-chair-to-elect" not in await waits_for(desk, other, case)
    (told,) = await desk.told("lead.elected")
    assert json.loads(told)["person_id"] == str(MEMBER)
    await desk.gets(MEMBER, "POST", f"{case}/opinion", OPINION, expect=201)
    (said,) = await desk.told("opinion.delivered")
    assert json.loads(said)["capacity"] == "elected"
    await desk.gets(CHAIR, "DELETE", f"{case}/absences/{CHAIR}", expect=204)
    correction = {"point": 1, "text": "Floor 2."}
    assert await desk.refused(MEMBER, "POST", f"{case}/opinion/corrections", correction) == (403, "not-the-lead")


async def test_a_deputy_who_is_away_is_passed_over_and_an_absence_has_an_end(body: Dialogue) -> None:
    case = await body.running()
    for who in (CHAIR, DEPUTY):
        await body.gets(who, "POST", f"{case}/absences", {"person_id": str(who)}, expect=201)
    assert (await body.gets(MEMBER, "GET", f"{case}/attendance"))["lead"] is None
    assert await body.refused(CHAIR, "POST", f"{case}/absences", AWAY) == (409, "absent-already")
    past = {"person_id": str(MEMBER), "last_day": "2020-01-01"}
    assert await body.refused(CHAIR, "POST", f"{case}/absences", past) == (422, "last-day-past")
    nobody = {"person_id": str(AUTHOR)}
    assert await body.refused(CHAIR, "POST", f"{case}/absences", nobody) == (422, "not-of-the-body")
    assert await body.refused(CHAIR, "DELETE", f"{case}/absences/{MEMBER}") == (404, "not-absent")


async def test_who_is_away_or_leads_is_for_the_body_alone(body: Dialogue) -> None:
    case = await body.running()
    before = [(await body.ask(HEAD, "GET", path)).text for path in (case, f"{case}/rooms", "/cases")]
    etag = (await body.ask(HEAD, "GET", case)).headers["etag"]
    events = await body.announced()
    await body.gets(MEMBER, "POST", f"{case}/absences", AWAY, expect=201)
    assert [(await body.ask(HEAD, "GET", path)).text for path in (case, f"{case}/rooms", "/cases")] == before
    assert (await body.ask(HEAD, "GET", case)).headers["etag"] == etag
    assert await body.announced() == events
    assert await body.status(OFFICER, "GET", f"{case}/attendance") == 403
    assert await body.status(OFFICER, "POST", f"{case}/absences", AWAY) == 403
    assert await body.status(AUTHOR, "POST", f"{case}/absences", AWAY) == 404


async def test_of_two_mandates_for_a_body_the_stronger_counts(desk: Dialogue) -> None:
    both = person(MEMBER, mandate="substitute")
    also = person(MEMBER, mandate="deputy").mandates
    await desk.hear(changed(both.model_copy(update={"mandates": (*both.mandates, *also)})))
    case = await desk.running()
    await desk.gets(MEMBER, "POST", f"{case}/absences", AWAY, expect=201)
    await desk.gets(MEMBER, "POST", f"{case}/opinion", OPINION, expect=201)
